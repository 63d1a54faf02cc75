import type { ComplaintFiguresRow, FiguresBy, FigureStanding, Rate } from '@linping/shared';
import { listSheet, type ListColumn, type Sheet } from '../../../platform/documents/workbook.ts';
import type { FiguresExport } from '../figures.service.ts';

type Column = ListColumn<ComplaintFiguresRow>;

const standing = (header: string, key: FigureStanding): Column => ({ header, width: 14, value: ({ figures }) => figures.standing[key] });
/** A rate as what it is: both counts, and the share that a spreadsheet computes with. */
const rate = (header: string, of: string, outOf: string, value: (row: ComplaintFiguresRow) => Rate): readonly Column[] => [
  { header: of, width: 14, value: (row) => value(row).numerator },
  { header: outOf, width: 14, value: (row) => value(row).denominator },
  { header, width: 10, value: (row) => (value(row).denominator === 0 ? null : value(row).numerator / value(row).denominator), format: '0.0%' },
];
const halves = (header: string, value: (row: ComplaintFiguresRow) => number | null): Column =>
  ({ header, width: 16, value: (row) => (value(row) === null ? null : value(row)! / 2), format: '0.0' });

const FIGURES: readonly Column[] = [
  { header: '收到', width: 8, value: ({ figures }) => figures.received },
  standing('办理中', 'open'), standing('物业称已办结', 'resolved'), standing('居民确认解决', 'confirmed'), standing('逾期未评自动结束', 'closedSilently'),
  standing('并入他件', 'merged'), standing('居民撤回', 'withdrawn'), standing('不予受理', 'rejected'), standing('转其他部门', 'referred'),
  ...rate('响应率', '按时受理', '应受理', ({ figures }) => figures.response),
  ...rate('办结率', '按时办结未返工', '应办结', ({ figures }) => figures.resolution),
  ...rate('满意率', '评4—5分', '有效评价', ({ figures }) => figures.satisfaction),
  ...rate('返工率', '重新打开', '办结过', ({ figures }) => figures.reopened),
  halves('受理用时中位数（小时）', ({ figures }) => figures.acceptHalfHours),
  halves('办结用时中位数（工作日）', ({ figures }) => figures.resolveHalfDays),
];

const CUTS: readonly { readonly by: FiguresBy; readonly name: string; readonly first: readonly Column[] }[] = [
  { by: 'street', name: '按街道', first: [{ header: '街道', width: 18, value: ({ name }) => name }] },
  { by: 'provider', name: '按物业', first: [{ header: '物业服务企业', width: 30, value: ({ name }) => name }] },
  { by: 'estate', name: '按小区', first: [{ header: '街道', width: 18, value: ({ street }) => street }, { header: '小区', width: 28, value: ({ name }) => name }] },
  { by: 'category', name: '按类别', first: [{ header: '类别', width: 28, value: ({ name }) => name }] },
];

const DEFINITIONS: readonly (readonly [string, string])[] = [
  ['收到', '半年内收到的全部投诉，按收到之日归入半年，按当时负责的物业归属'],
  ['响应率', '按时受理的件数 ÷ 已受理或受理期限已过的件数（1个工作日）'],
  ['办结率', '在期限内办结（含批准的延期和等待居民答复的时间）且之后没有重新打开的件数 ÷ 已办结或办结期限已过的件数（5个工作日，最长15个）'],
  ['满意率', '评4分、5分的件数 ÷ 已核实住户或有回访记录的评价件数；没有评价的不计入'],
  ['返工率', '办结后被重新打开过的件数 ÷ 办结过的件数'],
  ['物业称已办结', '物业已办结、居民还没有确认的件数，与“居民确认解决”分开计数'],
  ['逾期未评自动结束', '办结后7日内居民没有答复而自动结束的件数，不算满意，也不算居民确认'],
  ['并入、撤回、不予受理、转办', '只列件数，不计入以上各率；并入的按并入后的那一件计'],
  ['受理用时', '从收到到第一次受理的自然小时，不足1小时按1小时，取中位数；件数为双数时取中间两件的平均'],
  ['办结用时', '从收到次日到第一次办结当日的工作日，含等待居民答复的时间，取中位数'],
];

/** Every cut as a sheet, and one that says what each figure means. */
export const figuresSheets = ({ halfYear, cuts }: FiguresExport): readonly Sheet[] => [
  ...CUTS.map(({ by, name, first }) => listSheet(name, [...first, ...FIGURES], cuts[by])),
  listSheet<readonly [string, string]>('说明', [
    { header: halfYear === null ? '指标' : `指标（${halfYear}）`, width: 28, value: ([name]) => name },
    { header: '含义', width: 90, value: ([, meaning]) => meaning },
  ], DEFINITIONS),
];

import {
  ASSESSMENT_STATUS_WORDS, GRADE_WORDS, halfYearInWords, PROVIDER_KIND_WORDS, RUBRIC_CATEGORIES, rubricItem, shanghaiDate, SUBSIDY_RATE_FEN, unitOf, WHY_UNPAID_WORDS,
  type DeductionView, type SheetItemView, type SheetView,
} from '@linping/shared';
import { grouped, tenths } from '../../platform/documents/amounts.ts';
import type { Labelled } from '../../platform/documents/labelled.ts';
import { waitSentence } from './words.ts';

/** A row of the annex: 序号 考核大项 考核分项 分值 评分标准, and what this sheet makes of it. */
export interface AnnexRow {
  readonly number: string;
  readonly category: string;
  readonly text: string;
  readonly points: string;
  readonly criteria: string;
  readonly deducted: string;
  readonly earned: string;
}
/** What a deduction rests on. */
export interface EvidenceRow {
  readonly item: string;
  readonly date: string;
  readonly place: string;
  readonly text: string;
  readonly deducted: string;
  readonly enteredBy: string;
}

/** A score sheet as the scheme's annex, in words and in the annex's order: what the PDF and the workbook both show. */
export interface Annex {
  readonly title: string;
  readonly subtitle: string;
  readonly fileName: string;
  readonly isDraft: boolean;
  /** What a draft waits for; empty where it may be submitted, and once it is. */
  readonly waits: readonly string[];
  readonly head: readonly Labelled[];
  readonly rows: readonly AnnexRow[];
  readonly total: Pick<AnnexRow, 'text' | 'points' | 'deducted' | 'earned'>;
  /** 得分 and 等次 beside each other, then 补贴. */
  readonly result: readonly Labelled[];
  /** Deductions that count; one that was withdrawn does not. */
  readonly evidence: readonly EvidenceRow[];
  readonly foot: string;
}

const NONE = '—';

/** `printedOn`: the day it is printed, in Asia/Shanghai. */
export function annexOf(sheet: SheetView, printedOn: string): Annex {
  const { outcome, items, status } = sheet;
  const isDraft = status === 'draft';
  const period = halfYearInWords(sheet.halfYear);
  const deducted = items.reduce((sum, item) => sum + (item.deciPoints === null ? 0 : item.deducted), 0);
  return {
    title: '二七区老旧小区物业管理考核评分表',
    subtitle: [period, `按《考核评分细则》第${sheet.rubricVersion}版评分`, statusOf(sheet)].join('　'),
    fileName: `${sheet.estate}-${period}-考核评分表${isDraft ? '（草稿）' : ''}`,
    isDraft,
    waits: isDraft ? sheet.waitsFor.map(waitSentence) : [],
    head: [
      ['小区', `${sheet.estate}（${sheet.estateCode}）`],
      ['街道、社区', `${sheet.street}　${sheet.community}`],
      ['物业服务企业', sheet.provider.kind === 'firm' ? sheet.provider.name : `${sheet.provider.name}（${PROVIDER_KIND_WORDS[sheet.provider.kind]}）`],
      ['考核期', `${sheet.first} 至 ${sheet.last}`],
      ['建筑面积', `${grouped(sheet.subsidy.areaCentiSqm)} 平方米`],
      ['补贴期', `${sheet.subsidy.windowFirst} 至 ${sheet.subsidy.windowLast}`],
    ],
    rows: items.map(annexRow),
    total: {
      text: outcome ? '合计' : '合计（第20项未认定，总分待定）',
      points: tenths(sheet.outOf),
      deducted: tenths(deducted),
      earned: outcome ? tenths(outcome.deciPoints) : '待定',
    },
    result: resultOf(sheet),
    evidence: items.flatMap((item) => countedLines(item).map((line) => evidenceRow(item.item, line))),
    foot: `${sheet.estate}　${period}　打印于${printedOn}　版本${sheet.version}`,
  };
}

const statusOf = ({ status, submittedBy, submittedAt }: SheetView): string =>
  (status === 'draft' ? '草稿' : `${ASSESSMENT_STATUS_WORDS[status]}（${submittedBy ?? ''} ${instantDay(submittedAt)}）`);

function annexRow({ item, applies, deducted, deciPoints }: SheetItemView): AnnexRow {
  const { category, deciPoints: full, text, criteria } = rubricItem(item);
  return {
    number: String(item),
    category: RUBRIC_CATEGORIES.find(({ id }) => id === category)!.heading,
    text,
    points: tenths(full),
    criteria,
    deducted: !applies || deciPoints === null ? NONE : tenths(deducted),
    earned: !applies ? '不适用' : deciPoints === null ? '待认定' : tenths(deciPoints),
  };
}

function evidenceRow(item: SheetItemView['item'], { unit, count, deciPoints, date, place, text, enteredBy, complaintNumber }: DeductionView): EvidenceRow {
  const found = unitOf(rubricItem(item), unit);
  const each = found ? `${found.label} ${tenths(found.deciPoints)}分${found.per === null ? '' : `×${count}${found.per}`}` : unit;
  const from = complaintNumber === null ? '' : `投诉${complaintNumber}：`;
  return { item: String(item), date, place: oneLine(place), text: `${from}${oneLine(text)}`, deducted: `${each}＝${tenths(deciPoints)}分`, enteredBy };
}

function resultOf({ outcome, outOf, lowest, highest, subsidy, enteredDeciPoints, items }: SheetView): Labelled[] {
  const { areaCentiSqm, paidFirst, paidLast, whyUnpaid } = subsidy;
  const range = (of: (one: typeof lowest) => string) => (of(lowest) === of(highest) ? of(lowest) : `${of(lowest)} 至 ${of(highest)}`);
  const paidDays = paidFirst !== null && paidLast !== null ? `，计补贴 ${paidFirst} 至 ${paidLast}` : '';
  const rate = (grade: NonNullable<typeof outcome>['grade']) => `${grouped(SUBSIDY_RATE_FEN[grade])}元/平方米/月 × ${grouped(areaCentiSqm)}平方米${paidDays}`;
  const lines = items.flatMap(countedLines).length;
  const evidence = lines === 0 ? '没有扣分' : `扣分${lines}条见附页`;
  if (!outcome) {
    return [
      ['得分', `第1—19项 ${tenths(enteredDeciPoints)}分，总分 ${range((one) => tenths(one.deciPoints))}分；${evidence}`], ['等次', `待定（${range((one) => GRADE_WORDS[one.grade])}）`],
      ['补贴', whyUnpaid ? WHY_UNPAID_WORDS[whyUnpaid] : `待定（${range((one) => `${grouped(one.subsidyFen)}元`)}）${paidDays}`],
    ];
  }
  return [
    ['得分', `${tenths(outcome.deciPoints)}分（满分${tenths(outOf)}分）；${evidence}`], ['等次', GRADE_WORDS[outcome.grade]],
    ['补贴', whyUnpaid ? WHY_UNPAID_WORDS[whyUnpaid] : `${grouped(outcome.subsidyFen)}元（${rate(outcome.grade)}）`],
  ];
}

const countedLines = ({ deductions }: SheetItemView): DeductionView[] => deductions.filter(({ withdrawnBy }) => withdrawnBy === null);

/** What was typed in several lines stands in one cell. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const instantDay = (iso: string | null): string => (iso === null ? '' : shanghaiDate(Date.parse(iso)));

/** Rows by 考核大项, which the annex writes once over all of its rows. */
export const byCategory = (rows: readonly AnnexRow[]): AnnexRow[][] =>
  RUBRIC_CATEGORIES.map(({ heading }) => rows.filter(({ category }) => category === heading)).filter(({ length }) => length > 0);


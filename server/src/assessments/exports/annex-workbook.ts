import type { Labelled } from '../../platform/documents/labelled.ts';
import { type Cell, headerRow, type Sheet } from '../../platform/documents/workbook.ts';
import { byCategory, type Annex, type AnnexRow } from './annex.ts';

const WIDTHS = [6, 14, 44, 8, 34, 8, 10];
const COLUMNS = ['序号', '考核大项', '考核分项', '分值', '评分标准', '扣分', '得分'];
const EVIDENCE_WIDTHS = [8, 12, 22, 50, 28, 12];

/** The annex as a working sheet, and the deductions it rests on beside it. */
export function annexSheets(annex: Annex): Sheet[] {
  const top = [
    [wide({ value: annex.isDraft ? `${annex.title}（草稿）` : annex.title, isBold: true, fontSize: 16, align: 'center' })],
    [wide({ value: annex.subtitle, align: 'center' })],
    ...(annex.waits.length > 0 ? [[wide({ value: `本表还不能提交，等待：${annex.waits.join('；')}。`, isBold: true, wraps: true })]] : []),
    ...annex.head.map(fact),
  ];
  const sheet: Sheet = {
    name: '考核评分表', widths: WIDTHS, print: { headerRow: top.length + 1 },
    rows: [
      ...top,
      headerRow(COLUMNS),
      ...byCategory(annex.rows).flatMap((rows) => rows.map((row, i) => itemRow(row, i === 0 ? rows.length : 0))),
      totalRow(annex.total),
      ...annex.result.map(fact),
      [],
      [null, { value: '考核人（签字）：' }, null, null, { value: '复核人（签字）：' }],
      [null, { value: '街道办事处（盖章）：' }, null, null, { value: '日期：' }],
    ],
  };
  return [sheet, {
    name: '扣分明细', widths: EVIDENCE_WIDTHS, frozenRows: 1, print: { headerRow: 1, isLandscape: true },
    rows: [
      headerRow(['分项', '日期', '地点', '事由及依据', '扣分', '录入人']),
      ...annex.evidence.map(({ item, date, place, text, deducted, enteredBy }) => [item, date, place, text, deducted, enteredBy].map((value) => boxed(value, { wraps: true }))),
    ],
  }];
}

const totalRow = ({ text, points, deducted, earned }: Annex['total']): Cell[] =>
  [boxed(null), boxed(null), boxed(text, { isBold: true }), number(points, true), boxed(null), number(deducted, true), number(earned, true)];

/** A category's cell stands over all of its rows. */
const itemRow = (row: AnnexRow, categoryRows: number): (Cell | null)[] => [
  number(row.number),
  categoryRows > 0 ? boxed(row.category, { align: 'center', wraps: true, ...(categoryRows > 1 && { rowSpan: categoryRows }) }) : null,
  boxed(row.text, { wraps: true }), number(row.points), boxed(row.criteria, { wraps: true }), number(row.deducted), number(row.earned, true),
];

const wide = (cell: Cell): Cell => ({ ...cell, columnSpan: WIDTHS.length });
const fact = ([label, text]: Labelled): (Cell | null)[] =>
  [boxed(label, { isBold: true, columnSpan: 2 }), null, boxed(text, { wraps: true, columnSpan: WIDTHS.length - 2 }), null, null, null, null];
const boxed = (value: Cell['value'], rest: Partial<Cell> = {}): Cell => ({ value, isBoxed: true, ...rest });

/** Points as numbers, so that a spreadsheet can count with them; 「待认定」 as the word it is. */
const number = (text: string, isBold = false): Cell =>
  boxed(/^\d+(\.\d)?$/.test(text) ? Number(text) : text, { align: 'center', isBold, ...(text.includes('.') && { format: '0.0' }) });

import { DISCLOSURE_WORDS, isIncome, periodName, type StatementView } from '@linping/shared';
import { yuan } from '../../platform/documents/amounts.ts';
import { CSV_MARK, csvLine } from '../../platform/documents/csv-lines.ts';
import { headerRow, type Cell, type Sheet } from '../../platform/documents/workbook.ts';
import type { LineRow } from '../disclosures.entity.ts';

const side = (kind: LineRow['kind']): string => (isIncome(kind) ? '收入' : '支出');

/** As the import takes them, with the side and how many documents there are beside it. */
const HEADER = ['项目', '金额（元）', '说明', '收支', '凭证份数'];

/** The typed lines, some at a time. What the system counts has no lines and stands in the workbook's first sheet. */
export async function* linesCsv(batches: AsyncIterable<readonly LineRow[]>): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(HEADER);
  for await (const rows of batches) yield rows.map(({ kind, amountFen, note, vouchers }) => csvLine([DISCLOSURE_WORDS[kind], yuan(amountFen), note, side(kind), vouchers])).join('');
}

const MONEY = '#,##0.00';
const money = (fen: number): Cell => ({ value: fen / 100, format: MONEY }); // a spreadsheet has no other numbers; it is for reading

/** The statement at one glance, and its lines. */
export function statementSheets(view: StatementView, lines: readonly LineRow[]): Sheet[] {
  const { estate, bodyName, period, edition, openingFen, incomeFen, expenseFen, closingFen, totals, computed } = view;
  const text = (value: string): Cell => ({ value });
  return [
    {
      name: '汇总', widths: [24, 18, 40],
      rows: [
        [{ value: `${estate} ${periodName(period)}收支公示`, isBold: true, fontSize: 14 }],
        [text(bodyName), text(`第${edition}版`), text(view.hash === null ? '尚未公布' : `${view.publishedOn}公布，校验码 ${view.hash}`)],
        headerRow(['项目', '金额（元）', '说明']),
        [text('期初余额'), money(openingFen ?? 0)],
        ...totals.map(({ kind, amountFen }) => [text(`${side(kind)}：${DISCLOSURE_WORDS[kind]}`), money(amountFen), text(computed.find((line) => line.kind === kind)?.explanation ?? '')]),
        [text('收入合计'), money(incomeFen)], [text('支出合计'), money(expenseFen)], [{ value: '期末余额', isBold: true }, { ...money(closingFen), isBold: true }],
      ],
    },
    {
      name: '明细', widths: [18, 16, 60, 8, 10], frozenRows: 1,
      rows: [headerRow(HEADER), ...lines.map(({ kind, amountFen, note, vouchers }) => [text(DISCLOSURE_WORDS[kind]), money(amountFen), text(note), text(side(kind)), { value: vouchers }])],
    },
  ];
}

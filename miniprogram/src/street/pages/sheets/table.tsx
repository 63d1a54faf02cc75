import { ASSESSMENT_STATUS_WORDS, GRADE_WORDS, type Outcome, type SheetRowView, type SheetSort } from '@linping/shared';
import { dayOf } from '../../../features/assessments/labels.ts';
import { decimal, yuan } from '../../../features/assessments/numbers.ts';
import { satisfactionInWords } from '../../../features/assessments/waits.ts';
import { go, to } from '../../../platform/navigate.ts';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';

const Grade = ({ grade }: Pick<Outcome, 'grade'>) => <Txt className={`grade grade-${grade}`}>{GRADE_WORDS[grade]}</Txt>;

/** A card has room for the grade beside the points; at a desk it has a column of its own. */
const Total = ({ outcome: { deciPoints, grade } }: { readonly outcome: Outcome }) => (
  <>
    <Txt className="sheet-total">{decimal(deciPoints)}</Txt>
    <Box className="grade-on-card"><Grade grade={grade} /></Box>
  </>
);

const COLUMNS: readonly Column<SheetRowView>[] = [
  {
    id: 'estate', head: '小区', sort: 'estate', sortWord: '按登记顺序', onPhone: 'title',
    cell: ({ id, estate, street, community }) => (
      <>
        <RowLink url={to.sheet(id)}>{estate}</RowLink>
        <Box className="note">{`${street} · ${community}`}</Box>
      </>
    ),
  },
  {
    id: 'provider', head: '物业', onPhone: 'wide',
    cell: ({ provider, first, last }) => (
      <>
        <Box>{provider}</Box>
        <Box className="note">{`${dayOf(first)}至${dayOf(last)}`}</Box>
      </>
    ),
  },
  { id: 'deductions', head: '扣分', isNumber: true, onPhone: 'hidden', cell: ({ deductions }) => (deductions === 0 ? '—' : `${deductions} 条`) },
  { id: 'entered', head: '1–19项', isNumber: true, onPhone: 'hidden', cell: ({ enteredDeciPoints }) => decimal(enteredDeciPoints) },
  { id: 'satisfaction', head: '第20项', cell: (row) => (row.satisfactionDeciPoints === null ? <Txt className="sheet-waits">{satisfactionInWords(row)}</Txt> : <Txt className="number">{decimal(row.satisfactionDeciPoints)}</Txt>) },
  { id: 'total', head: '总分', isNumber: true, sort: 'lowestFirst', sortWord: '得分低的在前', cell: ({ outcome }) => (outcome ? <Total outcome={outcome} /> : '—') },
  { id: 'grade', head: '等次', sort: 'highestFirst', sortWord: '得分高的在前', onPhone: 'hidden', cell: ({ outcome }) => (outcome ? <Grade grade={outcome.grade} /> : '—') },
  { id: 'subsidy', head: '补贴（元）', isNumber: true, cell: ({ outcome }) => (outcome ? yuan(outcome.subsidyFen) : '—') },
  { id: 'status', head: '状态', onPhone: 'corner', cell: ({ status, waitsFor }) => <Txt className={`status sheet-${status}`}>{status === 'draft' && waitsFor.length === 0 ? '可以提交' : ASSESSMENT_STATUS_WORDS[status]}</Txt> },
];

interface TableProps {
  readonly rows: readonly SheetRowView[];
  readonly sort: SheetSort;
  readonly onSort: (sort: SheetSort) => void;
}

export const SheetsTable = ({ rows, sort, onSort }: TableProps) => (
  <DataTable label="评分表" columns={COLUMNS} rows={rows} idOf={({ id }) => id} sort={sort} onSort={(value) => onSort(value as SheetSort)} onOpen={({ id }) => go(to.sheet(id))} />
);

import { periodName, type StatementRow } from '@linping/shared';
import { DutyDue } from '../../../features/disclosures/duty-due.tsx';
import { isDisclosed } from '../../../features/disclosures/duty-words.ts';
import { StatusTag } from '../../../features/disclosures/status-tag.tsx';
import { yuan } from '../../../features/money/yuan.ts';
import { go, to } from '../../../platform/navigate.ts';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';

const COLUMNS: readonly Column<StatementRow>[] = [
  {
    id: 'estate', head: '小区', onPhone: 'title',
    cell: ({ id, estate, street }) => (
      <>
        <RowLink url={to.staffStatement(id)}>{estate}</RowLink>
        <Box className="note">{street}</Box>
      </>
    ),
  },
  {
    id: 'period', head: '公示期',
    cell: ({ period, edition }) => (
      <>
        {periodName(period)}
        {edition > 1 && <Box className="note">{`第 ${edition} 版`}</Box>}
      </>
    ),
  },
  { id: 'body', head: '编制方', cell: ({ bodyName }) => bodyName },
  { id: 'income', head: '收入（元）', isNumber: true, onPhone: 'hidden', cell: ({ incomeFen }) => yuan(incomeFen) },
  { id: 'expense', head: '支出（元）', isNumber: true, onPhone: 'hidden', cell: ({ expenseFen }) => yuan(expenseFen) },
  { id: 'closing', head: '结余（元）', isNumber: true, cell: ({ closingFen }) => yuan(closingFen) },
  {
    id: 'due', head: '期限', onPhone: 'wide',
    cell: (row) => (
      <>
        {row.edition === 1 || isDisclosed(row.status) ? <DutyDue {...row} /> : <Txt className="muted">更正版，没有期限</Txt>}
        {row.objected && <Box><Txt className="tag tag-warn">业主委员会有异议</Txt></Box>}
      </>
    ),
  },
  { id: 'status', head: '进度', onPhone: 'corner', cell: ({ status }) => <StatusTag status={status} /> },
];

/** All that were drawn up, the newest first. */
export const StatementsTable = ({ rows }: { readonly rows: readonly StatementRow[] }) => (
  <Box className="all-statements">
    <DataTable label="收支公示" columns={COLUMNS} rows={rows} idOf={({ id }) => id} onOpen={({ id }) => go(to.staffStatement(id))} />
  </Box>
);

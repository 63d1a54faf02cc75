import type { MeView, StatementDutyRow } from '@linping/shared';
import { DutyDue } from '../../../features/disclosures/duty-due.tsx';
import { bodyOfRole } from '../../../features/disclosures/roles.ts';
import { StatusTag } from '../../../features/disclosures/status-tag.tsx';
import { go, to } from '../../../platform/navigate.ts';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';

interface DutiesTableProps {
  readonly me: MeView;
  readonly rows: readonly StatementDutyRow[];
  /** Begins one's own that nobody has begun. */
  readonly onBegin: (row: StatementDutyRow) => void;
}

/** Who owes a statement of the period and how far it is. A row leads to the statement, or to its beginning where it is one's own. */
export function DutiesTable({ me, rows, onBegin }: DutiesTableProps) {
  const mayBegin = (row: StatementDutyRow) => row.statementId === null && isOwn(me, row);
  const columns: readonly Column<StatementDutyRow>[] = [
    {
      id: 'estate', head: '小区', onPhone: 'title',
      cell: (row) => (
        <>
          <Title row={row} mayBegin={mayBegin(row)} />
          <Box className="note">{row.street}</Box>
        </>
      ),
    },
    { id: 'body', head: '编制方', cell: ({ bodyName }) => bodyName },
    { id: 'due', head: '期限', onPhone: 'wide', cell: (row) => <DutyDue {...row} /> },
    { id: 'status', head: '进度', onPhone: 'corner', cell: ({ status }) => <StatusTag status={status} /> },
  ];
  return (
    <DataTable
      label="应当公示的" columns={columns} rows={rows} idOf={keyOfDuty}
      mayOpen={(row) => row.statementId !== null || mayBegin(row)}
      onOpen={(row) => (row.statementId === null ? onBegin(row) : go(to.staffStatement(row.statementId)))}
    />
  );
}

export const keyOfDuty = ({ estateId, body, bodyId }: StatementDutyRow): string => `${estateId}-${body}${bodyId && `-${bodyId}`}`;

/** The row around the button hears the press. */
function Title({ row, mayBegin }: { readonly row: StatementDutyRow; readonly mayBegin: boolean }) {
  if (row.statementId !== null) return <RowLink url={to.staffStatement(row.statementId)}>{row.estate}</RowLink>;
  return mayBegin ? <Press id={`begin-${keyOfDuty(row)}`} className="row-link" label={`${row.estate}，开始编制`}>{row.estate}</Press> : <Txt className="duty-name">{row.estate}</Txt>;
}

/** The accounts of the own body: of a firm, its own only. */
const isOwn = ({ role, scope }: MeView, { body, bodyId }: StatementDutyRow): boolean =>
  bodyOfRole(role) === body && (body !== 'provider' || (scope !== null && 'id' in scope && scope.id === bodyId));

import type { ComplaintRow, MeView } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { mayAssign } from '../../../features/complaints/bulk-assign.ts';
import { ComplaintTags } from '../../../features/complaints/complaint-tags.tsx';
import { DueTag } from '../../../features/complaints/due-tag.tsx';
import { isFirm } from '../../../features/complaints/groups.ts';
import { categoryInWords, COMPLAINT_STATUS_LABELS } from '../../../features/complaints/labels.ts';
import { when } from '../../../features/complaints/when.ts';
import { go, to } from '../../../platform/navigate.ts';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';

interface RowsProps {
  readonly me: MeView;
  readonly rows: readonly ComplaintRow[];
  /** Undefined while rows open their complaint; else the ids that are chosen. */
  readonly chosen: readonly string[] | undefined;
  readonly onToggle: (id: string) => void;
}

/** The list itself. While complaints are chosen to be given away, a row is chosen instead of opened. */
export function ComplaintRows({ me, rows, chosen, onToggle }: RowsProps) {
  const { nowMs } = useApp();
  const ofFirm = isFirm(me.role);
  const spans = me.scope?.level === 'district';
  const columns: readonly Column<ComplaintRow>[] = [
    {
      id: 'complaint', head: '投诉', onPhone: 'title',
      cell: (row) => (
        <Box className="complaint-name">
          {chosen && <ChosenMark row={row} isChosen={chosen.includes(row.id)} />}
          <Box className="complaint-words">
            <RowLink url={to.staffComplaint(row.id)}>{categoryInWords(row.category)}</RowLink>
            <Box className="note number">{row.number}</Box>
          </Box>
        </Box>
      ),
    },
    { id: 'due', head: '期限', onPhone: 'wide', cell: (row) => <><DueTag due={row.due} /><ComplaintTags of={row} /></> },
    { id: 'place', head: '小区', cell: (row) => <Place row={row} spans={spans} /> },
    ofFirm
      ? { id: 'assignee', head: '承办人', cell: ({ assignee }) => assignee ?? <Txt className="muted">没有派</Txt> }
      : { id: 'provider', head: '物业', cell: ({ provider }) => provider ?? <Txt className="muted">街道代办</Txt> },
    { id: 'filed', head: '提交时间', cell: ({ filedAt }) => <Txt className="number">{when(filedAt, nowMs())}</Txt> },
    { id: 'status', head: '进度', onPhone: 'corner', cell: ({ status }) => <Txt className={`status complaint-${status}`}>{COMPLAINT_STATUS_LABELS[status]}</Txt> },
  ];
  return (
    <DataTable
      label="投诉" columns={columns} rows={rows} idOf={({ id }) => id}
      onOpen={(row) => (chosen ? mayAssign(row) && onToggle(row.id) : go(to.staffComplaint(row.id)))}
    />
  );
}

const Place = ({ row: { estate, building, street }, spans }: { readonly row: ComplaintRow; readonly spans: boolean }) => (
  <>
    <Box>{building ? `${estate} ${building}` : estate}</Box>
    {spans && <Box className="note">{street}</Box>}
  </>
);

/** The row around it hears the press; one that cannot be given away now says so. */
function ChosenMark({ row, isChosen }: { readonly row: ComplaintRow; readonly isChosen: boolean }) {
  if (!mayAssign(row)) return <Txt className="choose-not note">{row.status === 'submitted' || row.status === 'reopened' ? '先受理' : '不能派'}</Txt>;
  return (
    <Press id={`choose-${row.id}`} className={`choose${isChosen ? ' is-chosen' : ''}`} role="switch" checked={isChosen} label={`选中 ${row.number}`}>
      <Txt className="choose-mark">{isChosen ? '✓' : ''}</Txt>
    </Press>
  );
}

import type { ComplaintRateName, LoweringRow } from '@linping/shared';
import { useEffect } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { RATE_LABELS, REASON_LABELS } from '../../../features/complaints/figure-words.ts';
import { categoryInWords, COMPLAINT_STATUS_LABELS } from '../../../features/complaints/labels.ts';
import { deadlineInWords } from '../../../features/complaints/staff-due.ts';
import { when } from '../../../features/complaints/when.ts';
import { go, to } from '../../../platform/navigate.ts';
import { scrollToId } from '../../../platform/scroll.ts';
import { Paged } from '../../../staff/list.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { useLowering } from './use-rates.ts';

interface LoweringProps {
  readonly rate: ComplaintRateName;
  readonly halfYear: string | undefined;
}

/** The complaints behind a rate that is not full, each with what it lowers it by; the row opens the complaint. */
export function Lowering({ rate, halfYear }: LoweringProps) {
  const { nowMs } = useApp();
  const list = useLowering({ rate, ...(halfYear && { halfYear }) }, true);
  useEffect(() => scrollToId('lowering'), []);
  const columns: readonly Column<LoweringRow>[] = [
    {
      id: 'complaint', head: '投诉', onPhone: 'title',
      cell: ({ complaintId, category, number }) => <><RowLink url={to.staffComplaint(complaintId)}>{categoryInWords(category)}</RowLink><Box className="note number">{number}</Box></>,
    },
    { id: 'reasons', head: '为什么', onPhone: 'wide', cell: ({ reasons }) => reasons.map((reason) => REASON_LABELS[reason]).join('、') },
    { id: 'estate', head: '小区', cell: ({ estate }) => estate },
    rate === 'satisfaction'
      ? { id: 'rating', head: '打分', isNumber: true, cell: ({ rating }) => `${rating} 分` }
      : { id: 'due', head: '期限', cell: ({ dueAt }) => (dueAt ? <Txt className="number">{deadlineInWords(dueAt, nowMs())}</Txt> : '—') },
    ...(rate === 'satisfaction' ? [] : [{ id: 'met', head: '完成', cell: ({ metAt }: LoweringRow) => <Met at={metAt} nowMs={nowMs()} /> }]),
    { id: 'status', head: '进度', onPhone: 'corner', cell: ({ status }) => <Txt className="status">{COMPLAINT_STATUS_LABELS[status]}</Txt> },
  ];
  return (
    <Box id="lowering">
      <Heading level={2} className="section-title">{`拉低${RATE_LABELS[rate]}的投诉`}</Heading>
      <Paged list={list} empty={<Empty title="没有拉低它的投诉" />}>
        <DataTable
          label={`拉低${RATE_LABELS[rate]}的投诉`} columns={columns} rows={list.rows} idOf={({ complaintId }) => complaintId}
          onOpen={({ complaintId }) => go(to.staffComplaint(complaintId))}
        />
      </Paged>
    </Box>
  );
}

const Met = ({ at, nowMs }: { readonly at: string | null; readonly nowMs: number }) =>
  (at === null ? <Txt className="is-bad">还没有</Txt> : <Txt className="number">{when(at, nowMs)}</Txt>);

import { mayEver, RECONCILIATION_TASK_STATUSES, type ReconciliationDayRow, type ReconciliationTaskStatus, type ReconciliationTaskView, type Role } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { moment } from '../../../features/audit/moment.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { FINDING_ADVICE, FINDING_LABELS, sidesInWords, TASK_STATUS_LABELS } from '../../../features/payments/labels.ts';
import { useReconciliationDays, useReconciliationTasks } from '../../../features/payments/use-money-desk.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Heading, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Empty } from '../../../ui/states.tsx';
import { Settle } from './settle.tsx';
import '../../../features/register/parts.scss';

/** WeChat's bill of each day beside our own record: what differs first, then the days. */
export default function ReconciliationPage() {
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="对账" entry="reconciliation">
      {role && (mayEver(role, 'reconciliation.read') ? <Reconciliation role={role} /> : <Empty title="这个身份看不到对账" />)}
    </StaffPage>
  );
}

function Reconciliation({ role }: { readonly role: Role }) {
  const [{ status, firm }, change] = useAddress({ status: 'open', firm: '' });
  const chosen = RECONCILIATION_TASK_STATUSES.find((each) => each === status);
  const filter = firm === '' ? {} : { providerId: firm };
  const tasks = useReconciliationTasks({ ...filter, ...(chosen && { status: chosen }) }, true);
  const days = useReconciliationDays(filter, true);
  const [settling, setSettling] = useState<ReconciliationTaskView>();
  const firmName = [...tasks.rows, ...days.rows].find(({ providerId }) => providerId === firm)?.provider;
  const mayChooseFirm = mayEver(role, 'provider.list');
  return (
    <>
      <Box className="muted gap-below">每天上午十点以后，系统取微信支付前一天的账单，逐笔和本系统核对。对不上的，列在这里等人处理。</Box>
      {firm !== '' && (
        <Box className="text-buttons">
          <Txt>{`只看：${firmName ?? '这家企业'}`}</Txt>
          <Press id="all-firms" className="text-button" onPress={() => change({ firm: '' })}>看全部</Press>
        </Box>
      )}
      <Box id="tasks" className="section">
        <Box className="section-head">
          <Heading level={2} className="section-name">对不上的</Heading>
          <Box className="filter">
            <Select id="status" label="进度" value={status} options={STATUSES} onSelect={(value) => change({ status: value })} />
          </Box>
        </Box>
        <Paged list={tasks} empty={<Box className="card muted">{chosen === 'open' ? '没有待处理的差异，每一笔都对上了。' : '没有这样的差异。'}</Box>}>
          <DataTable
            label="对不上的" rows={tasks.rows} idOf={({ id }) => id}
            columns={taskColumns({ hasFirms: mayChooseFirm, ...(mayEver(role, 'reconciliation.settle') ? { onSettle: setSettling } : {}) })}
          />
        </Paged>
      </Box>
      <Box id="days" className="section">
        <Heading level={2} className="section-name">每天的账</Heading>
        <Paged list={days} empty={<Box className="card muted">还没有对过账。有了第一笔微信支付，第二天上午开始。</Box>}>
          <DataTable label="每天的账" rows={days.rows} idOf={({ id }) => id} columns={dayColumns(mayChooseFirm ? (row) => change({ firm: row.providerId }) : undefined)} />
        </Paged>
      </Box>
      {settling && <Settle task={settling} onClose={() => setSettling(undefined)} />}
    </>
  );
}

const STATUSES: readonly { readonly value: string; readonly word: string }[] = [
  ...RECONCILIATION_TASK_STATUSES.map((value) => ({ value, word: TASK_STATUS_LABELS[value] })), { value: '', word: '全部' },
];

const TONE: Readonly<Record<ReconciliationTaskStatus, string>> = { open: 'tag tag-warn', settledItself: 'tag tag-good', settled: 'tag tag-good' };

interface TaskColumns {
  readonly hasFirms: boolean;
  readonly onSettle?: (task: ReconciliationTaskView) => void;
}

const taskColumns = ({ hasFirms, onSettle }: TaskColumns): readonly Column<ReconciliationTaskView>[] => [
  {
    id: 'what', head: '差异', onPhone: 'title',
    cell: ({ finding, trade, number }) => (
      <>
        <Txt>{FINDING_LABELS[finding]}</Txt>
        <Box className="note">{trade === 'refund' ? '退款' : '支付'}</Box>
        <Box className="note number">{number}</Box>
      </>
    ),
  },
  { id: 'status', head: '进度', onPhone: 'corner', cell: ({ status }) => <Txt className={TONE[status]}>{TASK_STATUS_LABELS[status]}</Txt> },
  { id: 'day', head: '哪一天', cell: ({ day }) => <Txt className="number">{day}</Txt> },
  ...(hasFirms ? [{ id: 'firm', head: '企业', cell: ({ provider }: ReconciliationTaskView) => provider }] : []),
  { id: 'sides', head: '两边的数', onPhone: 'wide', cell: (task) => sidesInWords(task).map((side) => <Box key={side} className="number">{side}</Box>) },
  {
    id: 'next', head: '怎么办', onPhone: 'wide',
    cell: (task) => (
      <>
        {task.status === 'open' && <Box className="muted">{FINDING_ADVICE[task.finding]}</Box>}
        {task.settledFor !== null && <Box>{`原因：${task.settledFor}`}</Box>}
        {task.settledAt !== null && <Box className="note number">{moment(task.settledAt)}</Box>}
        {task.status === 'open' && onSettle && (
          <Press id={`settle-${task.id}`} className="text-button" label={`已核对，写原因：${task.number}`} onPress={() => onSettle(task)}>已核对，写原因</Press>
        )}
      </>
    ),
  },
];

const dayColumns = (onFirm: ((row: ReconciliationDayRow) => void) | undefined): readonly Column<ReconciliationDayRow>[] => [
  { id: 'day', head: '哪一天', onPhone: 'title', cell: ({ day }) => <Txt className="number">{day}</Txt> },
  ...(onFirm
    ? [{
      id: 'firm', head: '企业', onPhone: 'wide' as const,
      cell: (row: ReconciliationDayRow) => <Press className="text-button" label={`只看${row.provider}`} onPress={() => onFirm(row)}>{row.provider}</Press>,
    }]
    : []),
  {
    id: 'matched', head: '对上', isNumber: true,
    cell: ({ matched, otherTrades }) => (
      <>
        <Txt>{`${matched} 笔`}</Txt>
        {otherTrades > 0 && <Box className="note">{`另有 ${otherTrades} 笔不是在邻评收的`}</Box>}
      </>
    ),
  },
  { id: 'amount', head: '收款', isNumber: true, cell: ({ matchedFen }) => <Txt className="number">{`${yuan(matchedFen)} 元`}</Txt> },
  { id: 'refunded', head: '退款', isNumber: true, cell: ({ refundedFen }) => <Txt className="number">{`${yuan(refundedFen)} 元`}</Txt> },
  {
    id: 'tasks', head: '差异', onPhone: 'corner',
    cell: ({ openTasks, settledTasks }) => (openTasks > 0
      ? <Txt className="tag tag-warn">{`${openTasks} 笔待处理`}</Txt>
      : <Txt className="tag tag-good">{settledTasks > 0 ? `${settledTasks} 笔已处理` : '都对上了'}</Txt>),
  },
];

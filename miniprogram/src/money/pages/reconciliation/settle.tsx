import type { ReconciliationTaskView } from '@linping/shared';
import { useState } from 'react';
import { FINDING_LABELS, sidesInWords } from '../../../features/payments/labels.ts';
import { useSettleTask } from '../../../features/payments/use-money-desk.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Area, Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

const MOST_REASON = 200;

/** A difference is settled by a person who looked into it, once and with the reason; no figure changes by it. */
export function Settle({ task, onClose }: { readonly task: ReconciliationTaskView; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const settle = useSettleTask();
  const send = () => settle.mutate({ taskId: task.id, version: task.version, reason: reason.trim() }, { onSuccess: onClose });
  return (
    <Dialog title="这笔差异查清了？" confirm="处理完成" busy={settle.isPending} disabled={reason.trim() === ''} onConfirm={send} onCancel={onClose}>
      <Box>{`${task.day}，${task.trade === 'refund' ? '退款' : '支付'} ${task.number}：${FINDING_LABELS[task.finding]}。`}</Box>
      <Box className="gap-below">{`${sidesInWords(task).join('，')}。`}</Box>
      <Area id="settle-reason" label="查到的原因和怎么处理的" placeholder="查到的原因和怎么处理的" maxLength={MOST_REASON} value={reason} onInput={setReason} />
      <Box className="note gap-above-small">原因会留在记录里，不能再改。这里不改动账目。</Box>
      {settle.error && <Box className="gap-above-small"><Notice id="settle-refusal" tone="bad" title="没有处理成">{settle.error.message}</Notice></Box>}
    </Dialog>
  );
}

import { amountInWords, type PaymentRow } from '@linping/shared';
import { useState } from 'react';
import { homeInWords } from '../../../features/estates/labels.ts';
import { fenOf, typedYuan, yuan } from '../../../features/money/yuan.ts';
import { MOST_REFUND_REASON, refundFault, refundOf } from '../../../features/payments/refund-form.ts';
import { useRefund } from '../../../features/payments/use-money-desk.ts';
import { REFUND_STATUS_LABELS } from '../../../features/payments/labels.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Area, Box, Field, Press } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface RefundProps {
  readonly estateId: string;
  readonly payment: PaymentRow;
  readonly billId: string;
  readonly onDone: (said: string) => void;
  readonly onClose: () => void;
}

/** All or part of what was paid for one bill, as often as something is left: first the amount and the reason, then the same once more in words. */
export function Refund({ estateId, payment, billId, onDone, onClose }: RefundProps) {
  const refund = useRefund(estateId, payment.id);
  const [form, setForm] = useState({ amount: '', reason: '' });
  const [isAsking, setAsking] = useState(false);
  const bill = payment.bills.find((each) => each.billId === billId)!;
  const left = bill.refundableFen;
  const fault = refundFault(form, bill);
  const body = refundOf(form, bill);
  const typed = fenOf(form.amount);
  const home = homeInWords(payment);
  const send = () => body && refund.mutate(body, { onSuccess: ({ status }) => onDone(`${home}，${yuan(body.amountFen)} 元。${REFUND_STATUS_LABELS[status]}。`) });
  if (isAsking && body) {
    return (
      <Dialog title={`退给${home} ${yuan(body.amountFen)} 元？`} confirm="确认退款" kind="danger" busy={refund.isPending} onConfirm={send} onCancel={() => setAsking(false)}>
        <Box id="refund-words" className="lead">{`人民币${amountInWords(body.amountFen)}`}</Box>
        <Box className="gap-above-small">{`账单 ${bill.number}，原因：${body.reason}。`}</Box>
        <Box className="gap-above-small">钱从企业的商户号原路退回，退了不能撤回。居民会看到金额和原因，账本里会记一笔退款。</Box>
        {refund.error && <Box className="gap-above-small"><Notice id="refund-refusal" tone="bad" title="没有退成">{refund.error.message}</Notice></Box>}
      </Dialog>
    );
  }
  return (
    <Dialog title={`退款给${home}`} confirm="下一步" disabled={!body} onConfirm={() => setAsking(true)} onCancel={onClose}>
      <Box className="gap-below">{`账单 ${bill.number}，付了 ${yuan(bill.amountFen)} 元${bill.refundedFen > 0 ? `，已退 ${yuan(bill.refundedFen)} 元` : ''}。最多还能退 ${yuan(left)} 元。`}</Box>
      <FormLine name="退多少（元）" fault={fault} hint={typed !== undefined && typed > 0 && !fault ? amountInWords(typed) : '可以只退一部分，以后还能再退'}>
        <Field
          id="refund-amount" label="退多少元" placeholder="例如 12.50" value={form.amount} maxLength={16} invalid={fault !== undefined}
          onInput={(amount) => setForm({ ...form, amount })}
        />
      </FormLine>
      <Press id="refund-all" className="text-button" onPress={() => setForm({ ...form, amount: typedYuan(left) })}>全部退</Press>
      <FormLine name="原因" hint="居民看得到">
        <Area id="refund-reason" label="退款原因" placeholder="例如：重复缴费" maxLength={MOST_REFUND_REASON} value={form.reason} onInput={(reason) => setForm({ ...form, reason })} />
      </FormLine>
    </Dialog>
  );
}

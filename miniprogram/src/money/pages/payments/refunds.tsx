import type { PaymentRow, RefundView } from '@linping/shared';
import { moment } from '../../../features/audit/moment.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { REFUND_STATUS_LABELS } from '../../../features/payments/labels.ts';
import { useRefunds } from '../../../features/payments/use-money-desk.ts';
import { Panel } from '../../../features/register/panel.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';

interface RefundsProps {
  readonly estateId: string;
  readonly payment: PaymentRow;
  readonly onClose: () => void;
}

/** What went back of one order, and where each refund stands. */
export function Refunds({ estateId, payment, onClose }: RefundsProps) {
  const refunds = useRefunds(estateId, payment.id);
  return (
    <Panel title="退款记录" onClose={onClose}>
      <Box className="note number gap-below">{`订单 ${payment.number}`}</Box>
      {refunds.isError && <Failed error={refunds.error} onRetry={() => void refunds.refetch()} />}
      {refunds.isPending && <Skeleton lines={[64]} />}
      {refunds.data?.map((refund) => <Line key={refund.id} refund={refund} />)}
    </Panel>
  );
}

const Line = ({ refund: { id, amountFen, reason, origin, status, refusedFor, requestedAt } }: { readonly refund: RefundView }) => (
  <Box id={`refund-line-${id}`} className="refund-line">
    <Box><Txt className="number refund-amount">{`${yuan(amountFen)} 元`}</Txt><Txt>{` · ${REFUND_STATUS_LABELS[status]}`}</Txt></Box>
    <Box className="note">{`${moment(requestedAt)} · ${origin === 'latePayment' ? '订单关闭后才付的，自动退回' : reason}`}</Box>
    {refusedFor !== null && <Box className="field-fault">{refusedFor === 'NOT_ENOUGH' ? '商户号里的钱不够，充值或有新收款以后会自动再退' : `微信没有受理（${refusedFor}），系统会再试`}</Box>}
    {status === 'abnormal' && <Box className="field-fault">付款人的账户收不了，请到微信商户平台改退到别的账户。</Box>}
  </Box>
);

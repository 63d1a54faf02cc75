import { mayEver, ORDER_STATUSES, type OrderStatus, type PaymentRow } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { moment } from '../../../features/audit/moment.ts';
import { homeInWords } from '../../../features/estates/labels.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { EstateChoice } from '../../../features/payments/estate-choice.tsx';
import { ORDER_STATUS_LABELS } from '../../../features/payments/labels.ts';
import { useEstatePayments } from '../../../features/payments/use-money-desk.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { Refund } from './refund.tsx';
import { Refunds } from './refunds.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

const EVERYTHING = { estate: '', status: 'paid' };

/** What came in by WeChat in one of the firm's estates, and the way to give some of it back. */
export default function PaymentsPage() {
  const role = useStaffSession()?.me.role;
  const [address, change] = useAddress(EVERYTHING);
  return (
    <StaffPage title="微信收款" entry="payments">
      {role && (mayEver(role, 'bill.list')
        ? (
          <EstateChoice estateId={address.estate} onChoose={(estate) => change({ estate })}>
            {(estateId) => <Payments key={estateId} estateId={estateId} mayRefund={mayEver(role, 'payment.refund')} status={address.status} onStatus={(status) => change({ status })} />}
          </EstateChoice>
        )
        : <Empty title="这一页只有物业自己用" />)}
    </StaffPage>
  );
}

interface PaymentsProps {
  readonly estateId: string;
  /** The manager's; everybody else at the firm only reads. */
  readonly mayRefund: boolean;
  readonly status: string;
  readonly onStatus: (status: string) => void;
}

function Payments({ estateId, mayRefund, status, onStatus }: PaymentsProps) {
  const chosen = ORDER_STATUSES.find((each) => each === status);
  const list = useEstatePayments(estateId, chosen ? { status: chosen } : {});
  const [refunding, setRefunding] = useState<{ readonly payment: PaymentRow; readonly billId: string }>();
  const [shown, setShown] = useState<PaymentRow>();
  const [said, setSaid] = useState<string>();
  const begin = (payment: PaymentRow, billId: string) => {
    setSaid(undefined);
    setRefunding({ payment, billId });
  };
  return (
    <>
      <Box className="filters">
        <Box className="filter">
          <Select id="status" label="状态" value={status} options={STATUSES} onSelect={onStatus} />
        </Box>
      </Box>
      {said && <Notice id="said" tone="good" title="已提交退款">{said}</Notice>}
      <Paged list={list} empty={<Empty title={chosen === 'paid' ? '还没有微信收款' : '没有这样的订单'}>居民在「物业费」里支付以后，会列在这里。</Empty>}>
        <DataTable label="微信收款" columns={columnsWith(mayRefund ? { onRefund: begin, onRefunds: setShown } : {})} rows={list.rows} idOf={({ id }) => id} />
      </Paged>
      {shown && <Refunds estateId={estateId} payment={shown} onClose={() => setShown(undefined)} />}
      {refunding && (
        <Refund
          estateId={estateId} payment={refunding.payment} billId={refunding.billId} onClose={() => setRefunding(undefined)}
          onDone={(words) => {
            setRefunding(undefined);
            setSaid(words);
          }}
        />
      )}
    </>
  );
}

const STATUSES: readonly { readonly value: string; readonly word: string }[] = [
  ...(['paid', 'open', 'closing', 'closed', 'created'] as const satisfies readonly OrderStatus[]).map((value) => ({ value, word: ORDER_STATUS_LABELS[value] })),
  { value: '', word: '全部' },
];

interface Moves {
  readonly onRefund?: (payment: PaymentRow, billId: string) => void;
  readonly onRefunds?: (payment: PaymentRow) => void;
}

const columnsWith = ({ onRefund, onRefunds }: Moves): readonly Column<PaymentRow>[] => [
  {
    id: 'home', head: '住户', onPhone: 'title',
    cell: (row) => (
      <>
        <Txt>{homeInWords(row)}</Txt>
        <Box className="note number">{`订单 ${row.number}`}</Box>
        {row.differingFen !== null && <Box className="field-fault">{`微信说付了 ${yuan(row.differingFen)} 元，和订单不一致，没有入账，请在「对账」里核查`}</Box>}
      </>
    ),
  },
  { id: 'status', head: '状态', onPhone: 'corner', cell: ({ status }) => <Txt className={`tag${status === 'paid' ? ' tag-good' : ''}`}>{ORDER_STATUS_LABELS[status]}</Txt> },
  { id: 'at', head: '时间', cell: ({ paidAt, createdAt }) => <Txt className="number">{moment(paidAt ?? createdAt)}</Txt> },
  { id: 'amount', head: '金额', isNumber: true, cell: ({ amountFen }) => <Txt className="number">{`${yuan(amountFen)} 元`}</Txt> },
  {
    id: 'refunded', head: '已退', isNumber: true,
    cell: (row) => (!onRefunds || row.bills.every(({ amountFen, refundableFen }) => amountFen === refundableFen)
      ? <Txt className={row.refundedFen === 0 ? 'muted' : 'number'}>{row.refundedFen === 0 ? '没有' : `${yuan(row.refundedFen)} 元`}</Txt>
      : (
        <Press id={`refunds-of-${row.id}`} className="text-button number" label={`${yuan(row.refundedFen)} 元，订单 ${row.number} 的退款记录`} onPress={() => onRefunds(row)}>
          {`${yuan(row.refundedFen)} 元`}
        </Press>
      )),
  },
  {
    id: 'bills', head: '账单', onPhone: 'wide',
    cell: (payment) => (
      <>
        {payment.bills.map((bill) => (
          <Box key={bill.billId} className="payment-bill">
            <Txt>{`${bill.number}：${yuan(bill.amountFen)} 元${bill.refundedFen > 0 ? `，已退 ${yuan(bill.refundedFen)} 元` : ''}`}</Txt>
            {onRefund && payment.status === 'paid' && bill.refundableFen > 0 && (
              <Press id={`refund-${bill.billId}`} className="text-button" label={`退款：账单 ${bill.number}`} onPress={() => onRefund(payment, bill.billId)}>退款</Press>
            )}
          </Box>
        ))}
      </>
    ),
  },
];

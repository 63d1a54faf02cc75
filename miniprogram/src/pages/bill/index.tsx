import '../../features/billing/billing.scss';
import type { BillView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useApp } from '../../features/app-context.ts';
import { billInWords, billTone, monthsInWords } from '../../features/billing/bill-words.ts';
import { useBill } from '../../features/billing/use-bills.ts';
import { homeInWords } from '../../features/estates/labels.ts';
import { yuan } from '../../features/money/yuan.ts';
import { PaymentCard } from '../../features/payments/payment-card.tsx';
import { PlayMoneyBanner } from '../../features/payments/play-money.tsx';
import { useOrdersSeen } from '../../features/payments/use-orders-seen.ts';
import { useOrder, usePaymentSettings } from '../../features/payments/use-payment.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading, Txt } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { Invoice } from './invoice.tsx';
import { Lines } from './lines.tsx';
import { Money } from './money.tsx';

const TITLE = '账单';

/** One bill: what it is for, how it is paid, and everything that was paid, given back and receipted. */
export default function BillPage() {
  const { id = '' } = useRouter().params;
  const bill = useBill(id);
  if (id === '') return <Page title={TITLE}><Empty title="没有找到这张账单">请从「物业费」重新打开。</Empty></Page>;
  if (bill.data) return <Bill bill={bill.data} onExpired={() => void bill.refetch()} />;
  if (bill.isError) return <Page title={TITLE}><Failed error={bill.error} onRetry={() => void bill.refetch()} /></Page>;
  return <Page title={TITLE}><Skeleton lines={[96, 180, 120]} /></Page>;
}

function Bill({ bill, onExpired }: { readonly bill: BillView; readonly onExpired: () => void }) {
  const { nowMs } = useApp();
  const settings = usePaymentSettings();
  const order = useOrder();
  const orders = useOrdersSeen([...(bill.orderId ? [bill.orderId] : []), ...(order.data ? [order.data.id] : [])]);
  const canPay = bill.status === 'issued' && bill.isPayableHere && settings !== undefined && settings.mode !== 'off';
  const isPaid = bill.status === 'paid' || bill.status === 'partlyRefunded';
  return (
    <Page
      title={TITLE}
      footer={canPay ? (
        <>
          {order.error && <Notice id="pay-refusal" tone="bad" title="没有打开支付">{order.error.message}</Notice>}
          <Button id="pay" busy={order.isPending} onPress={() => order.mutate([bill.id])}>{`支付 ${yuan(bill.amountFen)} 元`}</Button>
        </>
      ) : undefined}
    >
      {settings?.isPlayMoney && orders.length === 0 && canPay && <PlayMoneyBanner />}
      <Box className="place">
        <Heading level={2} className="page-title">{`${monthsInWords(bill)}物业费`}</Heading>
        <Box className="muted">{`${bill.estate} ${homeInWords(bill)} · ${bill.provider}`}</Box>
        <Box id="amount" className="figure number gap-above-small">{`${yuan(bill.amountFen)} 元`}</Box>
        <Box className="bill-state">
          <Txt className={`is-${billTone(bill)}`}>{billInWords(bill)}</Txt>
          {bill.status === 'issued' && <Txt className="muted">{`${dateInWords(bill.dueOn, nowMs())}前缴`}</Txt>}
        </Box>
        <Box className="note">{`账单号 ${bill.number}`}</Box>
      </Box>
      {[...orders].reverse().map((orderId) => (
        <PaymentCard key={orderId} paymentId={orderId} isFresh={orderId === order.data?.id} onAccounts={() => go(to.estateAccounts(bill.estateId))} />
      ))}
      {bill.voidedFor !== null && <Notice id="void" title="这张账单已作废，不用缴">{`原因：${bill.voidedFor}`}</Notice>}
      {bill.status === 'issued' && settings !== undefined && !canPay && (
        <Notice id="office-only" title="请到物业服务处缴费">
          {settings.mode === 'off' ? '本系统没有开通微信支付。' : `${bill.provider}还没有开通微信收款。`}缴费以后，这里会显示「已缴清」和收据。
        </Notice>
      )}
      <Lines bill={bill} />
      <Money bill={bill} onExpired={onExpired} />
      {isPaid && <Invoice bill={bill} onExpired={onExpired} />}
      <Box className="links">
        <LinkRow id="accounts" title="小区的收支公示" below={isPaid ? '您缴的这笔，已经算进小区物业费收入的合计里' : '小区的钱收了多少、花在哪里'} onPress={() => go(to.estateAccounts(bill.estateId))} />
        <LinkRow id="bills" title="全部账单" onPress={() => go(to.bills())} />
      </Box>
    </Page>
  );
}

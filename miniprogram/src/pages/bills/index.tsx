import '../../features/billing/billing.scss';
import type { MyBillRow } from '@linping/shared';
import { useEffect, useState } from 'react';
import { monthsInWords } from '../../features/billing/bill-words.ts';
import { chosenAfter, chosenAtFirst, chosenRows, isOpen, isPayable, isSeveral, ordersOf, sumFen } from '../../features/billing/choice.ts';
import { FeeStandards } from '../../features/billing/fee-standards.tsx';
import { useMyBills } from '../../features/billing/use-bills.ts';
import { useHouseholds } from '../../features/estates/use-estates.ts';
import { yuan } from '../../features/money/yuan.ts';
import { PaymentCard } from '../../features/payments/payment-card.tsx';
import { PlayMoneyBanner } from '../../features/payments/play-money.tsx';
import { useOrdersSeen } from '../../features/payments/use-orders-seen.ts';
import { useOrder, usePaymentSettings } from '../../features/payments/use-payment.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { BillLine } from './bill-line.tsx';
import { Prepay } from './prepay.tsx';

const TITLE = '物业费';

/** The bills of the households that this phone holds: what is open first, several paid at once; and what may be paid in advance. */
export default function BillsPage() {
  const bills = useMyBills();
  const { households, isLoading: isAskingHouseholds } = useHouseholds();
  const settings = usePaymentSettings();
  const order = useOrder();
  const [tapped, setTapped] = useState<readonly string[]>();
  const orders = useOrdersSeen([...ordersOf(bills.rows), ...(order.data ? [order.data.id] : [])]);

  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = bills;
  const isMoreOpen = hasNextPage && !isFetchingNextPage && rows.length > 0 && isOpen(rows[rows.length - 1]!);
  useEffect(() => {
    if (isMoreOpen) void fetchNextPage(); // the sum is of all that is open
  }, [isMoreOpen, fetchNextPage]);

  if (bills.isError && rows.length === 0) return <Page title={TITLE}><Failed error={bills.error} onRetry={() => void bills.refetch()} /></Page>;
  if (bills.isLoading || isAskingHouseholds) return <Page title={TITLE}><Skeleton lines={[96, 72, 72, 72]} /></Page>;

  const open = rows.filter(isOpen);
  const past = rows.filter((row) => !isOpen(row));
  // One payment at a time: the one under way is gone on with or closed first.
  const canPay = settings !== undefined && settings.mode !== 'off' && !rows.some(({ status }) => status === 'paying');
  const chosen = canPay ? chosenRows(rows, tapped ?? chosenAtFirst(rows)) : [];
  const estates = households.filter(({ estateId }, at) => households.findIndex((held) => held.estateId === estateId) === at);
  const wordOf = (billId: string) => {
    const row = rows.find(({ id }) => id === billId);
    return row ? monthsInWords(row) : '账单';
  };
  const estateOf = ({ householdId }: MyBillRow) => households.find((held) => held.householdId === householdId)?.estateId;
  const pay = () => order.mutate(chosen.map(({ id }) => id), { onSettled: () => setTapped(undefined) });
  return (
    <Page
      title={TITLE}
      footer={chosen.length > 0 ? (
        <>
          {order.error && <Notice id="pay-refusal" tone="bad" title="没有打开支付">{order.error.message}</Notice>}
          <Button id="pay" busy={order.isPending} onPress={pay}>{`支付 ${chosen.length} 张，共 ${yuan(sumFen(chosen))} 元`}</Button>
        </>
      ) : undefined}
    >
      {settings?.isPlayMoney && orders.length === 0 && open.length > 0 && <PlayMoneyBanner />}
      {rows.length === 0 && <Nothing hasHousehold={households.length > 0} />}
      {rows.length > 0 && (
        <Box className="bills-total">
          <Box className="muted">{open.length === 0 ? '物业费' : `待缴 ${open.length} 张，合计`}</Box>
          {open.length === 0 ? <Box id="all-paid" className="bills-paid">都缴清了</Box> : <Box id="owed" className="figure number">{`${yuan(sumFen(open))} 元`}</Box>}
        </Box>
      )}
      {[...orders].reverse().map((orderId) => {
        const named = rows.find((row) => row.orderId === orderId) ?? rows.find(({ id }) => order.data?.id === orderId && order.data.billIds.includes(id));
        const estateId = (named && estateOf(named)) ?? (estates.length === 1 ? estates[0]!.estateId : undefined);
        return (
          <PaymentCard
            key={orderId} paymentId={orderId} isFresh={orderId === order.data?.id} bills={{ wordOf, onOpen: (billId) => go(to.bill(billId)) }}
            {...(estateId ? { onAccounts: () => go(to.estateAccounts(estateId)) } : {})}
          />
        );
      })}
      {open.length > 0 && (
        <>
          <Heading level={2} className="section-title">待缴的账单</Heading>
          <Office isOff={settings?.mode === 'off'} rows={open} />
          {canPay && isSeveral(open) && <Box className="note gap-below">一次只能付同一户、同一家物业的账单，其他的请再付一次。</Box>}
          <Box id="open-bills" className="links" role="list">
            {open.map((row) => (
              <BillLine
                key={row.id} row={row} isChosen={chosen.includes(row)}
                {...(canPay && isPayable(row) ? { onChoose: () => setTapped(chosenAfter(rows, chosen.map(({ id }) => id), row)) } : {})}
              />
            ))}
          </Box>
        </>
      )}
      <Prepay households={households} />
      {estates.map(({ estateId, estate }) => <FeeStandards key={estateId} estateId={estateId} title={estates.length > 1 ? `${estate}：收费怎么算` : '收费怎么算'} />)}
      {estates.length > 0 && (
        <Box className="links">
          {estates.map(({ estateId, estate }) => (
            <LinkRow key={estateId} id={`accounts-${estateId}`} title="小区的收支公示" below={`${estate}的钱收了多少、花在哪里`} onPress={() => go(to.estateAccounts(estateId))} />
          ))}
        </Box>
      )}
      {past.length > 0 && (
        <>
          <Heading level={2} className="section-title">以前的账单</Heading>
          <Box id="past-bills" className="links" role="list">{past.map((row) => <BillLine key={row.id} row={row} isChosen={false} />)}</Box>
          {hasNextPage && <Button id="more" kind="quiet" busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>再看以前的</Button>}
        </>
      )}
    </Page>
  );
}

const Nothing = ({ hasHousehold }: { readonly hasHousehold: boolean }) => (hasHousehold
  ? <Empty title="还没有账单">物业出账以后，会在这里，也会发消息告诉您。</Empty>
  : <Empty title="这部手机还没有住户">扫描楼道里的二维码，输入户码以后，就能在这里看账单、缴物业费。</Empty>);

/** What can be paid at the office only, and why. */
function Office({ isOff, rows }: { readonly isOff: boolean; readonly rows: readonly MyBillRow[] }) {
  const office = rows.filter(({ isPayableHere, status }) => !isPayableHere && status === 'issued');
  if (isOff) return <Notice id="office-only" title="请到物业服务处缴费">本系统没有开通微信支付。物业收款以后，这里会显示「已缴清」和收据。</Notice>;
  if (office.length === 0) return null;
  const firms = office.map(({ provider }) => provider).filter((name, at, all) => all.indexOf(name) === at);
  return <Notice id="office-only" title="有账单要到物业服务处缴">{`${firms.join('、')}还没有开通微信收款。到服务处缴费以后，这里会显示「已缴清」和收据。`}</Notice>;
}

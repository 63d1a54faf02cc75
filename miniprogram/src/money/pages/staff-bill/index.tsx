import { mayEver, type BillView, type CollectionView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { billInWords, billTone, lineInWords, monthsInWords, PAYMENT_CHANNEL_LABELS } from '../../../features/billing/bill-words.ts';
import { useReverse, useStaffBill, useVoid } from '../../../features/billing/use-bill-desk.ts';
import { homeInWords } from '../../../features/estates/labels.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { VoucherStrip } from '../../../features/vouchers/voucher-strip.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download } from '../../../staff/list.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { Collect } from './collect.tsx';
import { WithReason } from './with-reason.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

/** One bill at the firm's desk: how it comes to its amount, what was taken for it, and what may be put right. */
export default function StaffBillPage() {
  const { bill = '' } = useRouter().params;
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="账单" entry="bills" hasBack>
      {role && (mayEver(role, 'bill.list') ? <OneBill billId={bill} mayAdjust={mayEver(role, 'bill.adjust')} /> : <Empty title="这一页只有物业自己用" />)}
    </StaffPage>
  );
}

function OneBill({ billId, mayAdjust }: { readonly billId: string; readonly mayAdjust: boolean }) {
  const asked = useStaffBill(billId);
  const bill = asked.data;
  if (!bill) return asked.isError ? <Failed error={asked.error} onRetry={() => void asked.refetch()} /> : <Skeleton lines={[160, 200]} />;
  return (
    <>
      <Card id="bill">
        <Box className="desk-head">
          <Box>
            <Box className="lead">{homeInWords(bill)}</Box>
            <Box className="note">{`${bill.estate} · 账单 ${bill.number}`}</Box>
          </Box>
          <Txt id="bill-status" className={`tag tag-${billTone(bill)}`}>{billInWords(bill)}</Txt>
        </Box>
        <Box className="figure-line"><Txt id="bill-amount" className="figure number">{yuan(bill.amountFen)}</Txt><Txt className="muted">元</Txt></Box>
        <Box className="note">{`${monthsInWords(bill)}，${bill.dueOn} 前缴`}</Box>
        {bill.lines.map((line) => (
          <Box key={line.name} className="desk-line">
            <Box>{line.name}</Box>
            <Box className="note">{lineInWords(line)}</Box>
          </Box>
        ))}
        {bill.voidedFor && <Notice id="voided" tone="warn" title="已作废">{bill.voidedFor}</Notice>}
      </Card>
      {bill.status === 'paying' && <Notice id="paying" tone="warn" title="住户正在用微信支付">等支付完成或者关闭以后，才能登记收款。</Notice>}
      {bill.status === 'issued' && <Collect key={bill.version} bill={bill} />}
      {bill.collections.length > 0 && (
        <Card title="收款">{bill.collections.map((collection) => <Collection key={collection.id} bill={bill} collection={collection} mayAdjust={mayAdjust} />)}</Card>
      )}
      {bill.refunds.length > 0 && (
        <Card title="退款">
          {bill.refunds.map(({ id, amountFen, on, reason }) => <Box key={id} className="desk-line">{`${on}，${yuan(amountFen)} 元，${reason}`}</Box>)}
        </Card>
      )}
      {mayAdjust && bill.status === 'issued' && <Void bill={bill} />}
    </>
  );
}

interface CollectionProps {
  readonly bill: BillView;
  readonly collection: CollectionView;
  readonly mayAdjust: boolean;
}

function Collection({ bill, collection: { id, channel, amountFen, paidOn, receiptNumber, collector, note, vouchers, reversedOn }, mayAdjust }: CollectionProps) {
  const reverse = useReverse(bill, id);
  const [isAsking, setAsking] = useState(false);
  const isReversible = mayAdjust && channel !== 'wechat' && reversedOn === null;
  return (
    <Box id={`collection-${id}`} className="desk-line">
      <Box>{`${paidOn}，${PAYMENT_CHANNEL_LABELS[channel]} ${yuan(amountFen)} 元${reversedOn ? `，${reversedOn} 冲销` : ''}`}</Box>
      <Box className="note">{[`收据 ${receiptNumber}`, collector && `经手 ${collector}`, note].filter(Boolean).join('，')}</Box>
      <VoucherStrip id={`vouchers-${id}`} vouchers={vouchers} label="凭证" />
      <Box className="bill-acts">
        <Download id={`receipt-${id}`} path={`/collections/${id}/receipt.pdf`} name={`收据-${receiptNumber}.pdf`}>下载收据</Download>
        {isReversible && <Press id={`reverse-${id}`} className="text-button" onPress={() => setAsking(true)}>冲销</Press>}
      </Box>
      {isAsking && (
        <WithReason
          title="冲销这笔收款？" confirm="冲销" placeholder="如：收错了账单" busy={reverse.isPending} error={reverse.error}
          onConfirm={(reason) => reverse.mutate({ version: bill.version, reason }, { onSuccess: () => setAsking(false) })} onCancel={() => setAsking(false)}
        >
          账本里另记一笔相反的分录，原来的一笔留着；账单回到待缴，收据上标明已冲销。
        </WithReason>
      )}
    </Box>
  );
}

function Void({ bill }: { readonly bill: BillView }) {
  const voiding = useVoid(bill);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Press id="void" className="text-button" onPress={() => setAsking(true)}>作废这张账单</Press>
      {isAsking && (
        <WithReason
          title="作废这张账单？" confirm="作废" placeholder="如：面积登记有误，重新出账" busy={voiding.isPending} error={voiding.error}
          onConfirm={(reason) => voiding.mutate({ version: bill.version, reason }, { onSuccess: () => setAsking(false) })} onCancel={() => setAsking(false)}
        >
          账单留着，标明作废和原因；这几个月可以重新生成。
        </WithReason>
      )}
    </>
  );
}

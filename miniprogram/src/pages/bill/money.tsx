import type { BillView, CollectionView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../features/app-context.ts';
import { PAYMENT_CHANNEL_LABELS } from '../../features/billing/bill-words.ts';
import { yuan } from '../../features/money/yuan.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { VoucherStrip } from '../../features/vouchers/voucher-strip.tsx';
import { Button } from '../../ui/button.tsx';
import { Box, Txt } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

/** What was paid and what was given back, each with its paper. */
export function Money({ bill, onExpired }: { readonly bill: BillView; readonly onExpired: () => void }) {
  if (bill.collections.length + bill.refunds.length === 0) return null;
  return (
    <>
      {bill.collections.length > 0 && (
        <Card id="collections" title="缴费记录">
          {bill.collections.map((collection) => <Collection key={collection.id} collection={collection} onExpired={onExpired} />)}
        </Card>
      )}
      {bill.refunds.length > 0 && (
        <Card id="refunds" title="退款">
          {bill.refunds.map((refund) => <Refund key={refund.id} refund={refund} />)}
          <Box className="note">微信付的退回原来的账户，一般当天到账，银行卡可能要几天。</Box>
        </Card>
      )}
    </>
  );
}

function Collection({ collection, onExpired }: { readonly collection: CollectionView; readonly onExpired: () => void }) {
  const { nowMs } = useApp();
  const { id, channel, amountFen, paidOn, receiptNumber, vouchers, reversedOn } = collection;
  return (
    <Box className="bill-item">
      <Box className="bill-first">
        <Txt>{`${dateInWords(paidOn, nowMs())} · ${PAYMENT_CHANNEL_LABELS[channel]}`}</Txt>
        <Txt className="number bill-amount">{`${yuan(amountFen)} 元`}</Txt>
      </Box>
      <Box className="note">{`收据号 ${receiptNumber}`}</Box>
      {reversedOn !== null && <Notice tone="warn" title={`${dateInWords(reversedOn, nowMs())}冲回`}>这笔登记有误，已经冲回，不算缴费。有疑问请联系物业。</Notice>}
      <VoucherStrip id={`collection-${id}`} label="凭证" vouchers={vouchers} onExpired={onExpired} />
      {reversedOn === null && <Receipt collectionId={id} number={receiptNumber} />}
    </Box>
  );
}

function Receipt({ collectionId, number }: { readonly collectionId: string; readonly number: string }) {
  const { residentFiles } = useApp();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const download = async () => {
    setBusy(true);
    setRefusal(undefined);
    await residentFiles.download(`/collections/${collectionId}/receipt.pdf`, `收据-${number}.pdf`).catch((cause: Error) => setRefusal(cause.message));
    setBusy(false);
  };
  return (
    <Box className="gap-above-small">
      <Button id={`receipt-${collectionId}`} kind="quiet" busy={busy} onPress={() => void download()}>收据（PDF）</Button>
      {refusal && <Box className="gap-above-small"><Notice tone="bad" title="没有打开收据">{refusal}</Notice></Box>}
    </Box>
  );
}

function Refund({ refund: { id, amountFen, on, reason } }: { readonly refund: BillView['refunds'][number] }) {
  const { nowMs } = useApp();
  return (
    <Box id={`refund-${id}`} className="bill-item">
      <Box className="bill-first">
        <Txt>{dateInWords(on, nowMs())}</Txt>
        <Txt className="number bill-amount">{`${yuan(amountFen)} 元`}</Txt>
      </Box>
      <Box className="note">{`原因：${reason}`}</Box>
    </Box>
  );
}

import { amountInWords, shanghaiDate, type BillView, type CollectBody } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { useCollect } from '../../../features/billing/use-bill-desk.ts';
import { usePhotos } from '../../../features/complaints/use-photos.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { VoucherPicker } from '../../../features/vouchers/voucher-picker.tsx';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Box, DateField, Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

const LONGEST_NOTE = 200;
const CHANNELS = ['cash', 'transfer'] as const satisfies readonly CollectBody['channel'][];

/** Cash or a transfer for the whole bill, with who took it and the slip. */
export function Collect({ bill }: { readonly bill: BillView }) {
  const { nowMs } = useApp();
  const today = shanghaiDate(nowMs());
  const files = usePhotos('staff', `collection:${bill.id}`);
  const collect = useCollect(bill);
  const [form, setForm] = useState({ channel: 'cash' as CollectBody['channel'], paidOn: today, note: '' });
  const blocked = files.isUnfinished ? '凭证还在上传，传完就能登记' : files.photoIds.length === 0 ? '先附上收据存根或转账凭证' : form.paidOn === '' ? '先选收款日期' : undefined;
  const send = () => collect.mutate({ version: bill.version, ...form, note: form.note.trim(), voucherIds: files.photoIds }, { onSuccess: () => files.release() });
  return (
    <Card id="collect" title="登记收款">
      <Box className="paragraph">{`整张账单 ${yuan(bill.amountFen)} 元（${amountInWords(bill.amountFen)}）。登记后记入账本，住户看得到收据。`}</Box>
      <FormLine name="怎么收的">
        <Choices
          id="channel" label="怎么收的" layout="row" options={CHANNELS} words={{ cash: '现金', transfer: '转账' }} chosen={form.channel}
          onChoose={(channel) => setForm({ ...form, channel })}
        />
      </FormLine>
      <FormLine name="收款日期"><DateField id="paid-on" label="收款日期" value={form.paidOn} last={today} onSelect={(paidOn) => setForm({ ...form, paidOn })} /></FormLine>
      <FormLine name="凭证" hint="收据存根、转账回单的照片或 PDF，只有本企业看得到"><VoucherPicker id="collection-vouchers" label="凭证" files={files} /></FormLine>
      <FormLine name="备注（可不填）"><Field id="note" label="备注" value={form.note} placeholder="如：服务处前台代收" maxLength={LONGEST_NOTE} onInput={(note) => setForm({ ...form, note })} /></FormLine>
      {collect.error && <Notice id="collect-refusal" tone="bad" title="没有登记">{collect.error.message}</Notice>}
      {blocked && <Box id="collect-blocked" className="muted gap-below-small">{blocked}</Box>}
      <Button id="send-collection" busy={collect.isPending} disabled={blocked !== undefined} onPress={send}>登记收款</Button>
    </Card>
  );
}

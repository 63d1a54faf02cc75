import type { BillView, InvoiceRequestView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../features/app-context.ts';
import { INVOICE_STATUS_LABELS } from '../../features/billing/bill-words.ts';
import { EMPTY_INVOICE, invoiceFaults, invoiceRequest, MOST_INVOICE_TITLE } from '../../features/billing/invoice-form.ts';
import { useInvoiceRequest } from '../../features/billing/use-bills.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { VoucherStrip } from '../../features/vouchers/voucher-strip.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Box, Field, Txt } from '../../ui/elements.tsx';
import { Card, Fact } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

/** The invoice of a bill that was paid: asked for once, and where it stands. A request that was refused may be made anew. */
export function Invoice({ bill, onExpired }: { readonly bill: BillView; readonly onExpired: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const { invoice } = bill;
  return (
    <Card id="invoice" title="发票">
      {invoice && <Requested invoice={invoice} onExpired={onExpired} />}
      {isAsking && <InvoiceRequest billId={bill.id} onClose={() => setAsking(false)} />}
      {!isAsking && (!invoice || invoice.status === 'refused') && (
        <>
          {!invoice && <Box className="muted gap-below">需要发票的，填好抬头，由物业开电子发票，开好以后在这里下载。</Box>}
          <Button id="ask-invoice" kind="quiet" onPress={() => setAsking(true)}>{invoice ? '改好再申请' : '申请开票'}</Button>
        </>
      )}
    </Card>
  );
}

function Requested({ invoice, onExpired }: { readonly invoice: InvoiceRequestView; readonly onExpired: () => void }) {
  const { nowMs } = useApp();
  return (
    <Box className="gap-below">
      <Fact name="进度"><Txt id="invoice-status">{INVOICE_STATUS_LABELS[invoice.status]}</Txt></Fact>
      <Fact name="抬头">{invoice.title}</Fact>
      {invoice.taxNumber && <Fact name="税号"><Txt>{invoice.taxNumber}</Txt></Fact>}
      <Fact name="申请"><Txt className="number">{dateInWords(invoice.requestedOn, nowMs())}</Txt></Fact>
      {invoice.refusedFor !== null && <Box className="gap-above-small"><Notice id="invoice-refused" tone="warn" title="物业没有开">{`原因：${invoice.refusedFor}`}</Notice></Box>}
      {invoice.invoice && <VoucherStrip id="invoice-file" label="电子发票" vouchers={[invoice.invoice]} onExpired={onExpired} />}
    </Box>
  );
}

const KINDS = ['person', 'company'] as const;
const KIND_WORDS = { person: '个人', company: '单位' } as const;

function InvoiceRequest({ billId, onClose }: { readonly billId: string; readonly onClose: () => void }) {
  const [form, setForm] = useState(EMPTY_INVOICE);
  const request = useInvoiceRequest(billId);
  const body = invoiceRequest(form);
  const faults = invoiceFaults(form);
  const send = () => body && request.mutate(body, { onSuccess: onClose });
  const isCompany = form.titleKind === 'company';
  return (
    <Box>
      <Choices id="title-kind" layout="column" label="开给谁" options={KINDS} words={KIND_WORDS} chosen={form.titleKind} onChoose={(titleKind) => setForm({ ...form, titleKind })} />
      <Box className="gap-below">
        <Field
          id="invoice-title" label="发票抬头" placeholder={isCompany ? '单位全称，和营业执照一致' : '姓名'} value={form.title} maxLength={MOST_INVOICE_TITLE}
          onInput={(title) => setForm({ ...form, title })}
        />
      </Box>
      {isCompany && (
        <Box className="gap-below">
          <Field
            id="invoice-tax-number" label="税号" placeholder="税号（18位统一社会信用代码）" value={form.taxNumber} maxLength={40} invalid={faults.taxNumber !== undefined}
            onInput={(taxNumber) => setForm({ ...form, taxNumber })}
          />
          {faults.taxNumber && <Box id="tax-number-fault" className="bill-fault" role="alert">{faults.taxNumber}</Box>}
        </Box>
      )}
      {request.error && <Notice id="invoice-refusal" tone="bad" title="没有申请成">{request.error.message}</Notice>}
      <Box className="bill-buttons">
        <Button id="invoice-cancel" kind="quiet" disabled={request.isPending} onPress={onClose}>先不</Button>
        <Button id="invoice-send" disabled={!body} busy={request.isPending} onPress={send}>提交申请</Button>
      </Box>
    </Box>
  );
}

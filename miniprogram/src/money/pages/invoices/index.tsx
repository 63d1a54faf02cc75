import { INVOICE_STATUSES, mayEver, type InvoiceRequestView, type InvoiceStatus } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useInvoiceRequests } from '../../../features/billing/use-bill-desk.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { EstateChoice } from '../../../features/payments/estate-choice.tsx';
import { VoucherStrip } from '../../../features/vouchers/voucher-strip.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Empty } from '../../../ui/states.tsx';
import { Issue, Refuse } from './decide.tsx';
import '../../../features/register/parts.scss';
import '../staff-bill/index.scss';

const WORDS: Readonly<Record<InvoiceStatus, string>> = { requested: '等待开票', issued: '已开票', refused: '没有开' };

/** Who wants an invoice, of what and to which title; the firm issues it in its own tax system and puts it here. */
export default function InvoicesPage() {
  const role = useStaffSession()?.me.role;
  const [address, change] = useAddress({ estate: '', status: 'requested' });
  return (
    <StaffPage title="开票申请" entry="bills" hasBack>
      {role && (mayEver(role, 'invoice.issue')
        ? (
          <EstateChoice estateId={address.estate} onChoose={(estate) => change({ estate })}>
            {(estateId) => <Requests key={estateId} estateId={estateId} status={address.status} onStatus={(status) => change({ status })} />}
          </EstateChoice>
        )
        : <Empty title="这一页只有物业自己用" />)}
    </StaffPage>
  );
}

interface RequestsProps {
  readonly estateId: string;
  readonly status: string;
  readonly onStatus: (status: string) => void;
}

function Requests({ estateId, status, onStatus }: RequestsProps) {
  const chosen = INVOICE_STATUSES.find((each) => each === status);
  const list = useInvoiceRequests(estateId, chosen ? { status: chosen } : {});
  const options = [...INVOICE_STATUSES.map((value) => ({ value: value as string, word: WORDS[value] })), { value: '', word: '全部' }];
  return (
    <>
      <Box className="filters"><Box className="filter"><Select id="status" label="状态" value={status} options={options} onSelect={onStatus} /></Box></Box>
      <Paged list={list} empty={<Empty title={chosen === 'requested' ? '没有等待开票的申请' : '没有这样的申请'}>住户缴清以后，可以在账单里申请开票。</Empty>}>
        {list.rows.map((request) => <Request key={request.id} estateId={estateId} request={request} />)}
      </Paged>
    </>
  );
}

function Request({ estateId, request }: { readonly estateId: string; readonly request: InvoiceRequestView }) {
  const { id, billNumber, amountFen, titleKind, title, taxNumber, status, requestedOn, refusedFor, invoice } = request;
  const [open, setOpen] = useState<'issue' | 'refuse'>();
  return (
    <Card id={`request-${id}`}>
      <Box className="desk-head">
        <Box className="lead">{title}</Box>
        <Txt className={`tag${status === 'issued' ? ' tag-good' : status === 'requested' ? ' tag-warn' : ''}`}>{WORDS[status]}</Txt>
      </Box>
      <Box className="note">{[titleKind === 'company' ? '企业抬头' : '个人抬头', taxNumber && `税号 ${taxNumber}`].filter(Boolean).join('，')}</Box>
      <Box>{`账单 ${billNumber}，${yuan(amountFen)} 元，${requestedOn} 申请`}</Box>
      {refusedFor && <Box className="muted">{`没有开的原因：${refusedFor}`}</Box>}
      {invoice && <VoucherStrip id={`invoice-${id}`} label="发票" vouchers={[invoice]} />}
      {status === 'requested' && open === undefined && (
        <Box className="bill-acts">
          <Button id={`issue-${id}`} kind="quiet" onPress={() => setOpen('issue')}>上传发票</Button>
          <Press id={`refuse-${id}`} className="text-button" onPress={() => setOpen('refuse')}>不能开</Press>
        </Box>
      )}
      {status === 'requested' && open === 'issue' && <Issue estateId={estateId} request={request} onClose={() => setOpen(undefined)} />}
      {status === 'requested' && open === 'refuse' && <Refuse estateId={estateId} request={request} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}

import { BILL_STATUSES, mayEver, type BillRow } from '@linping/shared';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { BILL_STATUS_LABELS, billInWords, billTone, monthsInWords } from '../../../features/billing/bill-words.ts';
import { monthOptions } from '../../../features/billing/desk-forms.ts';
import { useEstateBills } from '../../../features/billing/use-bill-desk.ts';
import { homeInWords } from '../../../features/estates/labels.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { EstateChoice } from '../../../features/payments/estate-choice.tsx';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Filters, Paged, Search } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Press, Select, Txt } from '../../../ui/elements.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { Generate } from './generate.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

const EVERYTHING = { estate: '', status: '', month: '', search: '' };
type Address = typeof EVERYTHING;

/** The firm's bills of one estate: whose are open, and the way to make new ones. */
export default function BillsPage() {
  const role = useStaffSession()?.me.role;
  const [address, change] = useAddress(EVERYTHING);
  return (
    <StaffPage title="账单" entry="bills">
      {role && (mayEver(role, 'bill.list')
        ? (
          <EstateChoice estateId={address.estate} onChoose={(estate) => change({ estate })}>
            {(estateId) => <Bills key={estateId} estateId={estateId} mayIssue={mayEver(role, 'bill.issue')} address={address} onChange={change} />}
          </EstateChoice>
        )
        : <Empty title="这一页只有物业自己用">欠费不向其他人公布。</Empty>)}
    </StaffPage>
  );
}

interface BillsProps {
  readonly estateId: string;
  /** The manager's. */
  readonly mayIssue: boolean;
  readonly address: Address;
  readonly onChange: (change: Partial<Address>) => void;
}

function Bills({ estateId, mayIssue, address: { status, month, search }, onChange }: BillsProps) {
  const { nowMs } = useApp();
  const [isMaking, setMaking] = useState(false);
  const [said, setSaid] = useState<string>();
  const chosen = BILL_STATUSES.find((each) => each === status);
  const list = useEstateBills(estateId, { ...(chosen && { status: chosen }), ...(month && { month }), ...(search && { search }) });
  const everyMonth = [{ value: '', word: '全部月份' }, ...monthOptions(nowMs())];
  const everyStatus = [{ value: '', word: '全部状态' }, ...BILL_STATUSES.map((value) => ({ value, word: BILL_STATUS_LABELS[value] }))];
  return (
    <>
      <Box className="bill-ways">
        {mayIssue && <Button id="generate" onPress={() => setMaking(true)}>生成账单</Button>}
        <Way id="way-arrears" url={to.arrears(`?estate=${estateId}`)}>欠费</Way>
        <Way id="way-invoices" url={to.invoices(`?estate=${estateId}`)}>开票申请</Way>
        <Way id="way-fees" url={to.fees(`?estate=${estateId}`)}>收费标准和面积</Way>
      </Box>
      {said && <Notice id="said" tone="good" title="账单已生成">{said}住户会收到通知。</Notice>}
      <Filters inSight={<Search label="找住户" placeholder="楼栋、门牌或账单号" value={search} onSearch={(typed) => onChange({ search: typed })} />} chosen={Number(status !== '') + Number(month !== '')}>
        <Box className="filter"><Select id="status" label="状态" value={status} options={everyStatus} onSelect={(value) => onChange({ status: value })} /></Box>
        <Box className="filter"><Select id="month" label="月份" value={month} options={everyMonth} onSelect={(value) => onChange({ month: value })} /></Box>
      </Filters>
      <Paged list={list} empty={<Empty title="没有账单">{mayIssue ? '登记收费标准和面积以后，在这里按月生成。' : '账单由项目经理生成。'}</Empty>}>
        <DataTable label="账单" columns={COLUMNS} rows={list.rows} idOf={({ id }) => id} onOpen={({ id }) => go(to.staffBill(id))} />
      </Paged>
      {isMaking && (
        <Generate
          estateId={estateId} onClose={() => setMaking(false)}
          onDone={(words) => {
            setMaking(false);
            setSaid(words);
          }}
        />
      )}
    </>
  );
}

const Way = ({ id, url, children }: { readonly id: string; readonly url: string; readonly children: string }) => (
  <Press id={id} className="text-button" role="link" href={url} onPress={() => go(url)}>{children}</Press>
);

const COLUMNS: readonly Column<BillRow>[] = [
  {
    id: 'home', head: '住户', onPhone: 'title',
    cell: (row) => (
      <>
        <RowLink url={to.staffBill(row.id)}>{homeInWords(row)}</RowLink>
        <Box className="note number">{`账单 ${row.number}`}</Box>
      </>
    ),
  },
  { id: 'status', head: '状态', onPhone: 'corner', cell: (row) => <Txt className={`tag tag-${billTone(row)}`}>{billInWords(row)}</Txt> },
  { id: 'months', head: '月份', cell: (row) => <Txt className="number">{monthsInWords(row)}</Txt> },
  { id: 'due', head: '缴费期限', cell: ({ dueOn }) => <Txt className="number">{dueOn}</Txt> },
  { id: 'amount', head: '金额', isNumber: true, cell: ({ amountFen }) => <Txt className="number">{`${yuan(amountFen)} 元`}</Txt> },
];

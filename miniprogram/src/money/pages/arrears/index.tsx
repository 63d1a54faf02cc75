import { mayEver, type ArrearsRow, type RemindedView } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useArrears, useRemind } from '../../../features/billing/use-bill-desk.ts';
import { homeInWords } from '../../../features/estates/labels.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { EstateChoice } from '../../../features/payments/estate-choice.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Download, Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import '../../../features/register/parts.scss';
import '../bills/index.scss';

/** Who owes the firm: its own affair, never shown to anybody else, and never put on a wall. */
export default function ArrearsPage() {
  const role = useStaffSession()?.me.role;
  const [address, change] = useAddress({ estate: '' });
  return (
    <StaffPage title="欠费" entry="bills" hasBack>
      {role && (mayEver(role, 'bill.list')
        ? <EstateChoice estateId={address.estate} onChoose={(estate) => change({ estate })}>{(estateId) => <Arrears key={estateId} estateId={estateId} />}</EstateChoice>
        : <Empty title="这一页只有物业自己用" />)}
    </StaffPage>
  );
}

function Arrears({ estateId }: { readonly estateId: string }) {
  const list = useArrears(estateId);
  const remind = useRemind(estateId);
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState<RemindedView>();
  const send = () => remind.mutate({}, {
    onSuccess: (view) => {
      setAsking(false);
      setSaid(view);
    },
  });
  return (
    <>
      <Box className="muted gap-below">只给本企业催缴用。请不要张贴、转发：欠费不得按姓名或门牌公布。</Box>
      <Box className="bill-ways">
        {list.total > 0 && <Button id="remind" onPress={() => setAsking(true)}>提醒所有欠费住户</Button>}
        <Download id="arrears-file" path={`/estates/${estateId}/arrears/export`} name="欠费明细.xlsx">导出</Download>
      </Box>
      {said && <Notice id="said" tone="good" title={`已提醒 ${said.reminded} 户`}>{said.passedOver > 0 ? `${said.passedOver} 户没有绑定手机，或者一周内提醒过。` : '通知在住户的消息里。'}</Notice>}
      <Paged list={list} empty={<Empty title="没有欠费" />}>
        <DataTable label="欠费" columns={COLUMNS} rows={list.rows} idOf={({ householdId }) => householdId} />
      </Paged>
      {isAsking && (
        <Dialog title="提醒所有欠费住户？" confirm="发送提醒" busy={remind.isPending} onConfirm={send} onCancel={() => setAsking(false)}>
          <Box>发到绑定了住户的手机上，每户每周最多一次。别人看不到谁收到了提醒。</Box>
          {remind.error && <Notice id="remind-refusal" tone="bad" title="没有发出">{remind.error.message}</Notice>}
        </Dialog>
      )}
    </>
  );
}

const COLUMNS: readonly Column<ArrearsRow>[] = [
  { id: 'home', head: '住户', onPhone: 'title', cell: (row) => <Txt>{homeInWords(row)}</Txt> },
  { id: 'owed', head: '欠费', isNumber: true, onPhone: 'corner', cell: ({ owedFen }) => <Txt className="number">{`${yuan(owedFen)} 元`}</Txt> },
  { id: 'bills', head: '账单', isNumber: true, cell: ({ bills }) => <Txt className="number">{`${bills} 张`}</Txt> },
  { id: 'oldest', head: '最早到期', cell: ({ oldestDueOn }) => <Txt className="number">{oldestDueOn}</Txt> },
  { id: 'reminded', head: '上次提醒', cell: ({ remindedOn }) => <Txt className={remindedOn ? 'number' : 'muted'}>{remindedOn ?? '没有'}</Txt> },
];

import { mayEver, type MeView } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { toggled } from '../../../features/complaints/bulk-assign.ts';
import { isFirm } from '../../../features/complaints/groups.ts';
import { useComplaintList, useComplaintsSummary } from '../../../features/complaints/use-workbench.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ListFilters } from './filters.tsx';
import { Heads } from './heads.tsx';
import { ComplaintRows } from './rows.tsx';
import { EVERYTHING, viewOf } from './view.ts';
import '../../../features/complaints/staff.scss';
import './index.scss';

export default function ComplaintListPage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'complaint.list')) return <ComplaintList me={me} />;
  return <StaffPage title="投诉" entry="complaints">{me && <Empty title="这个身份看不到投诉" />}</StaffPage>;
}

/** The firm's inbox and the street's board: one list by deadline, shaped by whose it is. */
function ComplaintList({ me }: { readonly me: MeView }) {
  const [address, change] = useAddress(EVERYTHING);
  const { group, query, places, chosen, isCut } = viewOf(address);
  const summary = useComplaintsSummary(places);
  const list = useComplaintList(query);
  const ofFirm = isFirm(me.role);
  /** Undefined while nothing is being chosen. */
  const [picked, setPicked] = useState<readonly string[]>();
  const empty = isCut
    ? <Empty title="没有符合条件的投诉">换一个进度、类别或者名称试试。</Empty>
    : <Empty title={ofFirm ? '没有要办的投诉' : '没有未办结的投诉'}>居民提交以后，这里马上就有。</Empty>;
  return (
    <StaffPage title="投诉" entry="complaints" actions={<ListActions me={me} isPicking={picked !== undefined} onPick={() => setPicked([])} />}>
      {summary.isPending ? <Skeleton lines={[84]} /> : summary.data && <Heads role={me.role} summary={summary.data} group={group} onGroup={(next) => change({ group: next })} />}
      <ListFilters me={me} address={address} summary={summary.data} chosen={chosen} onChange={change} />
      <Paged list={list} empty={empty}>
        <ComplaintRows me={me} rows={list.rows} chosen={picked} onToggle={(id) => setPicked((ids) => ids && toggled(ids, id))} />
      </Paged>
      {picked && <BulkBar rows={list.rows} chosen={picked} onChoose={setPicked} onClose={() => setPicked(undefined)} />}
    </StaffPage>
  );
}

/** What may be done beside the list itself. */
const ListActions = ({ me, isPicking, onPick }: { readonly me: MeView; readonly isPicking: boolean; readonly onPick: () => void }) => (
  <>
    {isFirm(me.role) && !isPicking && <Button id="bulk" kind="quiet" onPress={onPick}>批量派单</Button>}
    {isFirm(me.role) && <Button id="templates" kind="quiet" onPress={() => go(to.complaintTemplates())}>常用语</Button>}
  </>
);

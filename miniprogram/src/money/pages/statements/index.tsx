import { mayEver, periodName, shanghaiDate, type MeView, type StatementDutiesSummaryView, type StatementDutyRow } from '@linping/shared';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { lastEnded } from '../../../features/disclosures/periods.ts';
import { bodyOfRole } from '../../../features/disclosures/roles.ts';
import { useDuties, useDutiesSummary, useStatementList } from '../../../features/disclosures/use-statements.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Figure } from '../../../staff/figure.tsx';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Button } from '../../../ui/button.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Empty, Skeleton } from '../../../ui/states.tsx';
import { Begin } from './begin.tsx';
import { BeginOther } from './begin-other.tsx';
import { DutiesTable } from './duties-table.tsx';
import { ListFilters } from './filters.tsx';
import { Frequency } from './frequency.tsx';
import { StatementsTable } from './statements-table.tsx';
import { EVERYTHING, viewOf } from './view.ts';
import '../../../features/register/parts.scss';
import './index.scss';

export default function StatementsPage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'statement.list')) return <Statements me={me} />;
  return <StaffPage title="收支公示" entry="statements">{me && <Empty title="这个身份看不到收支公示的编制情况">已经公布的，在小区页面人人看得到。</Empty>}</StaffPage>;
}

/** Who has disclosed, who is late, and everything that was drawn up. */
function Statements({ me }: { readonly me: MeView }) {
  const { nowMs } = useApp();
  const [address, change] = useAddress(EVERYTHING);
  const view = viewOf(address, lastEnded(shanghaiDate(nowMs())));
  const isDuties = view.list === 'duties';
  const summary = useDutiesSummary({ period: view.period, ...(address.street && { streetId: address.street }) }, isDuties);
  const duties = useDuties(view.duties, isDuties);
  const all = useStatementList(view.statements, !isDuties);
  const [begun, begin] = useState<StatementDutyRow>();
  const [tool, take] = useState<'frequency' | 'begin'>();
  const body = bodyOfRole(me.role);
  const actions = !tool && (
    <>
      {mayEver(me.role, 'disclosureSettings.edit') && <Button id="set-frequency" kind="quiet" onPress={() => take('frequency')}>设定公示频次</Button>}
      {body && <Button id="begin-other" kind="quiet" onPress={() => take('begin')}>编制一期</Button>}
    </>
  );
  return (
    <StaffPage title="收支公示" entry="statements" actions={actions}>
      {tool === 'frequency' && <Frequency onClose={() => take(undefined)} />}
      {tool === 'begin' && body && <BeginOther body={body} period={view.period} onClose={() => take(undefined)} />}
      {isDuties && (summary.data ? <Figures summary={summary.data} /> : summary.isPending && <Skeleton lines={[72]} />)}
      <ListFilters role={me.role} address={address} view={view} onChange={change} />
      {isDuties ? (
        <Paged list={duties} empty={<NoDuties me={me} isCut={view.isCut} period={periodName(view.period)} />}>
          <DutiesTable me={me} rows={duties.rows} onBegin={begin} />
        </Paged>
      ) : (
        <Paged list={all} empty={view.isCut ? <Empty title="没有符合条件的收支公示">换一个公示期、进度或者名称试试。</Empty> : <Empty title="还没有编制过收支公示">在「按期检查」里选好公示期，就能开始。</Empty>}>
          <StatementsTable rows={all.rows} />
        </Paged>
      )}
      {begun && <Begin duty={begun} period={view.period} onClose={() => begin(undefined)} />}
    </StaffPage>
  );
}

const Figures = ({ summary: { period, owed, published, waiting, overdue } }: { readonly summary: StatementDutiesSummaryView }) => (
  <Box className="figures duty-figures">
    <Figure id="owed" name={`${periodName(period)}应公示`} value={thousands(owed)} of="份" />
    <Figure id="published" name="已公布" value={thousands(published)} of="份" />
    <Figure id="waiting" name="还在期限内" value={thousands(waiting)} of="份" />
    <Figure id="overdue" name="逾期没有公布" value={thousands(overdue)} of="份" />
  </Box>
);

function NoDuties({ me, isCut, period }: { readonly me: MeView; readonly isCut: boolean; readonly period: string }) {
  if (isCut) return <Empty title="没有符合条件的">换一个公示期、进度或者名称试试。</Empty>;
  return <Empty title={`${period}没有应当公示的`}>{bodyOfRole(me.role) ? '这一期没有应当由您公示的；要公示的，点右上角「编制一期」。' : '这一期没有在管的小区要公示。'}</Empty>;
}

import { mayEver, periodName, type StatementView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useCallback, useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { DutyDue } from '../../../features/disclosures/duty-due.tsx';
import { isDisclosed } from '../../../features/disclosures/duty-words.ts';
import { STATEMENT_STATUS_LABELS } from '../../../features/disclosures/labels.ts';
import { StatusTag } from '../../../features/disclosures/status-tag.tsx';
import { useDeskStatement } from '../../../features/disclosures/use-desk.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { Balance, Head } from './balance.tsx';
import { Correct, Discard } from './correct.tsx';
import { Cosign, Cosigns } from './cosign.tsx';
import { Changes, Edition } from './edition.tsx';
import { Kinds } from './kinds.tsx';
import type { Unsaved } from './live.ts';
import { Moves } from './moves.tsx';
import { Papers } from './papers.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

export default function StatementPage() {
  const { statement = '' } = useRouter().params;
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'statement.list')) return <OneStatement statementId={statement} />;
  return <StaffPage title="收支公示" entry="statements" hasBack>{me && <Empty title="这个身份看不到收支公示的编制情况">已经公布的，在小区页面人人看得到。</Empty>}</StaffPage>;
}

/** One edition at the desk: drawn up by its body, reviewed by the street, and read with everything that stands behind it. */
function OneStatement({ statementId }: { readonly statementId: string }) {
  const asked = useDeskStatement(statementId);
  const [unsaved, setUnsaved] = useState<Readonly<Record<string, Unsaved>>>({});
  const note = useCallback((key: string, one: Unsaved | undefined) => setUnsaved(({ [key]: _, ...others }) => (one ? { ...others, [key]: one } : others)), []);
  const view = asked.data;
  if (!view) {
    return (
      <StaffPage title="收支公示" entry="statements" hasBack>
        {asked.isError ? <Failed error={asked.error} onRetry={() => void asked.refetch()} /> : <Skeleton lines={[96, 160, 320, 320]} />}
      </StaffPage>
    );
  }
  const mayEdit = view.desk?.actions.includes('edit') ?? false;
  const typed = Object.values(unsaved);
  // Where an opening is to be typed, one begins with it.
  const isFirst = mayEdit && !view.isOpeningCarried;
  const head = <Head view={view} mayEdit={mayEdit} onUnsaved={note} />;
  const actions = mayEdit && <Button id="import" kind="quiet" onPress={() => go(to.statementImport(view.id))}>导入明细</Button>;
  return (
    <StaffPage title={`${periodName(view.period)}收支公示`} entry="statements" hasBack actions={actions}>
      <SubHead view={view} />
      <Box className="statement-columns">
        <Box className="statement-main">
          <News view={view} />
          <Balance view={view} unsaved={typed} />
          <Changes view={view} />
          {isFirst && head}
          <Kinds view={view} mayEdit={mayEdit} onUnsaved={note} />
          {!isFirst && head}
        </Box>
        <Box className="statement-side">
          <Moves view={view} hasUnsaved={typed.length > 0} />
          <Cosign view={view} />
          <Correct view={view} />
          <Papers view={view} />
          <Edition view={view} />
          <Discard view={view} />
        </Box>
      </Box>
    </StaffPage>
  );
}

const SubHead = ({ view }: { readonly view: StatementView }) => (
  <Box className="staff-sub">
    <StatusTag id="status" status={view.status} />
    <Txt className="muted">{`${view.estate} · ${view.bodyName}`}</Txt>
    {view.edition > 1 && <Txt className="tag tag-brand">{`第 ${view.edition} 版`}</Txt>}
    {view.edition === 1 && !isDisclosed(view.status) && <DutyDue {...view} />}
  </Box>
);

/** What one has to know before reading on. */
const News = ({ view }: { readonly view: StatementView }) => (
  <>
    {view.desk?.returnedFor && view.status === 'returned' && <Notice id="returned-for" tone="bad" title="街道退回修改">{view.desk.returnedFor}</Notice>}
    {view.correctedBy && <Notice id="corrected" tone="warn" title={`这一版后来更正了，以第 ${view.correctedBy.edition} 版为准`}>{`更正的原因：${view.correctedBy.reason}`}</Notice>}
    {!view.desk && !isDisclosed(view.status) && <Notice>{`${STATEMENT_STATUS_LABELS[view.status]}，居民还看不到。`}</Notice>}
    <Cosigns view={view} />
  </>
);

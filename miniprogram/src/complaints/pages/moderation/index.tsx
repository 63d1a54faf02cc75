import { mayEver, MODERATION_KINDS, type ModerationKind } from '@linping/shared';
import { useState } from 'react';
import { codeOf } from '../../../api/transport.ts';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { useDecisionKeys } from '../../../features/moderation/decision-keys.ts';
import { afterDecision, afterPuttingOff, atHand, FRESH_DESK } from '../../../features/moderation/desk.ts';
import { useDecide, useModerationQueue, useModerationSummary } from '../../../features/moderation/use-moderation.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { useAddress } from '../../../staff/use-address.ts';
import { Box, Select } from '../../../ui/elements.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { Counts } from './counts.tsx';
import { HeldItem } from './item.tsx';
import { AskRefusal } from './refusal.tsx';
import { useNextPages } from './use-next-pages.ts';
import './index.scss';

const KIND_WORDS: Readonly<Record<ModerationKind | '', string>> = { '': '照片和文字', photo: '只看照片', text: '只看文字' };

/** What residents wrote and photographed, one after the other, until nothing waits. */
export default function ModerationPage() {
  const role = useStaffSession()?.me.role;
  return (
    <StaffPage title="内容审核" entry="moderation">
      {role && (mayEver(role, 'moderation.decide') ? <Queue /> : <Empty title="这个身份不审核内容">居民提交的照片和文字由所在的街道和社区审核。</Empty>)}
    </StaffPage>
  );
}

function Queue() {
  const { nowMs } = useApp();
  const [{ kind: asked }, change] = useAddress({ kind: '' });
  const kind = MODERATION_KINDS.find((one) => one === asked);
  const list = useModerationQueue(kind);
  const summary = useModerationSummary();
  const decide = useDecide();
  const [desk, setDesk] = useState(FRESH_DESK);
  const [isAsking, setAsking] = useState(false);
  /** The photo of this item did not come: nobody passes what was not seen. */
  const [unseenId, setUnseen] = useState<string>();
  const item = atHand(list.rows, desk);
  useNextPages(list, desk);

  const isUnseen = item?.kind === 'photo' && (item.photo?.fullUrl == null || unseenId === item.id);
  const settle = (decision: 'passed' | 'refused') => {
    if (!item || decide.isPending || (decision === 'passed' && isUnseen)) return;
    const next = () => setDesk((now) => afterDecision(now, item.id));
    decide.mutate({ itemId: item.id, version: item.version, decision }, {
      onSuccess: next,
      onError: (error) => { if (isElsewhere(error)) next(); },
      onSettled: () => setAsking(false),
    });
  };
  const later = () => {
    if (!item || decide.isPending) return;
    decide.reset();
    setDesk((now) => afterPuttingOff(now, item.id));
  };
  useDecisionKeys(item?.id, { pass: () => settle('passed'), refuse: () => setAsking(item !== undefined), later });

  const failed = [list, summary].find((query) => query.isError && (query.data === undefined || (query === list && !item)));
  if (failed?.error) return <Failed error={failed.error} onRetry={() => [list, summary].forEach((query) => void query.refetch())} />;
  if (!summary.data || list.isPending) return <Skeleton lines={[72, 52, 320]} />;
  const isEmpty = !item && !list.isFetching;
  return (
    <>
      <Box className="moderation-head">
        <Counts summary={summary.data} nowMs={nowMs()} />
        <Box className="moderation-kind">
          <Select id="kind" label="看哪一种" value={kind ?? ''} options={(['', 'photo', 'text'] as const).map((value) => ({ value, word: KIND_WORDS[value] }))} onSelect={(value) => change({ kind: value })} />
        </Box>
      </Box>
      {decide.error && (
        <Notice id="decide-refusal" tone={isElsewhere(decide.error) ? 'plain' : 'bad'} title={isElsewhere(decide.error) ? '上一条已由同事审核' : '没有保存'}>
          {isElsewhere(decide.error) ? '下面是接着的一条。' : decide.error.message}
        </Notice>
      )}
      {isEmpty && <Empty title={kind ? `没有待审核的${kind === 'photo' ? '照片' : '文字'}` : '没有待审核的内容'}>居民新提交的会自己出现在这里；审核通过前，别人看不到。</Empty>}
      {!item && list.isFetching && <Skeleton lines={[320]} />}
      {item && (
        <HeldItem
          item={item}
          busy={decide.isPending}
          isUnseen={isUnseen}
          nowMs={nowMs()}
          onPass={() => settle('passed')}
          onRefuse={() => setAsking(true)}
          onLater={later}
          onUnseen={() => setUnseen(item.id)}
          onLookAgain={() => { setUnseen(undefined); void list.refetch(); }}
        />
      )}
      {item && isAsking && <AskRefusal kind={item.kind} busy={decide.isPending} onConfirm={() => settle('refused')} onCancel={() => setAsking(false)} />}
    </>
  );
}

/** A colleague was first, or the resident has withdrawn it: this one is done. */
const isElsewhere = (error: Error): boolean => ['MODERATION_DECIDED', 'MODERATION_NOT_FOUND'].includes(codeOf(error) ?? '');

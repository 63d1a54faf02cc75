import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useApp, useResidentSession } from '../../features/app-context.ts';
import { dayInWords, timeOfDay } from '../../features/surveys/days-left.ts';
import { draftState } from '../../features/surveys/draft.ts';
import { resultBy, takesAnswers } from '../../features/surveys/round-words.ts';
import { SampleProgress } from '../../features/surveys/sample-progress.tsx';
import { useDraft, useParticipation, useRound } from '../../features/surveys/use-round.ts';
import { replace, restart, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

/** What happened to the answer, and what happens next. */
export default function DonePage() {
  const { round: roundId = '', household: householdId = '' } = useRouter().params;
  const { nowMs, outbox } = useApp();
  const round = useRound(roundId);
  const participation = useParticipation(roundId, householdId);
  const draft = useDraft(roundId, householdId);
  const isSignedOut = useResidentSession() === undefined;
  const [isSending, setSending] = useState(false);
  const state = draftState(draft);
  const isSent = state === 'sent' || (state === 'editing' && participation.data?.by === 'thisPhone');

  const resend = async () => {
    setSending(true);
    await outbox.flush();
    setSending(false);
  };
  const home = <Button id="to-estate" kind="quiet" onPress={() => restart(round.data ? to.landingOf(round.data.estateId, householdId) : to.home())}>回到小区页</Button>;

  if (state === 'queued' && isSignedOut) {
    return (
      <Page title="提交情况" isEntry footer={home}>
        <Notice id="queued" tone="warn" title="已保存，还没送出">这部手机的登录已失效。请再扫一次楼道里的二维码，核对户码，然后会自动送出。</Notice>
      </Page>
    );
  }
  if (state === 'queued') {
    return (
      <Page title="提交情况" isEntry footer={<><Button id="resend" busy={isSending} onPress={() => void resend()}>现在再送一次</Button>{home}</>}>
        <Notice id="queued" tone="warn" title="已保存，还没送出">
          现在网络不好。您的评价存在这部手机里，有网络时会自动送出，不会重复计算。截止前打开一次邻评就行。
        </Notice>
      </Page>
    );
  }
  if (state === 'refused') {
    return <Page title="提交情况" isEntry footer={home}><Notice id="refused" tone="bad" title="评价没有被接收">{draft!.refusal!.title}</Notice></Page>;
  }
  if (round.isError) return <Page title="提交情况" isEntry footer={home}><Failed error={round.error} onRetry={() => void round.refetch()} /></Page>;
  if (!round.data) return <Page title="提交情况" isEntry><Skeleton lines={[120, 180]} /></Page>;
  if (!isSent) return <Page title="提交情况" isEntry footer={home}><Notice title="还没有提交">这一户还没有评价。</Notice></Page>;

  const { closesAt, participated, required, needed } = round.data;
  const mayChange = takesAnswers(round.data, nowMs());
  return (
    <Page
      title="提交情况"
      isEntry
      footer={<>{home}{mayChange && <Button id="change" kind="quiet" onPress={() => replace(to.answer(roundId, householdId))}>修改评价</Button>}</>}
    >
      <Box className="done">
        <Box className="done-mark" decorative />
        <Heading level={2} className="page-title">已提交，谢谢您</Heading>
        <Box id="done" className="lead">{`${resultBy(round.data, nowMs())}。`}</Box>
        {mayChange && <Box className="muted">{`${dayInWords(closesAt, nowMs())} ${timeOfDay(closesAt)} 前可以修改，以最后一次为准。`}</Box>}
      </Box>
      <Card title="全小区的进度">
        <SampleProgress participated={participated} required={required} needed={needed} />
        {needed > 0 && <Box className="gap-above-small muted">户数够了，评价才算数。请告诉邻居一声。</Box>}
      </Card>
    </Page>
  );
}

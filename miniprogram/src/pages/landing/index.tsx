import { halfYearInWords, type RoundView } from '@linping/shared';
import { useUnread } from '../../features/notices/use-notices.ts';
import { timeLeft } from '../../features/surveys/days-left.ts';
import { takesAnswers, type RoundNote } from '../../features/surveys/round-words.ts';
import { SampleProgress } from '../../features/surveys/sample-progress.tsx';
import { go, restart, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading, Txt } from '../../ui/elements.tsx';
import { Card, LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { useLanding } from './use-landing.ts';

/** Where the QR on the wall leads: whose estate, how far the survey is, and one button. */
export default function LandingPage() {
  const landing = useLanding();
  const { token, isNowhere, place, estate, building, round, household, note, nowMs } = landing;
  const unread = useUnread();

  if (isNowhere) {
    return (
      <Page title="小区评价">
        <Empty title="没有认出这个二维码">它可能破损了，或者不是邻评的。请换一张楼门口的通知再扫。</Empty>
        <Button id="home" kind="quiet" onPress={() => restart(to.home())}>回到首页</Button>
      </Page>
    );
  }
  if (place.isError) return <Page title="小区评价"><Failed error={place.error} onRetry={() => void place.refetch()} /></Page>;
  if (!estate) return <Page title="小区评价"><Skeleton lines={[72, 220, 168]} /></Page>;

  const start = () => {
    if (round.data && household) go(to.answer(round.data.id, household.householdId));
    else if (token) go(to.code(token));
    else restart(to.home());
  };
  const complain = () => go(token ? to.complain(token) : household ? to.complainOf(estate.id, household.householdId) : to.complainSomewhere());
  return (
    <Page title="小区评价" footer={note && mainButton(note, round.data ?? null, start)}>
      <Box className="place">
        <Heading level={2} className="page-title">{building ? `${estate.name} ${building}` : estate.name}</Heading>
        <Box className="muted">{estate.provider ? `物业：${estate.provider.name}` : '目前没有登记物业服务单位'}</Box>
        {estate.isSynthetic && <Box className="note">演示数据，并非真实小区</Box>}
      </Box>

      {round.isError && <Failed error={round.error} onRetry={() => void round.refetch()} />}
      {round.isPending && <Skeleton lines={[180]} />}
      {note?.title && <Notice id="round-note" tone={note.offer === 'change' ? 'good' : 'plain'} title={note.title}>{note.text}</Notice>}
      {round.data && round.data.status !== 'draft' && (
        <Card id="round">
          <Box className="card-head">
            <Txt className="card-title">{`${halfYearInWords(round.data.halfYear)}物业服务评价`}</Txt>
            <Txt id="days-left" className="days-left">{takesAnswers(round.data, nowMs) ? timeLeft(round.data.closesAt, nowMs) : '已截止'}</Txt>
          </Box>
          <SampleProgress participated={round.data.participated} required={round.data.required} needed={round.data.needed} isOver={!takesAnswers(round.data, nowMs)} />
        </Card>
      )}

      <Box className="links">
        <LinkRow id="complain" title="投诉报修" note="大约1分钟" onPress={complain} />
        <LinkRow id="complaints" title="我的投诉" onPress={() => go(to.complaints())} />
        <LinkRow id="bills" title="物业费" note="账单 · 缴费" onPress={() => go(household || !token ? to.bills() : to.code(token, 'bills'))} />
        {unread > 0 && <LinkRow id="notices" title="消息" note={`${unread} 条未读`} onPress={() => go(to.notices())} />}
      </Box>
      <Box className="links">
        <LinkRow id="estate" title="小区信息" onPress={() => go(to.estate(estate.id))} />
        <LinkRow id="accounts" title="收支公示" note="钱花在哪里" onPress={() => go(to.estateAccounts(estate.id))} />
        <LinkRow id="history" title="历次结果" onPress={() => go(to.history(estate.id))} />
        <LinkRow id="me" title="我的住户" onPress={() => go(to.me())} />
      </Box>
    </Page>
  );
}

/** The one thing to do, or undefined: then there is no bar for it either. */
function mainButton(note: RoundNote, round: RoundView | null, onStart: () => void) {
  if (note.offer === 'start') return <Button id="start" onPress={onStart}>开始评价（约1分钟）</Button>;
  if (note.offer === 'change') return <Button id="start" kind="quiet" onPress={onStart}>修改我的评价</Button>;
  if (note.offer === 'result' && round) return <Button id="see-result" onPress={() => go(to.result(round.id))}>查看结果</Button>;
  return undefined;
}

import { halfYearInWords, mayEver, roundStatusInWords, type RoundCoverageView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { turnOf } from '../../../features/coverage/turn.ts';
import { useRoundCoverage } from '../../../features/coverage/use-coverage.ts';
import { useResults } from '../../../features/estates/use-estates.ts';
import { dayInWords, startInWords, timeLeft, timeOfDay } from '../../../features/surveys/days-left.ts';
import { ResultCards } from '../../../features/surveys/result-card.tsx';
import { SampleProgress } from '../../../features/surveys/sample-progress.tsx';
import { useResult } from '../../../features/surveys/use-round.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { Comments } from './comments.tsx';
import { Moves } from './moves.tsx';
import { Steps } from './steps.tsx';
import { Buildings, Channels, Days } from './turnout.tsx';
import './index.scss';

/** One estate's round: how far it is, whose turn it is, and what the officer may do now. */
export default function RoundPage() {
  const { round: roundId = '' } = useRouter().params;
  const coverage = useRoundCoverage(roundId);
  const role = useStaffSession()?.me.role;
  const { nowMs } = useApp();
  if (coverage.isError) return <StaffPage title="本轮情况" entry="coverage" hasBack><Failed error={coverage.error} onRetry={() => void coverage.refetch()} /></StaffPage>;
  if (!coverage.data || !role) return <StaffPage title="本轮情况" entry="coverage" hasBack><Skeleton lines={[48, 64, 200, 280]} /></StaffPage>;

  const view = coverage.data;
  const { round } = view;
  const turn = turnOf(view, role, nowMs());
  return (
    <StaffPage title={round.estate} entry="coverage" hasBack>
      <Box className="staff-sub">
        <Txt className="muted">{`${round.street} · ${round.community} · ${halfYearInWords(round.halfYear)}`}</Txt>
        <Txt id="round-status" className={`status status-${round.status}`}>{roundStatusInWords(round)}</Txt>
      </Box>
      <Notice id="turn" tone={turn.whose === 'mine' ? 'warn' : round.status === 'certified' ? 'good' : 'plain'} title={turn.title}>{turn.text}</Notice>
      <Box className="columns">
        <Box className="column">
          <Progress view={view} />
          <Moves view={view} role={role} />
          <Steps roundId={roundId} />
        </Box>
        <Box className="column">
          <Buildings buildings={view.buildings} />
          <Channels round={round} />
          <Days round={round} />
        </Box>
      </Box>
      {round.status === 'certified' && (
        <Box className="columns">
          <Box className="column"><Result roundId={roundId} estateId={round.estateId} /></Box>
          {mayEver(role, 'comment.read') && <Box className="column"><Comments roundId={roundId} /></Box>}
        </Box>
      )}
    </StaffPage>
  );
}

function Progress({ view: { round, supplementUntil } }: { readonly view: RoundCoverageView }) {
  const { nowMs } = useApp();
  const when = (iso: string) => `${dayInWords(iso, nowMs())} ${timeOfDay(iso)}`;
  if (round.status === 'draft') return <Card id="round"><Fact name="开始">{startInWords(round.opensAt, nowMs())}</Fact><Fact name="截止">{when(round.closesAt)}</Fact></Card>;
  return (
    <Card id="round">
      <SampleProgress participated={round.participated} required={round.required} needed={round.needed} isOver={round.status !== 'open'} />
      <Box className="gap-above-small">
        <Fact name="住户">{`${round.households} 户（本轮开始时的登记）`}</Fact>
        <Fact name="截止"><Txt id="closes-at">{`${when(round.closesAt)}${round.status === 'open' ? `（${timeLeft(round.closesAt, nowMs())}）` : ''}`}</Txt></Fact>
        <Fact name="补充期限">{when(supplementUntil)}</Fact>
      </Box>
    </Card>
  );
}

function Result({ roundId, estateId }: { readonly roundId: string; readonly estateId: string }) {
  const result = useResult(roundId);
  const history = useResults(estateId);
  if (result.isError) return <Failed error={result.error} onRetry={() => void result.refetch()} />;
  if (!result.data) return <Skeleton lines={[280]} />;
  return (
    <>
      <Heading level={2} className="section-title">认定结果</Heading>
      <ResultCards result={result.data} history={history.isSuccess ? history.rows : undefined} />
    </>
  );
}

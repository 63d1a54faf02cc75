import { CHANNELS, ENDED, type RoundCoverageView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { runsRounds } from '../../../features/coverage/moves.ts';
import { useRoundCoverage } from '../../../features/coverage/use-coverage.ts';
import { useResults } from '../../../features/estates/use-estates.ts';
import { dayInWords, timeLeft, timeOfDay } from '../../../features/surveys/days-left.ts';
import { CHANNEL_LABELS, halfYearInWords, STATUS_LABELS } from '../../../features/surveys/labels.ts';
import { ResultCards } from '../../../features/surveys/result-card.tsx';
import { SampleProgress } from '../../../features/surveys/sample-progress.tsx';
import { useResult } from '../../../features/surveys/use-round.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Box, Heading, Txt } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { StaffPage } from '../../frame.tsx';
import { Moves } from './moves.tsx';

/** One estate's round: how far, where the answers come from, and what the officer may do now. */
export default function RoundPage() {
  const { round: roundId = '' } = useRouter().params;
  const coverage = useRoundCoverage(roundId);
  const role = useStaffSession()?.me.role;
  if (coverage.isError) return <StaffPage title="本轮情况" hasBack><Failed error={coverage.error} onRetry={() => void coverage.refetch()} /></StaffPage>;
  if (!coverage.data || !role) return <StaffPage title="本轮情况" hasBack><Skeleton lines={[48, 200, 200, 280]} /></StaffPage>;

  const view = coverage.data;
  const { round } = view;
  return (
    <StaffPage title={round.estate} hasBack>
      <Box className="staff-sub">
        <Txt className="muted">{`${round.street} · ${round.community} · ${halfYearInWords(round.halfYear)}`}</Txt>
        <Txt id="round-status" className={`status status-${round.status}`}>{STATUS_LABELS[round.status]}</Txt>
      </Box>
      <Box className="columns">
        <Box className="column">
          <Progress view={view} />
          {!ENDED.includes(round.status) && runsRounds(role) && <Moves view={view} role={role} />}
          {!runsRounds(role) && <Notice title="仅供查看">截止、延期、补充和认定由本街道的工作人员操作。</Notice>}
          {round.status === 'insufficient' && <Notice title="本轮已结束，没有成绩">到补充期限仍不足 {round.required} 户，本轮不计分，物业不因此得零分。</Notice>}
        </Box>
        <Box className="column">
          <Buildings view={view} />
          <Channels view={view} />
        </Box>
      </Box>
      {round.status === 'certified' && <Result roundId={roundId} estateId={round.estateId} />}
    </StaffPage>
  );
}

function Progress({ view: { round, supplementUntil } }: { readonly view: RoundCoverageView }) {
  const { nowMs } = useApp();
  const when = (iso: string) => `${dayInWords(iso, nowMs())} ${timeOfDay(iso)}`;
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

function Buildings({ view: { buildings } }: { readonly view: RoundCoverageView }) {
  return (
    <Card id="buildings" title="各楼栋参与">
      {buildings.length === 0 && <Box className="muted">没有楼栋登记。</Box>}
      {buildings.map(({ buildingId, building, households, participated }) => (
        <Box key={buildingId} className="option">
          <Box className="option-head">
            <Txt className="option-name">{building}</Txt>
            <Txt className="option-count number">{`${participated} / ${households} 户`}</Txt>
          </Box>
          <Bar value={participated} max={Math.max(1, households)} label={`${building}：${households} 户中 ${participated} 户参与`} />
        </Box>
      ))}
      <Box className="note">10% 的要求按全小区计算，单栋不作要求。</Box>
    </Card>
  );
}

function Channels({ view: { channels, round } }: { readonly view: RoundCoverageView }) {
  return (
    <Card id="channels" title="参与方式">
      {[...channels].sort((a, b) => CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel)).map(({ channel, participated }) => (
        <Box key={channel} className="option">
          <Box className="option-head">
            <Txt className="option-name">{CHANNEL_LABELS[channel]}</Txt>
            <Txt className="option-count number">{`${participated} 户`}</Txt>
          </Box>
          <Bar value={participated} max={Math.max(1, round.participated)} label={`${CHANNEL_LABELS[channel]}：${participated} 户`} />
        </Box>
      ))}
      {channels.length === 0 && <Box className="muted">还没有人参与。</Box>}
    </Card>
  );
}

function Result({ roundId, estateId }: { readonly roundId: string; readonly estateId: string }) {
  const result = useResult(roundId);
  const history = useResults(estateId);
  if (result.isError) return <Failed error={result.error} onRetry={() => void result.refetch()} />;
  if (!result.data) return <Skeleton lines={[280]} />;
  return (
    <Box className="result-narrow">
      <Heading level={2} className="section-title">认定结果</Heading>
      <ResultCards result={result.data} history={history.data} />
    </Box>
  );
}

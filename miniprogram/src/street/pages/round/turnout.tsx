import type { CoverageRowView, RoundCoverageView } from '@linping/shared';
import { useApp } from '../../../features/app-context.ts';
import { trendBars } from '../../../features/coverage/trend.ts';
import { TrendBars } from '../../../features/coverage/trend-bars.tsx';
import { CHANNEL_LABELS } from '../../../features/surveys/labels.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

/** More days than this stand two or more to a bar. */
const MOST_BARS = 62;

/** Where to knock: how many took part in each building. */
export function Buildings({ buildings }: Pick<RoundCoverageView, 'buildings'>) {
  return (
    <Card id="buildings" title="各楼栋参与">
      {buildings.length === 0 && <Box className="muted">开始以后才有各楼栋的户数。</Box>}
      {buildings.map(({ buildingId, building, households, participated }) => (
        <Counted key={buildingId} name={building} count={`${participated} / ${households} 户`} part={participated} whole={households} label={`${building}：${households} 户中 ${participated} 户参与`} />
      ))}
      <Box className="note">10% 的要求按全小区计算，单栋不作要求。</Box>
    </Card>
  );
}

/** How they took part. */
export function Channels({ round: { channels, participated: all } }: { readonly round: CoverageRowView }) {
  return (
    <Card id="channels" title="参与方式">
      {channels.map(({ channel, participated }) => (
        <Counted key={channel} name={CHANNEL_LABELS[channel]} count={`${participated} 户`} part={participated} whole={all} label={`${CHANNEL_LABELS[channel]}：${participated} 户`} />
      ))}
      {channels.length === 0 && <Box className="muted">还没有人参与。</Box>}
    </Card>
  );
}

/** How it came together, day by day; nothing finer is kept. */
export function Days({ round }: { readonly round: CoverageRowView }) {
  const { nowMs } = useApp();
  const bars = trendBars(round, nowMs(), MOST_BARS);
  return <Card id="days" title="每天参与">{bars.length === 0 ? <Box className="muted">还没有开始。</Box> : <TrendBars size="card" bars={bars} />}</Card>;
}

interface CountedProps {
  readonly name: string;
  readonly count: string;
  readonly part: number;
  readonly whole: number;
  readonly label: string;
}

const Counted = ({ name, count, part, whole, label }: CountedProps) => (
  <Box className="option">
    <Box className="option-head">
      <Txt className="option-name">{name}</Txt>
      <Txt className="option-count number">{count}</Txt>
    </Box>
    <Bar value={part} max={Math.max(1, whole)} label={label} />
  </Box>
);

import { COMPLAINT_RATES, FIGURE_STANDINGS, LOWERING_REASONS, type ComplaintFigures, type ComplaintRateName, type FigureStanding, type Rate } from '@linping/shared';
import { useState } from 'react';
import {
  closedOf, daysInWords, hoursInWords, IN_NO_RATE, partsInWords, RATE_DEFINITIONS, RATE_LABELS, rateInWords, REASON_LABELS, STANDING_LABELS,
} from '../../../features/complaints/figure-words.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { Figure } from '../../../staff/figure.tsx';
import { Bar } from '../../../ui/bar.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

/** What was received and what became of it, the three rates with how they are reckoned, and how long it took. */
export function FiguresHead({ figures }: { readonly figures: ComplaintFigures }) {
  const [isExplained, setExplained] = useState(false);
  return (
    <>
      <Box className="figures">
        <Figure id="received" name="接到" value={thousands(figures.received)} of="件" />
        <Figure id="closed" name="物业已办结" value={thousands(closedOf(figures))} of="件" />
        <Figure id="confirmed" name="其中居民确认解决" value={thousands(figures.standing.confirmed)} of="件" />
        <Figure id="still-open" name="还在办" value={thousands(figures.standing.open)} of="件" />
      </Box>
      <Box className="rates">
        {COMPLAINT_RATES.map((name) => <RateCard key={name} name={name} rate={figures[name]} isExplained={isExplained} />)}
      </Box>
      <Press id="explain" className="text-button explain" expanded={isExplained} onPress={() => setExplained(!isExplained)}>{isExplained ? '收起算法' : '三率怎么算'}</Press>
      {isExplained && <Box className="note gap-below">{IN_NO_RATE}</Box>}
      <Box className="columns">
        <Box className="column"><Standing figures={figures} /></Box>
        <Box className="column">
          <Times figures={figures} />
          <Lowering figures={figures} />
        </Box>
      </Box>
    </>
  );
}

const RateCard = ({ name, rate, isExplained }: { readonly name: ComplaintRateName; readonly rate: Rate; readonly isExplained: boolean }) => (
  <Box className="card rate">
    <Box className="muted">{RATE_LABELS[name]}</Box>
    <Box className="figure-line">
      <Txt id={`rate-${name}`} className="figure number">{rateInWords(rate)}</Txt>
      <Txt className="muted number">{partsInWords(rate)}</Txt>
    </Box>
    <Bar value={rate.numerator} max={Math.max(1, rate.denominator)} label={`${RATE_LABELS[name]} ${rateInWords(rate)}，${partsInWords(rate)}`} />
    {isExplained && <Box id={`definition-${name}`} className="note gap-above-small">{RATE_DEFINITIONS[name]}</Box>}
  </Box>
);

const STANDING_TONES: Readonly<Partial<Record<FigureStanding, 'good' | 'warn'>>> = { confirmed: 'good', open: 'warn' };

/** Only what there is gets a bar; a row of empty ones says nothing. */
function Standing({ figures: { received, standing } }: { readonly figures: ComplaintFigures }) {
  const shown = FIGURE_STANDINGS.filter((name) => standing[name] > 0);
  return (
    <Card id="standing" title="现在怎样">
      {shown.map((name) => <Counted key={name} name={STANDING_LABELS[name]} count={standing[name]} whole={received} tone={STANDING_TONES[name] ?? 'brand'} />)}
      {shown.length === 0 && <Box className="muted">没有投诉。</Box>}
      <Box className="note">物业说办结的，居民确认了才算解决。</Box>
    </Card>
  );
}

const Times = ({ figures: { acceptHalfHours, resolveHalfDays, reopened } }: { readonly figures: ComplaintFigures }) => (
  <Card id="times" title="用了多久（中位数）">
    <Box className="figures times">
      <Figure id="median-accept" name="接到到受理" value={hoursInWords(acceptHalfHours)} />
      <Figure id="median-resolve" name="接到到办结" value={daysInWords(resolveHalfDays)} />
      <Figure id="reopen-rate" name="要求重办率" value={rateInWords(reopened)} of={partsInWords(reopened)} />
    </Box>
  </Card>
);

function Lowering({ figures: { lowering, received } }: { readonly figures: ComplaintFigures }) {
  const shown = LOWERING_REASONS.filter((reason) => lowering[reason] > 0);
  return (
    <Card id="lowering" title="什么拉低了三率">
      {shown.map((reason) => <Counted key={reason} name={REASON_LABELS[reason]} count={lowering[reason]} whole={received} tone="bad" />)}
      {shown.length === 0 && <Box className="muted">没有拉低的。</Box>}
    </Card>
  );
}

interface CountedProps {
  readonly name: string;
  readonly count: number;
  readonly whole: number;
  readonly tone: 'brand' | 'good' | 'warn' | 'bad';
}

const Counted = ({ name, count, whole, tone }: CountedProps) => (
  <Box className="option">
    <Box className="option-head">
      <Txt className="option-name">{name}</Txt>
      <Txt className="option-count number">{`${thousands(count)} 件`}</Txt>
    </Box>
    <Bar value={count} max={Math.max(1, whole)} tone={tone} label={`${name}：${count} 件，共接到 ${whole} 件`} />
  </Box>
);

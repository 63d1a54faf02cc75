import { LOWERING_REASONS, RATE_OF_REASON, type ComplaintFigures, type ComplaintRateName } from '@linping/shared';
import { partsInWords, RATE_DEFINITIONS, RATE_LABELS, rateInWords, REASON_LABELS } from '../../../features/complaints/figure-words.ts';
import { Bar } from '../../../ui/bar.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';

interface RateCardProps {
  readonly name: ComplaintRateName;
  readonly figures: ComplaintFigures;
  readonly isOpen: boolean;
  /** Shows the complaints that lower it. */
  readonly onOpen: () => void;
}

/** One of the three rates: the number, what it is made of, and how many complaints lower it for what. */
export function RateCard({ name, figures, isOpen, onOpen }: RateCardProps) {
  const rate = figures[name];
  const lowered = rate.denominator - rate.numerator;
  const reasons = LOWERING_REASONS.filter((reason) => RATE_OF_REASON[reason] === name && figures.lowering[reason] > 0);
  return (
    <Box id={`card-${name}`} className={`card rate${isOpen ? ' is-open' : ''}`}>
      <Box className="muted">{RATE_LABELS[name]}</Box>
      <Box className="figure-line">
        <Txt id={`rate-${name}`} className="figure number">{rateInWords(rate)}</Txt>
        <Txt className="muted number">{partsInWords(rate)}</Txt>
      </Box>
      <Bar value={rate.numerator} max={Math.max(1, rate.denominator)} label={`${RATE_LABELS[name]} ${rateInWords(rate)}，${partsInWords(rate)}`} />
      <Box className="note gap-above-small">{RATE_DEFINITIONS[name]}</Box>
      {reasons.length > 0 && (
        <Box className="reasons">
          {reasons.map((reason) => (
            <Box key={reason} className="reason">
              <Txt className="due-shape due-shape-bad" />
              <Txt className="reason-word">{REASON_LABELS[reason]}</Txt>
              <Txt className="number">{`${figures.lowering[reason]} 件`}</Txt>
            </Box>
          ))}
        </Box>
      )}
      {lowered > 0
        ? <Press id={`lowering-${name}`} className="text-button" expanded={isOpen} onPress={onOpen}>{isOpen ? '收起下面的投诉' : `看拉低它的 ${lowered} 件`}</Press>
        : <Box className="muted gap-above-small">{rate.denominator === 0 ? '还没有可算的投诉。' : '没有拉低它的投诉。'}</Box>}
    </Box>
  );
}

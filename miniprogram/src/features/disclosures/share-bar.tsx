import './accounts.scss';
import type { KindTotal } from '@linping/shared';
import { Box, Txt } from '../../ui/elements.tsx';
import { yuan } from '../money/yuan.ts';
import { percent } from '../surveys/labels.ts';
import { sharesInWords, sharesOf, SIDE_WORDS, type Side } from './glance.ts';

interface ShareBarProps {
  readonly side: Side;
  readonly totals: readonly KindTotal[];
  readonly totalFen: number;
  /** 「比2025年下半年多 …」 */
  readonly compared?: string | undefined;
}

/** One side of the accounts as a bar of its kinds; the legend is a list that says the same in words and numbers. */
export function ShareBar({ side, totals, totalFen, compared }: ShareBarProps) {
  const shares = sharesOf(totals, side);
  return (
    <Box className="share">
      <Box className="share-head"><Txt className="lead">{SIDE_WORDS[side]}</Txt><Txt className="lead number">{`${yuan(totalFen)} 元`}</Txt></Box>
      {compared && <Box className="muted">{compared}</Box>}
      {shares.length === 0 && <Box className="muted">{`这一期没有${SIDE_WORDS[side]}`}</Box>}
      {shares.length > 0 && (
        <>
          <Box className="share-bar" role="img" label={sharesInWords(shares, side, totalFen)}>
            {shares.map(({ kind, perMille, shade }) => <Box key={kind} className={`share-part ${side}-${shade}`} style={{ width: `${perMille / 10}%` }} decorative />)}
          </Box>
          <Box role="list">
            {shares.map(({ kind, word, amountFen, perMille, shade }) => (
              <Box key={kind} className="share-row" role="listitem">
                <Box className={`share-key ${side}-${shade}`} decorative />
                <Txt className="share-word">{word}</Txt>
                <Txt className="number share-amount">{`${yuan(amountFen)} 元`}</Txt>
                <Txt className="note number share-percent">{percent(perMille)}</Txt>
              </Box>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}

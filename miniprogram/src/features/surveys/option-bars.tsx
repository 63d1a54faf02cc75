import { ratePerMille, type OptionCount } from '@linping/shared';
import { Bar } from '../../ui/bar.tsx';
import { Box, Txt } from '../../ui/elements.tsx';
import { MERGED_OPINION_LABELS, percent } from './labels.ts';

/** How many households chose what. A cell below five stays hidden and says why. */
export function OptionBars({ options }: { readonly options: readonly OptionCount[] }) {
  const counted = options.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const hasHidden = options.some(({ count }) => count === null);
  return (
    <Box className="options" role="list">
      {options.map(({ option, count }) => {
        // With a hidden cell the sum is not known, and shares of the rest would give it away.
        const share = count !== null && !hasHidden && counted > 0 ? ` · ${percent(ratePerMille(count, counted))}` : '';
        const words = count === null ? '少于 5 户，不单独公布' : `${count} 户${share}`;
        return (
          <Box key={option} className="option" role="listitem">
            <Box className="option-head">
              <Txt className="option-name">{MERGED_OPINION_LABELS[option]}</Txt>
              <Txt className="option-count number">{words}</Txt>
            </Box>
            {count !== null && <Bar value={count} max={Math.max(1, counted)} label={`${MERGED_OPINION_LABELS[option]} ${words}`} />}
          </Box>
        );
      })}
    </Box>
  );
}

import { halfYearInWords, ratePerMille, type CoverageSummaryView } from '@linping/shared';
import { percent, thousands } from '../../../features/surveys/labels.ts';
import { Figure } from '../../../staff/figure.tsx';
import { Box } from '../../../ui/elements.tsx';

/** The board's head: how many estates have their sample, and how many households took part. */
export function CoverageSummary({ summary }: { readonly summary: CoverageSummaryView }) {
  const { halfYear, estates, reached, households, participated } = summary;
  if (!halfYear) return null;
  return (
    <Box className="figures coverage-figures">
      <Figure id="estates-reached" name={`${halfYearInWords(halfYear)}户数达到要求`} value={thousands(reached)} of={`/ ${thousands(estates)} 个小区`} />
      <Figure id="estates-missing" name="还差户数" value={thousands(estates - reached)} of="个小区" />
      <Figure
        id="households-participated"
        name="参与住户"
        value={thousands(participated)}
        of={`/ ${thousands(households)} 户${households > 0 ? `（${percent(ratePerMille(participated, households))}）` : ''}`}
      />
    </Box>
  );
}

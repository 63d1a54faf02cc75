import { ratePerMille, type CoverageSummaryView } from '@linping/shared';
import { percent, thousands } from '../../../features/surveys/labels.ts';
import { Box, Txt } from '../../../ui/elements.tsx';

/** The board's head: how many estates have their sample, and how many households took part. */
export function CoverageSummary({ summary }: { readonly summary: CoverageSummaryView }) {
  const { estates, reached, households, participated } = summary;
  return (
    <Box className="figures">
      <Figure id="estates-reached" name="户数达到要求的小区" value={`${reached}`} of={`/ ${estates} 个`} />
      <Figure id="estates-missing" name="还差户数的小区" value={`${estates - reached}`} of="个" />
      <Figure
        id="households-participated"
        name="参与住户"
        value={thousands(participated)}
        of={`/ ${thousands(households)} 户${households > 0 ? `（${percent(ratePerMille(participated, households))}）` : ''}`}
      />
    </Box>
  );
}

const Figure = ({ id, name, value, of }: { readonly id: string; readonly name: string; readonly value: string; readonly of: string }) => (
  <Box className="figure-box">
    <Box className="muted">{name}</Box>
    <Box className="figure-line">
      <Txt id={id} className="figure number">{value}</Txt>
      <Txt className="muted number">{of}</Txt>
    </Box>
  </Box>
);

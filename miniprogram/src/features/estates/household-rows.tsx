import type { HeldHouseholdView } from '@linping/shared';
import { Box } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { homeInWords } from './labels.ts';

interface HouseholdRowsProps {
  readonly households: readonly HeldHouseholdView[];
  readonly onChoose: (held: HeldHouseholdView) => void;
}

/** What this phone holds, a row each. */
export const HouseholdRows = ({ households, onChoose }: HouseholdRowsProps) => (
  <Box className="links">
    {households.map((held) => (
      <LinkRow key={held.householdId} id={`household-${held.householdId}`} title={homeInWords(held)} below={held.estate} onPress={() => onChoose(held)} />
    ))}
  </Box>
);

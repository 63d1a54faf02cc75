import { useAreas } from '../features/estates/use-areas.ts';
import { Box, Select } from '../ui/elements.tsx';

interface StreetFilterProps {
  /** Empty for all of them. */
  readonly street: string;
  readonly onStreet: (street: string) => void;
}

/** A street of the district, only where there is a choice: an officer's own street needs no choosing. */
export function StreetFilter({ street, onStreet }: StreetFilterProps) {
  const areas = useAreas();
  if (areas.length <= 1) return null;
  return (
    <Box className="filter">
      <Select
        id="street"
        label="街道"
        value={street}
        options={[{ value: '', word: '全部街道' }, ...areas.map((area) => ({ value: area.streetId, word: area.street }))]}
        onSelect={onStreet}
      />
    </Box>
  );
}

interface AreaFilterProps {
  /** Empty for all of them. */
  readonly street: string;
  readonly community: string;
  readonly onArea: (area: { readonly street: string; readonly community: string }) => void;
}

/** Street and then community, each only where there is a choice. */
export function AreaFilter({ street, community, onArea }: AreaFilterProps) {
  const areas = useAreas();
  const chosen = areas.length === 1 ? areas[0] : areas.find(({ streetId }) => streetId === street);
  return (
    <>
      <StreetFilter street={street} onStreet={(value) => onArea({ street: value, community: '' })} />
      {chosen && chosen.communities.length > 1 && (
        <Box className="filter">
          <Select
            id="community"
            label="社区"
            value={community}
            options={[{ value: '', word: '全部社区' }, ...chosen.communities.map(({ id, name }) => ({ value: id, word: name }))]}
            onSelect={(value) => onArea({ street, community: value })}
          />
        </Box>
      )}
    </>
  );
}

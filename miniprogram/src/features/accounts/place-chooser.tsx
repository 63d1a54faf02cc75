import type { StaffRole } from '@linping/shared';
import { useState } from 'react';
import { useAreas } from '../estates/use-areas.ts';
import { Chooser, type Choice } from '../register/chooser.tsx';
import { useEstateList } from '../register/use-estates.ts';
import { useProviderList } from '../register/use-providers.ts';
import { Box, Select } from '../../ui/elements.tsx';
import { placeOf } from './account-words.ts';

interface PlaceChooserProps {
  readonly role: StaffRole;
  /** Undefined until one is chosen; a role of the whole district needs none. */
  readonly place: Choice | undefined;
  /** The street whose places are offered, where one's own is the only one. */
  readonly ownStreetId?: string | undefined;
  readonly onPlace: (place: Choice | undefined) => void;
}

/** Where an account's authority ends: each role has its own kind of place. */
export function PlaceChooser({ role, place, ownStreetId, onPlace }: PlaceChooserProps) {
  switch (placeOf(role)) {
    case 'district':
      return <Box className="field-hint">这个岗位管全区，不用选范围。</Box>;
    case 'street':
      return <StreetChooser place={place} onPlace={onPlace} />;
    case 'community':
      return <CommunityChooser place={place} onPlace={onPlace} />;
    case 'estate':
      return <EstateChooser place={place} onPlace={onPlace} />;
    case 'provider':
      return <ProviderChooser place={place} ownStreetId={ownStreetId} onPlace={onPlace} />;
  }
}

type PlaceProps = Omit<PlaceChooserProps, 'role'>;

function StreetChooser({ place, onPlace }: PlaceProps) {
  const areas = useAreas();
  const options = areas.map(({ streetId, street }) => ({ value: streetId, word: street }));
  return (
    <Select
      id="place-street"
      label="街道"
      value={place?.id ?? ''}
      options={[{ value: '', word: '请选择街道' }, ...options]}
      onSelect={(id) => onPlace(choiceIn(options, id))}
    />
  );
}

function CommunityChooser({ place, onPlace }: PlaceProps) {
  const areas = useAreas();
  const known = areas.find(({ communities }) => communities.some(({ id }) => id === place?.id)) ?? (areas.length === 1 ? areas[0] : undefined);
  const [streetId, setStreetId] = useState('');
  const street = areas.find((area) => area.streetId === streetId) ?? known;
  const options = (street?.communities ?? []).map(({ id, name }) => ({ value: id, word: name }));
  return (
    <Box className="form-pair">
      {areas.length > 1 && (
        <Select
          id="place-street"
          label="街道"
          value={street?.streetId ?? ''}
          options={[{ value: '', word: '请选择街道' }, ...areas.map((area) => ({ value: area.streetId, word: area.street }))]}
          onSelect={(id) => {
            setStreetId(id);
            onPlace(undefined);
          }}
        />
      )}
      {street && (
        <Select
          id="place-community"
          label="社区"
          value={place?.id ?? ''}
          options={[{ value: '', word: '请选择社区' }, ...options]}
          onSelect={(id) => onPlace(choiceIn(options, id))}
        />
      )}
    </Box>
  );
}

function EstateChooser({ place, onPlace }: PlaceProps) {
  const [search, setSearch] = useState('');
  const list = useEstateList({ search, sort: 'name' });
  return (
    <Chooser
      id="place-estate"
      label="小区"
      placeholder="小区名称或编号"
      chosen={place}
      isPending={list.isPending}
      none="没有找到这个小区"
      options={list.rows.map(({ id, name, street, community }) => ({ id, word: name, note: `${street} · ${community}` }))}
      onSearch={setSearch}
      onChoose={onPlace}
    />
  );
}

function ProviderChooser({ place, ownStreetId, onPlace }: PlaceProps) {
  const [search, setSearch] = useState('');
  const list = useProviderList({ search, sort: 'name', ...(ownStreetId && { streetId: ownStreetId }) }, { size: 20 });
  return (
    <Chooser
      id="place-provider"
      label="企业"
      placeholder="企业名称"
      chosen={place}
      isPending={list.isPending}
      none={ownStreetId ? '本街道没有这家企业服务的小区' : '没有找到这家企业'}
      options={list.rows.map(({ id, name, estates }) => ({ id, word: name, note: `${estates} 个小区` }))}
      onSearch={setSearch}
      onChoose={onPlace}
    />
  );
}

function choiceIn(options: readonly { readonly value: string; readonly word: string }[], id: string): Choice | undefined {
  const option = options.find(({ value }) => value === id);
  return option && { id: option.value, word: option.word };
}

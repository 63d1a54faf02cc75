import { useState } from 'react';
import { useFeeAreas } from '../../../features/billing/use-bill-desk.ts';
import { homeInWords } from '../../../features/estates/labels.ts';
import { Chooser } from '../../../features/register/chooser.tsx';
import { Box, Press } from '../../../ui/elements.tsx';

export interface ChosenDwelling {
  readonly id: string;
  readonly word: string;
}
interface DwellingChooserProps {
  readonly estateId: string;
  readonly chosen: readonly ChosenDwelling[];
  readonly onChange: (chosen: readonly ChosenDwelling[]) => void;
}

/** Dwellings one after the other, each to be taken back. */
export function DwellingChooser({ estateId, chosen, onChange }: DwellingChooserProps) {
  const [search, setSearch] = useState('');
  const list = useFeeAreas(estateId, search ? { search } : {});
  const options = list.rows.filter(({ householdId }) => chosen.every(({ id }) => id !== householdId)).map((row) => ({ id: row.householdId, word: homeInWords(row) }));
  return (
    <>
      {chosen.map(({ id, word }) => (
        <Box key={id} className="bill-acts">
          <Box>{word}</Box>
          <Press id={`drop-${id}`} className="text-button" label={`移除${word}`} onPress={() => onChange(chosen.filter((each) => each.id !== id))}>移除</Press>
        </Box>
      ))}
      <Chooser
        id="dwelling" label="加一户" placeholder="楼栋或门牌" none="没有找到这一户" isPending={list.isFetching} chosen={undefined} options={options} onSearch={setSearch}
        onChoose={(choice) => choice && onChange([...chosen, { id: choice.id, word: choice.word }])}
      />
    </>
  );
}

import { useEffect, useRef, useState } from 'react';
import { Box, Field, Press, Txt } from '../../ui/elements.tsx';
import './chooser.scss';

const TYPING_MS = 300;

export interface Choice {
  readonly id: string;
  readonly word: string;
  readonly note?: string;
}

interface ChooserProps {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: Choice | undefined;
  /** What the search has found. */
  readonly options: readonly Choice[];
  readonly isPending: boolean;
  /** Said where the search finds nothing. */
  readonly none: string;
  readonly onSearch: (text: string) => void;
  readonly onChoose: (choice: Choice | undefined) => void;
}

/** One out of many, by a part of its name. What was chosen stands alone until it is changed. */
export function Chooser({ id, label, placeholder, chosen, options, isPending, none, onSearch, onChoose }: ChooserProps) {
  const [typed, setTyped] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(text.trim()), TYPING_MS);
  };
  if (chosen) {
    return (
      <Box className="chooser-chosen">
        <Box className="chooser-word">
          <Txt id={`${id}-chosen`}>{chosen.word}</Txt>
          {chosen.note && <Box className="note">{chosen.note}</Box>}
        </Box>
        <Press id={`${id}-again`} className="text-button" onPress={() => onChoose(undefined)}>换一个</Press>
      </Box>
    );
  }
  return (
    <Box role="group" label={label}>
      <Field id={id} kind="search" label={label} placeholder={placeholder} value={typed} onInput={type} />
      <Box className="chooser-options">
        {options.map((option) => (
          <Press key={option.id} id={`${id}-${option.id}`} className="chooser-option" onPress={() => onChoose(option)}>
            <Box className="chooser-word">{option.word}</Box>
            {option.note && <Box className="note">{option.note}</Box>}
          </Press>
        ))}
        {!isPending && options.length === 0 && <Box className="muted chooser-none">{none}</Box>}
      </Box>
    </Box>
  );
}

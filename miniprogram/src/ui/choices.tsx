import { Box, Press, Txt } from './elements.tsx';

interface ChoicesProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Value[];
  readonly words: Readonly<Record<Value, string>>;
  readonly chosen: Value | undefined;
  /** One under the other with room for a thumb, or five small ones side by side. */
  readonly layout: 'column' | 'row';
  readonly onChoose: (value: Value) => void;
}

/** One of several, as words. Element ids are `<id>-<option>`. */
export const Choices = <Value extends string>({ id, label, options, words, chosen, layout, onChoose }: ChoicesProps<Value>) => (
  <Box className={`choices choices-${layout}`} role="radiogroup" label={label}>
    {options.map((option) => (
      <Press
        key={option}
        id={`${id}-${option}`}
        className={`choice${option === chosen ? ' is-chosen' : ''}`}
        role="radio"
        checked={option === chosen}
        label={words[option].replace('\n', '')}
        onPress={() => onChoose(option)}
      >
        {layout === 'column' && <Txt className="choice-dot" />}
        <Txt className="choice-word">{words[option]}</Txt>
        {layout === 'column' && option === chosen && <Txt className="choice-chosen">已选</Txt>}
      </Press>
    ))}
  </Box>
);

import { COMPLAINT_CATEGORIES, type CategoryOfComplaint } from '@linping/shared';
import { useState } from 'react';
import { categoryInWords } from '../../features/complaints/labels.ts';
import { Box, Press, Txt } from '../../ui/elements.tsx';

interface CategoryChoiceProps {
  readonly chosen: CategoryOfComplaint | undefined;
  readonly onChoose: (category: CategoryOfComplaint) => void;
}

/** Big words to tap on; once one is chosen the others make room for what comes next. */
export function CategoryChoice({ chosen, onChoose }: CategoryChoiceProps) {
  const [isOpen, setOpen] = useState(chosen === undefined);
  const choose = (category: CategoryOfComplaint) => {
    onChoose(category);
    setOpen(false);
  };
  if (chosen !== undefined && !isOpen) {
    return (
      <Box className="category-chosen">
        <Txt className="category-word">{categoryInWords(chosen)}</Txt>
        <Press id="other-category" className="inline-link" onPress={() => setOpen(true)}>换一类</Press>
      </Box>
    );
  }
  return (
    <Box className="categories" role="radiogroup" label="什么问题">
      {COMPLAINT_CATEGORIES.map(({ id, word }) => (
        <Press key={id} id={`category-${id}`} className={`choice category${id === chosen ? ' is-chosen' : ''}`} role="radio" checked={id === chosen} onPress={() => choose(id)}>
          {word}
        </Press>
      ))}
    </Box>
  );
}

import { LONGEST_MODERATION_WORD, SHORTEST_MODERATION_WORD, type ModerationWordView } from '@linping/shared';
import { useState } from 'react';
import { useWordChange } from '../../../features/moderation/use-moderation.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

/** A new word, and what it does and does not do. */
export function AddWord() {
  const change = useWordChange<ModerationWordView>();
  const [word, setWord] = useState('');
  const add = () => {
    if (word.trim() === '' || change.isPending) return;
    change.mutate((api) => api.addWord({ word: word.trim() }), { onSuccess: () => setWord('') });
  };
  return (
    <Card id="add-word" title="添加关键词">
      <Box className="muted gap-below">居民写的文字里有这些词时，先由街道或社区看过，别人才看得到；不会直接退回，投诉照常办理。</Box>
      <Box className="word-line">
        <Field id="word" label="关键词" placeholder={`${SHORTEST_MODERATION_WORD}到${LONGEST_MODERATION_WORD}个字`} value={word} maxLength={40} autoComplete="off" onInput={setWord} onEnter={add} />
        <Button id="word-add" busy={change.isPending} disabled={word.trim() === ''} onPress={add}>添加</Button>
      </Box>
      <Box className="note">字中间加空格、标点，写成全角或者大小写不同，都认得出来，不用重复添加。词越短，误拦的越多。</Box>
      {change.data && word === '' && <Notice id="word-added" tone="good" title={`“${change.data.word}”已在列表里`}>从现在起提交的文字按新的列表检查。</Notice>}
      {change.error && <Notice id="word-refusal" tone="bad" title="没有添加">{change.error.message}</Notice>}
    </Card>
  );
}

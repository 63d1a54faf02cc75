import type { Opinion, RoundView, Topic } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../app-context.ts';
import { draftState, EMPTY_CONTENT, hasContent, type Draft, type DraftContent } from './draft.ts';

/** On a weak network the page does not hold the resident longer than this: the outbox goes on by itself. */
const MOST_PATIENCE_MS = 6_000;

/** What the resident ticks and types, kept on the phone with every touch. */
export function useQuestionnaire(round: RoundView, householdId: string) {
  const { outbox } = useApp();
  const [content, setContent] = useState<DraftContent>(() => contentOf(outbox.draft(round.id, householdId)));
  const [isSubmitting, setSubmitting] = useState(false);

  const change = (next: DraftContent) => {
    setContent(next);
    outbox.edit(round.id, householdId, next);
  };
  return {
    content,
    isSubmitting,
    chooseOverall: (overall: Opinion) => change({ ...content, overall }),
    /** Pressing the chosen word again takes it back: topics are optional. */
    chooseTopic: (topic: Topic, opinion: Opinion) => {
      const { [topic]: before, ...others } = content.topics;
      change({ ...content, topics: before === opinion ? others : { ...others, [topic]: opinion } });
    },
    write: (comment: string) => change({ ...content, comment }),
    /** True when the page is done with it: accepted, or safe in the outbox. False when it was refused and must be looked at. */
    submit: async (): Promise<boolean> => {
      setSubmitting(true);
      outbox.edit(round.id, householdId, content);
      outbox.queue(round.id, householdId, round.questionnaire.version);
      await Promise.race([outbox.flush(), new Promise((resolve) => setTimeout(resolve, MOST_PATIENCE_MS))]);
      setSubmitting(false);
      return draftState(outbox.draft(round.id, householdId)) !== 'refused';
    },
  };
}

/** What was being filled in, or else what waits to be sent, so that a change begins with it. */
function contentOf(draft: Draft | undefined): DraftContent {
  if (!draft) return EMPTY_CONTENT;
  return hasContent(draft.content) || !draft.pending ? draft.content : draft.pending.content;
}

import type { Opinion, Topic } from '@linping/shared';

/** What a household has ticked and typed. */
export interface DraftContent {
  readonly overall?: Opinion;
  readonly topics: Readonly<Partial<Record<Topic, Opinion>>>;
  readonly comment: string;
}

export const EMPTY_CONTENT: DraftContent = { topics: {}, comment: '' };

/** One household's answer to one round, on this phone. */
export interface Draft {
  readonly roundId: string;
  readonly householdId: string;
  /** Made once per questionnaire: pressing twice, or sending again after a dead network, is the same answer. */
  readonly submissionId: string;
  /** The highest revision given out; every 提交 raises it. */
  readonly revision: number;
  /** The highest revision the server is known to have; 0 while it has none. */
  readonly arrived: number;
  /** What is being filled in. Emptied by 提交: a phone passed round the family does not tell what was answered. */
  readonly content: DraftContent;
  /** What was submitted and is not known to have arrived. Editing further does not touch it. */
  readonly pending?: { readonly revision: number; readonly questionnaireVersion: number; readonly content: DraftContent };
  readonly refusal?: { readonly code: string; readonly title: string };
}

export type DraftState = 'editing' | 'queued' | 'sent' | 'refused';

/** Where the answer is, seen by the resident: waiting counts before refused, refused before sent. */
export function draftState(draft: Draft | undefined): DraftState {
  if (draft?.pending) return 'queued';
  if (draft?.refusal) return 'refused';
  return draft && draft.arrived > 0 ? 'sent' : 'editing';
}

/**
 * Refusals after which this household has nothing more to do in this round. ROUND_NOT_TAKING_ANSWERS is not among them:
 * it is not tried again by itself, but the round may open once more as a supplement, and the answer is still in the form.
 */
const FINAL: readonly string[] = ['HOUSEHOLD_ANSWERED_ALREADY', 'NOT_YOUR_HOUSEHOLD', 'HOUSEHOLD_NOT_IN_ROUND', 'ROUND_NOT_FOUND'];

export const isFinallyRefused = (draft: Draft | undefined): boolean =>
  draftState(draft) === 'refused' && FINAL.includes(draft!.refusal!.code);

export const hasContent = ({ overall, topics, comment }: DraftContent): boolean =>
  overall !== undefined || comment !== '' || Object.keys(topics).length > 0;

import type { CategoryOfComplaint } from '../complaint/categories.ts';
import type { PhotoView } from './files.ts';
import type { PageQuery } from './paging.ts';

export const MODERATION_KINDS = ['text', 'photo'] as const;
export type ModerationKind = (typeof MODERATION_KINDS)[number];
export const MODERATION_DECISIONS = ['passed', 'refused'] as const;
export type ModerationDecision = (typeof MODERATION_DECISIONS)[number];

/** GET /moderation: what waits for a person, the oldest first, within the own scope. */
export interface ModerationQuery extends PageQuery {
  readonly kind?: ModerationKind;
}
/** One text or one photo. Who wrote it is nobody's business here. */
export interface ModerationItemView {
  readonly id: string;
  readonly kind: ModerationKind;
  readonly version: number;
  /** Null for a photo. */
  readonly text: string | null;
  /** Null for a text, and for a photo that is gone. */
  readonly photo: PhotoView | null;
  /** What it was written for: a complaint, or a question about published accounts. */
  readonly about: 'complaint' | 'lineQuestion';
  /** Of a complaint. */
  readonly category: CategoryOfComplaint | null;
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly community: string;
  /** Since when it has been hidden from others. */
  readonly heldAt: string;
}
/** GET /moderation/summary, within the own scope. */
export interface ModerationSummaryView {
  readonly texts: number;
  readonly photos: number;
  /** With WeChat's check: they pass by themselves, or come into the queue within half an hour. */
  readonly checking: number;
  /** Since when the oldest has waited; null where nothing waits. */
  readonly oldestAt: string | null;
}
/** POST /moderation/:itemId/decide, answered with the summary as it is afterwards. */
export interface DecideModerationBody {
  /** Of the item as it was seen. */
  readonly version: number;
  readonly decision: ModerationDecision;
}

export const SHORTEST_MODERATION_WORD = 2;
export const LONGEST_MODERATION_WORD = 20;
/** GET /moderation/words: the district's list, what was added last first. */
export interface ModerationWordsQuery extends PageQuery {
  readonly search?: string;
}
export interface ModerationWordView {
  readonly id: string;
  readonly word: string;
  /** Null for a word that came with the system. */
  readonly addedAt: string | null;
  readonly addedBy: string | null;
}
/** PUT /moderation/words: a word that is there already stays as it is. DELETE /moderation/words/:wordId takes one off. */
export interface AddModerationWordBody {
  readonly word: string;
}

import type { LineQuestionListQuery, LineQuestionStatus } from '@linping/shared';

/** What the list keeps in its address. */
export const EVERYTHING = { show: '', estate: '' };
export type ListAddress = typeof EVERYTHING;

export const SHOWN = ['open', 'answered', 'complained'] as const satisfies readonly LineQuestionStatus[];
export type Shown = (typeof SHOWN)[number];
export const SHOWN_WORDS: Readonly<Record<Shown, string>> = { open: '等回答', answered: '已回答', complained: '转成投诉' };

/** The address made sense of: what waits for an answer, unless another list is asked for. */
export function viewOf({ show, estate }: ListAddress): { readonly show: Shown; readonly query: Omit<LineQuestionListQuery, 'cursor' | 'limit'> } {
  const shown = SHOWN.find((value) => value === show) ?? 'open';
  return { show: shown, query: { status: shown, ...(estate && { estateId: estate }) } };
}

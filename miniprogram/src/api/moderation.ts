import type {
  AddModerationWordBody, DecideModerationBody, ModerationItemView, ModerationQuery, ModerationSummaryView, ModerationWordsQuery, ModerationWordView, Page,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What residents wrote and photographed and nobody else sees yet, and headquarters' list of words. */
export const moderationApi = (transport: Transport) => {
  const read = <T>(path: string) => send<T>(transport, { method: 'GET', path, session: 'held' });
  return {
    list: (query: ModerationQuery) => read<Page<ModerationItemView>>(`/moderation${queryOf(query)}`),
    summary: () => read<ModerationSummaryView>('/moderation/summary'),
    /** Safe to repeat: the same decision by the same person is the same decision. */
    decide: (itemId: string, body: DecideModerationBody) =>
      send<ModerationSummaryView>(transport, { method: 'POST', path: `/moderation/${itemId}/decide`, body, session: 'held' }),
    words: (query: ModerationWordsQuery) => read<Page<ModerationWordView>>(`/moderation/words${queryOf(query)}`),
    addWord: (body: AddModerationWordBody) => send<ModerationWordView>(transport, { method: 'PUT', path: '/moderation/words', body, session: 'held' }),
    removeWord: (wordId: string) => send<void>(transport, { method: 'DELETE', path: `/moderation/words/${wordId}`, session: 'held' }),
  };
};

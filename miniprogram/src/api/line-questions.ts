import type {
  AnswerLineBody, AskLineBody, ComplainOfLineBody, LineQuestionListQuery, LineQuestionRow, LineQuestionsQuery, LineQuestionView, MyLineQuestionView, Page, PageQuery,
} from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** 「这笔钱是怎么回事」: asked by a household, answered in public. */
export const lineQuestionsApi = (transport: Transport) => {
  const post = <T>(path: string, body: unknown) => send<T>(transport, { method: 'POST', path, body, session: 'held' });
  return {
    ofStatement: (statementId: string, query: LineQuestionsQuery) =>
      send<Page<LineQuestionView>>(transport, { method: 'GET', path: `/statements/${statementId}/questions${queryOf(query)}`, session: 'none' }),
    ask: (statementId: string, body: AskLineBody) => post<MyLineQuestionView>(`/statements/${statementId}/questions`, body),
    mine: (query: PageQuery = {}) => send<Page<MyLineQuestionView>>(transport, { method: 'GET', path: `/me/line-questions${queryOf(query)}`, session: 'held' }),
    complain: (questionId: string, body: ComplainOfLineBody) => post<MyLineQuestionView>(`/line-questions/${questionId}/complaint`, body),
    list: (query: LineQuestionListQuery) => send<Page<LineQuestionRow>>(transport, { method: 'GET', path: `/line-questions${queryOf(query)}`, session: 'held' }),
    answer: (questionId: string, body: AnswerLineBody) => post<LineQuestionRow>(`/line-questions/${questionId}/answer`, body),
  };
};

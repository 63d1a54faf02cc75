import type { ParticipationView, RoundResultView, RoundView, SubmitAnswerBody, SubmittedView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

export const surveysApi = (transport: Transport) => ({
  round: (roundId: string) => send<RoundView>(transport, { method: 'GET', path: `/rounds/${roundId}` }),
  participation: (roundId: string, householdId: string) =>
    send<ParticipationView>(transport, { method: 'GET', path: `/rounds/${roundId}/participation${queryOf({ householdId })}`, session: 'held' }),
  /** Safe to repeat: the body carries the submission's id and revision, so the server counts it once. */
  answer: (roundId: string, body: SubmitAnswerBody) =>
    send<SubmittedView>(transport, { method: 'PUT', path: `/rounds/${roundId}/answer`, body, session: 'held' }),
  result: (roundId: string) => send<RoundResultView>(transport, { method: 'GET', path: `/rounds/${roundId}/result` }),
});

import { randomUUID } from 'node:crypto';
import type { Opinion, SubmitAnswerBody } from '@linping/shared';
import type { Home } from './district.ts';
import { httpRequest } from './wire.ts';

/** One household's answer, as its phone would keep it until it is acknowledged. */
export interface Submission {
  readonly home: Home;
  readonly roundId: string;
  readonly body: SubmitAnswerBody;
}

export const answerOf = (home: Home, roundId: string, { revision = 1, overall = 'satisfied', comment = '' }: { revision?: number; overall?: Opinion; comment?: string } = {}): Submission => ({
  home, roundId,
  body: { submissionId: randomUUID(), revision, householdId: home.householdId, questionnaireVersion: 1, overall, topics: { cleaning: overall }, comment },
});

/** The same answer changed: the same submission, the next revision. */
export const changed = ({ body, ...of }: Submission, overall: Opinion, revision = body.revision + 1): Submission =>
  ({ ...of, body: { ...body, revision, overall, topics: { cleaning: overall } } });

export const requestOf = ({ home, roundId, body }: Submission): Buffer => httpRequest('PUT', `/api/v1/rounds/${roundId}/answer`, home.token, body);

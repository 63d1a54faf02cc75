/** How a household took part. `door`: a community worker asked at the door (assisted entry). */
export const CHANNELS = ['wechat', 'h5', 'door'] as const;
export type Channel = (typeof CHANNELS)[number];

/** A submission as the server has it or as a phone sends it. The id is made once per questionnaire on the phone. */
export interface Submission {
  readonly submissionId: string;
  /** Counts the household's changes from 1; the phone raises it with every change. */
  readonly revision: number;
  /** Who answered: the phone (resident) that holds the household, or the community worker at the door. */
  readonly respondent: string;
}

export type SubmissionVerdict = 'first' | 'change' | 'repeat' | 'older' | 'otherRespondent' | 'otherSubmission';

/**
 * What an incoming submission is to the one stored for its household.
 * One answer per household: `first` and `change` are written; `repeat` (a retry) and `older` (it was overtaken by a
 * later revision on the way) count as done and write nothing; an answer from another phone, or under another
 * submission id, is refused.
 */
export function judgeSubmission(stored: Submission | undefined, incoming: Submission): SubmissionVerdict {
  if (!stored) return 'first';
  if (stored.respondent !== incoming.respondent) return 'otherRespondent';
  if (stored.submissionId !== incoming.submissionId) return 'otherSubmission';
  if (incoming.revision > stored.revision) return 'change';
  return incoming.revision === stored.revision ? 'repeat' : 'older';
}

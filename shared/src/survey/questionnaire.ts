import { err, ok, type Result } from '../result.ts';
import { isOption, type Opinion, type Scale } from '../satisfaction/opinion.ts';

/** The five optional topics; they inform and give no points. */
export const TOPICS = ['publicOrder', 'cleaning', 'facilities', 'attitude', 'accounts'] as const;
export type Topic = (typeof TOPICS)[number];

export const COMMENT_MAX_LENGTH = 500;

/** What one household says. Only `overall` is required, and it alone decides item 20 (序号20). */
export interface AnswerContent {
  readonly overall: Opinion;
  readonly topics: Readonly<Partial<Record<Topic, Opinion>>>;
  readonly comment: string;
}

export interface AnswerNotOnScale {
  readonly code: 'ANSWER_NOT_ON_SCALE';
  readonly question: Topic | 'overall';
}

/** The answer as it is stored: only options of the questionnaire's scale, the comment trimmed. */
export function checkedAnswer(scale: Scale, answer: AnswerContent): Result<AnswerContent, AnswerNotOnScale> {
  if (!isOption(scale, answer.overall)) return err({ code: 'ANSWER_NOT_ON_SCALE', question: 'overall' });
  const stranger = TOPICS.find((topic) => answer.topics[topic] !== undefined && !isOption(scale, answer.topics[topic]));
  if (stranger) return err({ code: 'ANSWER_NOT_ON_SCALE', question: stranger });
  return ok({ ...answer, comment: answer.comment.trim() });
}

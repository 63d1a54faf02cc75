import type { LineQuestionRow } from '@linping/shared';
import { dateInWords, daysUntil } from '../surveys/days-left.ts';

export interface QuestionDue {
  readonly words: string;
  readonly tone: 'plain' | 'warn' | 'bad';
}

/** How much of the 5 working days is left, as whoever has to answer needs it; undefined where no clock runs. */
export function questionDue({ status, dueOn, isOverdue, answeredOn }: Pick<LineQuestionRow, 'status' | 'dueOn' | 'isOverdue' | 'answeredOn'>, nowMs: number): QuestionDue | undefined {
  if (answeredOn !== null) return { words: `${dateInWords(answeredOn, nowMs)}已回答`, tone: 'plain' };
  if (dueOn === null || status === 'refused' || status === 'asked') return undefined;
  const day = dateInWords(dueOn, nowMs);
  if (isOverdue) return { words: `已超期，应在${day}前回答`, tone: 'bad' };
  const left = daysUntil(`${dueOn}T15:59:00Z`, nowMs);
  return left <= 1 ? { words: left <= 0 ? '今天内要回答' : '明天内要回答', tone: 'warn' } : { words: `${day}前回答`, tone: 'plain' };
}

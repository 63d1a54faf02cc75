/** Of the resident's question and of the body's answer, in characters. */
export const MOST_QUESTION_TEXT = 200;
export const MOST_ANSWER_TEXT = 500;
/** Of one resident on one day of Asia/Shanghai: a neighbour with a pencil, not a machine. [D] */
export const MOST_QUESTIONS_A_DAY = 5;
/** Answered in public within so many working days, counted from the day on which it was passed for others to read. [D] */
export const ANSWER_WORKING_DAYS = 5;

/** What a resident sees of the own question's way; see `LINE_QUESTION_STATUSES`. */
export interface QuestionFacts {
  readonly status: 'asked' | 'refused' | 'open' | 'answered';
  readonly dueMs: number | null;
  readonly hasComplaint: boolean;
}

/** Too late for an answer that there is none of. A deadline is the first instant after its last day. */
export const isAnswerOverdue = ({ status, dueMs }: QuestionFacts, nowMs: number): boolean => status === 'open' && dueMs !== null && nowMs >= dueMs;

/** Whether its author may make a complaint of it: once, answered or overdue. */
export const mayComplainOf = (question: QuestionFacts, nowMs: number): boolean =>
  !question.hasComplaint && (question.status === 'answered' || isAnswerOverdue(question, nowMs));

import { isAnswerOverdue, mayComplainOf, shanghaiDate, type LineQuestionRow as DeskRow, type LineQuestionStatus, type LineQuestionView, type MyLineQuestionView, type QuestionFacts } from '@linping/shared';
import type { PublishedLine, PublishedStatement } from '../statements.service.ts';
import type { LineQuestionRow } from './questions.entity.ts';

const TEXT_CHECKS = { asked: 'checking', refused: 'refused', open: 'passed', answered: 'passed' } as const;

export const questionFacts = ({ status, dueMs, complaintId }: LineQuestionRow): QuestionFacts => ({ status, dueMs, hasComplaint: complaintId !== null });

const statusOf = ({ status, complaintId }: LineQuestionRow): LineQuestionStatus => (complaintId === null ? status : 'complained');

/** The deadline is the first instant after its last day; people read the day. */
const lastDay = (dueMs: number): string => shanghaiDate(dueMs - 1);

/** As everybody reads it: who asked is in none of it. */
export const questionView = (row: LineQuestionRow, nowMs: number): LineQuestionView => ({
  id: row.id, kind: row.kind, lineId: row.lineId, text: row.words, askedOn: row.askedOn, dueOn: row.dueMs === null ? null : lastDay(row.dueMs), isOverdue: isAnswerOverdue(questionFacts(row), nowMs),
  answer: row.answer, answeredOn: row.answeredMs === null ? null : shanghaiDate(row.answeredMs),
});

export const myQuestionView = (row: LineQuestionRow, { bodyName }: Pick<PublishedStatement, 'bodyName'>, estate: string, nowMs: number): MyLineQuestionView => ({
  ...questionView(row, nowMs), statementId: row.statementId, estate, bodyName, period: row.period, status: statusOf(row), textCheck: TEXT_CHECKS[row.status],
  mayComplain: mayComplainOf(questionFacts(row), nowMs), complaintId: row.complaintId,
});

interface DeskNames {
  readonly estate: string;
  readonly bodyName: string;
  readonly line: Pick<PublishedLine, 'note' | 'amountFen'> | undefined;
  readonly mayAnswer: boolean;
}
export const deskRow = (row: LineQuestionRow, { estate, bodyName, line, mayAnswer }: DeskNames, nowMs: number): DeskRow => ({
  ...questionView(row, nowMs), statementId: row.statementId, estateId: row.estateId, estate, body: row.body, bodyName, period: row.period, status: statusOf(row),
  lineNote: line?.note ?? null, lineAmountFen: line?.amountFen ?? null, mayAnswer: mayAnswer && row.status === 'open', version: row.version,
});

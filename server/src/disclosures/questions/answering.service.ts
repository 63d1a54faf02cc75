import { maskPersonal, type Actor, type AnswerLineBody, type LineQuestionRow as DeskRow } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { answerer } from './question-access.ts';
import { QUESTION, QuestionEvents } from './question-events.ts';
import { QuestionReader } from './question-reader.ts';
import type { LineQuestionRow } from './questions.entity.ts';
import { QuestionsStore } from './questions.store.ts';

/** The body whose accounts they are answers, and everybody reads it at once. */
@Injectable()
export class AnsweringService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly questions: QuestionsStore, private readonly reader: QuestionReader, private readonly events: QuestionEvents,
    private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * Answers in public, once; the same answer by the same person again is the same answer. An answer names no household
   * either: what leads to one is masked. Refuses: QUESTION_NOT_FOUND (not passed, too), OUT_OF_SCOPE, QUESTION_ANSWERED, CHANGED_BY_SOMEONE_ELSE.
   */
  answer(actor: Actor, questionId: string, { version, text }: AnswerLineBody): Promise<DeskRow> {
    return this.unitOfWork.run(async (tx) => {
      const row = (await this.questions.find(tx, questionId)) ?? refuse({ code: 'QUESTION_NOT_FOUND' });
      const { staffId } = answerer(actor, row);
      if (row.passedMs === null) refuse({ code: 'QUESTION_NOT_FOUND' });
      const answer = maskPersonal(text);
      const isThisAnswer = (seen: LineQuestionRow) => seen.answer === answer && seen.answeredBy === staffId;
      if (isThisAnswer(row)) return this.reader.forDesk(tx, actor, row);
      if (row.status === 'answered') refuse({ code: 'QUESTION_ANSWERED' });
      const isMine = row.version === version && (await this.questions.answer(tx, row, { answer, answeredMs: this.clock.now().getTime(), answeredBy: staffId }));
      const now = (await this.questions.find(tx, questionId))!;
      if (!isMine) return isThisAnswer(now) ? this.reader.forDesk(tx, actor, now) : refuse({ code: now.status === 'answered' ? 'QUESTION_ANSWERED' : 'CHANGED_BY_SOMEONE_ELSE' });
      await this.events.tell(tx, now, 'answered');
      await this.audit.append(tx, { actor, action: 'lineQuestion.answer', subject: `${QUESTION}:${row.id}`, facts: { estateId: row.estateId, period: row.period, kind: row.kind } });
      return this.reader.forDesk(tx, actor, now);
    }, { idempotent: true });
  }
}

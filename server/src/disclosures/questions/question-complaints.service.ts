import {
  can, DISCLOSURE_WORDS, MOST_COMPLAINT_TEXT, periodName, shanghaiDate,
  type Actor, type ComplainOfLineBody, type FileComplaintBody, type MyLineQuestionView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilingService } from '../../complaints/filing.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { type PublishedLine, type PublishedStatement, StatementsService } from '../statements.service.ts';
import { QUESTION } from './question-events.ts';
import { QuestionReader } from './question-reader.ts';
import type { LineQuestionRow } from './questions.entity.ts';
import { QuestionsStore } from './questions.store.ts';

/** An answer that is none, or that did not come, becomes a complaint with its clocks, its street and its last word. */
@Injectable()
export class QuestionComplaintsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly questions: QuestionsStore, private readonly reader: QuestionReader, private readonly statements: StatementsService,
    private readonly filing: FilingService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * Makes a complaint of the own question, once, however often and from however many tabs: whoever comes later hears of the
   * one there is. Refuses: QUESTION_NOT_FOUND, OUT_OF_SCOPE, QUESTION_NOT_DUE, COMPLAINT_CONSENT_MISSING, COMPLAINT_DIFFERS,
   * COMPLAINT_PLACE_WRONG where the household is not the own any more.
   */
  complain(actor: Actor, questionId: string, { complaintId, consentVersion }: ComplainOfLineBody): Promise<MyLineQuestionView> {
    return this.unitOfWork.run(async (tx) => {
      const row = (await this.questions.find(tx, questionId)) ?? refuse({ code: 'QUESTION_NOT_FOUND' });
      if (actor.role !== 'resident' || !can(actor, 'lineQuestion.ask', { residentId: row.authorId })) return refuse({ code: 'OUT_OF_SCOPE' });
      const isMine = await this.questions.complain(tx, questionId, actor.residentId, complaintId, this.clock.now().getTime());
      const now = (await this.questions.find(tx, questionId)) ?? refuse({ code: 'QUESTION_NOT_FOUND' });
      if (!isMine) return now.complaintId === null ? refuse({ code: 'QUESTION_NOT_DUE' }) : this.reader.mine(tx, now);
      await this.filing.fileWithin(tx, actor, await this.complaint(tx, now, consentVersion));
      await this.audit.append(tx, { actor, action: 'lineQuestion.complain', subject: `${QUESTION}:${row.id}`, facts: { complaintId } });
      return this.reader.mine(tx, now);
    }, { idempotent: true });
  }

  private async complaint(tx: EntityManager, row: LineQuestionRow, consentVersion: string): Promise<FileComplaintBody> {
    const statement = (await this.statements.published(tx, row.statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
    const line = row.lineId === null ? undefined : (await this.statements.linesById(tx, [row.lineId])).get(row.lineId);
    return {
      id: row.complaintId!, householdId: row.householdId!, category: 'fees', spot: '收支公示', text: inWords(row, statement, line), photoIds: [], isUrgent: false, consentVersion,
      showContactToFirm: false,
    };
  }
}

/** What whoever handles it has to know: the accounts, the line, question and answer. */
function inWords({ period, kind, words, askedOn, answer, answeredMs, dueMs }: LineQuestionRow, { bodyName }: PublishedStatement, line: PublishedLine | undefined): string {
  const about = `对${bodyName}${periodName(period)}收支公示「${DISCLOSURE_WORDS[kind]}${line ? `：${line.note}` : ''}」的提问`;
  const outcome = answer === null ? `应在${shanghaiDate(dueMs! - 1)}前答复，至今没有答复。` : `${shanghaiDate(answeredMs!)}答复：${answer}`;
  return clipped(`${about}\n${askedOn}问：${words}\n${outcome}`);
}

const clipped = (text: string): string => (text.length <= MOST_COMPLAINT_TEXT ? text : `${text.slice(0, MOST_COMPLAINT_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`);

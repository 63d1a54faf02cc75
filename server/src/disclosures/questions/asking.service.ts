import {
  can, maskPersonal, MOST_QUESTIONS_A_DAY, shanghaiDate,
  type Actor, type AskLineBody, type MyLineQuestionView, type ResidentActor,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { Openids } from '../../identity/openids.service.ts';
import { ModerationService } from '../../moderation/moderation.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { type PublishedStatement, StatementsService } from '../statements.service.ts';
import { QUESTION } from './question-events.ts';
import { QuestionReader } from './question-reader.ts';
import type { LineQuestionRow } from './questions.entity.ts';
import { QuestionsStore } from './questions.store.ts';

/** 「我有疑问」: a household asks what a figure is about. */
@Injectable()
export class AskingService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly questions: QuestionsStore, private readonly reader: QuestionReader, private readonly statements: StatementsService,
    private readonly estates: EstatesService, private readonly moderation: ModerationService, private readonly openids: Openids, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * Asks from an own household of the estate; the same request again is the same question. What leads to a person is masked
   * before anything is kept, and nobody reads it before somebody has looked at it: a question names no author, but its
   * words may. Refuses: OUT_OF_SCOPE, STATEMENT_NOT_FOUND (none that is published), LINE_NOT_FOUND, NOT_YOUR_HOUSEHOLD,
   * QUESTION_DIFFERS, QUESTIONS_TOO_MANY, QUESTION_TEXT_REFUSED.
   */
  async ask(actor: Actor, statementId: string, body: AskLineBody): Promise<MyLineQuestionView> {
    if (actor.role !== 'resident') return refuse({ code: 'OUT_OF_SCOPE' });
    const known = await this.unitOfWork.read((db) => this.known(db, actor, statementId, body));
    if (known) return known;
    // Before WeChat is asked for its opinion: what is refused anyway costs nothing.
    await this.unitOfWork.read(async (db) => {
      await this.askable(db, actor, statementId, body);
      await this.nth(db, actor);
    });
    if ((await this.moderation.checkText(actor, body.text)) === 'refused') refuse({ code: 'QUESTION_TEXT_REFUSED' });
    return this.unitOfWork.run((tx) => this.write(tx, actor, statementId, body), { idempotent: true });
  }

  private async write(tx: EntityManager, actor: ResidentActor, statementId: string, body: AskLineBody): Promise<MyLineQuestionView> {
    // First: a resident who is leaving asks nothing any more, and one who asks cannot leave meanwhile.
    if (!(await this.openids.hold(tx, [actor.residentId])).has(actor.residentId)) return refuse({ code: 'SESSION_ENDED' });
    const statement = await this.askable(tx, actor, statementId, body);
    const askedMs = this.clock.now().getTime();
    const { estateId, streetId, communityId, body: ofBody, bodyId, period } = statement;
    const row: LineQuestionRow = {
      id: body.id, statementId, estateId, streetId, communityId, body: ofBody, bodyId, period, kind: body.kind, lineId: body.lineId ?? null,
      authorId: actor.residentId, householdId: body.householdId, words: maskPersonal(body.text), status: 'asked', askedMs, askedOn: shanghaiDate(askedMs), nthOfDay: 0,
      passedMs: null, dueMs: null, isOverdueTold: false, answer: null, answeredMs: null, answeredBy: null, urgency: 0, complaintId: null, version: 1,
    };
    if (!(await this.inserted(tx, actor, row))) return (await this.known(tx, actor, statementId, body)) ?? refuse({ code: 'QUESTION_DIFFERS' });
    await this.moderation.hold(tx, { kind: 'text', subject: `${QUESTION}:${row.id}`, text: row.words, estateId, streetId, communityId, writer: actor });
    await this.audit.append(tx, { actor, action: 'lineQuestion.ask', subject: `${QUESTION}:${row.id}`, facts: { estateId, period, kind: row.kind } });
    return this.reader.mine(tx, row);
  }

  /** False where the question is there already. Of two at once only one is the nth of the day; the other counts again. */
  private async inserted(tx: EntityManager, actor: ResidentActor, row: LineQuestionRow): Promise<boolean> {
    for (;;) {
      const outcome = await this.questions.insert(tx, { ...row, nthOfDay: await this.nth(tx, actor) });
      if (outcome !== 'nth') return outcome === 'inserted';
    }
  }

  /** Refuses QUESTIONS_TOO_MANY. */
  private async nth(db: EntityManager, { residentId }: ResidentActor): Promise<number> {
    const asked = await this.questions.countOfDay(db, residentId, shanghaiDate(this.clock.now().getTime()));
    return asked < MOST_QUESTIONS_A_DAY ? asked + 1 : refuse({ code: 'QUESTIONS_TOO_MANY' });
  }

  /** The statement that may be asked about by this resident in this way. */
  private async askable(db: EntityManager, actor: ResidentActor, statementId: string, { householdId, kind, lineId }: AskLineBody): Promise<PublishedStatement> {
    const statement = (await this.statements.published(db, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
    const household = await this.estates.householdPlace(db, householdId);
    const isOwn = household !== null && household.estateId === statement.estateId && can(actor, 'lineQuestion.ask', { residentId: household.residentId });
    if (!isOwn) refuse({ code: 'NOT_YOUR_HOUSEHOLD' });
    const isThere = lineId === undefined ? statement.kinds.has(kind) : (await this.statements.line(db, statementId, lineId))?.kind === kind;
    return isThere ? statement : refuse({ code: 'LINE_NOT_FOUND' });
  }

  /** The question where this very request was made before. Refuses QUESTION_DIFFERS. */
  private async known(db: EntityManager, actor: ResidentActor, statementId: string, body: AskLineBody): Promise<MyLineQuestionView | undefined> {
    const row = await this.questions.find(db, body.id);
    if (!row) return undefined;
    const isSame = row.authorId === actor.residentId && row.statementId === statementId && row.householdId === body.householdId
      && row.kind === body.kind && row.lineId === (body.lineId ?? null) && row.words === maskPersonal(body.text);
    return isSame ? this.reader.mine(db, row) : refuse({ code: 'QUESTION_DIFFERS' });
  }
}

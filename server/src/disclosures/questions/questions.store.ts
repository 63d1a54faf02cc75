import type { BookBody, DisclosureKind, LineQuestionStatus, Scope } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThanOrEqual, type SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { inChunks } from '../../platform/database/batches.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { LineQuestionRow, ONE_NTH_OF_DAY, ONE_QUESTION_PER_ID } from './questions.entity.ts';

/** Where a list goes on: an instant, or the urgency, and the id among those of one. */
export type QuestionPosition = readonly [at: number, id: string];
/** What a body has disclosed of a period, and which part of it is asked about. */
export type AskedAbout = Pick<LineQuestionRow, 'estateId' | 'body' | 'bodyId' | 'period'> & { readonly kind?: DisclosureKind; readonly lineId?: string };
/** Which passed questions somebody may see. `body`: only that body's, for those who answer. */
export interface DeskFilter {
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  readonly body?: BookBody;
  readonly estateId?: string;
  readonly status?: LineQuestionStatus;
}
/** Later than every deadline there will be: answered ones come after all others, the newest first. */
const ANSWERED = 8_000_000_000_000_000;

/** SQL of questions. Every move is a compare-and-set and says whether this caller made it. */
@Injectable()
export class QuestionsStore {
  find(db: EntityManager, id: string): Promise<LineQuestionRow | null> {
    return db.findOneBy(LineQuestionRow, { id });
  }

  countOfDay(db: EntityManager, authorId: string, askedOn: string): Promise<number> {
    return db.countBy(LineQuestionRow, { authorId, askedOn });
  }

  /** `nth` where another of the author's took that number of the day, `id` where the question is there already. */
  async insert(tx: EntityManager, row: LineQuestionRow): Promise<'inserted' | 'nth' | 'id'> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(LineQuestionRow, row));
      return 'inserted';
    } catch (cause) {
      if (breaksKey(cause, ONE_NTH_OF_DAY)) return 'nth';
      if (breaksKey(cause, ONE_QUESTION_PER_ID)) return 'id';
      throw cause;
    }
  }

  /** Shown to everybody from now on, and the clock runs. */
  async pass(tx: EntityManager, id: string, passedMs: number, dueMs: number): Promise<boolean> {
    return this.moved(tx, "id = :id AND status = 'asked'", { id }, { status: 'open', passedMs, dueMs, urgency: dueMs });
  }

  async refuse(tx: EntityManager, id: string): Promise<boolean> {
    return this.moved(tx, "id = :id AND status = 'asked'", { id }, { status: 'refused' });
  }

  async answer(tx: EntityManager, { id, version }: Pick<LineQuestionRow, 'id' | 'version'>, to: { readonly answer: string; readonly answeredMs: number; readonly answeredBy: string }): Promise<boolean> {
    return this.moved(tx, "id = :id AND version = :version AND status = 'open'", { id, version }, { ...to, status: 'answered', urgency: ANSWERED - to.answeredMs });
  }

  /** The gate of the one complaint that a question may become. */
  async complain(tx: EntityManager, id: string, authorId: string, complaintId: string, nowMs: number): Promise<boolean> {
    const isDue = "(status = 'answered' OR (status = 'open' AND due_ms <= :nowMs))";
    return this.set(tx, `id = :id AND author_id = :authorId AND complaint_id IS NULL AND ${isDue}`, { id, authorId, nowMs }, { complaintId });
  }

  /** A working day has moved: only what still waits for its answer has a deadline to move. */
  async setDue(tx: EntityManager, id: string, dueMs: number): Promise<void> {
    await this.set(tx, "id = :id AND status = 'open' AND due_ms <> :dueMs", { id, dueMs }, { dueMs, urgency: dueMs });
  }

  async tellOverdue(tx: EntityManager, id: string, nowMs: number): Promise<boolean> {
    return this.set(tx, "id = :id AND status = 'open' AND due_ms <= :nowMs AND is_overdue_told = :no", { id, nowMs, no: false }, { isOverdueTold: true });
  }

  /** What runs late and was not told yet. */
  async overdue(db: EntityManager, nowMs: number, limit: number): Promise<string[]> {
    const rows = await db.find(LineQuestionRow, { select: { id: true }, where: { status: 'open', dueMs: LessThanOrEqual(nowMs), isOverdueTold: false }, order: { dueMs: 'ASC' }, take: limit });
    return rows.map(({ id }) => id);
  }

  /** Those whose deadline a working day may move, by id. */
  waiting(db: EntityManager, afterId: string, limit: number): Promise<LineQuestionRow[]> {
    return db.createQueryBuilder(LineQuestionRow, 'question').where("question.status = 'open' AND question.id > :afterId", { afterId }).orderBy('question.id').limit(limit).getMany();
  }

  /** Passed ones, the newest first. */
  publicPage(db: EntityManager, about: AskedAbout, after: QuestionPosition | undefined, limit: number): Promise<LineQuestionRow[]> {
    const query = publicOf(db, about).orderBy('question.passed_ms', 'DESC').addOrderBy('question.id', 'DESC').limit(limit);
    if (after) query.andWhere('(question.passed_ms < :at OR (question.passed_ms = :at AND question.id < :afterId))', { at: after[0], afterId: after[1] });
    return query.getMany();
  }
  countPublic(db: EntityManager, about: AskedAbout): Promise<number> {
    return publicOf(db, about).getCount();
  }

  /** One's own, the newest first. */
  ownPage(db: EntityManager, authorId: string, after: QuestionPosition | undefined, limit: number): Promise<LineQuestionRow[]> {
    const query = db.createQueryBuilder(LineQuestionRow, 'question').where('question.author_id = :authorId', { authorId })
      .orderBy('question.asked_ms', 'DESC').addOrderBy('question.id', 'DESC').limit(limit);
    if (after) query.andWhere('(question.asked_ms < :at OR (question.asked_ms = :at AND question.id < :afterId))', { at: after[0], afterId: after[1] });
    return query.getMany();
  }
  countOwn(db: EntityManager, authorId: string): Promise<number> {
    return db.countBy(LineQuestionRow, { authorId });
  }

  /** Passed ones for those who answer or supervise, the most urgent first. */
  deskPage(db: EntityManager, filter: DeskFilter, after: QuestionPosition | undefined, limit: number): Promise<LineQuestionRow[]> {
    const query = filtered(db, filter).orderBy('question.urgency').addOrderBy('question.id').limit(limit);
    if (after) query.andWhere('(question.urgency > :at OR (question.urgency = :at AND question.id > :afterId))', { at: after[0], afterId: after[1] });
    return query.getMany();
  }
  countDesk(db: EntityManager, filter: DeskFilter): Promise<number> {
    return filtered(db, filter).getCount();
  }

  /** By line: how many of its questions are answered in public. */
  async answeredOf(db: EntityManager, lineIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await inChunks(lineIds, (ids) => db.createQueryBuilder(LineQuestionRow, 'question').select('question.line_id', 'lineId').addSelect('COUNT(*)', 'count')
      .where("question.line_id IN (:...ids) AND question.status = 'answered'", { ids }).groupBy('question.line_id').getRawMany<{ lineId: string; count: string | number }>());
    return new Map(rows.map(({ lineId, count }) => [lineId, Number(count)]));
  }

  /** Unread by others: they go with their author. Returns their ids. */
  async dropUnread(tx: EntityManager, authorId: string): Promise<string[]> {
    const unread = (await tx.find(LineQuestionRow, { select: { id: true }, where: { authorId, status: In(['asked', 'refused']) } })).map(({ id }) => id);
    if (unread.length > 0) await tx.delete(LineQuestionRow, { id: In(unread), authorId });
    return unread;
  }

  /** What others have read stays, and leads to nobody. */
  async forgetAuthor(tx: EntityManager, authorId: string): Promise<void> {
    await tx.update(LineQuestionRow, { authorId }, { authorId: null, householdId: null });
  }

  private moved(tx: EntityManager, where: string, parameters: object, to: Partial<LineQuestionRow>): Promise<boolean> {
    return this.set(tx, where, parameters, { ...to, version: () => 'version + 1' });
  }

  /** What does not change what an answer is written to: whoever is writing one need not begin again. */
  private async set(tx: EntityManager, where: string, parameters: object, to: QueryDeepPartialEntity<LineQuestionRow>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(LineQuestionRow).set(to).where(where, parameters).execute();
    return affected === 1;
  }
}

function publicOf(db: EntityManager, { estateId, body, bodyId, period, kind, lineId }: AskedAbout): SelectQueryBuilder<LineQuestionRow> {
  const query = db.createQueryBuilder(LineQuestionRow, 'question')
    .where('question.estate_id = :estateId AND question.body = :body AND question.body_id = :bodyId AND question.period = :period', { estateId, body, bodyId, period })
    .andWhere('question.passed_ms IS NOT NULL');
  if (kind !== undefined) query.andWhere('question.kind = :kind', { kind });
  if (lineId !== undefined) query.andWhere('question.line_id = :lineId', { lineId });
  return query;
}

function filtered(db: EntityManager, { reach, body, estateId, status }: DeskFilter): SelectQueryBuilder<LineQuestionRow> {
  const query = db.createQueryBuilder(LineQuestionRow, 'question').where('question.passed_ms IS NOT NULL');
  if (reach !== 'everything') query.andWhere(`question.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
  if (body !== undefined) query.andWhere('question.body = :body', { body });
  if (estateId !== undefined) query.andWhere('question.estate_id = :estateId', { estateId });
  if (status === 'complained') query.andWhere('question.complaint_id IS NOT NULL');
  else if (status !== undefined) query.andWhere('question.status = :status', { status });
  return query;
}

/** A provider sees what is asked of its own books, which carry its id. */
const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'body_id' } as const;

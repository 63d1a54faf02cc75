import { type Actor, can, type LineQuestionListQuery, type LineQuestionRow as DeskRow, type LineQuestionsQuery, type LineQuestionView, type MyLineQuestionView, type Page, type PageQuery } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { StatementsService } from '../statements.service.ts';
import { deskOf, mayAnswer } from './question-access.ts';
import type { LineQuestionRow } from './questions.entity.ts';
import { type DeskFilter, type QuestionPosition, QuestionsStore } from './questions.store.ts';
import { deskRow, myQuestionView, questionView } from './questions.views.ts';

const PAGE = 50;

/** Questions as everybody reads them, as their author does, and as those who answer do. */
@Injectable()
export class QuestionReader {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly questions: QuestionsStore, private readonly statements: StatementsService, private readonly estates: EstatesService,
    private readonly clock: Clock,
  ) {}

  /** What was asked of a body's accounts of a period, in whichever edition, without who asked; the newest first. Refuses: OUT_OF_SCOPE, STATEMENT_NOT_FOUND, INVALID_CURSOR. */
  async ofStatement(actor: Actor, statementId: string, { kind, lineId, cursor, limit = PAGE }: LineQuestionsQuery): Promise<Page<LineQuestionView>> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      const { estateId, body, bodyId, period } = (await this.statements.published(db, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
      const about = { estateId, body, bodyId, period, ...(kind !== undefined && { kind }), ...(lineId !== undefined && { lineId }) };
      const found = await this.questions.publicPage(db, about, positionOf(cursor), limit + 1);
      return pageOf(found, limit, await this.questions.countPublic(db, about), (row) => questionView(row, this.nowMs), ({ passedMs }) => passedMs!);
    });
  }

  /** One's own, the newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async own(actor: Actor, { cursor, limit = PAGE }: PageQuery): Promise<Page<MyLineQuestionView>> {
    if (actor.role !== 'resident' || !can(actor, 'lineQuestion.ask', { residentId: actor.residentId })) return refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      const found = await this.questions.ownPage(db, actor.residentId, positionOf(cursor), limit + 1);
      const views = await this.views(db, found);
      return pageOf(found, limit, await this.questions.countOwn(db, actor.residentId), ({ id }) => views.get(id)!, ({ askedMs }) => askedMs);
    });
  }

  /** Passed ones within the own scope, the most urgent first; those who answer see what is asked of their own body. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  desk(actor: Actor, { estateId, status, cursor, limit = PAGE }: LineQuestionListQuery): Promise<Page<DeskRow>> {
    return this.unitOfWork.read(async (db) => {
      const filter: DeskFilter = { ...deskOf(actor), ...(estateId !== undefined && { estateId }), ...(status !== undefined && { status }) };
      const found = await this.questions.deskPage(db, filter, positionOf(cursor), limit + 1);
      const rows = await this.deskRows(db, actor, found);
      return pageOf(found, limit, await this.questions.countDesk(db, filter), ({ id }) => rows.get(id)!, ({ urgency }) => urgency);
    });
  }

  /** One for its author. */
  async mine(db: EntityManager, row: LineQuestionRow): Promise<MyLineQuestionView> {
    return (await this.views(db, [row])).get(row.id)!;
  }

  /** One for whoever answers it. */
  async forDesk(db: EntityManager, actor: Actor, row: LineQuestionRow): Promise<DeskRow> {
    return (await this.deskRows(db, actor, [row])).get(row.id)!;
  }

  private async views(db: EntityManager, rows: readonly LineQuestionRow[]): Promise<ReadonlyMap<string, MyLineQuestionView>> {
    const { estates, statements } = await this.names(db, rows);
    return new Map(rows.map((row) => [row.id, myQuestionView(row, statements.get(row.statementId) ?? NAMELESS, estates.get(row.estateId)?.name ?? '', this.nowMs)]));
  }

  private async deskRows(db: EntityManager, actor: Actor, rows: readonly LineQuestionRow[]): Promise<ReadonlyMap<string, DeskRow>> {
    const { estates, statements } = await this.names(db, rows);
    const lines = await this.statements.linesById(db, rows.flatMap(({ lineId }) => lineId ?? []));
    return new Map(rows.map((row) => {
      const { bodyName } = statements.get(row.statementId) ?? NAMELESS;
      const line = row.lineId === null ? undefined : lines.get(row.lineId);
      return [row.id, deskRow(row, { estate: estates.get(row.estateId)?.name ?? '', bodyName, line, mayAnswer: mayAnswer(actor, row) }, this.nowMs)];
    }));
  }

  private async names(db: EntityManager, rows: readonly LineQuestionRow[]) {
    return {
      estates: await this.estates.names(db, [...new Set(rows.map(({ estateId }) => estateId))]),
      statements: await this.statements.publishedOnes(db, [...new Set(rows.map(({ statementId }) => statementId))]),
    };
  }

  private get nowMs(): number {
    return this.clock.now().getTime();
  }
}

/** A published statement is never taken back; this is for a name that is not there. */
const NAMELESS = { bodyName: '' };

const positionOf = (cursor: string | undefined): QuestionPosition | undefined => readCursor(cursor, ['number', 'string']) as QuestionPosition | undefined;

function pageOf<View>(found: readonly LineQuestionRow[], limit: number, total: number, view: (row: LineQuestionRow) => View, at: (row: LineQuestionRow) => number): Page<View> {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), total, nextCursor: last && found.length > limit ? writeCursor([at(last), last.id]) : null };
}

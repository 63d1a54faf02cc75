import {
  bodyName, dueOn, listReach,
  type Actor, type Page, type StatementLinesQuery, type StatementLineView, type StatementRow as StatementListRow, type StatementsQuery, type StatementView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { FilesService } from '../../files/files.service.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import type { LineRow, StatementRow } from '../disclosures.entity.ts';
import { LineQuestionCounts } from '../line-questions.service.ts';
import { LinesStore } from '../lines.store.ts';
import { OWN_BODY } from '../statement-access.ts';
import { StatementFigures } from '../statement-figures.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';
import { StatementListStore, type StatementPosition } from './statement-list.store.ts';

const PAGE = 50;

/** Statements as they are read: the staff's list, one of them, and its lines. */
@Injectable()
export class StatementListService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly list: StatementListStore, private readonly statements: StatementsStore, private readonly lines: LinesStore,
    private readonly figures: StatementFigures, private readonly reader: StatementReader, private readonly questions: LineQuestionCounts, private readonly estates: EstatesService,
    private readonly files: FilesService,
  ) {}

  /** Those in the own scope, the newest first; of other bodies only what is published. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { cursor, limit = PAGE, search, ...query }: StatementsQuery): Promise<Page<StatementListRow>> {
    return this.unitOfWork.read(async (db) => {
      const reach = listReach(actor, 'statement.list') ?? refuse({ code: 'OUT_OF_SCOPE' });
      const ownBody = OWN_BODY[actor.role];
      const filter = { ...query, reach, ...(ownBody && { ownBody }), ...(search && { estateIds: await this.estates.saying(db, search) }) };
      const after = readCursor(cursor, ['string', 'string']) as StatementPosition | undefined;
      const found = await this.list.page(db, filter, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return { items: await this.rows(db, shown), total: await this.list.count(db, filter), nextCursor: last && found.length > limit ? writeCursor([last.lastDay, last.id]) : null };
    });
  }

  /** One statement: a published one for everybody, others within the scope. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE. */
  one(actor: Actor, statementId: string): Promise<StatementView> {
    return this.unitOfWork.read((db) => this.reader.view(db, actor, statementId));
  }

  /** Its typed lines in their order. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  linesOf(actor: Actor, statementId: string, { kind, cursor, limit = PAGE }: StatementLinesQuery): Promise<Page<StatementLineView>> {
    return this.unitOfWork.read(async (db) => {
      const { linesOf } = await this.reader.readable(db, actor, statementId);
      const [after = -1] = (readCursor(cursor, ['number']) ?? []) as number[];
      const found = await this.lines.page(db, linesOf, kind, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return { items: await this.lineViews(db, shown), total: await this.lines.count(db, linesOf, kind), nextCursor: last && found.length > limit ? writeCursor([last.sort]) : null };
    });
  }

  private async lineViews(db: EntityManager, lines: readonly LineRow[]): Promise<StatementLineView[]> {
    const ids = lines.map(({ id }) => id);
    const files = await this.lines.vouchers(db, ids);
    const facts = await this.files.photos(db, [...files.values()].flat());
    const questions = await this.questions.of(db, ids);
    return lines.map(({ id, kind, amountFen, note }) => ({
      id, kind, amountFen, note, questions: questions.get(id) ?? 0,
      vouchers: (files.get(id) ?? []).flatMap((file) => facts.get(file) ?? []).map((file) => this.files.voucher(file, { mayISee: true })), // whoever reads the line
    }));
  }

  private async rows(db: EntityManager, rows: readonly StatementRow[]): Promise<StatementListRow[]> {
    const names = await this.estates.names(db, [...new Set(rows.map(({ estateId }) => estateId))]);
    const providers = await this.estates.providerNames(db, rows.flatMap(({ body, bodyId }) => (body === 'provider' ? [bodyId] : [])));
    const figures = await this.figures.ofMany(db, rows);
    const objected = new Set((await this.statements.cosigns(db, rows.map(({ id }) => id))).filter(({ verdict }) => verdict === 'objected').map(({ statementId }) => statementId));
    return rows.map((row) => {
      const { incomeFen, expenseFen, closingFen } = figures.get(row.id)!.sums;
      const { name: estate = '', street = '' } = names.get(row.estateId) ?? {};
      return {
        id: row.id, estateId: row.estateId, estate, street, body: row.body, bodyName: bodyName(row, providers), period: row.period, edition: row.edition, status: row.status,
        incomeFen, expenseFen, closingFen, dueOn: dueOn(row.period), isOverdue: this.reader.isOverdue(row), objected: objected.has(row.id),
      };
    });
  }
}

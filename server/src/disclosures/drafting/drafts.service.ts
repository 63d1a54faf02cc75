import {
  dayAfter, disclosurePeriodOf, isDisclosurePeriod, isStaff, periodAfter, periodDays, shanghaiDate,
  type Actor, type BeginStatementBody, type BookBody, type ComputedKind, type DeclareBody, type DisclosurePeriod, type EditStatementBody, type StatementView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { ServicePeriodsService } from '../../estates/service-periods.service.ts';
import { LedgerService } from '../../ledger/ledger.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import type { StatementRow } from '../disclosures.entity.ts';
import { LinesStore } from '../lines.store.ts';
import { SettingsService } from '../settings/settings.service.ts';
import { type BookPlace, drafter } from '../statement-access.ts';
import { StatementFigures } from '../statement-figures.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';
import { DraftingTable } from './drafting-table.ts';

/** A statement from its beginning to what it says of itself; its lines are written by `StatementLinesService`. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly table: DraftingTable,
    private readonly figures: StatementFigures, private readonly reader: StatementReader, private readonly settings: SettingsService, private readonly ledger: LedgerService,
    private readonly estates: EstatesService, private readonly served: ServicePeriodsService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * Begins the statement of a period of the own book. The first of a book is of any period that has begun; each other
   * follows the newest without a gap. The same request again is the same statement.
   * Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, STATEMENT_PERIOD_WRONG, STATEMENT_EXISTS, STATEMENT_DIFFERS.
   */
  begin(actor: Actor, estateId: string, { id, body, period }: BeginStatementBody): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const book = await this.ownBook(tx, actor, estateId, body);
      const staff = drafter(actor, book);
      if (!isDisclosurePeriod(period)) return refuse({ code: 'STATEMENT_PERIOD_WRONG' });
      await this.ledger.gate(tx, book); // of several who begin at once one comes first
      const twin = await this.statements.find(tx, id);
      if (twin) return isSame(twin, book, period) ? this.reader.view(tx, actor, id) : refuse({ code: 'STATEMENT_DIFFERS' });
      const there = await this.statements.ofPeriod(tx, book, period);
      if (there) refuse({ code: 'STATEMENT_EXISTS', statementId: there.id });
      const newest = await this.statements.newest(tx, book);
      await this.mustFollow(tx, book, newest, period);
      const { first, last } = periodDays(period);
      const row: StatementRow = {
        id, ...book, period, firstDay: first, lastDay: last, edition: 1, status: 'draft', version: 1, isOpeningCarried: newest !== null, openingFen: null, remark: '',
        correctsId: null, reason: null, correctedById: null, linesOf: id, ledgerOf: id, begunBy: staff.staffId, begunMs: this.clock.now().getTime(),
        submittedMs: null, returnedFor: null, publishedOn: null, frozen: null, hash: null,
      };
      await this.statements.insert(tx, row);
      await this.audit.append(tx, { actor, action: 'statement.begin', subject: `statement:${id}`, facts: { estateId, body, bodyId: book.bodyId, period } });
      return this.reader.view(tx, actor, id);
    }, { idempotent: true });
  }

  /** Remark, and the opening where none is carried. Refuses as {@link DraftingTable.hold}, and STATEMENT_OPENING_CARRIED. */
  edit(actor: Actor, statementId: string, { version, openingFen, remark }: EditStatementBody): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const to = { ...(openingFen !== undefined && { openingFen }), ...(remark !== undefined && { remark }) };
      const before = (await this.statements.find(tx, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
      drafter(actor, before);
      if (before.isOpeningCarried && openingFen !== undefined) refuse({ code: 'STATEMENT_OPENING_CARRIED' });
      await this.table.hold(tx, actor, statementId, version, to);
      const facts = { ...(openingFen !== undefined && { openingFen, formerOpeningFen: before.openingFen }), ...(remark !== undefined && { remark }) };
      await this.audit.append(tx, { actor, action: 'statement.edit', subject: `statement:${statementId}`, facts });
      return this.reader.view(tx, actor, statementId);
    });
  }

  /**
   * What is declared of a kind that the system counts; submitting asks for an explanation where it is another figure.
   * Declared as it is known and without an explanation, it follows the ledger again. Refuses as {@link DraftingTable.hold}.
   */
  declare(actor: Actor, statementId: string, kind: ComputedKind, { version, declaredFen, explanation }: DeclareBody): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const { row } = await this.table.hold(tx, actor, statementId, version);
      const known = (await this.figures.computed(tx, row)).find((line) => line.kind === kind)!;
      const isKnown = declaredFen === known.amountFen && explanation === '';
      await this.statements.declare(tx, { statementId, kind }, isKnown ? null : { declaredFen, explanation });
      const facts = { kind, declaredFen, formerDeclaredFen: known.declaredFen, knownFen: known.amountFen, explanation };
      await this.audit.append(tx, { actor, action: 'statement.declare', subject: `statement:${statementId}`, facts });
      return this.reader.view(tx, actor, statementId);
    });
  }

  /**
   * Drops what was begun by mistake, with its lines and documents, as long as no later statement follows from it.
   * Refuses as {@link DraftingTable.hold}, and STATEMENT_FOLLOWED.
   */
  discard(actor: Actor, statementId: string, version: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const seen = (await this.statements.find(tx, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
      drafter(actor, seen);
      await this.ledger.gate(tx, seen);
      const { row } = await this.table.hold(tx, actor, statementId, version);
      const newest = await this.statements.newest(tx, row);
      if (row.edition === 1 && newest!.period !== row.period) refuse({ code: 'STATEMENT_FOLLOWED' });
      const files = await this.lines.filesOf(tx, statementId);
      await this.lines.removeAll(tx, statementId);
      await this.statements.drop(tx, statementId);
      await this.table.eraseUnused(tx, files);
      const { estateId, body, bodyId, period, edition } = row;
      await this.audit.append(tx, { actor, action: 'statement.discard', subject: `statement:${statementId}`, facts: { estateId, body, bodyId, period, edition } });
    });
  }

  /**
   * The actor's own book at an estate. A provider keeps one where it serves or has served, or has disclosed before: who
   * has left still accounts for its time. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE.
   */
  private async ownBook(db: EntityManager, actor: Actor, estateId: string, body: BookBody): Promise<BookPlace> {
    const { streetId, communityId } = (await this.estates.placeOf(db, estateId)) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
    if (body !== 'provider') return { estateId, streetId, communityId, body, bodyId: '' };
    if (!isStaff(actor) || actor.scope.level !== 'provider') return refuse({ code: 'OUT_OF_SCOPE' });
    const book = { estateId, streetId, communityId, body, bodyId: actor.scope.id };
    const served = await this.served.within(db, [estateId], { first: '2000-01-01', last: this.today() });
    const isOurs = served.get(estateId)?.periods.some(({ providerId }) => providerId === book.bodyId) ?? false;
    return isOurs || (await this.statements.newest(db, book)) ? book : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** Refuses: STATEMENT_PERIOD_WRONG. */
  private async mustFollow(db: EntityManager, book: BookPlace, newest: StatementRow | null, period: DisclosurePeriod): Promise<void> {
    const frequencyOn = await this.settings.ofEstate(db, book.estateId);
    const { first } = periodDays(period);
    const next = newest ? periodAfter(newest.period, frequencyOn(dayAfter(newest.lastDay))) : disclosurePeriodOf(first, frequencyOn(first));
    if (next !== period || first > this.today()) refuse({ code: 'STATEMENT_PERIOD_WRONG' });
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

const isSame = (row: StatementRow, { estateId, body, bodyId }: BookPlace, period: DisclosurePeriod): boolean =>
  row.estateId === estateId && row.body === body && row.bodyId === bodyId && row.period === period && row.edition === 1;

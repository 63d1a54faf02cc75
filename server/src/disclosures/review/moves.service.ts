import {
  dayBefore, moveStatement,
  type Actor, type ReturnStatementBody, type StaffActor, type StatementAction, type StatementStatus, type StatementVersionBody, type StatementView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LedgerService } from '../../ledger/ledger.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { orRefuse, refuse } from '../../platform/refused.ts';
import type { StatementRow } from '../disclosures.entity.ts';
import { sideOf } from '../statement-access.ts';
import { freeze, type FrozenFigures, StatementFigures } from '../statement-figures.ts';
import { StatementReader } from '../statement-reader.ts';
import { StatementsStore } from '../statements.store.ts';
import { Publication } from './publication.ts';

/** A statement behind the gates of its book and its own, with the status that it moves to. */
interface Moving {
  readonly staff: StaffActor;
  readonly row: StatementRow;
  readonly to: StatementStatus;
}

/**
 * The way of a statement to its publication: the body submits, the street returns or approves, either publishes. Each move
 * passes the book's gate first, so that it and a payment that arrives decide between themselves who came first.
 */
@Injectable()
export class MovesService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly figures: StatementFigures, private readonly reader: StatementReader,
    private readonly publication: Publication, private readonly ledger: LedgerService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * To the street, with the figures as they stand now: the book is closed through the period's last day, and what arrives
   * for it afterwards counts for the next one.
   * Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE, STATEMENT_NOT_YOURS_TO_MOVE, STATEMENT_ILLEGAL_MOVE, CHANGED_BY_SOMEONE_ELSE, STATEMENT_WAITS.
   */
  submit(actor: Actor, statementId: string, body: StatementVersionBody): Promise<StatementView> {
    return this.move(actor, statementId, 'submit', body, async (tx, { row, to }) => {
      const figures = await this.figures.asTheyStand(tx, row);
      const waitsFor = this.reader.waitsOf(row, figures);
      if (waitsFor.length > 0) refuse({ code: 'STATEMENT_WAITS', waitsFor });
      await this.ledger.close(tx, row, row.lastDay);
      await this.statements.change(tx, row.id, { status: to, frozen: freeze(figures, await this.bookedBefore(tx, row)), returnedFor: null, submittedMs: this.clock.now().getTime() });
      return { ...figures.sums };
    });
  }

  /** Back to the body's table before the street has decided. Refuses as {@link submit} without STATEMENT_WAITS. */
  withdraw(actor: Actor, statementId: string, body: StatementVersionBody): Promise<StatementView> {
    return this.move(actor, statementId, 'withdraw', body, async (tx, { row, to }) => {
      await this.statements.change(tx, row.id, { status: to, frozen: null });
      await this.openBook(tx, row);
      return {};
    });
  }

  /** Back to the body, with what has to be put right; an approved one too, as long as it is not published. Refuses as {@link withdraw}. */
  return(actor: Actor, statementId: string, { version, reason }: ReturnStatementBody): Promise<StatementView> {
    return this.move(actor, statementId, 'return', { version }, async (tx, { row, to }) => {
      await this.statements.change(tx, row.id, { status: to, frozen: null, returnedFor: reason });
      await this.openBook(tx, row);
      return { reason };
    });
  }

  /** The street has looked at it. Refuses as {@link withdraw}, and STATEMENT_CHANGED_MEANWHILE. */
  approve(actor: Actor, statementId: string, body: StatementVersionBody): Promise<StatementView> {
    return this.move(actor, statementId, 'approve', body, async (tx, { row, to }) => {
      await this.mustAgree(tx, row);
      await this.statements.change(tx, row.id, { status: to });
      return {};
    });
  }

  /** For everybody to read, and into the ledger. Refuses as {@link approve}. */
  publish(actor: Actor, statementId: string, body: StatementVersionBody): Promise<StatementView> {
    return this.move(actor, statementId, 'publish', body, async (tx, { staff, row }) => {
      await this.mustAgree(tx, row);
      await this.publication.publish(tx, staff, row);
      return null; // its line has the hash
    });
  }

  private move(
    actor: Actor, statementId: string, action: StatementAction, { version }: StatementVersionBody,
    take: (tx: EntityManager, moving: Moving) => Promise<Readonly<Record<string, string | number>> | null>,
  ): Promise<StatementView> {
    return this.unitOfWork.run(async (tx) => {
      const seen = (await this.statements.find(tx, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
      const { staff, side } = sideOf(actor, seen);
      await this.ledger.gate(tx, seen);
      const row = (await this.statements.find(tx, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
      const to = orRefuse(moveStatement(row.status, side, action));
      if (!(await this.statements.pass(tx, { ...row, version }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const facts = await take(tx, { staff, row: { ...row, version: version + 1 }, to });
      const { estateId, body, bodyId, period, edition } = row;
      if (facts) await this.audit.append(tx, { actor, action: `statement.${action}`, subject: `statement:${statementId}`, facts: { estateId, body, bodyId, period, edition, ...facts } });
      return this.reader.view(tx, actor, statementId);
    });
  }

  /** Of the first statement of a book: what its ledger has before the first day; a correction knows it from the edition before. */
  private async bookedBefore(tx: EntityManager, row: StatementRow): Promise<number | null> {
    if (row.isOpeningCarried) return null;
    const former = row.correctsId === null ? null : await this.statements.find(tx, row.correctsId);
    return former ? (JSON.parse(former.frozen!) as FrozenFigures).bookedBeforeFen : this.ledger.balance(tx, row, dayBefore(row.firstDay));
  }

  /** A period that has been published stays closed, whatever becomes of a correction. */
  private async openBook(tx: EntityManager, row: StatementRow): Promise<void> {
    if (row.edition === 1) await this.ledger.reopen(tx, row, row.isOpeningCarried ? dayBefore(row.firstDay) : null);
  }

  /** What was frozen must still be what the ledger and the period before say. Refuses: STATEMENT_CHANGED_MEANWHILE. */
  private async mustAgree(tx: EntityManager, row: StatementRow): Promise<void> {
    const { openingFen, computed } = JSON.parse(row.frozen!) as FrozenFigures;
    const known = await this.ledger.known(tx, row, { first: row.firstDay, last: row.lastDay });
    const agrees = openingFen === (await this.figures.opening(tx, row)) && computed.every(({ kind, amountFen }) => kind === known.kind && amountFen === known.amountFen);
    if (!agrees) refuse({ code: 'STATEMENT_CHANGED_MEANWHILE' });
  }
}

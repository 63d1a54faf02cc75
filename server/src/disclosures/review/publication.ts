import { dayBefore, periodName, shanghaiDate, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LedgerService } from '../../ledger/ledger.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { Random } from '../../platform/random.ts';
import { refuse } from '../../platform/refused.ts';
import type { StatementRow } from '../disclosures.entity.ts';
import { EditionHash } from '../edition-hash.ts';
import { frozenFigures, type FrozenFigures } from '../statement-figures.ts';
import { StatementsStore } from '../statements.store.ts';
import { declaredEntries } from './declared-entries.ts';

/**
 * What publishing does, behind the gates of the book and the statement: the ledger gets what was declared, a correction
 * takes the former edition's entries back and enters its own, and the audit log gets the hash. Where a correction moves the
 * closing, every later published period gets, in the same transaction, an edition with the same lines and the opening that
 * follows: closing = next opening holds at every instant in what is published, and residents see why. [D]
 */
@Injectable()
export class Publication {
  constructor(
    private readonly statements: StatementsStore, private readonly ledger: LedgerService, private readonly hashes: EditionHash, private readonly audit: AuditLog,
    private readonly clock: Clock, private readonly random: Random,
  ) {}

  /** Refuses: STATEMENT_CHANGED_MEANWHILE, where what it corrects is not in force any more. */
  async publish(tx: EntityManager, staff: StaffActor, row: StatementRow): Promise<void> {
    const former = row.correctsId === null ? null : await this.statements.find(tx, row.correctsId);
    if (former && former.status !== 'published') refuse({ code: 'STATEMENT_CHANGED_MEANWHILE' });
    await this.enter(tx, staff, row, former);
    const publishedOn = shanghaiDate(this.clock.now().getTime());
    const hash = await this.hashes.of(tx, row, publishedOn, former);
    await this.statements.change(tx, row.id, { status: 'published', publishedOn, hash });
    if (former) await this.statements.change(tx, former.id, { status: 'corrected', correctedById: row.id });
    await this.log(tx, staff, { ...row, hash }, former);
    if (former) await this.carryOn(tx, staff, row, frozenFigures(row.frozen!).sums.closingFen);
  }

  /** Opens the period, enters, and closes the book as far as it was: within this transaction nobody else comes between. */
  private async enter(tx: EntityManager, { staffId }: StaffActor, row: StatementRow, former: StatementRow | null): Promise<void> {
    const by = `staff:${staffId}`;
    const { closedThrough } = await this.ledger.gate(tx, row);
    await this.ledger.reopen(tx, row, row.isOpeningCarried ? dayBefore(row.firstDay) : null);
    if (former) {
      for (const { about, sourceKey, happenedOn, text } of declaredEntries(former, JSON.parse(former.frozen!) as FrozenFigures)) {
        await this.ledger.reverse(tx, { sourceKey, reversalKey: `corrected:${row.id}:${about}`, happenedOn, text: `更正冲回，${text}`, by });
      }
    }
    for (const { kind, sourceKey, happenedOn, text, postings } of declaredEntries(row, JSON.parse(row.frozen!) as FrozenFigures)) {
      await this.ledger.post(tx, { book: row, kind, sourceKey, happenedOn, text, postings, by });
    }
    await this.ledger.close(tx, row, closedThrough ?? row.lastDay);
  }

  /** The later published periods, one after the other, as long as their opening is another one than before. */
  private async carryOn(tx: EntityManager, staff: StaffActor, corrected: StatementRow, closingFen: number): Promise<void> {
    let [openingFen, before] = [closingFen, corrected];
    for (const old of await this.statements.publishedAfter(tx, corrected, corrected.lastDay)) {
      const figures = JSON.parse(old.frozen!) as FrozenFigures;
      if (figures.openingFen === openingFen) return;
      const publishedOn = shanghaiDate(this.clock.now().getTime());
      const row: StatementRow = {
        ...old, id: this.random.uuid(), edition: old.edition + 1, status: 'published', version: 1, correctsId: old.id, correctedById: null, publishedOn, hash: null,
        reason: `${periodName(before.period)}的账目已更正，本期期初余额随之变动，其余不变`, begunBy: staff.staffId, begunMs: this.clock.now().getTime(),
        frozen: JSON.stringify({ ...figures, openingFen } satisfies FrozenFigures),
      };
      const published = { ...row, hash: await this.hashes.of(tx, row, publishedOn, old) };
      await this.statements.insert(tx, published);
      await this.statements.change(tx, old.id, { status: 'corrected', correctedById: row.id });
      await this.log(tx, staff, published, old);
      [openingFen, before] = [frozenFigures(row.frozen!).sums.closingFen, row];
    }
  }

  private async log(tx: EntityManager, actor: StaffActor, row: StatementRow, former: StatementRow | null): Promise<void> {
    const { estateId, body, bodyId, period, edition, hash } = row;
    const facts = { estateId, body, bodyId, period, edition, hash, ...frozenFigures(row.frozen!).sums, ...(former && { corrects: former.id, reason: row.reason }) };
    await this.audit.append(tx, { actor, action: 'statement.publish', subject: `statement:${row.id}`, facts });
  }
}

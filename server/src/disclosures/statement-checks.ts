import { dayBefore, kindTotals } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Checked, LedgerChecks } from '../ledger/checks/ledger-checks.service.ts';
import { LedgerService } from '../ledger/ledger.service.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { StatementRow } from './disclosures.entity.ts';
import { EditionHash } from './edition-hash.ts';
import { LinesStore } from './lines.store.ts';
import { frozenFigures } from './statement-figures.ts';
import { StatementsStore } from './statements.store.ts';

const AT_ONCE = 100;
type Find = (db: EntityManager, row: StatementRow) => Promise<string[]>;

/**
 * What must hold of everything that is published. Each statement is looked at for itself and once more before it is called
 * a fault: a correction that commits between two questions is none.
 */
@Injectable()
export class StatementChecks {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly hashes: EditionHash,
    private readonly ledger: LedgerService, checks: LedgerChecks,
  ) {
    checks.register({ name: 'closing of a published statement = opening of the next', run: () => this.look((db, row) => this.openings(db, row)) });
    checks.register({ name: 'figures of a published statement = the ledger’s', run: () => this.look((db, row) => this.figures(db, row)) });
    checks.register({ name: 'every published edition still has its hash', run: () => this.look((db, row) => this.hash(db, row), true) });
  }

  private async look(find: Find, withCorrected = false): Promise<Checked> {
    const faults: string[] = [];
    let looked = 0;
    for (let after = ''; ;) {
      const rows = await this.unitOfWork.read((db) => this.statements.publicAfter(db, after, AT_ONCE, withCorrected));
      for (const row of rows) {
        looked += 1;
        const found = await this.unitOfWork.read((db) => find(db, row));
        if (found.length > 0) faults.push(...await this.again(find, row.id));
      }
      if (rows.length < AT_ONCE) return { looked, faults };
      after = rows.at(-1)!.id;
    }
  }

  private again(find: Find, id: string): Promise<string[]> {
    return this.unitOfWork.read(async (db) => {
      const row = await this.statements.find(db, id);
      return row && (row.status === 'published' || row.status === 'corrected') ? find(db, row) : [];
    });
  }

  private async openings(db: EntityManager, row: StatementRow): Promise<string[]> {
    if (row.status !== 'published' || !row.isOpeningCarried) return [];
    const before = await this.statements.publishedThrough(db, row, dayBefore(row.firstDay));
    const closingFen = before ? frozenFigures(before.frozen!).sums.closingFen : null;
    const { openingFen } = frozenFigures(row.frozen!);
    return closingFen === openingFen ? [] : [`statement ${row.id}: opening ${openingFen}, closing before ${closingFen}`];
  }

  /** Opening, each kind and closing; and the typed kinds against their lines. */
  private async figures(db: EntityManager, row: StatementRow): Promise<string[]> {
    if (row.status !== 'published') return [];
    const { byKind, sums, computed } = frozenFigures(row.frozen!);
    const faults: string[] = [];
    const compare = (what: string, disclosed: number, counted: number) => {
      if (disclosed !== counted) faults.push(`statement ${row.id}: ${what} disclosed ${disclosed}, counted ${counted}`);
    };
    compare('opening', sums.openingFen, await this.ledger.balance(db, row, dayBefore(row.firstDay)));
    compare('closing', sums.closingFen, await this.ledger.balance(db, row, row.lastDay));
    const booked = await this.ledger.totals(db, row, { first: row.firstDay, last: row.lastDay });
    for (const kind of new Set([...byKind.keys(), ...booked.keys()])) compare(kind, byKind.get(kind) ?? 0, booked.get(kind) ?? 0);
    const typed = new Map((await this.lines.sums(db, [row.linesOf])).map(({ kind, amountFen }) => [kind, amountFen]));
    const isComputed = (kind: string) => computed.some((line) => line.kind === kind);
    for (const { kind, amountFen } of kindTotals(byKind)) if (!isComputed(kind)) compare(`lines of ${kind}`, amountFen, typed.get(kind) ?? 0);
    return faults;
  }

  private async hash(db: EntityManager, row: StatementRow): Promise<string[]> {
    const former = row.correctsId === null ? null : await this.statements.find(db, row.correctsId);
    const hash = await this.hashes.of(db, row, row.publishedOn!, former);
    return hash === row.hash ? [] : [`statement ${row.id}: published as ${row.hash}, now ${hash}`];
  }
}

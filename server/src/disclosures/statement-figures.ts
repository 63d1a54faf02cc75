import {
  dayBefore, kindTotals, statementSums,
  type ComputedLineView, type DisclosureKind, type KindTotal, type SumsByKind, type StatementSums,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LedgerService } from '../ledger/ledger.service.ts';
import type { StatementRow } from './disclosures.entity.ts';
import { LinesStore, type TypedSum } from './lines.store.ts';
import { StatementsStore } from './statements.store.ts';

/** What submitting writes down: every figure of the edition. */
export interface FrozenFigures {
  readonly openingFen: number;
  /** Of the first statement of a book: what its ledger had before the first day. The opening's entry is the rest. */
  readonly bookedBeforeFen: number | null;
  readonly totals: readonly KindTotal[];
  readonly computed: readonly ComputedLineView[];
  readonly lines: number;
}
/** The figures of a statement, drawn up or frozen. */
export interface Figures {
  /** Null while it is not known. */
  readonly openingFen: number | null;
  readonly byKind: SumsByKind;
  readonly sums: StatementSums;
  readonly computed: readonly ComputedLineView[];
  readonly lines: number;
  readonly withoutVoucher: number;
}

/** What a statement comes to: of its lines, of what was declared, and of what the ledger knows. */
@Injectable()
export class StatementFigures {
  constructor(private readonly statements: StatementsStore, private readonly lines: LinesStore, private readonly ledger: LedgerService) {}

  async of(db: EntityManager, row: StatementRow): Promise<Figures> {
    return (await this.ofMany(db, [row])).get(row.id)!;
  }

  /** By statement. One question for the lines of all that are still drawn up; what is frozen asks nothing. */
  async ofMany(db: EntityManager, rows: readonly StatementRow[]): Promise<ReadonlyMap<string, Figures>> {
    const drafts = rows.filter(({ frozen }) => frozen === null);
    const typed = await this.lines.sums(db, drafts.map(({ linesOf }) => linesOf));
    const found = new Map(rows.flatMap((row) => (row.frozen === null ? [] : [[row.id, frozenFigures(row.frozen)] as const])));
    for (const row of drafts) found.set(row.id, await this.drawnUp(db, row, typed.filter(({ statementId }) => statementId === row.linesOf)));
    return found;
  }

  /** The figures as they stand now, whatever was frozen before. Behind the statement's gate they are what is submitted. */
  async asTheyStand(db: EntityManager, row: StatementRow): Promise<Figures> {
    return this.drawnUp(db, row, await this.lines.sums(db, [row.linesOf]));
  }

  /** The opening: typed for the first statement of a book, otherwise the closing of the period before as it is published now. */
  async opening(db: EntityManager, row: StatementRow): Promise<number | null> {
    if (!row.isOpeningCarried) return row.openingFen;
    const before = await this.statements.publishedThrough(db, row, dayBefore(row.firstDay));
    return before ? frozenFigures(before.frozen!).sums.closingFen : null;
  }

  /** The computed kinds, each as it is known and as it is declared. */
  async computed(db: EntityManager, row: StatementRow): Promise<ComputedLineView[]> {
    const declared = await this.statements.declared(db, [row.id]);
    const counted = [await this.ledger.known(db, row, { first: row.firstDay, last: row.lastDay })];
    return counted.map((known) => {
      const by = declared.find(({ kind }) => kind === known.kind);
      const declaredFen = by?.declaredFen ?? known.amountFen;
      return { ...known, declaredFen, differenceFen: declaredFen - known.amountFen, explanation: by?.explanation ?? '' };
    });
  }

  private async drawnUp(db: EntityManager, row: StatementRow, typed: readonly TypedSum[]): Promise<Figures> {
    const openingFen = await this.opening(db, row);
    const computed = await this.computed(db, row);
    const lines = typed.reduce((sum, of) => sum + of.lines, 0);
    const withoutVoucher = typed.reduce((sum, of) => sum + of.withoutVoucher, 0);
    return figuresOf(openingFen, typed, computed, { lines, withoutVoucher });
  }
}

function figuresOf(
  openingFen: number | null, typed: readonly KindTotal[], computed: readonly ComputedLineView[], counts: Pick<Figures, 'lines' | 'withoutVoucher'>,
): Figures {
  const byKind = new Map<DisclosureKind, number>([...typed.map(({ kind, amountFen }) => [kind, amountFen] as const), ...computed.map(({ kind, declaredFen }) => [kind, declaredFen] as const)]);
  return { openingFen, byKind, sums: statementSums(openingFen ?? 0, byKind), computed, ...counts };
}

/** The figures that a row was frozen with. */
export function frozenFigures(frozen: string): Figures {
  const { openingFen, totals, computed, lines } = JSON.parse(frozen) as FrozenFigures;
  const byKind = new Map(totals.map(({ kind, amountFen }) => [kind, amountFen]));
  return { openingFen, byKind, sums: statementSums(openingFen, byKind), computed, lines, withoutVoucher: 0 };
}

/** Throws where the opening is not known: nobody submits without it. */
export function freeze({ openingFen, byKind, computed, lines }: Figures, bookedBeforeFen: number | null): string {
  if (openingFen === null) throw new Error('a statement without its opening is not frozen');
  return JSON.stringify({ openingFen, bookedBeforeFen, totals: kindTotals(byKind), computed, lines } satisfies FrozenFigures);
}

import { bodyName, can, changesBetween, dueOn, isOverdueOn, kindTotals, shanghaiDate, statementWaits, type Actor, type StatementView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { refuse } from '../platform/refused.ts';
import type { StatementRow } from './disclosures.entity.ts';
import { actionsOf, isPublic, mayCosign, mayDraft, mayRead, placeOf } from './statement-access.ts';
import { type Figures, frozenFigures, StatementFigures } from './statement-figures.ts';
import { StatementsStore } from './statements.store.ts';

/** One statement as each reader may see it: what is published everybody, the rest whoever draws it up or supervises. */
@Injectable()
export class StatementReader {
  constructor(
    private readonly statements: StatementsStore, private readonly figures: StatementFigures, private readonly estates: EstatesService, private readonly clock: Clock,
  ) {}

  /** The row for somebody who may read it. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE. */
  async readable(db: EntityManager, actor: Actor, statementId: string): Promise<StatementRow> {
    const row = (await this.statements.find(db, statementId)) ?? refuse({ code: 'STATEMENT_NOT_FOUND' });
    return mayRead(actor, row) ? row : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** Of a reader who may. Refuses: STATEMENT_NOT_FOUND, OUT_OF_SCOPE. */
  async view(db: EntityManager, actor: Actor, statementId: string): Promise<StatementView> {
    const row = await this.readable(db, actor, statementId);
    const figures = await this.figures.of(db, row);
    const [before, after] = await this.neighbours(db, row);
    const names = (await this.estates.names(db, [row.estateId])).get(row.estateId);
    const providers = await this.estates.providerNames(db, row.body === 'provider' ? [row.bodyId] : []);
    const cosigns = await this.statements.cosigns(db, [row.id]);
    const { openingFen, byKind, sums, computed, lines } = figures;
    return {
      id: row.id, estateId: row.estateId, estate: names?.name ?? '', street: names?.street ?? '', body: row.body, bodyName: bodyName(row, providers), period: row.period,
      firstDay: row.firstDay, lastDay: row.lastDay, edition: row.edition, status: row.status, openingFen, isOpeningCarried: row.isOpeningCarried,
      incomeFen: sums.incomeFen, expenseFen: sums.expenseFen, closingFen: sums.closingFen, totals: kindTotals(byKind), computed, lines, remark: row.remark,
      dueOn: dueOn(row.period), isOverdue: this.isOverdue(row), publishedOn: row.publishedOn, hash: row.hash,
      corrects: before && { statementId: before.id, edition: before.edition, reason: row.reason! },
      correctedBy: after && { statementId: after.id, edition: after.edition, reason: after.reason! },
      changes: before ? changesBetween(frozenFigures(before.frozen!).byKind, byKind) : [],
      cosigns: cosigns.map(({ verdict, text, signedOn }) => ({ verdict, text, on: signedOn })),
      desk: await this.desk(db, actor, row, figures, cosigns.length === 0),
    };
  }

  /** An edition after the first is late for nobody: its period has been published. */
  isOverdue({ status, edition, period }: Pick<StatementRow, 'status' | 'edition' | 'period'>): boolean {
    return status !== 'published' && status !== 'corrected' && edition === 1 && isOverdueOn(period, this.today());
  }

  /** The edition that this one replaces, and the published one that replaced it. */
  private async neighbours(db: EntityManager, { correctsId, correctedById }: StatementRow) {
    const rows = await this.statements.byIds(db, [correctsId, correctedById].flatMap((id) => id ?? []));
    const named = (id: string | null): StatementRow | null => rows.find((row) => row.id === id) ?? null;
    return [named(correctsId), named(correctedById)] as const;
  }

  private async desk(db: EntityManager, actor: Actor, row: StatementRow, figures: Figures, isUnsigned: boolean): Promise<StatementView['desk']> {
    const [actions, cosigns, drafts] = [actionsOf(actor, row), mayCosign(actor, row), mayDraft(actor, row)];
    if (isPublic(row) && !drafts && !cosigns && !can(actor, 'statement.review', placeOf(row))) return null;
    const isDrawnUp = row.status === 'draft' || row.status === 'returned';
    return {
      version: row.version, returnedFor: row.returnedFor, actions, mayCosign: cosigns && isUnsigned,
      mayCorrect: drafts && row.status === 'published' && (await this.statements.openCorrection(db, row)) === null,
      mayDiscard: drafts && isDrawnUp,
      waitsFor: isDrawnUp ? this.waitsOf(row, figures) : [],
    };
  }

  /** What stands against submitting, with these figures. */
  waitsOf({ period, isOpeningCarried }: StatementRow, { openingFen, computed, withoutVoucher }: Figures) {
    return statementWaits({
      period, today: this.today(), openingFen, isOpeningCarried, linesWithoutVoucher: withoutVoucher,
      computed: computed.map(({ amountFen, declaredFen, explanation }) => ({ knownFen: amountFen, declaredFen, explanation })),
    });
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

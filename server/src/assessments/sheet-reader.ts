import {
  daysOf, decidingRound, shanghaiDate, waitsOf, type CountedDeduction, type DateText, type HalfYear, type RoundFacts,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ServedEstate, type ServicePeriod, ServicePeriodsService } from '../estates/service-periods.service.ts';
import { Clock } from '../platform/clock.ts';
import { SatisfactionService } from '../surveys/satisfaction.service.ts';
import type { DeductionRow, SheetRow } from './assessments.entity.ts';
import { DeductionsStore } from './deductions.store.ts';
import { draftState, type SheetSource, type SheetState, submittedState } from './sheet-state.ts';

/** A draft's surroundings: who served, and the round that its item 20 comes from. */
export interface Surroundings {
  readonly source: SheetSource;
  readonly round: RoundFacts | null;
}
interface Lines {
  readonly deductions: readonly CountedDeduction[];
  readonly lines: number;
}

/** Reads sheets with all that is computed of them, in a fixed number of questions however many there are. */
@Injectable()
export class SheetReader {
  constructor(
    private readonly periods: ServicePeriodsService,
    private readonly satisfaction: SatisfactionService,
    private readonly deductions: DeductionsStore,
    private readonly clock: Clock,
  ) {}

  /**
   * The states of one half-year's sheets. A draft whose contract, as it was corrected since, serves no day of the
   * half-year any more is left out: there is nobody to score.
   */
  async states(db: EntityManager, halfYear: HalfYear, rows: readonly SheetRow[]): Promise<SheetState[]> {
    const drafts = rows.filter(({ status }) => status === 'draft');
    const linesOf = await this.linesOf(db, drafts);
    const around = await this.surroundings(db, halfYear, drafts);
    return rows.flatMap((row) => (isFrozen(row) ? [submittedState(row)] : this.draft(row, around.get(row.id), linesOf(row.id))));
  }

  /** What surrounds one draft; undefined where {@link states} leaves it out. */
  async around(db: EntityManager, row: SheetRow): Promise<Surroundings | undefined> {
    return (await this.surroundings(db, row.halfYear, [row])).get(row.id);
  }

  /** One sheet as it stands, from what the caller has read; undefined where {@link states} leaves it out. `lines`: the withdrawn ones too. */
  state(row: SheetRow, lines: readonly DeductionRow[], around: Surroundings | undefined): SheetState | undefined {
    if (isFrozen(row)) return submittedState(row);
    const deductions = countedLines(lines);
    return this.draft(row, around, { deductions, lines: deductions.length })[0];
  }

  today(): DateText {
    return shanghaiDate(this.clock.now().getTime());
  }

  private draft(row: SheetRow, around: Surroundings | undefined, { deductions, lines }: Lines): SheetState[] {
    return around ? [draftState(row, around.source, deductions, lines, waitsOf(around.source.period, around.round, this.today()))] : [];
  }

  private async linesOf(db: EntityManager, drafts: readonly SheetRow[]): Promise<(sheetId: string) => Lines> {
    const bySheet = new Map<string, { deductions: CountedDeduction[]; lines: number }>();
    for (const { sheetId, item, unit, count, lines } of await this.deductions.sums(db, drafts.map(({ id }) => id))) {
      const sheet = bySheet.get(sheetId) ?? { deductions: [], lines: 0 };
      sheet.deductions.push({ item, unit, count });
      sheet.lines += lines;
      bySheet.set(sheetId, sheet);
    }
    return (sheetId) => bySheet.get(sheetId) ?? { deductions: [], lines: 0 };
  }

  private async surroundings(db: EntityManager, halfYear: HalfYear, drafts: readonly SheetRow[]): Promise<ReadonlyMap<string, Surroundings>> {
    const estateIds = [...new Set(drafts.map(({ estateId }) => estateId))];
    const served = await this.periods.inHalfYear(db, estateIds, halfYear);
    const rounds = await this.satisfaction.roundsFor(db, estateIds, halfYear);
    const left = [...served.values()].filter(({ periods }) => periods.some(({ days }) => days.last < daysOf(halfYear).last)).map(({ estateId }) => estateId);
    const earlier = await this.satisfaction.certifiedBefore(db, left, halfYear);
    return new Map(drafts.flatMap((row): [string, Surroundings][] => {
      const estate = served.get(row.estateId);
      const period = estate?.periods.find(({ contractId }) => contractId === row.contractId);
      if (!estate || !period) return [];
      const own = rounds.get(row.estateId);
      const round = decidingRound(halfYear, period.days, [...(own ? [own] : []), ...(earlier.get(row.estateId) ?? [])]);
      return [[row.id, { round, source: sourceOf(estate, period, round) }]];
    }));
  }
}

/** Withdrawn lines stay readable and count no more. */
export const countedLines = (lines: readonly DeductionRow[]): DeductionRow[] => lines.filter(({ withdrawnMs }) => withdrawnMs === null);

const isFrozen = (row: SheetRow): row is SheetRow & { readonly frozen: string } => row.frozen !== null;

function sourceOf({ code, name, street, community, areaCentiSqm, firstEntryDate }: ServedEstate, period: ServicePeriod, round: RoundFacts | null): SheetSource {
  const { provider, kind, signedDate, filedDate, isSubsidised, days } = period;
  return {
    estate: { code, name, street, community, areaCentiSqm, firstEntryDate },
    provider: { name: provider, kind },
    contract: { signedDate, filedDate, isSubsidised },
    period: days,
    round: round && round.deciPoints !== null ? { roundId: round.roundId, halfYear: round.halfYear, deciPoints: round.deciPoints } : null,
  };
}

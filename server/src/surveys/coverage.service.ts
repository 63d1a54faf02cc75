import {
  can, COVERAGE_SORTS, listReach, mayCertifyAfter, moveRound,
  type Actor, type CoverageQuery, type CoverageRowView, type CoverageSummaryView, type HalfYear, type Page, type RoundCoverageView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { AnswersStore } from './answers.store.ts';
import { noRounds } from './campaigns.store.ts';
import { CoverageStore, type CoverageFilter } from './coverage.store.ts';
import { RoundsStore } from './rounds.store.ts';
import { coverageRowView } from './surveys.views.ts';

const PAGE = 50;

/** What the street watches while a campaign runs: how many households took part, never which, never what they said. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: CoverageStore,
    private readonly rounds: RoundsStore,
    private readonly answers: AnswersStore,
  ) {}

  /** The rounds of a half-year within the actor's scope; without a half-year the newest. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { sort = COVERAGE_SORTS[0], cursor, limit = PAGE, ...asked }: CoverageQuery): Promise<Page<CoverageRowView>> {
    return this.unitOfWork.read(async (db) => {
      const filter = await this.filterFor(db, actor, asked);
      if (!filter) return { items: [], total: 0, nextCursor: null };
      const [offset = 0] = (readCursor(cursor, ['number']) ?? []) as number[]; // counters move while people read: a place in the list, not a row
      const { rounds, total } = await this.store.page(db, filter, sort, offset, limit);
      return { items: rounds.map(coverageRowView), total, nextCursor: offset + rounds.length < total ? writeCursor([offset + rounds.length]) : null };
    });
  }

  /** The head of the board. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor, asked: Pick<CoverageQuery, 'halfYear'>): Promise<CoverageSummaryView> {
    return this.unitOfWork.read(async (db) => {
      const filter = await this.filterFor(db, actor, asked);
      const rows = filter ? await this.store.summary(db, filter) : [];
      const sum = (of: 'estates' | 'reached' | 'households' | 'participated') => rows.reduce((total, row) => total + row[of], 0);
      return {
        halfYear: filter?.halfYear ?? null, halfYears: await this.store.halfYears(db),
        estates: sum('estates'), reached: sum('reached'), households: sum('households'), participated: sum('participated'),
        byStatus: { ...noRounds(), ...Object.fromEntries(rows.map((row) => [row.status, row.estates])) },
      };
    });
  }

  /** One estate's buildings and channels. Refuses: ROUND_NOT_FOUND, OUT_OF_SCOPE. */
  round(actor: Actor, roundId: string): Promise<RoundCoverageView> {
    return this.unitOfWork.read(async (db) => {
      const round = (await this.rounds.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' });
      const place = { streetId: round.streetId, communityId: round.communityId, estateId: round.estateId };
      if (!can(actor, 'coverage.read', place)) refuse({ code: 'OUT_OF_SCOPE' });
      const staffId = 'staffId' in actor ? actor.staffId : '';
      return {
        round: coverageRowView(round),
        supplementUntil: new Date(round.supplementUntilMs).toISOString(),
        mayCertify: can(actor, 'round.certify', place) && moveRound(round.status, 'certify').ok && mayCertifyAfter(round.closedBy, staffId),
        buildings: (await this.rounds.buildings(db, roundId)).map(({ buildingId, building, households, participated }) => ({ buildingId, building, households, participated })),
        channels: await this.answers.countByChannel(db, roundId),
      };
    });
  }

  private async filterFor(db: EntityManager, actor: Actor, asked: Omit<CoverageQuery, 'sort' | 'cursor' | 'limit'>): Promise<CoverageFilter | undefined> {
    const reach = listReach(actor, 'coverage.read') ?? refuse({ code: 'OUT_OF_SCOPE' });
    const halfYear = (asked.halfYear as HalfYear | undefined) ?? (await this.store.halfYears(db))[0];
    if (halfYear === undefined) return undefined;
    const { status, search } = asked;
    return { halfYear, reach, ...(status && { status }), ...(search && { search }) };
  }
}

import {
  AREA_SORTS, COVERAGE_SORTS, listReach, mayEver,
  type Actor, type CoverageAreasQuery, type CoverageAreaView, type CoverageCut, type CoverageDueView, type CoverageQuery, type CoverageRowView,
  type CoverageSummaryQuery, type CoverageSummaryView, type DueRounds, type HalfYear, type Page,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { AnswersStore } from './answers.store.ts';
import { noRounds } from './campaigns.store.ts';
import { CoverageStore, type CoverageFilter, type DueSums, type Reach } from './coverage.store.ts';
import { coverageRowView } from './surveys.views.ts';

const PAGE = 50;

/** What the street watches while a campaign runs: how many households took part, never which, never what they said. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: CoverageStore,
    private readonly answers: AnswersStore,
    private readonly clock: Clock,
  ) {}

  /** The rounds of a half-year within the actor's scope; without a half-year the newest. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { sort = COVERAGE_SORTS[0], cursor, limit = PAGE, ...asked }: CoverageQuery): Promise<Page<CoverageRowView>> {
    return this.unitOfWork.read(async (db) => {
      const filter = await this.filterFor(db, actor, asked);
      if (!filter) return NOTHING;
      const offset = placeIn(cursor);
      const { rounds, total } = await this.store.page(db, filter, sort, offset, limit);
      const participation = await this.answers.countParticipation(db, rounds.map(({ id }) => id));
      const items = rounds.map((round) => coverageRowView(round, participation.get(round.id)!, filter.nowMs));
      return { items, total, nextCursor: nextPlace(offset, items.length, total) };
    });
  }

  /** The same by street, or by the communities of one; a community worker has only the own community. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  areas(actor: Actor, { sort = AREA_SORTS[0], cursor, limit = PAGE, ...asked }: CoverageAreasQuery): Promise<Page<CoverageAreaView>> {
    return this.unitOfWork.read(async (db) => {
      const filter = await this.filterFor(db, actor, asked);
      if (!filter) return NOTHING;
      const offset = placeIn(cursor);
      const isWithinStreet = asked.streetId !== undefined || (filter.reach !== 'everything' && filter.reach.level !== 'street');
      const { areas, total } = await this.store.areas(db, filter, isWithinStreet ? 'community' : 'street', sort, offset, limit);
      return { items: areas, total, nextCursor: nextPlace(offset, areas.length, total) };
    });
  }

  /** The head of the board. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor, asked: CoverageSummaryQuery): Promise<CoverageSummaryView> {
    return this.unitOfWork.read(async (db) => {
      const filter = await this.filterFor(db, actor, asked);
      const halfYears = await this.store.halfYears(db);
      if (!filter) return { halfYear: null, halfYears, estates: 0, reached: 0, households: 0, participated: 0, byStatus: noRounds(), late: 0 };
      const { estates, reached, households, participated, byStatus, late } = await this.store.summary(db, filter);
      return { halfYear: filter.halfYear, halfYears, estates, reached, households, participated, byStatus, late };
    });
  }

  /** What waits for somebody now, and whether for this officer. Refuses: OUT_OF_SCOPE. */
  due(actor: Actor): Promise<CoverageDueView> {
    return this.unitOfWork.read(async (db) => {
      const officerId = 'staffId' in actor ? actor.staffId : '';
      const { short, closingSoon, below, closed, closedByMe, closedIn } = await this.store.due(db, this.reachOf(actor), officerId, this.clock.now().getTime());
      const mineToCertify = mayEver(actor.role, 'round.certify') ? closed - closedByMe : 0;
      return {
        short: dueRounds(short), closingSoon: dueRounds(closingSoon), below: dueRounds(below),
        mineToCertify, othersToCertify: closed - mineToCertify, toCertifyIn: closedIn,
      };
    });
  }

  private async filterFor(db: EntityManager, actor: Actor, asked: CoverageCut): Promise<CoverageFilter | undefined> {
    const reach = this.reachOf(actor);
    const halfYear = (asked.halfYear as HalfYear | undefined) ?? (await this.store.halfYears(db))[0];
    return halfYear && { ...asked, halfYear, reach, nowMs: this.clock.now().getTime() };
  }

  private reachOf(actor: Actor): Reach {
    return listReach(actor, 'coverage.read') ?? refuse({ code: 'OUT_OF_SCOPE' });
  }
}

const NOTHING = { items: [], total: 0, nextCursor: null } as const;

/** Counters move while people read: a place in the list, not a row. */
const placeIn = (cursor: string | undefined): number => (readCursor(cursor, ['number']) as readonly number[] | undefined)?.[0] ?? 0;
const nextPlace = (offset: number, shown: number, total: number): string | null => (offset + shown < total ? writeCursor([offset + shown]) : null);

const dueRounds = ({ untilMs, ...due }: DueSums): DueRounds => ({ ...due, until: untilMs === null ? null : new Date(untilMs).toISOString() });

import {
  can, compareProducts, COMPLAINT_CATEGORY_IDS, complaintCategory, FIGURES_BY, FiguresTally, halfYearOf, isHalfYear, listReach, publishedFigures, publishedParts,
  shanghaiDate, workingDayCounter,
  type Actor, type CategoryOfComplaint, type ComplaintFiguresFilter, type ComplaintFiguresQuery, type ComplaintFiguresRow, type ComplaintFiguresSummaryView,
  type ComplaintRateName, type EstateComplaintFiguresView, type FiguresBy, type FiguresSort, type HalfYear, type LoweringQuery, type LoweringRow, type Page,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../../calendar/work-calendar.service.ts';
import { EstatesService } from '../../estates/estates.service.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { type CountedComplaint, type FiguresFilter, FiguresStore, type LoweringPosition, type Reach } from './figures.store.ts';
import { loweringRow } from './figures.views.ts';

const PAGE = 50;
/** Complaints of estates that no provider was in charge of. */
const NOBODY = '无物业（街道办理）';

/** A group's complaints as they are counted: by the id of what they have in common. */
type Groups = Map<string | null, FiguresTally>;
/** What an export holds: every cut of the same half-year, counted in one go. */
export interface FiguresExport {
  readonly halfYear: string | null;
  readonly cuts: Readonly<Record<FiguresBy, readonly ComplaintFiguresRow[]>>;
}

/** The three rates and what they are made of, counted from the complaints themselves by `FiguresTally` of shared: nothing is kept that could differ from them. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: FiguresStore,
    private readonly estates: EstatesService,
    private readonly calendar: WorkCalendarService,
    private readonly clock: Clock,
  ) {}

  /** One page of a half-year's groups within the own scope. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { by, sort = 'received', cursor, limit = PAGE, ...filter }: ComplaintFiguresQuery): Promise<Page<ComplaintFiguresRow>> {
    const [offset = 0] = (readCursor(cursor, ['number']) ?? []) as number[]; // figures move while people read: a place in the list, not a row
    const { cuts } = await this.cuts(actor, filter, [by]);
    const rows = [...cuts[by]].sort(ORDERS[sort]);
    const next = offset + limit;
    return { items: rows.slice(offset, next), total: rows.length, nextCursor: next < rows.length ? writeCursor([next]) : null };
  }

  /** All that the filter asks for as one, within the own scope. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor, asked: ComplaintFiguresFilter): Promise<ComplaintFiguresSummaryView> {
    return this.unitOfWork.read(async (db) => {
      const { filter, halfYears } = await this.filterOf(db, actor, asked);
      const tally = (await this.tallies(db))();
      if (filter) await this.store.eachBatch(db, filter, (batch) => batch.forEach((each) => tally.add(each)));
      return { halfYear: filter?.halfYear ?? null, halfYears, figures: tally.figures() };
    });
  }

  /** The complaints that lower a rate, the newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async lowering(actor: Actor, { rate, cursor, limit = PAGE, ...asked }: LoweringQuery): Promise<Page<LoweringRow>> {
    const after = readCursor(cursor, ['number', 'string']) as LoweringPosition | undefined;
    const nowMs = this.clock.now().getTime();
    return this.unitOfWork.read(async (db) => {
      const { filter } = await this.filterOf(db, actor, asked);
      if (!filter) return { items: [], total: 0, nextCursor: null };
      const found = await this.store.lowering(db, filter, rate, nowMs, after, limit + 1);
      const shown = found.slice(0, limit);
      const names = await this.estates.names(db, [...new Set(shown.map(({ estateId }) => estateId))]);
      const last = shown.at(-1);
      return {
        items: shown.map((row) => loweringRow(row, rate, nowMs, names.get(row.estateId)?.name ?? '')),
        total: await this.store.countLowering(db, filter, rate, nowMs),
        nextCursor: last && found.length > limit ? writeCursor([last.receivedMs, last.id]) : null,
      };
    });
  }

  /** Every cut, for a file. Refuses: OUT_OF_SCOPE. */
  async export(actor: Actor, filter: ComplaintFiguresFilter): Promise<FiguresExport> {
    const { halfYear, cuts } = await this.cuts(actor, filter, FIGURES_BY);
    return { halfYear, cuts };
  }

  /** What anybody may see of an estate, small cells hidden; without a half-year the running one. Refuses: OUT_OF_SCOPE, ESTATE_NOT_FOUND. */
  estate(actor: Actor, estateId: string, asked?: string): Promise<EstateComplaintFiguresView> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      if (!(await this.estates.placeOf(db, estateId))) refuse({ code: 'ESTATE_NOT_FOUND' });
      const reach: Reach = { level: 'estate', id: estateId };
      const running = halfYearOf(shanghaiDate(this.clock.now().getTime()));
      const halfYear = asked !== undefined && isHalfYear(asked) ? asked : running;
      const tally = (await this.tallies(db))();
      const categories = Object.fromEntries(COMPLAINT_CATEGORY_IDS.map((id) => [id, 0])) as Record<CategoryOfComplaint, number>;
      await this.store.eachBatch(db, { reach, halfYear }, (batch) => batch.forEach((each) => {
        tally.add(each);
        categories[each.category] += 1;
      }));
      const figures = tally.figures();
      return {
        estateId, halfYear, halfYears: [...new Set([running, ...await this.store.halfYears(db, reach)])].sort().reverse(),
        figures: publishedFigures(figures), standing: publishedParts(figures.standing), categories: publishedParts(categories),
      };
    });
  }

  private cuts(actor: Actor, asked: ComplaintFiguresFilter, wanted: readonly FiguresBy[]): Promise<FiguresExport> {
    return this.unitOfWork.read(async (db) => {
      const { filter } = await this.filterOf(db, actor, asked);
      const newTally = await this.tallies(db);
      const groups = Object.fromEntries(FIGURES_BY.map((by) => [by, new Map()])) as unknown as Record<FiguresBy, Groups>;
      const count = (each: CountedComplaint) => {
        for (const by of wanted) {
          const key = KEY_OF[by](each);
          const tally = groups[by].get(key) ?? newTally();
          groups[by].set(key, tally);
          tally.add(each);
        }
      };
      if (filter) await this.store.eachBatch(db, filter, (batch) => batch.forEach(count));
      const cuts = {} as Record<FiguresBy, readonly ComplaintFiguresRow[]>;
      for (const by of FIGURES_BY) cuts[by] = await this.rows(db, by, groups[by]);
      return { halfYear: filter?.halfYear ?? null, cuts };
    });
  }

  private async rows(db: EntityManager, by: FiguresBy, groups: Groups): Promise<ComplaintFiguresRow[]> {
    const named = await this.named(db, by, [...groups.keys()].filter((id) => id !== null));
    return [...groups].map(([id, tally]) => ({ id, name: NOBODY, street: null, ...(id !== null && named(id)), figures: tally.figures() }));
  }

  private async named(db: EntityManager, by: FiguresBy, ids: readonly string[]): Promise<(id: string) => Pick<ComplaintFiguresRow, 'name' | 'street'>> {
    if (by === 'category') return (id) => ({ name: complaintCategory(id as CategoryOfComplaint).word, street: null });
    if (by === 'estate') {
      const names = await this.estates.names(db, ids);
      return (id) => ({ name: names.get(id)?.name ?? '', street: names.get(id)?.street ?? '' });
    }
    const names = by === 'street' ? await this.estates.streetNames(db, ids) : await this.estates.providerNames(db, ids);
    return (id) => ({ name: names.get(id) ?? '', street: null });
  }

  /** The filter with its half-year; undefined where nothing has been received yet. */
  private async filterOf(db: EntityManager, actor: Actor, asked: ComplaintFiguresFilter) {
    const reach = listReach(actor, 'complaintFigures.read') ?? refuse({ code: 'OUT_OF_SCOPE' });
    const halfYears = await this.store.halfYears(db, reach);
    const halfYear = (asked.halfYear as HalfYear | undefined) ?? halfYears[0];
    const filter: FiguresFilter | undefined = halfYear && { ...asked, reach, halfYear };
    return { halfYears, filter };
  }

  /** Tallies that count by one calendar, and by one clock. */
  private async tallies(db: EntityManager): Promise<() => FiguresTally> {
    const [nowMs, workingDays] = [this.clock.now().getTime(), workingDayCounter(await this.calendar.calendar(db))];
    return () => new FiguresTally(nowMs, workingDays);
  }
}

const KEY_OF: Readonly<Record<FiguresBy, (each: CountedComplaint) => string | null>> = {
  estate: ({ estateId }) => estateId, provider: ({ providerId }) => providerId, street: ({ streetId }) => streetId, category: ({ category }) => category,
};

type Order = (a: ComplaintFiguresRow, b: ComplaintFiguresRow) => number;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byName: Order = (a, b) => byText(a.name, b.name) || byText(a.id ?? '', b.id ?? '');
/** Lowest first, exactly; those without a rate come last. */
const byRate = (rate: ComplaintRateName): Order => (a, b) => {
  const [left, right] = [a.figures[rate], b.figures[rate]];
  return Number(left.denominator === 0) - Number(right.denominator === 0)
    || compareProducts([left.numerator, right.denominator], [right.numerator, left.denominator]) || byName(a, b);
};
const ORDERS: Readonly<Record<FiguresSort, Order>> = {
  received: (a, b) => b.figures.received - a.figures.received || byName(a, b),
  name: byName, response: byRate('response'), resolution: byRate('resolution'), satisfaction: byRate('satisfaction'),
};

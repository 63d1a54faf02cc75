import {
  ASSESSMENT_STATUSES, can, compareProducts, GRADES, listReach, outOfFor, SHEET_SORTS,
  type Actor, type HalfYear, type Page, type SheetRowView, type SheetSort, type SheetsQuery, type SheetsSummaryView, type SheetView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StaffNames } from '../identity/staff-names.service.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import type { DeductionRow, SheetRow } from './assessments.entity.ts';
import { placeOf, sheetRowView, sheetView, staffName } from './assessments.views.ts';
import { DeductionsStore } from './deductions.store.ts';
import { SheetReader, type Surroundings } from './sheet-reader.ts';
import { type SheetFilter, SheetsStore } from './sheets.store.ts';
import type { SheetState } from './sheet-state.ts';

const PAGE = 50;

/** A question about sheets without where in the list to begin. */
export type RowsQuery = Omit<SheetsQuery, 'cursor' | 'limit'>;

/** The sheets as people read them: a half-year's list with its head, and one sheet in the annex's order. */
@Injectable()
export class AssessmentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sheets: SheetsStore,
    private readonly deductions: DeductionsStore,
    private readonly reader: SheetReader,
    private readonly names: StaffNames,
  ) {}

  /** One page of {@link rows}. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { cursor, limit = PAGE, ...query }: SheetsQuery): Promise<Page<SheetRowView>> {
    const [offset = 0] = (readCursor(cursor, ['number']) ?? []) as number[]; // scores move while people read: a place in the list, not a row
    const rows = await this.rows(actor, query);
    const next = offset + limit;
    return { items: rows.slice(offset, next), total: rows.length, nextCursor: next < rows.length ? writeCursor([next]) : null };
  }

  /** All sheets of a half-year within the own scope that are asked for, in the order asked for; without a half-year the newest. Refuses: OUT_OF_SCOPE. */
  rows(actor: Actor, { grade, search, sort = SHEET_SORTS[0], ...query }: RowsQuery): Promise<SheetRowView[]> {
    return this.unitOfWork.read(async (db) => {
      const { states } = await this.found(db, actor, query);
      const asked = states.filter((state) => (!grade || state.outcome?.grade === grade) && (!search || says(state, search)));
      return asked.sort(ORDERS[sort]).map(sheetRowView);
    });
  }

  /** The head of the list. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor, query: Pick<SheetsQuery, 'halfYear'>): Promise<SheetsSummaryView> {
    return this.unitOfWork.read(async (db) => {
      const { halfYear, halfYears, states } = await this.found(db, actor, query);
      const count = (holds: (state: SheetState) => boolean) => states.filter(holds).length;
      const isWaiting = ({ row, waitsFor }: SheetState) => row.status === 'draft' && waitsFor.length > 0;
      return {
        halfYear, halfYears, sheets: states.length,
        byStatus: countedBy(ASSESSMENT_STATUSES, (status) => count(({ row }) => row.status === status)),
        byGrade: countedBy(GRADES, (grade) => count(({ outcome }) => outcome?.grade === grade)),
        ready: count((state) => state.row.status === 'draft' && !isWaiting(state)),
        held: count(isWaiting),
        subsidyFen: states.reduce((sum, { outcome }) => sum + (outcome?.subsidyFen ?? 0), 0),
      };
    });
  }

  /** One sheet. A provider sees its own once it is submitted. Refuses: ASSESSMENT_NOT_FOUND, OUT_OF_SCOPE. */
  sheet(actor: Actor, sheetId: string): Promise<SheetView> {
    return this.unitOfWork.read(async (db) => {
      const row = (await this.sheets.find(db, sheetId)) ?? refuse({ code: 'ASSESSMENT_NOT_FOUND' });
      if (!can(actor, 'assessment.list', placeOf(row)) || (seesSubmittedOnly(actor) && row.status === 'draft')) refuse({ code: 'OUT_OF_SCOPE' });
      return this.view(db, actor, row, row.status === 'draft' ? await this.reader.around(db, row) : undefined);
    });
  }

  /**
   * The sheet for somebody who may see it, and the answer of every write to it. The lines are read after the row: a line
   * that came in between makes the row's version old, and a submission of that version is refused.
   * Refuses: ASSESSMENT_NOT_FOUND.
   */
  async view(db: EntityManager, actor: Actor, row: SheetRow, around: Surroundings | undefined): Promise<SheetView> {
    const lines = await this.deductions.ofSheet(db, row.id);
    const state = this.reader.state(row, lines, around) ?? refuse({ code: 'ASSESSMENT_NOT_FOUND' });
    return sheetView(actor, state, lines, await this.names.ofActors(db, whoWrote(row, lines)));
  }

  private async found(db: EntityManager, actor: Actor, { halfYear: asked, ...query }: Pick<SheetsQuery, 'halfYear' | 'status' | 'streetId' | 'communityId'>) {
    const reach = listReach(actor, 'assessment.list') ?? refuse({ code: 'OUT_OF_SCOPE' });
    const seen: SheetFilter = { reach, ...(seesSubmittedOnly(actor) && { status: 'submitted' }) };
    const halfYears = await this.sheets.halfYears(db, seen);
    const halfYear = (asked as HalfYear | undefined) ?? halfYears[0] ?? null;
    const isNothing = halfYear === null || (seen.status && query.status && seen.status !== query.status);
    const rows = isNothing ? [] : await this.sheets.list(db, { ...query, ...seen, halfYear });
    return { halfYear, halfYears, states: isNothing ? [] : await this.reader.states(db, halfYear, rows) };
  }
}

/** A firm's own scores are its to see once the street has submitted them, not while an officer is still writing. */
const seesSubmittedOnly = ({ role }: Actor): boolean => role === 'providerManager';

const whoWrote = ({ submittedBy }: SheetRow, lines: readonly DeductionRow[]): string[] =>
  [submittedBy, ...lines.flatMap(({ enteredBy, withdrawnBy }) => [enteredBy, withdrawnBy])].flatMap((id) => (id === null ? [] : [staffName(id)]));

const says = ({ source: { estate, provider } }: SheetState, words: string): boolean =>
  [estate.name, estate.code, estate.community, provider.name].some((text) => text.toLowerCase().includes(words.toLowerCase()));

const countedBy = <Key extends string>(keys: readonly Key[], count: (key: Key) => number) =>
  Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>;

type Order = (a: SheetState, b: SheetState) => number;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** The register's order, and within an estate one provider after the other. */
const byEstate: Order = (a, b) => byText(a.source.estate.code, b.source.estate.code) || byText(a.source.period.first, b.source.period.first) || byText(a.row.id, b.row.id);
/** By the share of what could be reached, exactly; those whose item 20 waits come after the others, by what was entered. */
const byShare = (direction: 1 | -1): Order => (a, b) =>
  Number(a.outcome === null) - Number(b.outcome === null)
  || direction * compareProducts([reached(a), outOfFor(b.scored.kind)], [reached(b), outOfFor(a.scored.kind)]) || byEstate(a, b);
const reached = ({ outcome, score }: SheetState): number => outcome?.deciPoints ?? score.enteredDeciPoints;
const ORDERS: Readonly<Record<SheetSort, Order>> = { estate: byEstate, lowestFirst: byShare(1), highestFirst: byShare(-1) };

import { can, shanghaiDate, type Actor, type BillReasonBody, type BillRow as BillListRow, type BillsQuery, type BillView, type MyBillRow, type MyBillsQuery, type Page } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { HouseholdClaims } from '../../estates/household-claims.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { Desks } from '../desks.service.ts';
import { PayableFirms } from '../payable-firms.service.ts';
import { type BillFilter, BillListsStore, type BillPosition, type MyBillPosition, myPositionOf } from './bill-lists.store.ts';
import { BillMonthsStore } from './bill-months.store.ts';
import { BillReader } from './bill-reader.ts';
import type { BillRow } from './bills.entity.ts';
import { BillsStore } from './bills.store.ts';
import { billListRow, myBillRow } from './bills.views.ts';

const PAGE = 50;

/** Bills as their readers have them, and a bill taken back. */
@Injectable()
export class BillsService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly bills: BillsStore, private readonly lists: BillListsStore, private readonly months: BillMonthsStore, private readonly reader: BillReader,
    private readonly desks: Desks, private readonly payable: PayableFirms, private readonly estates: EstatesService, private readonly claims: HouseholdClaims, private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.claims.register((db, householdIds) => this.months.anyOf(db, householdIds)); // a bill names its door for as long as the books are kept
  }

  /** The own firm's, the newest run first. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, estateId: string, { cursor, limit = PAGE, ...query }: BillsQuery): Promise<Page<BillListRow>> {
    const after = readCursor(cursor, ['number', 'string']) as BillPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const { providerId } = await this.desks.reading(db, actor, 'bill.list', estateId);
      const filter = await this.filterOf(db, estateId, providerId, query);
      const found = await this.lists.page(db, filter, after, limit + 1);
      const shown = found.slice(0, limit);
      const dwellings = await this.estates.dwellingsOf(db, shown.map(({ householdId }) => householdId));
      const last = shown.at(-1);
      return {
        items: shown.map((row) => billListRow(row, dwellings.get(row.householdId), this.today())), total: await this.lists.count(db, filter),
        nextCursor: last && found.length > limit ? writeCursor([last.issuedMs, last.number]) : null,
      };
    });
  }

  /** Of the households that the phone holds, what is open first. Refuses: OUT_OF_SCOPE, NOT_YOUR_HOUSEHOLD, INVALID_CURSOR. */
  mine(actor: Actor, { householdId, cursor, limit = PAGE }: MyBillsQuery): Promise<Page<MyBillRow>> {
    if (actor.role !== 'resident' || !can(actor, 'bill.own', { residentId: actor.residentId })) return refuse({ code: 'OUT_OF_SCOPE' });
    const { residentId } = actor;
    const after = readCursor(cursor, ['number', 'string', 'string']) as MyBillPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const held = await this.estates.heldBy(db, residentId);
      if (householdId !== undefined && !held.includes(householdId)) refuse({ code: 'NOT_YOUR_HOUSEHOLD' });
      const households = householdId === undefined ? held : [householdId];
      const found = await this.lists.mine(db, households, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.myRows(db, shown), total: await this.lists.countMine(db, households),
        nextCursor: last && found.length > limit ? writeCursor(myPositionOf(last)) : null,
      };
    });
  }

  /** One bill with its lines, collections and refunds, for the household's phone and the firm. Refuses: BILL_NOT_FOUND, OUT_OF_SCOPE. */
  one(actor: Actor, billId: string): Promise<BillView> {
    return this.unitOfWork.read((db) => this.reader.view(db, actor, billId));
  }

  /**
   * Takes a bill back that nobody has paid, or whose money went back: it stays readable, and its months may be billed
   * again. Refuses: BILL_NOT_FOUND, OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE, BILL_BEING_PAID, BILL_NOT_PAYABLE (paid: reverse
   * or refund it first; or void already).
   */
  void(actor: Actor, billId: string, { version, reason }: BillReasonBody): Promise<BillView> {
    return this.unitOfWork.run(async (tx) => {
      const seen = (await this.bills.find(tx, billId)) ?? refuse({ code: 'BILL_NOT_FOUND' });
      if (!can(actor, 'bill.adjust', { providerId: seen.providerId })) refuse({ code: 'OUT_OF_SCOPE' });
      const isUnchanged = await this.bills.passGate(tx, billId, version);
      const { status, amountFen, number } = (await this.bills.find(tx, billId))!;
      if (status === 'paying') refuse({ code: 'BILL_BEING_PAID' });
      if (!isUnchanged) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if (status !== 'issued' && status !== 'refunded') refuse({ code: 'BILL_NOT_PAYABLE' });
      await this.bills.write(tx, billId, { status: 'void', voidedFor: reason });
      await this.months.free(tx, billId);
      await this.audit.append(tx, { actor, action: 'bill.void', subject: `bill:${billId}`, facts: { number, amountFen, formerStatus: status, reason } });
      return this.reader.view(tx, actor, billId);
    });
  }

  private async filterOf(db: EntityManager, estateId: string, providerId: string, { status, buildingId, search, month }: Omit<BillsQuery, 'cursor' | 'limit'>): Promise<BillFilter> {
    const filter: BillFilter = { estateId, providerId, ...(status !== undefined && { status }), ...(month !== undefined && { month }) };
    if (buildingId === undefined && search === undefined) return filter;
    const householdIds = (await this.estates.dwellings(db, estateId))
      .filter((dwelling) => (buildingId === undefined || dwelling.buildingId === buildingId) && (search === undefined || `${dwelling.building}${dwelling.door}`.includes(search)))
      .map(({ householdId }) => householdId);
    return { ...filter, among: { householdIds, words: buildingId === undefined && search !== undefined ? search : null } };
  }

  private async myRows(db: EntityManager, rows: readonly BillRow[]): Promise<MyBillRow[]> {
    const estates = await this.estates.names(db, [...new Set(rows.map(({ estateId }) => estateId))]);
    const providers = await this.estates.providerNames(db, rows.map(({ providerId }) => providerId));
    const dwellings = await this.estates.dwellingsOf(db, rows.map(({ householdId }) => householdId));
    const payable = await this.payable.among(db, rows.map(({ providerId }) => providerId));
    return rows.map((row) => {
      const isOpen = row.status === 'issued' || row.status === 'paying';
      const names = { estate: estates.get(row.estateId)?.name ?? '', provider: providers.get(row.providerId) ?? '', dwelling: dwellings.get(row.householdId) };
      return myBillRow(row, names, this.today(), isOpen && payable.has(row.providerId));
    });
  }

  private today(): string {
    return shanghaiDate(this.clock.now().getTime());
  }
}

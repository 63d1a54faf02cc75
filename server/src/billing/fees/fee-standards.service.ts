import {
  can, isStaff,
  type Actor, type AddFeeDiscountBody, type AddFeeStandardBody, type EndFeeStandardBody, type FeeStandardView, type MonthText, type Page, type PageQuery,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { Desks } from '../desks.service.ts';
import { DesksStore } from '../desks.store.ts';
import type { FeeDiscountRow, FeeStandardRow } from './fees.entity.ts';
import { FeeStandardsStore, isNeverInForce, type StandardPosition } from './fee-standards.store.ts';
import { feeStandardView } from './fees.views.ts';

const PAGE = 50;

/**
 * What a firm charges. Everybody reads it; the firm's manager writes it, for months that no run has billed yet: a
 * published price is not changed behind a bill. [D] A rate is never edited, it ends and another begins.
 */
@Injectable()
export class FeeStandardsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly standards: FeeStandardsStore, private readonly desks: Desks, private readonly gates: DesksStore,
    private readonly estates: EstatesService, private readonly audit: AuditLog,
  ) {}

  /** One page of what is and was charged at an estate, the newest first. Refuses: ESTATE_NOT_FOUND, INVALID_CURSOR. */
  page(actor: Actor, estateId: string, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<FeeStandardView>> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const after = readCursor(cursor, ['string', 'string']) as StandardPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      if (!(await this.estates.placeOf(db, estateId))) refuse({ code: 'ESTATE_NOT_FOUND' });
      const found = await this.standards.page(db, estateId, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.views(db, shown), total: await this.standards.count(db, estateId),
        nextCursor: last && found.length > limit ? writeCursor([last.fromMonth, last.id]) : null,
      };
    });
  }

  /**
   * A fee from a month on; the same again is the same fee. Refuses: ESTATE_NOT_FOUND, OUT_OF_SCOPE, FEE_DIFFERS,
   * FEE_MONTHS_WRONG (from a month that is billed already), FEE_OVERLAPS (the firm charges under this name then).
   */
  add(actor: Actor, estateId: string, { id, name, basis, rateFen, fromMonth }: AddFeeStandardBody): Promise<FeeStandardView> {
    return this.unitOfWork.run(async (tx) => {
      const { providerId } = await this.desks.serving(tx, actor, 'fee.edit', estateId);
      await this.gates.passGate(tx, estateId, providerId);
      const row: FeeStandardRow = { id, estateId, providerId, name, basis, rateFen, fromMonth, untilMonth: null, version: 1 };
      const known = await this.standards.find(tx, id);
      if (known) return isSame(known, row) ? this.view(tx, known) : refuse({ code: 'FEE_DIFFERS' });
      await this.unbilledOnly(tx, row, fromMonth);
      if (await this.standards.overlaps(tx, row)) refuse({ code: 'FEE_OVERLAPS' });
      await this.standards.insert(tx, row);
      await this.audit.append(tx, { actor, action: 'feeStandard.add', subject: `estate:${estateId}`, facts: { standardId: id, providerId, name, basis, rateFen, fromMonth } });
      return this.view(tx, row);
    }, { idempotent: true });
  }

  /**
   * Its last month, no earlier than what is billed; with the month before its first it never comes into force and is gone.
   * Refuses: FEE_STANDARD_NOT_FOUND, OUT_OF_SCOPE, FEE_MONTHS_WRONG, FEE_OVERLAPS, CHANGED_BY_SOMEONE_ELSE.
   */
  end(actor: Actor, standardId: string, { version, untilMonth }: EndFeeStandardBody): Promise<FeeStandardView> {
    return this.unitOfWork.run(async (tx) => {
      const row = await this.own(tx, actor, standardId);
      if (!(await this.standards.change(tx, standardId, version, {}))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const billedThrough = await this.gates.billedThrough(tx, row.estateId, row.providerId);
      const isNever = isNeverInForce(row.fromMonth, untilMonth);
      const isBilled = billedThrough !== null && billedThrough >= row.fromMonth;
      if ((untilMonth < row.fromMonth && !isNever) || (isBilled && untilMonth < billedThrough)) refuse({ code: 'FEE_MONTHS_WRONG' });
      const ended = { ...row, untilMonth, version: version + 1 };
      if (isNever) await this.standards.drop(tx, standardId);
      else {
        if (await this.standards.overlaps(tx, ended)) refuse({ code: 'FEE_OVERLAPS' });
        await this.standards.change(tx, standardId, version + 1, { untilMonth });
        ended.version += 1;
      }
      const facts = { standardId, name: row.name, untilMonth, formerUntilMonth: row.untilMonth };
      await this.audit.append(tx, { actor, action: isNever ? 'feeStandard.remove' : 'feeStandard.end', subject: `estate:${row.estateId}`, facts });
      return this.view(tx, ended);
    });
  }

  /**
   * Thousandths off, for all or for the households that are named; of several the best one counts. The same again is the
   * same discount. Refuses: FEE_STANDARD_NOT_FOUND, OUT_OF_SCOPE, FEE_DIFFERS, FEE_MONTHS_WRONG (billed already, or
   * outside of the standard's months), HOUSEHOLD_NOT_FOUND, CHANGED_BY_SOMEONE_ELSE.
   */
  addDiscount(actor: Actor, standardId: string, { id, version, name, permilleOff, fromMonth, untilMonth = null, householdIds }: Discounted): Promise<FeeStandardView> {
    return this.unitOfWork.run(async (tx) => {
      const standard = await this.own(tx, actor, standardId);
      const named = householdIds && [...new Set(householdIds)].sort();
      const row: FeeDiscountRow = { id, standardId, name, permilleOff, fromMonth, untilMonth, isForAll: named === undefined };
      const known = await this.standards.discount(tx, id);
      if (known) {
        const isKnown = isSame(known, row) && (await this.standards.householdsOf(tx, id)).sort().join() === (named ?? []).join();
        return isKnown ? this.view(tx, standard) : refuse({ code: 'FEE_DIFFERS' });
      }
      if (!(await this.standards.change(tx, standardId, version, {}))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.unbilledOnly(tx, standard, fromMonth);
      const isOutside = (standard.untilMonth !== null && fromMonth > standard.untilMonth) || (untilMonth !== null && (untilMonth < fromMonth || untilMonth < standard.fromMonth));
      if (isOutside) refuse({ code: 'FEE_MONTHS_WRONG' });
      await this.ofEstate(tx, standard.estateId, named ?? []);
      await this.standards.insertDiscount(tx, row, named ?? []);
      const facts = { standardId, discountId: id, name, permilleOff, fromMonth, untilMonth, households: named?.length ?? null };
      await this.audit.append(tx, { actor, action: 'feeDiscount.add', subject: `estate:${standard.estateId}`, facts });
      return this.view(tx, { ...standard, version: version + 1 });
    }, { idempotent: true });
  }

  /**
   * The last month of a discount, as {@link end} of a standard. Refuses: FEE_STANDARD_NOT_FOUND, FEE_DISCOUNT_NOT_FOUND,
   * OUT_OF_SCOPE, FEE_MONTHS_WRONG, CHANGED_BY_SOMEONE_ELSE.
   */
  endDiscount(actor: Actor, standardId: string, discountId: string, { version, untilMonth }: EndFeeStandardBody): Promise<FeeStandardView> {
    return this.unitOfWork.run(async (tx) => {
      const standard = await this.own(tx, actor, standardId);
      const discount = await this.standards.discount(tx, discountId);
      if (discount?.standardId !== standardId) return refuse({ code: 'FEE_DISCOUNT_NOT_FOUND' });
      if (!(await this.standards.change(tx, standardId, version, {}))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const billedThrough = await this.gates.billedThrough(tx, standard.estateId, standard.providerId);
      const isNever = isNeverInForce(discount.fromMonth, untilMonth);
      const isBilled = billedThrough !== null && billedThrough >= discount.fromMonth;
      if ((untilMonth < discount.fromMonth && !isNever) || (isBilled && untilMonth < billedThrough)) refuse({ code: 'FEE_MONTHS_WRONG' });
      if (isNever) await this.standards.removeDiscount(tx, discountId);
      else await this.standards.endDiscount(tx, discountId, untilMonth);
      const facts = { standardId, discountId, name: discount.name, untilMonth, formerUntilMonth: discount.untilMonth };
      await this.audit.append(tx, { actor, action: isNever ? 'feeDiscount.remove' : 'feeDiscount.end', subject: `estate:${standard.estateId}`, facts });
      return this.view(tx, { ...standard, version: version + 1 });
    });
  }

  /** The standard of the own firm, behind the gate of its desk. */
  private async own(tx: EntityManager, actor: Actor, standardId: string): Promise<FeeStandardRow> {
    if (!isStaff(actor)) return refuse({ code: 'OUT_OF_SCOPE' });
    const { estateId, providerId } = (await this.standards.find(tx, standardId)) ?? refuse({ code: 'FEE_STANDARD_NOT_FOUND' });
    if (!can(actor, 'fee.edit', { providerId })) refuse({ code: 'OUT_OF_SCOPE' });
    await this.gates.passGate(tx, estateId, providerId);
    return (await this.standards.find(tx, standardId)) ?? refuse({ code: 'FEE_STANDARD_NOT_FOUND' }); // again behind the gate: it may just have been removed
  }

  private async unbilledOnly(tx: EntityManager, { estateId, providerId }: Pick<FeeStandardRow, 'estateId' | 'providerId'>, fromMonth: MonthText): Promise<void> {
    const billedThrough = await this.gates.billedThrough(tx, estateId, providerId);
    if (billedThrough !== null && fromMonth <= billedThrough) refuse({ code: 'FEE_MONTHS_WRONG' });
  }

  private async ofEstate(tx: EntityManager, estateId: string, householdIds: readonly string[]): Promise<void> {
    const dwellings = await this.estates.dwellingsOf(tx, householdIds);
    if (householdIds.some((id) => dwellings.get(id)?.estateId !== estateId)) refuse({ code: 'HOUSEHOLD_NOT_FOUND' });
  }

  private async view(db: EntityManager, row: FeeStandardRow): Promise<FeeStandardView> {
    return (await this.views(db, [row]))[0]!;
  }

  private async views(db: EntityManager, rows: readonly FeeStandardRow[]): Promise<FeeStandardView[]> {
    const discounts = await this.standards.discounts(db, rows.map(({ id }) => id));
    const providers = await this.estates.providerNames(db, rows.map(({ providerId }) => providerId));
    return rows.map((row) => feeStandardView(row, providers.get(row.providerId) ?? '', discounts.get(row.id) ?? []));
  }
}

type Discounted = Omit<AddFeeDiscountBody, 'untilMonth'> & { readonly untilMonth?: MonthText | null };

/** The same request again: what the row began with is what is asked for. */
function isSame<Row extends FeeStandardRow | FeeDiscountRow>(known: Row, row: Row): boolean {
  const { version: _v, untilMonth: _u, ...before } = known as FeeStandardRow;
  const { version: _w, untilMonth: _t, ...now } = row as FeeStandardRow;
  return JSON.stringify(Object.entries(before).sort()) === JSON.stringify(Object.entries(now).sort());
}

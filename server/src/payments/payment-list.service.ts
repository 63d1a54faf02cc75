import { can, isStaff, type Actor, type Page, type PaymentRow, type PaymentsQuery } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { OrdersStore } from './orders.store.ts';
import { PaymentListStore, type PaymentPosition } from './payment-list.store.ts';
import type { PaymentOrderRow } from './payments.entity.ts';
import { paymentRow } from './payments.views.ts';

const PAGE = 50;

/** What a firm was paid in an estate. Its own alone: another firm's households are not its affair, nor anybody's beside the two. */
@Injectable()
export class PaymentListService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly list: PaymentListStore, private readonly orders: OrdersStore, private readonly estates: EstatesService) {}

  /** The newest first; without a status, those that were paid. Refuses: OUT_OF_SCOPE, ESTATE_NOT_FOUND, INVALID_CURSOR. */
  page(actor: Actor, estateId: string, { status = 'paid', cursor, limit = PAGE }: PaymentsQuery): Promise<Page<PaymentRow>> {
    const providerId = isStaff(actor) && actor.scope.level === 'provider' ? actor.scope.id : refuse({ code: 'OUT_OF_SCOPE' });
    if (!can(actor, 'bill.list', { estateId, providerId })) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      if (!(await this.estates.placeOf(db, estateId))) refuse({ code: 'ESTATE_NOT_FOUND' });
      const filter = { estateId, providerId, status };
      const found = await this.list.page(db, filter, readCursor(cursor, ['number', 'string']) as PaymentPosition | undefined, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return { items: await this.rows(db, shown), total: await this.list.count(db, filter), nextCursor: last && found.length > limit ? writeCursor([last.createdMs, last.id]) : null };
    });
  }

  private async rows(db: EntityManager, orders: readonly PaymentOrderRow[]): Promise<PaymentRow[]> {
    const ids = orders.map(({ id }) => id);
    const [bills, refunds] = [await this.orders.billsOf(db, ids), await this.list.refunds(db, ids)];
    const dwellings = await this.estates.dwellingsOf(db, [...new Set(orders.map(({ householdId }) => householdId))]);
    return orders.map((order) => {
      const { building = '', door = '' } = dwellings.get(order.householdId) ?? {};
      return paymentRow(order, bills.filter(({ orderId }) => orderId === order.id), refunds.filter(({ orderId }) => orderId === order.id), { building, door });
    });
  }
}

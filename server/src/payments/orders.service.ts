import {
  can, ORDER_MINUTES, shanghaiDate,
  type Actor, type PayBody, type PaymentSettingsView, type PaymentView, type ResidentActor,
} from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BillSettlement, type OrderedBills } from '../billing/bill-settlement.service.ts';
import { EstatesService } from '../estates/estates.service.ts';
import { Openids } from '../identity/openids.service.ts';
import { ResidentFarewells } from '../identity/resident-farewells.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { type Allowance, Throttle } from '../platform/throttle/throttle.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';
import { MerchantsService } from './merchants.service.ts';
import { OrderReader } from './order-reader.ts';
import { OrderSteps } from './order-steps.ts';
import { OrdersStore } from './orders.store.ts';
import type { PaymentOrderRow } from './payments.entity.ts';

const HOUR_SECONDS = 3600;
/** Somebody who cannot make up their mind, not a machine. [D] */
const ORDERS: Allowance = { attempts: 60, perSeconds: HOUR_SECONDS };
const MINUTE_MS = 60_000;
/** The page asks every second or two while it waits; WeChat is asked at most so often. */
const LOOK_EVERY_MS = 2_000;
const DIGITS_OF_NUMBER = 14;
const LONGEST_NAME = 60;
const TRY_AGAIN_SECONDS = 3;

/** The order is there already: what this attempt has written beside it must not stay. */
class ThereAlready extends Error {}

/** A resident pays bills of the own household. */
@Injectable()
export class OrdersService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly orders: OrdersStore, private readonly reader: OrderReader, private readonly steps: OrderSteps,
    private readonly bills: BillSettlement, private readonly merchants: MerchantsService, private readonly estates: EstatesService, private readonly openids: Openids,
    private readonly wechat: WechatPay, private readonly throttle: Throttle, private readonly farewells: ResidentFarewells, private readonly audit: AuditLog,
    private readonly clock: Clock, private readonly random: Random,
  ) {}

  onModuleInit(): void {
    this.farewells.register((tx, residentId) => this.orders.forgetResident(tx, residentId)); // what is open is paid or closed like any other
  }

  /** What a page may offer before anybody pays. Refuses: OUT_OF_SCOPE. */
  settings(actor: Actor): PaymentSettingsView {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return { mode: this.wechat.mode, isPlayMoney: this.wechat.isPlayMoney };
  }

  /**
   * Makes an order and opens it at WeChat; the same request again is the same order, and goes on where the first one was cut
   * off. Refuses: OUT_OF_SCOPE, PAYMENT_OFF, PAYMENT_NEEDS_WECHAT (in a browser: let it be scanned), PAYMENT_DIFFERS, TOO_MANY_ATTEMPTS,
   * BILL_NOT_FOUND, NOT_YOUR_HOUSEHOLD, PAYMENT_SEVERAL_FIRMS, BILL_NOT_PAYABLE, MERCHANT_MISSING, PAYMENT_REFUSED (WeChat will
   * not open it; the bills are free again), PAYMENT_UNAVAILABLE (nobody knows: send the same again).
   */
  async pay(actor: Actor, body: PayBody): Promise<PaymentView> {
    const resident = residentOf(actor);
    if (this.wechat.mode === 'off') refuse({ code: 'PAYMENT_OFF' });
    const order = (await this.known(resident, body)) ?? (await this.create(resident, body));
    const isToOpen = order.status === 'created' && order.expiresMs > this.now();
    const came = isToOpen ? await this.steps.open(order) : 'opened';
    const view = await this.view(order.id);
    if (came === 'refused' && view.status !== 'paid') refuse({ code: 'PAYMENT_REFUSED' }); // WeChat refuses what is paid already
    if (came === 'unknown') refuse({ code: 'PAYMENT_UNAVAILABLE', retryAfterSeconds: TRY_AGAIN_SECONDS });
    return view;
  }

  /** One's own order; while it may be paid, WeChat is asked. That the phone says "paid" is no proof. Refuses: OUT_OF_SCOPE, PAYMENT_NOT_FOUND. */
  async one(actor: Actor, orderId: string): Promise<PaymentView> {
    const order = await this.own(actor, orderId);
    if ((order.status === 'open' || order.status === 'closing') && (await this.mayLook(order))) await this.steps.look(order);
    return this.view(orderId);
  }

  /** The resident does not want to pay it: WeChat decides whether that came before the payment. Refuses: OUT_OF_SCOPE, PAYMENT_NOT_FOUND, PAYMENT_ENDED (it is paid). */
  async close(actor: Actor, orderId: string): Promise<PaymentView> {
    const order = await this.own(actor, orderId);
    if (order.status === 'paid') refuse({ code: 'PAYMENT_ENDED' });
    if (order.status !== 'closed') await this.steps.beginClosing(orderId, actor);
    return this.view(orderId);
  }

  private async known(resident: ResidentActor, body: PayBody): Promise<PaymentOrderRow | null> {
    return this.unitOfWork.read(async (db) => {
      const order = await this.orders.find(db, body.id);
      if (!order) return null;
      const billIds = (await this.orders.billsOf(db, [order.id])).map(({ billId }) => billId);
      const isSame = order.residentId === resident.residentId && order.scene === body.scene && billIds.join() === [...new Set(body.billIds)].sort().join();
      return isSame ? order : refuse({ code: 'PAYMENT_DIFFERS' });
    });
  }

  private async create(resident: ResidentActor, body: PayBody): Promise<PaymentOrderRow> {
    await this.throttle.take([{ kind: 'payment.order', key: resident.residentId, allowance: ORDERS }]);
    try {
      return await this.unitOfWork.run((tx) => this.write(tx, resident, body), { idempotent: true });
    } catch (cause) {
      if (!(cause instanceof ThereAlready)) throw cause;
      return (await this.known(resident, body))!; // a twin was first, and orders are never deleted
    }
  }

  private async write(tx: EntityManager, resident: ResidentActor, { id, billIds, scene }: PayBody): Promise<PaymentOrderRow> {
    const { residentId } = resident;
    if (scene === 'jsapi' && (await this.openids.of(tx, residentId)) === null) refuse({ code: 'PAYMENT_NEEDS_WECHAT' });
    const held = await this.bills.reserve(tx, { orderId: id, billIds, residentId });
    const { mode: merchantMode, mchid } = await this.merchants.payee(tx, held.providerId);
    const nowMs = this.now();
    const order = await this.insertNumbered(tx, {
      id, number: '', estateId: held.estateId, providerId: held.providerId, householdId: held.householdId, residentId, scene, amountFen: sumOf(held), merchantMode, mchid,
      description: await this.description(tx, held), status: 'created', version: 1, prepayId: null, codeUrl: null, createdMs: nowMs, expiresMs: nowMs + ORDER_MINUTES * MINUTE_MS, closedMs: null,
      transactionId: null, paidMs: null, enteredMs: null, differingFen: null, tries: 0, nextDueMs: nowMs + ORDER_MINUTES * MINUTE_MS, lookedMs: nowMs,
    });
    await this.orders.insertBills(tx, held.bills.map(({ billId, number, amountFen }) => ({ orderId: id, billId, billNumber: number, amountFen, askedBackFen: 0, refundedFen: 0 })));
    await this.audit.append(tx, { actor: resident, action: 'payment.order', subject: `payment:${id}`, facts: { amountFen: order.amountFen, number: order.number } });
    return order;
  }

  private async insertNumbered(tx: EntityManager, row: PaymentOrderRow): Promise<PaymentOrderRow> {
    for (;;) {
      const numbered = { ...row, number: shanghaiDate(row.createdMs).slice(2).replaceAll('-', '') + this.random.digits(DIGITS_OF_NUMBER) };
      const inserted = await this.orders.insert(tx, numbered);
      if (inserted === 'inserted') return numbered;
      if (inserted === 'id') throw new ThereAlready();
    }
  }

  /** The payer reads it in WeChat. */
  private async description(tx: EntityManager, { estateId }: OrderedBills): Promise<string> {
    const name = (await this.estates.names(tx, [estateId])).get(estateId)?.name ?? '';
    return `${[...name].slice(0, LONGEST_NAME).join('')}物业费`;
  }

  private async own(actor: Actor, orderId: string): Promise<PaymentOrderRow> {
    const { residentId } = residentOf(actor);
    const order = (await this.unitOfWork.read((db) => this.orders.find(db, orderId))) ?? refuse({ code: 'PAYMENT_NOT_FOUND' });
    if (!can(actor, 'payment.own', { residentId: order.residentId }) || order.residentId !== residentId) refuse({ code: 'OUT_OF_SCOPE' });
    return order;
  }

  private mayLook(order: PaymentOrderRow): Promise<boolean> {
    return this.unitOfWork.run((tx) => this.orders.takeLook(tx, order.id, this.now(), LOOK_EVERY_MS));
  }

  private view(orderId: string): Promise<PaymentView> {
    return this.unitOfWork.read((db) => this.reader.view(db, orderId));
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

const sumOf = ({ bills }: OrderedBills): number => bills.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** One's own orders are one's own by the id that the session has. */
function residentOf(actor: Actor): ResidentActor {
  return actor.role === 'resident' && can(actor, 'payment.own', { residentId: actor.residentId }) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}

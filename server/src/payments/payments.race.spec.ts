import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BillSettlement } from '../billing/bill-settlement.service.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import {
  accounts, addBill, addEstate, billOf, entriesOf, opened, openPayments, orderBillsOf, orderOf, pass, paying, type Payments, refunding, refundsOf, said, settled, tally,
} from './payments.testing.ts';

const TIMES = 8;

/** Two processes on one database and one WeChat. */
describe.each(ENGINES)('money in a hurry on %s', (engine) => {
  let one: Payments;
  let two: Payments;
  beforeAll(async () => {
    one = await openPayments(engine);
    two = await openPayments(engine, { beside: one.db, clock: one.clock, fake: one.fake });
  });
  afterAll(async () => {
    await two?.close();
    await one?.close();
  });
  const both = <T>(work: (p: Payments) => Promise<T>) => [one, two].map((p) => work(p));
  /** How often something that must be once is in the ledger. */
  const inLedger = async (key: string) => (await entriesOf(one)).filter((entry) => entry === key).length;
  const holds = async () => expect((await one.checks.run()).flatMap(({ faults }) => faults)).toEqual([]);

  it('makes one order of the same request, and lets one of two have the bills', async () => {
    for (let i = 0; i < TIMES; i += 1) {
      const estate = await addEstate(one);
      const bill = await addBill(one, estate);
      const body = paying([bill]);
      const views = await Promise.all([...both((p) => p.orders.pay(estate.resident, body)), ...both((p) => p.orders.pay(estate.resident, body))]);
      expect(new Set(views.map(({ number }) => number)).size).toBe(1);
      expect([...one.fake.trades.keys()].filter((number) => number === views[0]!.number)).toHaveLength(1);

      const another = await addBill(one, estate);
      const said2 = await Promise.all(both((p) => said(p.orders.pay(estate.resident, paying([another])))));
      expect(tally(said2)).toEqual({ ok: 1, BILL_NOT_PAYABLE: 1 });
    }
  });

  it('settles once, whoever hears of it and how often', async () => {
    for (let i = 0; i < TIMES; i += 1) {
      const { orderId, number, billIds, resident } = await opened(one, { amounts: [100, 200, 300] });
      const trade = one.fake.pay(number);
      one.clock.pass(10); // the job and the page ask too
      const event = randomUUID();
      const told = await Promise.all([
        ...both((p) => said(p.settlement.told(trade, event))), ...both((p) => said(p.settlement.told(trade, randomUUID()))), ...both((p) => said(p.recovery.run())),
        ...both((p) => said(p.orders.one(resident, orderId))), ...both((p) => said(p.settlement.told(trade, event))),
      ]);
      expect(tally(told)).toEqual({ ok: 10 });
      expect(await inLedger(`payment:${orderId}`)).toBe(1);
      for (const id of billIds) expect(await billOf(one, id)).toMatchObject({ status: 'paid', collections: 1 });
    }
    await holds();
  });

  it('decides between closing and paying: either the bills are free and the money goes back, or they are paid', async () => {
    const ends = [];
    for (let i = 0; i < TIMES; i += 1) {
      const { orderId, number, resident, billIds: [bill] } = await opened(one);
      const payLate = async () => {
        await Promise.resolve();
        const trade = one.fake.pay(number, {});
        return two.settlement.told(trade, randomUUID());
      };
      await Promise.all(i % 2 === 0 ? [one.orders.close(resident, orderId), payLate()] : [payLate(), one.orders.close(resident, orderId)].map((work) => work.catch(() => undefined)));
      await pass(one, 120, 5);
      const { status } = await orderOf(one, orderId);
      ends.push(status);
      expect((await billOf(one, bill!)).status).toBe(status === 'paid' ? 'paid' : 'issued');
      expect(await inLedger(`payment:${orderId}`) + await inLedger(`late:${orderId}`)).toBe(1);
      if (status === 'closed') expect(await refundsOf(one, orderId)).toMatchObject([{ status: 'succeeded' }]);
    }
    expect(ends.every((end) => end === 'paid' || end === 'closed')).toBe(true);
    expect((await accounts(one)).toRefund).toBeUndefined();
    await holds();
  });

  it('gives the bill to cash or to WeChat, never to both', async () => {
    for (let i = 0; i < TIMES; i += 1) {
      const estate = await addEstate(one);
      const bill = await addBill(one, estate);
      const desk = () => two.db.unitOfWork.run((tx) => two.get(BillSettlement).reserve(tx, { orderId: randomUUID(), billIds: [bill], residentId: estate.resident.residentId }));
      const told = await Promise.all([said(one.orders.pay(estate.resident, paying([bill]))), said(desk())]);
      expect(tally(told)).toEqual({ ok: 1, BILL_NOT_PAYABLE: 1 });
    }
  });

  it('never gives back more than was paid, and the same refund once', async () => {
    for (let i = 0; i < TIMES; i += 1) {
      const { orderId, manager, billIds: [bill] } = await settled(one, { amounts: [1000] });
      const told = await Promise.all([...both((p) => said(p.refunds.ask(manager, orderId, refunding(bill!, 600)))), ...both((p) => said(p.refunds.ask(manager, orderId, refunding(bill!, 300))))]);
      expect(told.filter((each) => each !== 'ok' && each !== 'REFUND_TOO_MUCH')).toEqual([]);
      const [row] = await orderBillsOf(one, orderId);
      expect(row!.refundedFen).toBe((await refundsOf(one, orderId)).reduce((sum, { amountFen }) => sum + amountFen, 0));
      expect(row!.refundedFen).toBeLessThanOrEqual(1000);

      const again = await settled(one, { amounts: [1000] });
      const body = refunding(again.billIds[0]!, 600);
      expect(tally(await Promise.all([...both((p) => said(p.refunds.ask(again.manager, again.orderId, body))), ...both((p) => said(p.refunds.ask(again.manager, again.orderId, body)))]))).toEqual({ ok: 4 });
      expect(await refundsOf(one, again.orderId)).toHaveLength(1);
      expect(await orderBillsOf(one, again.orderId)).toMatchObject([{ askedBackFen: 600, refundedFen: 600 }]);
    }
    await holds();
  });

  it('enters a refund once, whoever hears of it', async () => {
    for (let i = 0; i < TIMES; i += 1) {
      const { orderId, manager, billIds: [bill] } = await settled(one, { amounts: [1000] });
      one.fake.refundsAre = 'PROCESSING';
      await one.refunds.ask(manager, orderId, refunding(bill!, 400));
      one.fake.refundsAre = 'SUCCESS';
      const [refund] = await refundsOf(one, orderId);
      const notice = one.fake.end(refund!.number, 'SUCCESS');
      one.clock.pass(60);
      expect(tally(await Promise.all([...both((p) => said(p.refundEntry.told(notice, randomUUID()))), ...both((p) => said(p.sender.run())), ...both((p) => said(p.refundEntry.entered(notice)))]))).toEqual({ ok: 6 });
      expect(await inLedger(`refund:${refund!.id}`)).toBe(1);
      expect(await billOf(one, bill!)).toMatchObject({ refundedFen: 400, status: 'partlyRefunded' });
    }
    await holds();
  });

  it('forgets a resident while the money comes in', async () => {
    for (let i = 0; i < TIMES; i += 1) {
      const { orderId, number, resident } = await opened(one);
      const trade = one.fake.pay(number);
      expect(tally(await Promise.all([said(one.settlement.told(trade, randomUUID())), said(two.me.forgetMe(resident))]))).toEqual({ ok: 2 });
      expect(await orderOf(one, orderId)).toMatchObject({ status: 'paid', residentId: null });
    }
    await holds();
  });
});

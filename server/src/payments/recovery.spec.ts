import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { OrderSteps } from './order-steps.ts';
import { OrdersStore } from './orders.store.ts';
import { PaymentEventRow } from './payments.entity.ts';
import { billOf, opened, openPayments, orderOf, pass, type Payments, settled } from './payments.testing.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe.each(ENGINES)('asking WeChat again on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
    Logger.overrideLogger(false);
  });
  afterAll(() => p?.close());
  /** How often WeChat is asked about an order while something happens. */
  const askedAbout = async (what: 'query' | 'close', number: string, work: () => Promise<unknown>): Promise<number> => {
    const spy = jest.spyOn(p.fake, what);
    await work();
    const { calls } = spy.mock;
    const count = calls.filter(([{ outTradeNo }]) => outTradeNo === number).length;
    spy.mockRestore();
    return count;
  };

  it('is taken up by one alone, when it is due and not before, and put back only as it was', async () => {
    const { orderId } = await opened(p);
    const store = p.get(OrdersStore);
    const run = p.db.unitOfWork.run.bind(p.db.unitOfWork);
    const seen = await orderOf(p, orderId);
    const dueAt = async (ms: number) => (await run((tx) => store.due(tx, ms, 1000))).some(({ id }) => id === orderId);
    expect([await dueAt(seen.nextDueMs! - 1), await dueAt(seen.nextDueMs!)]).toEqual([false, true]);
    for (const other of [{ ...seen, tries: 7 }, { ...seen, nextDueMs: 7 }]) expect(await run((tx) => store.claim(tx, other, 1))).toBe(false);
    expect(await run((tx) => store.claim(tx, seen, 1))).toBe(true);
    expect(await run((tx) => store.claim(tx, seen, 2))).toBe(false);
    for (const other of [{ id: orderId, status: 'closing', tries: 1 }, { id: orderId, status: 'open', tries: 0 }] as const) await run((tx) => store.postpone(tx, other, 5));
    expect(await orderOf(p, orderId)).toMatchObject({ tries: 1, nextDueMs: 1 });
    await run((tx) => store.postpone(tx, { id: orderId, status: 'open', tries: 1 }, 5));
    expect((await orderOf(p, orderId)).nextDueMs).toBe(5);
  });

  it('is done once by two jobs at the same time', async () => {
    const { number } = await opened(p);
    p.clock.pass(5);
    expect(await askedAbout('query', number, () => Promise.all([p.recovery.run(), p.recovery.run(), p.recovery.run()]))).toBe(1);
  });

  it('ends its turn when it has taken long', async () => {
    for (let i = 0; i < 3; i += 1) await opened(p);
    p.clock.pass(5);
    const slow = jest.spyOn(p.fake, 'query').mockImplementation(() => {
      p.clock.pass(6);
      return Promise.resolve({ outcome: 'unknown' });
    });
    await p.recovery.run();
    expect(slow.mock.calls).toHaveLength(2);
    slow.mockRestore();
  });

  it('closes at the very end of the time', async () => {
    const { orderId, number } = await opened(p);
    p.clock.pass(30 * MINUTE);
    expect(await askedAbout('close', number, () => p.recovery.run())).toBe(1);
    expect((await orderOf(p, orderId)).status).toBe('closed');
  });

  it('closes again what WeChat may not have heard', async () => {
    const { orderId, number, resident, billIds } = await opened(p);
    p.fake.next('close', 'unheard');
    p.fake.next('query', 'unheard');
    expect(await p.orders.close(resident, orderId)).toMatchObject({ status: 'closing' });
    await pass(p, 10, 2);
    expect([(await orderOf(p, orderId)).status, p.fake.trades.get(number)!.state, (await billOf(p, billIds[0]!)).status]).toEqual(['closed', 'CLOSED', 'issued']);
  });

  it('looks at a closed order for two days, and at a paid one never again', async () => {
    const [closed, paid] = [await opened(p), await settled(p)];
    await p.orders.close(closed.resident, closed.orderId);
    expect(await askedAbout('query', closed.number, () => pass(p, 3 * DAY, HOUR))).toBe(5);
    expect((await orderOf(p, closed.orderId)).nextDueMs).toBeNull();
    expect(await askedAbout('query', paid.number, async () => {
      await pass(p, DAY, HOUR);
      await p.orders.one(paid.resident, paid.orderId);
    })).toBe(0);
    expect(await askedAbout('close', paid.number, () => p.get(OrderSteps).beginClosing(paid.orderId, { job: 'test' }))).toBe(0);
  });

  it('looks once a day at an order of which another amount was paid, and does not close it', async () => {
    const { orderId, number, billIds } = await opened(p);
    p.fake.pay(number, { amountFen: 12_344 });
    await pass(p, MINUTE, 5);
    expect((await orderOf(p, orderId)).differingFen).toBe(12_344);
    expect(await askedAbout('query', number, () => pass(p, 3 * DAY, HOUR))).toBe(3);
    expect(await askedAbout('close', number, () => pass(p, 3 * DAY, HOUR))).toBe(0);
    expect([(await orderOf(p, orderId)).status, (await billOf(p, billIds[0]!)).status]).toEqual(['open', 'paying']);
  });

  it('forgets notifications after sixty days', async () => {
    const events = () => p.db.unitOfWork.read((db) => db.count(PaymentEventRow));
    p.recovery.onModuleInit();
    await settled(p);
    const before = await events();
    p.clock.pass(59 * DAY);
    await settled(p);
    await p.get(Jobs).tick();
    expect(await events()).toBe(2);
    expect(before).toBeGreaterThan(0);
    p.clock.pass(2 * DAY);
    await p.get(Jobs).tick();
    expect(await events()).toBe(1);
  });
});

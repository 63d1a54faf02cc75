import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { BillRow } from '../billing/bills/bills.entity.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { OrdersStore } from './orders.store.ts';
import { addBill, addEstate, billOf, entriesOf, opened, openPayments, orderOf, pass, paying, type Payments, refundsOf, said, settled } from './payments.testing.ts';

const MINUTE = 60;

describe.each(ENGINES)('what must not become a payment on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
    Logger.overrideLogger(false);
  });
  afterAll(() => p?.close());
  const asked = (call: string) => p.fake.calls.filter((one) => one === call).length;

  it('is refused when a notification says something else, and writes nothing', async () => {
    const { orderId, number } = await opened(p);
    const trade = p.fake.pay(number);
    const event = randomUUID();
    for (const wrong of [
      { ...trade, amountFen: 12_346 }, { ...trade, outTradeNo: '26110200000000000000' }, { ...trade, merchant: { ...trade.merchant, mchid: '1900000999' } },
      { ...trade, merchant: { ...trade.merchant, mode: 'direct' as const } }, { ...trade, transactionId: null }, { ...trade, state: 'NOTPAY' as const }, { ...trade, state: 'CLOSED' as const },
    ]) expect(await said(p.settlement.told(wrong, event))).toBe('PAYMENT_NOTICE_NOT_OURS');
    expect(await orderOf(p, orderId)).toMatchObject({ status: 'open', differingFen: null, transactionId: null });
    expect(await said(p.settlement.told(trade, event))).toBe('ok'); // the event was not used up
    expect(await said(p.settlement.told({ ...trade, amountFen: 1 }, event))).toBe('ok'); // and is now
    expect((await orderOf(p, orderId)).status).toBe('paid');
  });

  it('is entered on one order only, on time or late', async () => {
    const [one, two, closed] = [await settled(p), await opened(p), await opened(p)];
    await p.orders.close(closed.resident, closed.orderId);
    const { transactionId } = one.trade;
    for (const { orderId, number } of [two, closed]) {
      const trade = p.fake.pay(number);
      expect(await said(p.settlement.told({ ...trade, transactionId }, randomUUID()))).toBe('PAYMENT_NOTICE_NOT_OURS');
      expect(await orderOf(p, orderId)).toMatchObject({ status: orderId === two.orderId ? 'open' : 'closed', transactionId: null });
      expect(await said(p.settlement.told(trade, randomUUID()))).toBe('ok');
    }
  });

  it('stops at bills that do not come to it, and stops no other order', async () => {
    const [wrong, right] = [await opened(p), await opened(p)];
    const setBill = (amountFen: number) => p.db.unitOfWork.run((tx) => tx.update(BillRow, { id: wrong.billIds[0]! }, { amountFen }));
    await setBill(12_346);
    for (const { number } of [wrong, right]) p.fake.pay(number);
    await pass(p, 10, 5);
    expect([(await orderOf(p, wrong.orderId)).status, (await billOf(p, wrong.billIds[0]!)).status, (await orderOf(p, right.orderId)).status]).toEqual(['open', 'paying', 'paid']);
    expect(await entriesOf(p)).not.toContain(`payment:${wrong.orderId}`);
    await setBill(12_345);
    await pass(p, 2 * MINUTE, 10);
    expect((await orderOf(p, wrong.orderId)).status).toBe('paid');
  });

  it('is shown as another amount only where the amount is another and nothing is entered', async () => {
    const [unnumbered, twice] = [await opened(p), await settled(p)];
    const trade = p.fake.pay(unnumbered.number);
    expect(await p.settlement.entered({ ...trade, transactionId: null })).toBe('differs');
    expect((await orderOf(p, unnumbered.orderId)).differingFen).toBeNull();
    expect(await p.settlement.entered({ ...twice.trade, amountFen: 1, transactionId: 'another' })).toBe('differs');
    expect(await orderOf(p, twice.orderId)).toMatchObject({ status: 'paid', differingFen: null, nextDueMs: null });
  });

  it('holds the bills while WeChat will not say whether the order was paid', async () => {
    const { orderId, resident, billIds, number } = await opened(p);
    p.fake.next('close', 'unheard');
    p.fake.next('query', { refused: 'SIGN_ERROR' });
    expect(await p.orders.close(resident, orderId)).toMatchObject({ status: 'closing' });
    expect((await billOf(p, billIds[0]!)).status).toBe('paying');
    p.fake.pay(number);
    p.clock.pass(2);
    expect(await p.orders.one(resident, orderId)).toMatchObject({ status: 'paid' });
  });

  it('holds the bills of an order that WeChat has never heard of until it is closed', async () => {
    const estate = await addEstate(p);
    const body = paying([await addBill(p, estate)]);
    p.fake.next('prepay', 'unheard');
    expect(await said(p.orders.pay(estate.resident, body))).toBe('PAYMENT_UNAVAILABLE');
    expect(await p.recovery.lookAt((await orderOf(p, body.id)).number)).toBe(true);
    expect(await orderOf(p, body.id)).toMatchObject({ status: 'created' });
    expect((await billOf(p, body.billIds[0]!)).status).toBe('paying');
    const before = asked('prepay');
    p.clock.pass(30 * MINUTE);
    expect(await p.orders.pay(estate.resident, body)).toMatchObject({ status: 'created', codeImage: null }); // too late to open it
    expect(asked('prepay')).toBe(before);
  });

  it('is not asked for twice: what is open or paid is not opened again', async () => {
    const { orderId, body, resident } = await opened(p);
    const before = asked('prepay');
    expect(await p.orders.pay(resident, body)).toMatchObject({ id: orderId, status: 'open' });
    expect(asked('prepay')).toBe(before);

    const estate = await addEstate(p);
    const lost = paying([await addBill(p, estate)]);
    p.fake.next('prepay', 'lost');
    expect(await said(p.orders.pay(estate.resident, lost))).toBe('PAYMENT_UNAVAILABLE');
    p.fake.pay((await orderOf(p, lost.id)).number);
    expect(await p.orders.pay(estate.resident, lost)).toMatchObject({ status: 'paid' });
  });

  it('is counted for the day in Zhengzhou', async () => {
    const { orderId, number } = await opened(p);
    await p.settlement.told(p.fake.pay(number, { paidMs: Date.parse('2026-11-02T16:30:00.000Z') }), randomUUID());
    expect(await p.db.unitOfWork.run((tx) => tx.query<object[]>('SELECT happened_on FROM ledger_entry WHERE source_key = ?', [`payment:${orderId}`]))).toEqual([{ happened_on: '2026-11-03' }]);
  });

  it('leaves a notice of what goes back by itself, and one refund', async () => {
    const { orderId, number, resident } = await opened(p);
    await p.orders.close(resident, orderId);
    const trade = p.fake.pay(number);
    for (let i = 0; i < 2; i += 1) await p.settlement.told(trade, randomUUID());
    expect(await refundsOf(p, orderId)).toHaveLength(1);
    expect(await p.db.unitOfWork.run((tx) => tx.query<object[]>('SELECT title FROM notice WHERE resident_id = ?', [resident.residentId]))).toEqual([{ title: '付款正在退回' }]);
    expect(await said(p.orders.close(resident, orderId))).toBe('ok');
  });

  it('asks for sixty orders an hour at most', async () => {
    const { resident } = await addEstate(p);
    for (let i = 0; i < 60; i += 1) expect(await said(p.orders.pay(resident, paying([randomUUID()])))).toBe('BILL_NOT_FOUND');
    expect(await said(p.orders.pay(resident, paying([randomUUID()])))).toBe('TOO_MANY_ATTEMPTS');
  });

  it('takes another number where one is taken, and moves no order that has moved on', async () => {
    const [one, two] = [await settled(p), await opened(p)];
    const store = p.get(OrdersStore);
    const row = await orderOf(p, two.orderId);
    const run = p.db.unitOfWork.run.bind(p.db.unitOfWork);
    expect(await run((tx) => store.insert(tx, { ...row, id: randomUUID(), number: one.number }))).toBe('number');
    expect(await run((tx) => store.insert(tx, { ...row, number: '26110200000000000001' }))).toBe('id');
    for (const status of ['open', 'closing', 'closed', 'paid'] as const) expect(await run((tx) => store.move(tx, one.orderId, status, { nextDueMs: null }))).toBe(false);
    const late = { transactionId: 'another', paidMs: 1, enteredMs: 1 };
    for (const { orderId } of [one, two]) expect(await run((tx) => store.enterLate(tx, orderId, late))).toBe(false);
    await p.orders.close(two.resident, two.orderId);
    expect(await run((tx) => store.enterLate(tx, two.orderId, late))).toBe(true);
    expect(await run((tx) => store.enterLate(tx, two.orderId, { ...late, transactionId: 'a third' }))).toBe(false);
  });

  it('leaves one line for a closing that two began', async () => {
    const { orderId, resident } = await opened(p);
    p.fake.next('close', 'unheard', 2);
    p.fake.next('query', 'unheard', 2);
    for (let i = 0; i < 2; i += 1) expect(await p.orders.close(resident, orderId)).toMatchObject({ status: 'closing' });
    expect(await p.db.unitOfWork.read((db) => db.countBy(AuditLineRow, { subject: `payment:${orderId}`, action: 'payment.beginClosing' }))).toBe(1);
  });

  it('looks again at an order that has moved since it was read, and enters nothing twice', async () => {
    const [onTime, late] = [await opened(p), await opened(p)];
    await p.orders.close(late.resident, late.orderId);
    const store = p.get(OrdersStore);
    const lines = (orderId: string) => p.db.unitOfWork.read((db) => db.countBy(AuditLineRow, { subject: `payment:${orderId}` }));
    for (const { orderId, number, billIds } of [onTime, late]) {
      const trade = p.fake.pay(number);
      const seen = await orderOf(p, orderId);
      await p.settlement.told(trade, randomUUID());
      const before = await lines(orderId);
      const stale = jest.spyOn(store, 'byNumber').mockResolvedValueOnce(seen);
      expect(await p.settlement.entered(trade)).toBe('already');
      stale.mockResolvedValue(seen);
      await expect(p.settlement.entered(trade)).rejects.toThrow('would not move');
      stale.mockRestore();
      expect(await p.db.unitOfWork.run((tx) => p.settlement.closed(tx, seen, { job: 'test' }))).toBe(false);
      expect(await lines(orderId)).toBe(before);
      expect(await refundsOf(p, orderId)).toHaveLength(orderId === late.orderId ? 1 : 0);
      expect((await billOf(p, billIds[0]!)).status).toBe(orderId === late.orderId ? 'issued' : 'paid');
    }
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { ENGINES } from '../platform/database/engines.testing.ts';
import type { OrderedBill, RefundOfBill } from './bill-settlement.service.ts';
import { addEstate, addResident, type Billed, billed, billOf, type Billing, changeFirm, collectionsOf, fee, MONDAY, openBilling, paidByWechat, paidCash, run, said } from './billing.testing.ts';

describe.each(ENGINES)('what paying does to bills on %s', (engine) => {
  let b: Billing;
  let place: Billed;
  beforeAll(async () => {
    b = await openBilling(engine);
    place = await billed(b);
  });
  afterAll(() => b.close());

  const tx = <T>(work: (tx: EntityManager) => Promise<T>) => b.db.unitOfWork.run(work);
  const reserve = (orderId: string, billIds: readonly string[], residentId = place.resident.residentId) => tx((one) => b.settlement.reserve(one, { orderId, billIds, residentId }));
  const settle = (orderId: string) => tx((one) => b.settlement.settle(one, { orderId, paidOn: '2026-11-02', paidMs: MONDAY.getTime() }));
  const release = (orderId: string) => tx((one) => b.settlement.release(one, orderId));
  const refund = (over: Partial<RefundOfBill> & Pick<RefundOfBill, 'billId'>): Promise<OrderedBill> =>
    tx((one) => b.settlement.refund(one, { refundId: randomUUID(), amountFen: 100, on: '2026-11-02', reason: '多收', ...over }));
  const ofOrder = (orderId: string) => b.db.unitOfWork.read((db) => b.settlement.ofOrder(db, orderId));
  const refundable = (billId: string) => b.db.unitOfWork.read((db) => b.settlement.refundable(db, billId));

  it('an order holds them, lets go of them, and the same order again is the same', async () => {
    const { bill, estateId, providerId, householdId, resident: { residentId } } = await billed(b);
    const orderId = randomUUID();
    const held = await reserve(orderId, [bill.id], residentId);
    expect(held).toEqual({ estateId, providerId, householdId, bills: [{ billId: bill.id, number: bill.number, amountFen: 30_000, refundedFen: 0, status: 'paying' }] });
    expect(await reserve(orderId, [bill.id, bill.id], residentId)).toEqual(held);
    expect(await ofOrder(orderId)).toEqual(held);
    expect(await said(() => reserve(randomUUID(), [bill.id], residentId))).toBe('BILL_NOT_PAYABLE');
    await release(orderId);
    await release(orderId);
    expect(await billOf(b, bill.id)).toMatchObject({ status: 'issued', orderId: null });
    expect(await ofOrder(orderId)).toBeNull();
    expect(await said(() => settle(orderId))).toBe('BILL_NOT_PAYABLE'); // a payment that came too late for its order
    expect(await collectionsOf(b, bill.id)).toEqual([]);
  });

  it('are paid once, each with a collection and a receipt of its own', async () => {
    const estate = await billed(b);
    await b.standards.add(estate.manager, estate.estateId, fee({ name: '车位费', fromMonth: '2027-01' }));
    await b.generation.generate(estate.manager, estate.estateId, run({ fromMonth: '2027-01', untilMonth: '2027-01', dueOn: '2027-01-31' }));
    const mine = (await b.bills.mine(estate.resident, {})).items.map(({ id }) => id);
    expect(mine).toHaveLength(2);
    const orderId = randomUUID();
    await reserve(orderId, mine, estate.resident.residentId);
    const settled = await settle(orderId);
    expect(settled.bills.map(({ status, amountFen }) => [status, amountFen])).toEqual([['paid', 30_000], ['paid', 10_000]]);
    expect(await settle(orderId)).toEqual(settled);
    await release(orderId); // what is paid stays paid
    for (const id of mine) {
      const [collection, ...more] = await collectionsOf(b, id);
      expect(more).toEqual([]);
      const bill = await billOf(b, id);
      expect(collection).toMatchObject({ billId: id, liveOf: id, channel: 'wechat', orderId, amountFen: bill.amountFen, receiptNumber: `${bill.number}-1`, collectorId: null, paidOn: '2026-11-02' });
      expect(bill).toMatchObject({ status: 'paid', orderId });
    }
  });

  it('are held for nobody who does not hold the household, and not for several firms or households at once', async () => {
    const other = await billed(b);
    expect(await said(() => reserve(randomUUID(), [place.bill.id], other.resident.residentId))).toBe('NOT_YOUR_HOUSEHOLD');
    expect(await said(() => reserve(randomUUID(), [place.bills[1]!.id]))).toBe('NOT_YOUR_HOUSEHOLD'); // a door that nobody holds
    expect(await said(() => reserve(randomUUID(), [randomUUID()]))).toBe('BILL_NOT_FOUND');
    expect(await said(() => reserve(randomUUID(), []))).toBe('BILL_NOT_FOUND');
    expect(await said(() => reserve(randomUUID(), [place.bill.id, randomUUID()]))).toBe('BILL_NOT_FOUND');
    const both = await addResident(b, [other.householdIds[1]!, place.householdIds[1]!]);
    expect(await said(() => reserve(randomUUID(), [other.bills[1]!.id, place.bills[1]!.id], both.residentId))).toBe('PAYMENT_SEVERAL_FIRMS');
    const next = await changeFirm(b, other, '2026-11-01', '2026-10-31');
    await b.standards.add(next.manager, other.estateId, fee({ fromMonth: '2026-11' }));
    await b.generation.generate(next.manager, other.estateId, run({ fromMonth: '2026-11', untilMonth: '2026-12' }));
    const mine = (await b.bills.mine(other.resident, {})).items.map(({ id }) => id);
    expect(await said(() => reserve(randomUUID(), mine, other.resident.residentId))).toBe('PAYMENT_SEVERAL_FIRMS');
    expect((await billOf(b, place.bill.id)).version).toBe(1); // nothing of a refused order stays
  });

  it('go back in parts, never more than was paid, each refund once', async () => {
    const estate = await billed(b);
    await paidByWechat(b, estate);
    const billId = estate.bill.id;
    expect(await refundable(billId)).toBe(30_000);
    const first = { billId, refundId: randomUUID(), amountFen: 10_000 };
    expect(await refund(first)).toMatchObject({ status: 'partlyRefunded', refundedFen: 10_000 });
    expect(await refund(first)).toMatchObject({ status: 'partlyRefunded', refundedFen: 10_000 });
    expect(await said(() => refund({ ...first, amountFen: 10_001 }))).toBe('REFUND_DIFFERS');
    expect(await said(() => refund({ billId, amountFen: 20_001 }))).toBe('REFUND_TOO_MUCH');
    expect(await said(() => refund({ billId, amountFen: 0 }))).toBe('REFUND_TOO_MUCH');
    expect(await refundable(billId)).toBe(20_000);
    b.clock.pass(1);
    expect(await refund({ billId, amountFen: 20_000 })).toMatchObject({ status: 'refunded', refundedFen: 30_000 });
    expect(await said(() => refund({ billId, amountFen: 1 }))).toBe('BILL_NOT_PAID');
    expect(await refundable(billId)).toBe(0);
    expect((await b.bills.one(estate.resident, billId)).refunds.map(({ amountFen, reason }) => [amountFen, reason])).toEqual([[10_000, '多收'], [20_000, '多收']]);
  });

  it('what was paid at the desk does not go back through WeChat', async () => {
    const estate = await billed(b);
    expect(await said(() => refund({ billId: estate.bill.id }))).toBe('BILL_NOT_PAID');
    await paidCash(b, estate);
    expect(await refundable(estate.bill.id)).toBe(0);
    expect(await said(() => refund({ billId: estate.bill.id }))).toBe('REFUND_TOO_MUCH');
    expect(await said(() => refund({ billId: randomUUID() }))).toBe('BILL_NOT_FOUND');
    expect(await refundable(randomUUID())).toBe(0);
  });

  it('paid and void bills are held by no order', async () => {
    const estate = await billed(b);
    await paidCash(b, estate);
    expect(await said(() => reserve(randomUUID(), [estate.bill.id], estate.resident.residentId))).toBe('BILL_NOT_PAYABLE');
    const other = await billed(b);
    await b.bills.void(other.manager, other.bill.id, { version: 1, reason: '重复' });
    expect(await said(() => reserve(randomUUID(), [other.bill.id], other.resident.residentId))).toBe('BILL_NOT_PAYABLE');
  });

  it('an estate without bills has none to pay', async () => {
    const { resident } = await addEstate(b);
    expect((await b.bills.mine(resident, {})).items).toEqual([]);
  });
});

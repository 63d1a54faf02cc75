import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { opened, openPayments, orderBillsOf, orderOf, pass, paying, type Payments, refunding, refundsOf, said, settled } from './payments.testing.ts';
import { RefundsStore } from './refunds.store.ts';

describe.each(ENGINES)('a refund that goes wrong on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
    Logger.overrideLogger(false);
  });
  afterAll(() => p?.close());

  it('touches the one bill of the one order that it is of', async () => {
    const { orderId: former, billIds, resident, manager } = await opened(p, { amounts: [1000, 2000] });
    await p.orders.close(resident, former);
    const order = paying(billIds);
    const { number } = await p.orders.pay(resident, order);
    await p.settlement.told(p.fake.pay(number), randomUUID());
    const body = refunding(billIds[0]!, 300);
    expect(await p.refunds.ask(manager, order.id, body)).toMatchObject({ status: 'succeeded' });
    p.fake.next('refund', { refused: 'INVALID_REQUEST' });
    expect(await p.refunds.ask(manager, order.id, refunding(billIds[0]!, 400))).toMatchObject({ status: 'closed' });
    expect(await said(p.refunds.ask(manager, former, body))).toBe('REFUND_DIFFERS');
    expect(await said(p.refunds.ask(manager, order.id, { ...body, billId: billIds[1]! }))).toBe('REFUND_DIFFERS');
    const backOf = async (orderId: string) => Object.fromEntries((await orderBillsOf(p, orderId)).map(({ billId, askedBackFen, refundedFen }) => [billId, [askedBackFen, refundedFen]]));
    expect(await backOf(order.id)).toEqual({ [billIds[0]!]: [300, 300], [billIds[1]!]: [0, 0] });
    expect(await backOf(former)).toEqual({ [billIds[0]!]: [0, 0], [billIds[1]!]: [0, 0] });
    const [row] = (await p.list.page(manager, (await orderOf(p, order.id)).estateId, {})).items;
    expect([row!.refundedFen, row!.bills.map(({ billId, refundableFen }) => refundableFen - (billId === billIds[0] ? 700 : 2000))]).toEqual([300, [0, 0]]);
  });

  it.each([{ refused: 'SIGN_ERROR' }, 'unheard'] as const)('holds what was refused while nobody knows whether it had arrived: %j', async (fault) => {
    const { orderId, billIds: [bill], manager } = await settled(p, { amounts: [1000] });
    p.fake.next('refund', 'lost');
    await p.refunds.ask(manager, orderId, refunding(bill!, 600));
    p.fake.next('refund', { refused: 'INVALID_REQUEST' });
    p.fake.next('queryRefund', fault);
    await pass(p, 2, 2);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'requested', refusedFor: 'INVALID_REQUEST' }]);
    expect(await orderBillsOf(p, orderId)).toMatchObject([{ askedBackFen: 600, refundedFen: 0 }]);
    await pass(p, 10, 5);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded', refusedFor: null }]);
  });

  it('goes on with the next where one fails', async () => {
    const both = [await settled(p), await settled(p)];
    p.fake.next('refund', 'lost', 2);
    for (const { orderId, billIds, manager } of both) expect(await p.refunds.ask(manager, orderId, refunding(billIds[0]!, 5))).toMatchObject({ status: 'requested' });
    const broken = jest.spyOn(p.fake, 'refund').mockRejectedValueOnce(new Error('broken'));
    await pass(p, 2, 2);
    broken.mockRestore();
    const statuses = async () => (await Promise.all(both.map(({ orderId }) => refundsOf(p, orderId)))).flat().map(({ status }) => status).sort();
    expect(await statuses()).toEqual(['requested', 'succeeded']);
    await pass(p, 10, 5);
    expect(await statuses()).toEqual(['succeeded', 'succeeded']);
  });

  it('is taken up by one alone, as it was seen, and moves from where it may', async () => {
    const { orderId, billIds, manager } = await settled(p);
    p.fake.refundsAre = 'PROCESSING';
    await p.refunds.ask(manager, orderId, refunding(billIds[0]!, 5));
    p.fake.refundsAre = 'SUCCESS';
    const [seen] = await refundsOf(p, orderId);
    const store = p.get(RefundsStore);
    const run = p.db.unitOfWork.run.bind(p.db.unitOfWork);
    for (const other of [{ ...seen!, tries: 7 }, { ...seen!, nextDueMs: 7 }]) expect(await run((tx) => store.claim(tx, other, 1))).toBe(false);
    expect(await run((tx) => store.claim(tx, seen!, 1))).toBe(true);
    const { id } = seen!;
    for (const other of [{ id, status: 'requested', tries: 1 }, { id, status: 'processing', tries: 0 }] as const) await run((tx) => store.postpone(tx, other, 5));
    await run((tx) => store.refused(tx, id, 'NOT_ENOUGH'));
    expect(await refundsOf(p, orderId)).toMatchObject([{ tries: 1, nextDueMs: 1, refusedFor: null }]);
    expect(await run((tx) => store.insert(tx, { ...seen!, id: randomUUID() }))).toBe('number');
    expect(await run((tx) => store.insert(tx, { ...seen!, number: 'R1' }))).toBe('id');
    expect(await run((tx) => store.move(tx, id, 'succeeded', { succeededMs: 1, nextDueMs: null }))).toBe(true);
    for (const status of ['processing', 'abnormal', 'closed', 'succeeded'] as const) expect(await run((tx) => store.move(tx, id, status, { nextDueMs: null }))).toBe(false);
  });

  it('asks for a late payment’s refund again under its number, whatever WeChat refuses it for', async () => {
    const { orderId, number, resident } = await opened(p);
    await p.orders.close(resident, orderId);
    await p.settlement.told(p.fake.pay(number), randomUUID());
    p.fake.next('refund', { refused: 'INVALID_REQUEST' });
    await pass(p, 1, 1);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'requested', refusedFor: 'INVALID_REQUEST' }]);
    await pass(p, 60, 5);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded', number: `${number}L1` }]);
  });

  it.each(['SUCCESS', 'CLOSED', 'ABNORMAL'] as const)('looks again at what has moved since it was read, and enters %s once', async (state) => {
    const { orderId, billIds, manager } = await settled(p, { amounts: [1000] });
    p.fake.refundsAre = 'PROCESSING';
    await p.refunds.ask(manager, orderId, refunding(billIds[0]!, 400));
    p.fake.refundsAre = 'SUCCESS';
    const [seen] = await refundsOf(p, orderId);
    const told = p.fake.end(seen!.number, state);
    await p.refundEntry.told(told, randomUUID());
    const all = async () => [await p.db.unitOfWork.read((db) => db.countBy(AuditLineRow, { subject: `payment:${orderId}` })), await orderBillsOf(p, orderId), await refundsOf(p, orderId)];
    const before = await all();
    const stale = jest.spyOn(p.get(RefundsStore), 'byNumber').mockResolvedValueOnce(seen!);
    expect(await p.refundEntry.entered(told)).toBe('stay');
    stale.mockResolvedValue(seen!);
    await expect(p.refundEntry.entered(told)).rejects.toThrow('would not move');
    stale.mockRestore();
    expect(await all()).toEqual(before);
  });
});

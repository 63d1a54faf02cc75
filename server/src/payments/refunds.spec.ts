import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoticeRow } from '../notifications/notifications.entity.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { accounts, billOf, entriesOf, openPayments, orderBillsOf, orderOf, opened, pass, type Payments, refunding, refundsOf, said, settled, staffOf } from './payments.testing.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe.each(ENGINES)('giving money back on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
  });
  afterAll(() => p?.close());
  const lines = async (orderId: string) =>
    (await p.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { subject: `payment:${orderId}` }, order: { sequence: 'ASC' } }))).map(({ action }) => action);
  const changed = async (work: () => Promise<unknown>) => {
    const before = await accounts(p);
    await work();
    const after = await accounts(p);
    return Object.fromEntries([...new Set([...Object.keys(before), ...Object.keys(after)])].map((key) => [key, (after[key] ?? 0) - (before[key] ?? 0)]).filter(([, fen]) => fen !== 0));
  };

  it('gives back in parts, never more than was paid, and counts it when it has gone', async () => {
    const { orderId, billIds: [bill], manager, resident } = await settled(p, { amounts: [1000] });
    expect(await changed(async () => {
      expect(await p.refunds.ask(manager, orderId, refunding(bill!, 300))).toMatchObject({ status: 'succeeded', amountFen: 300, origin: 'firm', succeededAt: '2026-11-02T02:00:00.000Z' });
    })).toEqual({ wechatFunds: -300, propertyFee: 300 });
    expect(await billOf(p, bill!)).toMatchObject({ status: 'partlyRefunded', refundedFen: 300 });
    expect(await p.refunds.ask(manager, orderId, refunding(bill!, 701)).catch((cause: unknown) => cause)).toMatchObject({ refusal: { code: 'REFUND_TOO_MUCH', mostFen: 700 } });
    p.clock.pass(1);
    expect(await p.refunds.ask(manager, orderId, refunding(bill!, 700))).toMatchObject({ status: 'succeeded' });
    expect(await billOf(p, bill!)).toMatchObject({ status: 'refunded', refundedFen: 1000 });
    expect(await said(p.refunds.ask(manager, orderId, refunding(bill!, 1)))).toBe('REFUND_TOO_MUCH');
    expect(await orderBillsOf(p, orderId)).toMatchObject([{ amountFen: 1000, askedBackFen: 1000, refundedFen: 1000 }]);
    expect(await lines(orderId)).toEqual(['payment.order', 'payment.settle', 'refund.ask', 'refund.succeed', 'refund.ask', 'refund.succeed']);
    expect((await p.refunds.ofPayment(manager, orderId)).map(({ amountFen }) => amountFen)).toEqual([300, 700]);
    expect(await p.db.unitOfWork.read((db) => db.countBy(NoticeRow, { residentId: resident.residentId }))).toBe(3);
  });

  it('is the same refund when it is sent again, and asks for the firm’s manager', async () => {
    const { orderId, billIds: [bill], manager, estateId } = await settled(p, { amounts: [1000] });
    const body = refunding(bill!, 100);
    const first = await p.refunds.ask(manager, orderId, body);
    expect(await p.refunds.ask(manager, orderId, body)).toEqual(first);
    expect(await said(p.refunds.ask(manager, orderId, { ...body, amountFen: 101 }))).toBe('REFUND_DIFFERS');
    expect(await said(p.refunds.ask(manager, orderId, { ...body, reason: '另外' }))).toBe('REFUND_DIFFERS');
    expect((await refundsOf(p, orderId)).length).toBe(1);
    const { providerId } = await orderOf(p, orderId);
    for (const actor of [staffOf('providerStaff', providerId), staffOf('providerManager'), staffOf('headquarters'), staffOf('streetOfficer', estateId)]) {
      expect(await said(p.refunds.ask(actor, orderId, refunding(bill!, 1)))).toBe('OUT_OF_SCOPE');
    }
    expect(await said(p.refunds.ask(manager, randomUUID(), body))).toBe('PAYMENT_NOT_FOUND');
    expect(await said(p.refunds.ask(manager, orderId, refunding(randomUUID(), 1)))).toBe('BILL_NOT_FOUND');
    const open = await opened(p);
    expect(await said(p.refunds.ask(open.manager, open.orderId, refunding(open.billIds[0]!, 1)))).toBe('BILL_NOT_PAID');
    p.fake.mode = 'off';
    expect(await said(p.refunds.ask(manager, orderId, refunding(bill!, 1)))).toBe('PAYMENT_OFF');
    p.fake.mode = 'partner';
  });

  it.each(['lost', 'unheard'] as const)('is handed over again under the same number when the answer is %s', async (fault) => {
    const { orderId, billIds: [bill], manager, number } = await settled(p, { amounts: [1000] });
    p.fake.next('refund', fault, 2);
    const change = await changed(async () => {
      expect(await p.refunds.ask(manager, orderId, refunding(bill!, 400))).toMatchObject({ status: 'requested', succeededAt: null });
      expect(await said(p.refunds.ask(manager, orderId, refunding(bill!, 601)))).toBe('REFUND_TOO_MUCH'); // what is under way is not there twice
      await pass(p, 60, 2);
    });
    expect(change).toEqual({ wechatFunds: -400, propertyFee: 400 });
    expect([...p.fake.refunds.values()].filter(({ outTradeNo }) => outTradeNo === number)).toHaveLength(1);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded' }]);
  });

  it('waits for what takes days, and hears of it by notification or by asking', async () => {
    const [told, asked] = [await settled(p), await settled(p)];
    p.fake.refundsAre = 'PROCESSING';
    for (const { orderId, billIds, manager } of [told, asked]) expect(await p.refunds.ask(manager, orderId, refunding(billIds[0]!, 5))).toMatchObject({ status: 'processing' });
    p.fake.refundsAre = 'SUCCESS';
    expect((await billOf(p, told.billIds[0]!)).refundedFen).toBe(0);
    const numbers = [(await refundsOf(p, told.orderId))[0]!.number, (await refundsOf(p, asked.orderId))[0]!.number];
    const notice = p.fake.end(numbers[0]!, 'SUCCESS');
    const event = randomUUID();
    for (let i = 0; i < 3; i += 1) await p.refundEntry.told(notice, event);
    await p.refundEntry.told(notice, randomUUID());
    expect(await billOf(p, told.billIds[0]!)).toMatchObject({ refundedFen: 5 });
    p.fake.end(numbers[1]!, 'SUCCESS');
    await pass(p, 60, 5);
    expect(await billOf(p, asked.billIds[0]!)).toMatchObject({ refundedFen: 5 });
  });

  it('refuses a notification that says something else, and writes nothing', async () => {
    const { orderId, billIds, manager } = await settled(p, { amounts: [1000] });
    p.fake.refundsAre = 'PROCESSING';
    await p.refunds.ask(manager, orderId, refunding(billIds[0]!, 500));
    p.fake.refundsAre = 'SUCCESS';
    const good = p.fake.end((await refundsOf(p, orderId))[0]!.number, 'SUCCESS');
    const event = randomUUID();
    for (const wrong of [{ ...good, amountFen: 501 }, { ...good, totalFen: 1001 }, { ...good, outTradeNo: '26110200000000000000' }, { ...good, outRefundNo: 'R1' }, { ...good, merchant: { mode: 'partner', mchid: '1900000999' } as const }]) {
      expect(await said(p.refundEntry.told(wrong, event))).toBe('PAYMENT_NOTICE_NOT_OURS');
    }
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'processing' }]);
    await p.refundEntry.told(good, event); // the event was not used up
    await p.refundEntry.told({ ...good, amountFen: 501 }, event); // and is now
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded' }]);
  });

  it('frees what WeChat closes or will never do, and asks again what it will', async () => {
    const { orderId, billIds: [bill], manager } = await settled(p, { amounts: [1000] });
    p.fake.refundsAre = 'PROCESSING';
    await p.refunds.ask(manager, orderId, refunding(bill!, 1000));
    const [first] = await refundsOf(p, orderId);
    await p.refundEntry.told(p.fake.end(first!.number, 'CLOSED'), randomUUID());
    p.fake.refundsAre = 'SUCCESS';
    expect(await orderBillsOf(p, orderId)).toMatchObject([{ askedBackFen: 0 }]);
    p.fake.next('refund', { refused: 'INVALID_REQUEST' });
    expect(await p.refunds.ask(manager, orderId, refunding(bill!, 1000))).toMatchObject({ status: 'closed', refusedFor: 'INVALID_REQUEST' });
    p.fake.next('refund', { refused: 'NOT_ENOUGH' }, 3);
    const body = refunding(bill!, 1000);
    expect(await p.refunds.ask(manager, orderId, body)).toMatchObject({ status: 'requested', refusedFor: 'NOT_ENOUGH' });
    await pass(p, 120, 5);
    expect(await p.refunds.ask(manager, orderId, body)).toMatchObject({ status: 'succeeded', refusedFor: null });
    expect(await billOf(p, bill!)).toMatchObject({ status: 'refunded', refundedFen: 1000 });
  });

  it('does not free what was refused but had arrived before', async () => {
    const { orderId, billIds: [bill], manager } = await settled(p, { amounts: [1000] });
    p.fake.next('refund', 'lost');
    await p.refunds.ask(manager, orderId, refunding(bill!, 600));
    p.fake.next('refund', { refused: 'INVALID_REQUEST' });
    await pass(p, 10, 2);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded' }]);
    expect(await orderBillsOf(p, orderId)).toMatchObject([{ askedBackFen: 600, refundedFen: 600 }]);
  });

  it('looks once a day at what the firm has to mend at the platform', async () => {
    const { orderId, billIds: [bill], manager } = await settled(p);
    p.fake.refundsAre = 'ABNORMAL';
    expect(await p.refunds.ask(manager, orderId, refunding(bill!, 7))).toMatchObject({ status: 'abnormal' });
    p.fake.refundsAre = 'SUCCESS';
    const [refund] = await refundsOf(p, orderId);
    const looks = () => p.fake.calls.filter((call) => call === 'queryRefund').length;
    const before = looks();
    for (const [hours, more] of [[23, 0], [1, 1], [23, 1], [1, 2]] as const) {
      await pass(p, hours * HOUR, HOUR);
      expect([hours, looks() - before]).toEqual([hours, more]);
    }
    p.fake.end(refund!.number, 'SUCCESS');
    await pass(p, DAY, HOUR);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded' }]);
  });

  it('sends back what is paid on a closed order, whole, until it has gone', async () => {
    const { orderId, number, billIds: [bill], resident, manager, estateId } = await opened(p, { amounts: [1000] });
    await p.orders.close(resident, orderId);
    const trade = p.fake.pay(number);
    p.fake.next('refund', { refused: 'NOT_ENOUGH' });
    expect(await changed(() => p.settlement.told(trade, randomUUID()))).toEqual({ wechatFunds: 1000, toRefund: -1000 });
    await p.settlement.told(trade, randomUUID());
    expect(await orderOf(p, orderId)).toMatchObject({ status: 'closed', transactionId: trade.transactionId });
    expect(await billOf(p, bill!)).toMatchObject({ status: 'issued' });
    expect(await said(p.refunds.ask(manager, orderId, refunding(bill!, 1)))).toBe('BILL_NOT_PAID'); // it goes back anyway
    expect((await p.list.page(manager, estateId, { status: 'closed' })).items).toMatchObject([{ bills: [{ refundableFen: 0 }] }]);
    p.fake.refundsAre = 'PROCESSING';
    await pass(p, 60, 5);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'processing', origin: 'latePayment', amountFen: 1000, number: `${number}L1` }]);
    await p.refundEntry.told(p.fake.end(`${number}L1`, 'CLOSED'), randomUUID());
    expect((await refundsOf(p, orderId))[1]!.nextDueMs).toBe(p.clock.now().getTime() + 15_000);
    p.fake.refundsAre = 'SUCCESS';
    expect(await changed(() => pass(p, 60, 5))).toEqual({ wechatFunds: -1000, toRefund: 1000 });
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'closed' }, { status: 'succeeded', number: `${number}L2` }]);
    expect((await entriesOf(p)).filter((key) => key === `late:${orderId}`)).toHaveLength(1);
    expect(await lines(orderId)).toEqual(['payment.order', 'payment.beginClosing', 'payment.close', 'payment.late', 'refund.close', 'refund.succeed']);
  });

  it('finds a payment of a closed order that nobody told of', async () => {
    const { orderId, number, resident } = await opened(p);
    await p.orders.close(resident, orderId);
    p.fake.pay(number);
    await pass(p, 5 * HOUR, 600);
    expect(await refundsOf(p, orderId)).toMatchObject([{ status: 'succeeded', origin: 'latePayment' }]);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NoticeRow } from '../notifications/notifications.entity.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { accounts, addBill, addEstate, billOf, entriesOf, opened, openPayments, orderOf, pass, paying, type Payments, said, settled } from './payments.testing.ts';

const MINUTE = 60;
const ago = (before: Record<string, number>, after: Record<string, number>) => Object.fromEntries(Object.keys(after).map((key) => [key, after[key]! - (before[key] ?? 0)]).filter(([, fen]) => fen !== 0));

describe.each(ENGINES)('paying bills on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
  });
  afterAll(() => p?.close());
  const lines = (orderId: string) => p.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { subject: `payment:${orderId}` }, order: { sequence: 'ASC' } }));
  const noticesOf = (residentId: string) => p.db.unitOfWork.read((db) => db.findBy(NoticeRow, { residentId }));

  it('leads from the bill to the ledger: order, code, notification, receipt', async () => {
    const before = await accounts(p);
    const { orderId, view, billIds, number, estateId, resident } = await opened(p, { amounts: [12_345, 655] });
    expect(view).toMatchObject({ status: 'open', amountFen: 13_000, requestPayment: null, isPlayMoney: true, paidAt: null, billIds: [...billIds].sort() });
    expect(view.codeImage).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(number).toMatch(/^261102\d{14}$/);
    expect((await billOf(p, billIds[0]!)).status).toBe('paying');
    expect(await accounts(p)).toEqual(before);

    const trade = p.fake.pay(number);
    await p.settlement.told(trade, 'event');
    expect(await p.orders.one(resident, orderId)).toMatchObject({ status: 'paid', paidAt: '2026-11-02T02:00:00.000Z', codeImage: null });
    for (const id of billIds) expect(await billOf(p, id)).toMatchObject({ status: 'paid', collections: 1 });
    expect(ago(before, await accounts(p))).toEqual({ wechatFunds: 13_000, propertyFee: -13_000 });
    expect(await entriesOf(p)).toContain(`payment:${orderId}`);
    expect((await lines(orderId)).map(({ actor, action }) => `${actor} ${action}`)).toEqual(['resident payment.order', 'job:wechat-pay payment.settle']);
    expect((await noticesOf(resident.residentId)).map(({ title, path }) => [title, path])).toEqual([['物业费已缴', '/pages/bills/index']]);
    expect((await p.list.page({ role: 'providerStaff', staffId: 's', scope: { level: 'provider', id: (await orderOf(p, orderId)).providerId } }, estateId, {})).items).toMatchObject([
      { id: orderId, building: '1号楼', door: '101', amountFen: 13_000, refundedFen: 0, differingFen: null, bills: [{ refundableFen: expect.any(Number) }, {}] },
    ]);
  });

  it('is the same order when the phone sends it again, and no other', async () => {
    const { orderId, view, body, resident, ...place } = await opened(p, { amounts: [100, 200] });
    expect(await p.orders.pay(resident, { ...body, billIds: [...body.billIds].reverse() })).toEqual(view);
    expect(await said(p.orders.pay(resident, { ...body, billIds: [body.billIds[0]!] }))).toBe('PAYMENT_DIFFERS');
    expect(await said(p.orders.pay(resident, { ...body, scene: 'jsapi' }))).toBe('PAYMENT_DIFFERS');
    const other = await addEstate(p);
    expect(await said(p.orders.pay(other.resident, body))).toBe('PAYMENT_DIFFERS');
    expect(await said(p.orders.one(other.resident, orderId))).toBe('OUT_OF_SCOPE');
    expect(await said(p.orders.close(other.resident, orderId))).toBe('OUT_OF_SCOPE');
    expect(await said(p.orders.one(resident, randomUUID()))).toBe('PAYMENT_NOT_FOUND');
    expect(await said(p.orders.pay(resident, paying(body.billIds)))).toBe('BILL_NOT_PAYABLE');
    expect(await said(p.orders.pay(other.resident, paying([await addBill(p, { ...place, resident })])))).toBe('NOT_YOUR_HOUSEHOLD');
  });

  it('asks for what it needs before it holds a bill', async () => {
    const [closed, open] = [await addEstate(p, { isActive: false }), await addEstate(p)];
    const bill = await addBill(p, closed);
    expect(await said(p.orders.pay(closed.resident, paying([bill])))).toBe('MERCHANT_MISSING');
    expect((await billOf(p, bill)).status).toBe('issued');
    const [one, two] = [await addBill(p, open), await addBill(p, { ...open, providerId: randomUUID() })];
    expect(await said(p.orders.pay(open.resident, paying([one, two])))).toBe('PAYMENT_SEVERAL_FIRMS');
    expect(await said(p.orders.pay(open.resident, paying([one], { scene: 'jsapi' })))).toBe('PAYMENT_NEEDS_WECHAT');
    expect(await said(p.orders.pay(open.manager, paying([one])))).toBe('OUT_OF_SCOPE');
    expect(await said(p.orders.pay(open.resident, paying([randomUUID()])))).toBe('BILL_NOT_FOUND');
    for (const id of [one, two]) expect((await billOf(p, id)).status).toBe('issued');
    p.fake.mode = 'direct'; // the firm's number was entered for the service provider's mode
    expect(await said(p.orders.pay(open.resident, paying([one])))).toBe('MERCHANT_MISSING');
    p.fake.mode = 'off';
    expect(await said(p.orders.pay(open.resident, paying([one])))).toBe('PAYMENT_OFF');
    expect(p.orders.settings({ role: 'visitor' })).toEqual({ mode: 'off', isPlayMoney: true });
    p.fake.mode = 'partner';
  });

  it('pays in the mini-program with what requestPayment wants, signed anew, while it may', async () => {
    const estate = await addEstate(p, { openid: `o-${randomUUID()}` });
    const body = paying([await addBill(p, estate)], { scene: 'jsapi' });
    const view = await p.orders.pay(estate.resident, body);
    expect(view).toMatchObject({ codeImage: null, requestPayment: { package: `prepay_id=wx-${view.number}`, signType: 'RSA' } });
    expect(p.fake.trades.get(view.number)).toMatchObject({ payerOpenid: expect.stringMatching(/^o-/) });
    p.clock.pass(30 * MINUTE);
    expect(await p.orders.one(estate.resident, body.id)).toMatchObject({ status: 'open', requestPayment: null });
  });

  it.each(['lost', 'unheard'] as const)('finds the order again when the answer of prepay is %s', async (fault) => {
    const estate = await addEstate(p);
    const body = paying([await addBill(p, estate)]);
    p.fake.next('prepay', fault, 2);
    for (let i = 0; i < 2; i += 1) expect(await said(p.orders.pay(estate.resident, body))).toBe('PAYMENT_UNAVAILABLE');
    expect(await orderOf(p, body.id)).toMatchObject({ status: 'created', prepayId: null });
    const view = await p.orders.pay(estate.resident, body);
    expect(view.status).toBe('open');
    expect([...p.fake.trades.keys()].filter((number) => number === view.number)).toHaveLength(1);
  });

  it('frees the bills of what WeChat will not open', async () => {
    const estate = await addEstate(p);
    const bill = await addBill(p, estate);
    p.fake.next('prepay', { refused: 'NO_AUTH' });
    const body = paying([bill]);
    expect(await said(p.orders.pay(estate.resident, body))).toBe('PAYMENT_REFUSED');
    expect((await orderOf(p, body.id)).status).toBe('closed');
    expect((await billOf(p, bill)).status).toBe('issued');
    expect(await p.orders.pay(estate.resident, body)).toMatchObject({ status: 'closed' });
    expect(await p.orders.pay(estate.resident, paying([bill]))).toMatchObject({ status: 'open' });
  });

  it('closes when the resident does not want to, asks WeChat first, and twice is once', async () => {
    const { orderId, resident, billIds, number } = await opened(p);
    expect(await p.orders.close(resident, orderId)).toMatchObject({ status: 'closed', codeImage: null });
    expect(await p.orders.close(resident, orderId)).toMatchObject({ status: 'closed' });
    expect(p.fake.trades.get(number)!.state).toBe('CLOSED');
    expect(await billOf(p, billIds[0]!)).toMatchObject({ status: 'issued', orderId: null });
    expect((await lines(orderId)).map(({ actor, action }) => `${actor} ${action}`)).toEqual(['resident payment.order', 'resident payment.beginClosing', 'job:wechat-pay payment.close']);

    const paid = await opened(p);
    p.fake.pay(paid.number);
    expect(await p.orders.close(paid.resident, paid.orderId)).toMatchObject({ status: 'paid' });
    expect(await said(p.orders.close(paid.resident, paid.orderId))).toBe('PAYMENT_ENDED');
  });

  it('holds the bills while nobody knows whether a close was done, and finds out', async () => {
    const { orderId, resident, billIds, number } = await opened(p);
    p.fake.next('close', 'unheard');
    p.fake.next('query', 'unheard');
    expect(await p.orders.close(resident, orderId)).toMatchObject({ status: 'closing' });
    expect((await billOf(p, billIds[0]!)).status).toBe('paying');
    p.fake.pay(number);
    await pass(p, 10, 10);
    expect((await orderOf(p, orderId)).status).toBe('paid');
  });

  it('asks WeChat when its page asks, but not at every breath', async () => {
    const { orderId, resident, number } = await opened(p);
    p.fake.pay(number);
    const asked = () => p.fake.calls.filter((call) => call === 'query').length;
    const before = asked();
    expect(await p.orders.one(resident, orderId)).toMatchObject({ status: 'open' });
    expect(asked()).toBe(before); // it was made this very moment
    p.clock.pass(2);
    expect(await Promise.all([p.orders.one(resident, orderId), p.orders.one(resident, orderId), p.orders.one(resident, orderId)])).toContainEqual(expect.objectContaining({ status: 'paid' }));
    expect(asked()).toBe(before + 1);
  });

  it('finds a payment that nobody told of, and closes what expires', async () => {
    const [untold, forgotten, lost] = [await opened(p), await opened(p), await addEstate(p)];
    const body = paying([await addBill(p, lost)]);
    p.fake.next('prepay', 'lost');
    expect(await said(p.orders.pay(lost.resident, body))).toBe('PAYMENT_UNAVAILABLE');
    p.fake.pay(untold.number);
    await pass(p, 10, 5);
    expect((await orderOf(p, untold.orderId)).status).toBe('paid');
    await pass(p, 29 * MINUTE);
    expect((await orderOf(p, forgotten.orderId)).status).toBe('open');
    await pass(p, 2 * MINUTE);
    expect((await orderOf(p, forgotten.orderId)).status).toBe('closed');
    expect((await orderOf(p, body.id)).status).toBe('closed');
    for (const id of [...forgotten.billIds, ...body.billIds]) expect((await billOf(p, id)).status).toBe('issued');
  });

  it('settles the open order of a resident who has left', async () => {
    const { orderId, resident, number, billIds } = await opened(p);
    await p.me.forgetMe(resident);
    expect((await orderOf(p, orderId)).residentId).toBeNull();
    await p.settlement.told(p.fake.pay(number), randomUUID());
    expect((await orderOf(p, orderId)).status).toBe('paid');
    expect((await billOf(p, billIds[0]!)).status).toBe('paid');
    expect(await noticesOf(resident.residentId)).toEqual([]);
  });

  it('enters no other amount, shows it, and frees the bills once it has been given back', async () => {
    const before = await accounts(p);
    const { orderId, number, billIds, estateId, manager } = await opened(p);
    const trade = p.fake.pay(number, { amountFen: 12_344 });
    expect(await said(p.settlement.told(trade, randomUUID()))).toBe('PAYMENT_NOTICE_NOT_OURS');
    expect((await orderOf(p, orderId)).differingFen).toBeNull();
    await pass(p, 40 * MINUTE);
    expect(await orderOf(p, orderId)).toMatchObject({ status: 'open', differingFen: 12_344, transactionId: null });
    expect((await lines(orderId)).map(({ action }) => action)).toEqual(['payment.order', 'payment.differs']);
    expect((await p.list.page(manager, estateId, { status: 'open' })).items).toMatchObject([{ id: orderId, differingFen: 12_344 }]);
    expect((await billOf(p, billIds[0]!)).status).toBe('paying');
    expect(await accounts(p)).toEqual(before);
    p.fake.trades.set(number, { ...p.fake.trades.get(number)!, state: 'REFUND' });
    await pass(p, 25 * 60 * MINUTE, 3600);
    expect((await orderOf(p, orderId)).status).toBe('closed');
    expect((await billOf(p, billIds[0]!)).status).toBe('issued');
  });

  it('takes a payment for what it is when some of it has gone back before we heard', async () => {
    const { orderId, number } = await opened(p);
    p.fake.pay(number);
    p.fake.trades.set(number, { ...p.fake.trades.get(number)!, state: 'REFUND' });
    await pass(p, 10, 5);
    expect((await orderOf(p, orderId)).status).toBe('paid');
  });

  it('shows a firm its own payments, page by page, and nobody else any', async () => {
    const estate = await addEstate(p);
    const ids = [];
    for (let i = 0; i < 3; i += 1) {
      ids.unshift((await settled(p, { estate })).orderId);
      p.clock.pass(1);
    }
    const first = await p.list.page(estate.manager, estate.estateId, { limit: 2 });
    const second = await p.list.page(estate.manager, estate.estateId, { limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect([first.total, second.nextCursor]).toEqual([3, null]);
    const other = await addEstate(p);
    const elsewhere = { ...(await addEstate(p)), providerId: estate.providerId };
    await settled(p, { estate: elsewhere });
    await opened(p, { estate });
    expect(await p.list.page(estate.manager, estate.estateId, {})).toMatchObject({ total: 3, items: ids.map((id) => ({ id })) });
    expect((await p.list.page(other.manager, estate.estateId, {})).items).toEqual([]);
    expect(() => p.list.page(estate.resident, estate.estateId, {})).toThrow('OUT_OF_SCOPE');
    expect(await said(p.list.page(estate.manager, randomUUID(), {}))).toBe('ESTATE_NOT_FOUND');
  });
});

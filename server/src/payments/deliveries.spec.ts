import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { PaymentDeliveryRow } from './payments.entity.ts';
import { addBill, addEstate, openPayments, orderOf, paying, type Payments } from './payments.testing.ts';

describe.each(ENGINES)('reports of deliveries on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
    Logger.overrideLogger(false);
  });
  afterAll(() => p?.close());
  beforeEach(() => void demanded());
  const demanded = (over: object = {}) => Object.assign(p.get(Config), { wechat: {}, wechatPay: { reportsDelivery: true }, ...over });
  const paid = async (scene: 'jsapi' | 'native' = 'jsapi') => {
    const openid = `o-${randomUUID()}`;
    const estate = await addEstate(p, { openid });
    const body = paying([await addBill(p, estate)], { scene });
    const { number } = await p.orders.pay(estate.resident, body);
    await p.settlement.told(p.fake.pay(number), randomUUID());
    return { ...estate, openid, orderId: body.id };
  };
  const reportOf = (orderId: string) => p.db.unitOfWork.read((db) => db.findOneBy(PaymentDeliveryRow, { orderId }));
  const wechatSays = (outcome: 'reported' | 'unavailable' | 'refused') => jest.spyOn(p.get(WechatClient), 'reportDelivery').mockResolvedValue({ outcome });

  it('are sent until WeChat has them, and then no more', async () => {
    const { orderId, openid } = await paid();
    const { transactionId, description, enteredMs } = await orderOf(p, orderId);
    const unavailable = wechatSays('unavailable');
    for (let i = 0; i < 2; i += 1) await p.deliveries.run(); // the second finds nothing due
    expect(unavailable.mock.calls).toEqual([[{ transactionId, openid, item: description, atMs: enteredMs }]]);
    expect(await reportOf(orderId)).toMatchObject({ status: 'pending', tries: 1 });
    unavailable.mockRestore();
    const reported = wechatSays('reported');
    p.clock.pass(5);
    await Promise.all([p.deliveries.run(), p.deliveries.run()]);
    p.clock.pass(3600);
    await p.deliveries.run();
    expect(reported.mock.calls).toHaveLength(1);
    expect(await reportOf(orderId)).toMatchObject({ status: 'sent', tries: 2 });
    reported.mockRestore();
  });

  it('are of the mini-program alone, and only where they are demanded', async () => {
    const scanned = await paid('native');
    demanded({ wechatPay: { reportsDelivery: false } });
    const undemanded = await paid();
    demanded({ wechatPay: 'off' });
    const off = await paid();
    demanded({ wechat: 'off' });
    const unreachable = await paid();
    for (const { orderId } of [scanned, undemanded, off, unreachable]) expect(await reportOf(orderId)).toBeNull();
  });

  it('fail where the payer has left, where WeChat refuses them, and after two days', async () => {
    const [left, refused, tired] = [await paid(), await paid(), await paid()];
    await p.me.forgetMe(left.resident);
    const setTries = (tries: number) => p.db.unitOfWork.run((tx) => tx.update(PaymentDeliveryRow, { orderId: tired.orderId }, { tries }));
    await p.db.unitOfWork.run((tx) => tx.update(PaymentDeliveryRow, { orderId: tired.orderId }, { dueMs: p.clock.now().getTime() + 1000 }));
    const no = wechatSays('refused');
    await p.deliveries.run();
    expect(no.mock.calls.map(([{ openid }]) => openid)).toEqual([refused.openid]);
    for (const { orderId } of [left, refused]) expect(await reportOf(orderId)).toMatchObject({ status: 'failed' });
    no.mockRestore();
    const unavailable = wechatSays('unavailable');
    for (const [tries, status] of [[52, 'pending'], [53, 'failed']] as const) {
      await setTries(tries);
      p.clock.pass(3600);
      await p.deliveries.run();
      expect(await reportOf(tired.orderId)).toMatchObject({ status, tries: tries + 1 });
    }
    unavailable.mockRestore();
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../support/databases.ts';
import { MoneyWorld } from './money-world.ts';

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;

/** WeChat's bill of a day as its stand-in hands it out: signed for, zipped, hashed and written as documented. */
describe.each(ENGINES)('reconciliation with the bill of WeChat on %s', (engine) => {
  let world: MoneyWorld;
  beforeAll(async () => { world = await MoneyWorld.open(engine, 2); });
  afterAll(() => world?.close());

  const order = async (estate: number, amountFen: number) => {
    const place = world.estates[estate]!;
    const billId = await world.addBill(place, amountFen);
    const body = { id: randomUUID(), billIds: [billId], scene: 'native' } as const;
    const { number } = await world.process.orders.pay(place.resident, body);
    return { id: body.id, number, billId, place };
  };
  const paid = async (estate: number, amountFen: number, { isTold = true } = {}) => {
    const made = await order(estate, amountFen);
    expect(world.wechat.pay({ outTradeNo: made.number })).toBe('paid');
    if (isTold) await world.deliver(world.wechat.notices.all.at(-1)!);
    return made;
  };
  /** Ten o'clock has passed: yesterday's bill is ready. */
  const nextDay = async () => {
    world.clock.pass(DAY_SECONDS + HOUR_SECONDS);
    await world.process.reconciler.run();
  };
  const firm = (estate: number) => world.estates[estate]!.mchid;

  it('finds every payment and refund of two firms on both sides', async () => {
    const first = await paid(0, 1_200);
    await paid(0, 800);
    await paid(1, 555);
    await world.process.refunds.ask(first.place.manager, first.id, { id: randomUUID(), billId: first.billId, amountFen: 200, reason: '多收' });
    await world.jobs();
    await nextDay();
    expect(await world.reconciledDays(firm(0))).toEqual([{ day: '2026-11-02', matched: 3, matchedFen: 2_000, refundedFen: 200 }]);
    expect(await world.reconciledDays(firm(1))).toEqual([{ day: '2026-11-02', matched: 1, matchedFen: 555, refundedFen: 0 }]);
    expect(await world.findings()).toEqual([]);
  });

  it('enters what no notification told of, and the day has no difference', async () => {
    const { id } = await paid(0, 700, { isTold: false });
    await nextDay();
    expect(await world.query(`SELECT status FROM payment_order WHERE id = '${id}'`)).toEqual([{ status: 'paid' }]);
    expect((await world.reconciledDays(firm(0))).at(-1)).toEqual({ day: '2026-11-03', matched: 1, matchedFen: 700, refundedFen: 0 });
    expect(await world.findings()).toEqual([]);
  });

  it('a file that is not what was signed for is not compared, and is asked for again', async () => {
    await paid(0, 310);
    for (const tamper of [() => Buffer.from('no zip'), (bytes: Buffer) => bytes.subarray(0, 40), (bytes: Buffer) => Buffer.concat([bytes, bytes])]) {
      world.wechat.files.tamper = tamper;
      await nextDay();
      expect((await world.reconciledDays(firm(0))).at(-1)!.day).toBe('2026-11-03');
    }
    world.wechat.files.tamper = undefined;
    await world.process.reconciler.run();
    const days = await world.reconciledDays(firm(0));
    expect(days.slice(2)).toMatchObject([{ day: '2026-11-04', matched: 1, matchedFen: 310 }, { day: '2026-11-05', matched: 0 }, { day: '2026-11-06', matched: 0 }]);
  });

  it('another amount, a payment that the bill lacks, and one that we never had: each is a difference of its firm', async () => {
    const other = await paid(0, 1_111);
    const gone = await paid(0, 2_222);
    await paid(1, 444);
    const strange = other.number.replace(/\d{6}$/, '000000');
    world.wechat.files.rewrite = (text) => text.split('\r\n').flatMap((line) => {
      if (line.includes(gone.number)) return [];
      if (!line.includes(other.number)) return [line];
      return [line.replaceAll('11.11', '11.12'), line.replaceAll(other.number, strange)];
    }).join('\r\n').replaceAll('33.33', '22.23'); // the summary must agree, or the whole file is refused
    await nextDay();
    world.wechat.files.rewrite = undefined;
    expect(await world.findings()).toEqual([
      { mchid: firm(0), number: other.number, finding: 'amountDiffers', status: 'open', here: 1_111, there: 1_112 },
      { mchid: firm(0), number: gone.number, finding: 'missingThere', status: 'open', here: 2_222, there: null },
      { mchid: firm(0), number: strange, finding: 'missingHere', status: 'open', here: null, there: 1_111 },
    ].sort((a, b) => (a.number < b.number ? -1 : 1)));
    expect((await world.reconciledDays(firm(1))).at(-1)).toMatchObject({ matched: 1, matchedFen: 444 });
  });
});

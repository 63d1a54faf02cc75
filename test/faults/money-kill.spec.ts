import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRaw, type RawDatabase } from '../bench/district/raw-database.ts';
import { billedEstate, MCHID } from '../support/billed-estate.ts';
import { ENGINES } from '../support/databases.ts';
import { openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';
import { WechatPayStandIn } from '../support/wechat-pay/wechat-pay-stand-in.ts';

const DOORS = 6;
const MONTHS = 3;
const KILLS = 4;
const DONE_WITHIN_MS = 300_000;
const REFUND_FEN = 1_000;

/** A real server, really killed, while phones order, WeChat tells and the firm gives back: afterwards each fen is where WeChat says it is. */
describe.each(ENGINES)('kill -9 in the middle of paying on %s', (engine) => {
  let wechat: WechatPayStandIn;
  let district: District;
  let raw: RawDatabase;
  let manager: Person;
  let phones: Person[];
  let bills: { readonly phone: number; readonly billId: string; readonly id: string; readonly refundId: string }[];

  beforeAll(async () => {
    wechat = await WechatPayStandIn.start({ notices: 'bySchedule' });
    district = await openDistrict(engine, { buildings: 1, doorsPerBuilding: DOORS, env: wechat.env() });
    ({ manager } = await billedEstate(district, { months: MONTHS }));
    raw = await openRaw(district.databaseUrl);
    const [building] = district.buildings;
    phones = building!.doors.map(() => browserPhone(district.server));
    bills = (await Promise.all(phones.map(async (phone, at) => {
      await phone.api.estates.bindByCode({ buildingToken: building!.token, code: building!.doors[at]!.code });
      return (await phone.api.bills.mine({ limit: 10 })).items.map(({ id }) => ({ phone: at, billId: id, id: randomUUID(), refundId: randomUUID() }));
    }))).flat();
  });
  afterAll(async () => {
    await raw?.close();
    await district?.server.kill();
    await district?.close().catch(() => undefined); // it was killed: it cannot be stopped again
    await wechat?.close();
  });

  /** As far as it gets before the server is gone; what was not answered is sent again as it was. */
  const live = async ({ phone, billId, id, refundId }: (typeof bills)[number]): Promise<boolean> => {
    try {
      const ordered = await phones[phone]!.request('POST', '/payments', { id, billIds: [billId], scene: 'native' });
      const [row] = await raw.all<{ number: string }>('SELECT number FROM payment_order WHERE id = ?', [id]);
      if (ordered.status !== 200 || !row) return false;
      wechat.pay({ outTradeNo: row.number });
      const refunded = await manager.request('POST', `/payments/${id}/refunds`, { id: refundId, billId, amountFen: REFUND_FEN, reason: '多收' });
      return refunded.status === 200;
    } catch {
      return false; // no server
    }
  };

  it('ends with every order paid once, every refund gone once, and both books the same', async () => {
    const isDone = new Set<string>();
    let kills = 0;
    const deadline = Date.now() + DONE_WITHIN_MS;
    while (isDone.size < bills.length && Date.now() < deadline) {
      const round = Promise.all(phones.map(async (_, at) => {
        for (const bill of bills.filter(({ phone, id }) => phone === at && !isDone.has(id))) if (await live(bill)) isDone.add(bill.id);
      }));
      if (kills < KILLS) {
        // A little later each time: among the orders, the notifications, the refunds.
        await sleep(150 + 350 * kills);
        await district.server.kill();
        kills += 1;
        await round;
        district.server = await startServer(district.place);
      }
      await round;
      await sleep(200);
    }
    expect([isDone.size, kills]).toEqual([bills.length, KILLS]);
    for (;;) {
      // Nobody has to wait for what is due later.
      await raw.run('UPDATE payment_refund SET next_due_ms = 0 WHERE next_due_ms IS NOT NULL').catch(() => undefined);
      await raw.run("UPDATE payment_order SET next_due_ms = 0 WHERE next_due_ms IS NOT NULL AND status <> 'closed'").catch(() => undefined);
      const [left] = await raw.all<{ n: number | string }>("SELECT (SELECT COUNT(*) FROM payment_order WHERE status <> 'paid') + (SELECT COUNT(*) FROM payment_refund WHERE status <> 'succeeded') AS n");
      if (Number(left!.n) === 0 || Date.now() > deadline) break;
      await sleep(250);
    }
    const number = async (sql: string) => Number(Object.values((await raw.all<Record<string, number | string>>(sql))[0]!)[0]);
    expect(await number("SELECT COUNT(*) FROM payment_order WHERE status = 'paid'")).toBe(bills.length);
    expect(await number("SELECT COUNT(*) FROM payment_refund WHERE status = 'succeeded'")).toBe(bills.length);
    expect(await number("SELECT COUNT(*) FROM ledger_entry WHERE source_key LIKE 'payment:%'")).toBe(bills.length);
    expect(await number("SELECT COUNT(*) FROM ledger_entry WHERE source_key LIKE 'refund:%'")).toBe(bills.length);
    expect(await number("SELECT COUNT(*) FROM bill WHERE status = 'partlyRefunded'")).toBe(bills.length);
    expect(await number("SELECT SUM(amount_fen) FROM ledger_posting WHERE account = 'wechatFunds'")).toBe(wechat.book.balanceFen(MCHID));
    expect([wechat.book.trades.length, wechat.book.refunds.length]).toEqual([bills.length, bills.length]);
  });
});

import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditLineRow } from '../../platform/audit/audit.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, opened, orderOf, refunding, said, settled, staffOf, tally, type TestEstate } from '../payments.testing.ts';
import { billed, openReconciliation, strangeNumber, type TestReconciliation } from './reconciliation.testing.ts';

const TEN = Date.parse('2026-11-03T02:00:00.000Z'); // of the next morning in Zhengzhou
const DAY_SECONDS = 86_400;

describe.each(ENGINES)('reconciliation on %s', (engine) => {
  let r: TestReconciliation;
  let firm: TestEstate;
  beforeAll(async () => { r = await openReconciliation(engine); Logger.overrideLogger(false); });
  afterAll(() => r.close());
  beforeEach(async () => {
    r.p.clock.time = new Date('2026-11-02T02:00:00.000Z');
    r.bills.bend = (lines) => lines;
    r.bills.outcome = 'done';
    await r.p.db.unitOfWork.run(async (tx) => {
      for (const table of ['payment_order', 'payment_order_bill', 'payment_refund', 'reconciliation_task']) await tx.query(`DELETE FROM ${table}`); // no merchant of an earlier test
    });
    firm = await addEstate(r.p);
  });

  const at = (ms: number) => { r.p.clock.time = new Date(ms); };
  const nextMorning = async (days = 0) => { at(TEN + days * DAY_SECONDS * 1000); await r.reconciler.run(); };
  const findings = async () => (await r.taskRows(firm.mchid)).map(({ finding, trade, hereFen, thereFen, status }) => [finding, trade, hereFen, thereFen, status]);
  const paid = (amountFen: number) => settled(r.p, { amounts: [amountFen], estate: firm });
  const days = async () => (await r.dayRows(firm.mchid)).map(({ day, matched, matchedFen, refundedFen, otherTrades }) => [day, matched, matchedFen, refundedFen, otherTrades]);

  it('compares yesterday once its bill is ready, at ten, and only once', async () => {
    const { billIds, orderId } = await paid(500);
    await paid(700);
    await r.p.refunds.ask(firm.manager, orderId, refunding(billIds[0]!, 200));
    at(TEN - 1);
    await r.reconciler.run();
    expect(await days()).toEqual([]);
    await nextMorning();
    await r.reconciler.run();
    expect(await days()).toEqual([['2026-11-02', 3, 1_200, 200, 0]]);
    expect(await findings()).toEqual([]);
    expect(r.bills.asked.filter((one) => one === `${firm.mchid} 2026-11-02`)).toHaveLength(1);
    const [line] = await r.p.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { action: 'reconciliation.run', subject: `provider:${firm.providerId}` } }));
    expect(line).toMatchObject({ actor: 'job:reconciliation', facts: '{"day":"2026-11-02","differences":0,"matched":3,"matchedFen":1200,"refundedFen":200}' });
  });

  it('makes up for days that nobody compared, the oldest first, and stops where a bill cannot be had', async () => {
    await paid(500);
    r.bills.outcome = 'unknown';
    await nextMorning();
    expect(await days()).toEqual([]);
    r.bills.outcome = { refused: 'SYSTEM_ERROR' };
    await nextMorning(1);
    expect(await days()).toEqual([]);
    r.bills.outcome = 'done';
    await nextMorning(3);
    expect((await days()).map(([day, matched]) => [day, matched])).toEqual([['2026-11-02', 1], ['2026-11-03', 0], ['2026-11-04', 0], ['2026-11-05', 0]]);
  });

  it('does not ask for bills that WeChat no longer has', async () => {
    await paid(500);
    for (let run = 0; run < 7; run += 1) await nextMorning(200);
    const done = await days();
    expect([done.length, done[0]![0], done.at(-1)![0]]).toEqual([90, '2027-02-21', '2027-05-21']);
  });

  it('what we have missed is asked for and entered, and is no difference', async () => {
    const order = await opened(r.p, { amounts: [900], estate: firm });
    r.p.fake.pay(order.number); // nobody tells us
    await nextMorning();
    expect((await orderOf(r.p, order.orderId)).status).toBe('paid');
    expect(await days()).toEqual([['2026-11-02', 1, 900, 0, 0]]);
    expect(await findings()).toEqual([]);
  });

  it('missing here, missing there, amounts that differ: each is a task, of the firm whose merchant it is', async () => {
    const there = await paid(500);
    await paid(800);
    const [unknown, byHand] = [strangeNumber(), `${there.number}-shop`];
    r.bills.bend = (lines) => lines.map((line) => (line.amountFen === 800 ? { ...line, amountFen: 801 } : line)).filter(({ amountFen }) => amountFen !== 500).concat(
      billed({ mchid: firm.mchid, outTradeNo: unknown, amountFen: 77 }), billed({ mchid: firm.mchid, outTradeNo: 'SHOP-12', amountFen: 5 }),
      billed({ trade: 'refund', mchid: firm.mchid, outTradeNo: there.number, outRefundNo: byHand, amountFen: 40, refundStatus: 'SUCCESS' }),
      billed({ trade: 'refund', mchid: firm.mchid, outTradeNo: there.number, outRefundNo: 'failed', amountFen: 40, refundStatus: 'FAIL' }),
    );
    await nextMorning();
    expect((await findings()).sort()).toEqual([
      ['amountDiffers', 'payment', 800, 801, 'open'], ['missingHere', 'payment', null, 77, 'open'], ['missingHere', 'refund', null, 40, 'open'], ['missingThere', 'payment', 500, null, 'open'],
    ]);
    expect(await days()).toEqual([['2026-11-02', 0, 0, 0, 1]]);
    expect((await r.lineRows(firm.mchid)).map(({ number }) => number).sort()).toEqual([unknown, byHand, (await r.taskRows(firm.mchid)).find(({ hereFen }) => hereFen === 800)!.number].sort());
    expect(await r.service.tasks(firm.manager, {})).toMatchObject({ total: 4 });
  });

  it('a refund that took days, and a payment around midnight, are in another day’s bill and in order', async () => {
    const { billIds, orderId, number } = await paid(500);
    await nextMorning();
    r.p.fake.refundsAre = 'PROCESSING';
    await r.p.refunds.ask(firm.manager, orderId, refunding(billIds[0]!, 200));
    const refundNumber = [...r.p.fake.refunds.keys()].find((one) => one.startsWith(number))!;
    r.bills.bend = (lines, day) => lines.filter(({ trade }) => trade === 'payment').concat(day === '2026-11-03'
      ? [billed({ trade: 'refund', mchid: firm.mchid, outTradeNo: number, outRefundNo: refundNumber, amountFen: 200, refundStatus: 'PROCESSING' })] : []);
    at(TEN + 2 * DAY_SECONDS * 1000);
    await r.p.refundEntry.told(r.p.fake.end(refundNumber, 'SUCCESS'), randomUUID());
    await nextMorning(3);
    r.p.fake.refundsAre = 'SUCCESS';
    expect(await findings()).toEqual([]);
    expect((await days()).map(([day, matched, , refundedFen]) => [day, matched, refundedFen])).toEqual([['2026-11-02', 1, 0], ['2026-11-03', 1, 200], ['2026-11-04', 0, 0], ['2026-11-05', 0, 0]]);
  });

  it('a difference that the next day’s bill explains settles itself, and says so in the log', async () => {
    const { number } = await paid(500);
    const late = billed({ mchid: firm.mchid, outTradeNo: number, amountFen: 500 });
    r.bills.bend = (lines, day) => (day === '2026-11-03' ? [...lines, late] : []);
    await nextMorning();
    expect(await findings()).toEqual([['missingThere', 'payment', 500, null, 'open']]);
    await nextMorning(1);
    expect(await findings()).toEqual([['missingThere', 'payment', 500, null, 'settledItself']]);
    const [task] = await r.taskRows(firm.mchid);
    expect(task).toMatchObject({ settledFor: null, settledBy: null, settledMs: TEN + DAY_SECONDS * 1000 });
    expect(await r.p.db.unitOfWork.read((db) => db.count(AuditLineRow, { where: { action: 'reconciliation.settleItself', subject: `reconciliationTask:${task!.id}` } }))).toBe(1);
    expect(await r.service.days(firm.manager, {})).toMatchObject({ items: [{ openTasks: 0, settledTasks: 0 }, { openTasks: 0, settledTasks: 1 }] });
  });

  it('a payment that WeChat would not tell us of at first is entered by a later look, and its task settles itself', async () => {
    const order = await opened(r.p, { amounts: [900], estate: firm });
    r.p.fake.pay(order.number);
    r.p.fake.next('query', 'unheard');
    await nextMorning();
    expect(await findings()).toEqual([['missingHere', 'payment', null, 900, 'open']]);
    at(TEN + 1_800_000);
    await r.reconciler.run(); // not before an hour has passed
    expect((await findings())[0]![4]).toBe('open');
    at(TEN + 3_700_000);
    await r.reconciler.run();
    expect((await findings())[0]![4]).toBe('settledItself');
    expect((await orderOf(r.p, order.orderId)).status).toBe('paid');
  });

  it('a task follows what is known: it becomes another finding, and stays open', async () => {
    const { number, orderId } = await opened(r.p, { amounts: [900], estate: firm });
    r.bills.bend = (_, day) => (day === '2026-11-02' ? [billed({ mchid: firm.mchid, outTradeNo: number, amountFen: 900 })] : []);
    await nextMorning();
    expect(await findings()).toEqual([['missingHere', 'payment', null, 900, 'open']]);
    await r.p.db.unitOfWork.run((tx) => tx.query('UPDATE payment_order SET amount_fen = 901 WHERE id = ?', [orderId]));
    await nextMorning(1);
    expect(await findings()).toEqual([['amountDiffers', 'payment', 901, 900, 'open']]);
    expect((await r.taskRows(firm.mchid))[0]).toMatchObject({ version: 2 });
  });

  it('two servers that compare the same day do it once', async () => {
    await paid(500);
    r.bills.bend = (lines) => [...lines, billed({ mchid: firm.mchid, outTradeNo: strangeNumber(), amountFen: 5 })];
    at(TEN);
    await Promise.all(Array.from({ length: 6 }, () => r.reconciler.run()));
    expect(await days()).toHaveLength(1);
    expect(await findings()).toHaveLength(1);
    expect(await r.lineRows(firm.mchid)).toHaveLength(2);
  });

  describe('a task', () => {
    const open = async () => {
      r.bills.bend = (lines) => [...lines, billed({ mchid: firm.mchid, outTradeNo: strangeNumber(), amountFen: 5 })];
      await paid(500);
      await nextMorning();
      return (await r.service.tasks(firm.manager, {})).items[0]!;
    };

    it('is settled by the firm’s manager with a reason, once, and stays so', async () => {
      const task = await open();
      const settle = (over: object = {}) => r.service.settle(firm.manager, task.id, { version: task.version, reason: '商户平台人工收款', ...over });
      expect(await said(settle({ version: 9 }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      expect(await settle()).toMatchObject({ status: 'settled', settledFor: '商户平台人工收款', settledAt: '2026-11-03T02:00:00.000Z', version: 2, provider: expect.stringContaining('物业') });
      expect(await said(settle())).toBe('RECONCILIATION_TASK_SETTLED');
      r.bills.bend = (lines) => lines;
      await nextMorning(1);
      expect((await r.taskRows(firm.mchid))[0]).toMatchObject({ status: 'settled', settledBy: `staff:${firm.manager.staffId}` });
      const [line] = await r.p.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { action: 'reconciliation.settle', subject: `reconciliationTask:${task.id}` } }));
      expect(JSON.parse(line!.facts)).toMatchObject({ finding: 'missingHere', reason: '商户平台人工收款' });
    });

    it('of ten that settle it at once, one does; nor does it settle itself at the same time', async () => {
      const task = await open();
      await r.p.db.unitOfWork.run((tx) => tx.query('DELETE FROM reconciliation_line WHERE mchid = ?', [firm.mchid])); // now nothing is missing any more
      at(TEN + 2 * 3_600_000);
      const told = await Promise.all([...Array.from({ length: 10 }, (_, i) => said(r.service.settle(firm.manager, task.id, { version: task.version, reason: `第${i}次` }))), said(r.reconciler.run())]);
      const { ok = 0, ...refused } = tally(told.slice(0, 10));
      const [row] = await r.taskRows(firm.mchid);
      expect([ok, row!.status, row!.version]).toEqual(ok === 1 ? [1, 'settled', 2] : [0, 'settledItself', 2]);
      expect(Object.keys(refused).every((code) => code === 'RECONCILIATION_TASK_SETTLED' || code === 'CHANGED_BY_SOMEONE_ELSE')).toBe(true);
      const lines = await r.p.db.unitOfWork.read((db) => db.count(AuditLineRow, { where: { subject: `reconciliationTask:${task.id}` } }));
      expect(lines).toBe(1);
    });

    it('is seen by the firm itself and by those who supervise, and settled by the firm’s manager alone', async () => {
      const task = await open();
      const body = { version: 1, reason: '试' };
      for (const role of ['headquarters', 'housingCentre', 'auditor', 'finance'] as const) {
        expect((await r.service.tasks(staffOf(role), { providerId: firm.providerId })).items.map(({ id }) => id)).toEqual([task.id]);
        expect((await r.service.days(staffOf(role), { providerId: firm.providerId })).total).toBe(1);
        expect(await said(r.service.settle(staffOf(role), task.id, body))).toBe('OUT_OF_SCOPE');
      }
      const stranger = staffOf('providerManager', randomUUID());
      expect((await r.service.tasks(stranger, {})).items).toEqual([]);
      expect((await r.service.days(stranger, {})).items).toEqual([]);
      const refused = async (work: () => Promise<unknown>) => said(Promise.resolve().then(work));
      expect(await refused(() => r.service.tasks(stranger, { providerId: firm.providerId }))).toBe('OUT_OF_SCOPE');
      expect(await refused(() => r.service.days(stranger, { providerId: firm.providerId }))).toBe('OUT_OF_SCOPE');
      expect(await refused(() => r.service.settle(stranger, task.id, body))).toBe('OUT_OF_SCOPE');
      for (const role of ['providerStaff', 'streetOfficer', 'committee', 'administrator', 'government'] as const) {
        expect([role, await refused(() => r.service.tasks(staffOf(role, firm.providerId), {}))]).toEqual([role, 'OUT_OF_SCOPE']);
        expect([role, await refused(() => r.service.settle(staffOf(role, firm.providerId), task.id, body))]).toEqual([role, 'OUT_OF_SCOPE']);
      }
      expect(await refused(() => r.service.settle(firm.manager, randomUUID(), body))).toBe('RECONCILIATION_TASK_NOT_FOUND');
    });

    it('lists are walked page by page, the open ones first', async () => {
      r.bills.bend = (lines, day) => [...lines, ...Array.from({ length: day < '2026-11-04' ? 3 : 0 }, () => billed({ mchid: firm.mchid, outTradeNo: strangeNumber(), amountFen: 5 }))];
      await paid(500);
      await nextMorning(2);
      const first = (await r.service.tasks(firm.manager, {})).items.find(({ day }) => day === '2026-11-03')!;
      await r.service.settle(firm.manager, first.id, { version: 1, reason: '已查' });
      const seen: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await r.service.tasks(firm.manager, { limit: 2, cursor });
        seen.push(...page.items.map(({ day, status, id }) => [status, day, id]));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen.map(([status, day]) => `${status} ${day}`)).toEqual(['open 2026-11-03', 'open 2026-11-03', 'open 2026-11-02', 'open 2026-11-02', 'open 2026-11-02', 'settled 2026-11-03']);
      expect(new Set(seen.map(([, , id]) => id)).size).toBe(6);
      expect((await r.service.tasks(firm.manager, { status: 'settled' })).total).toBe(1);
      const page = await r.service.days(firm.manager, { limit: 2 });
      expect(page.items.map(({ day, openTasks, settledTasks }) => [day, openTasks, settledTasks])).toEqual([['2026-11-04', 0, 0], ['2026-11-03', 2, 1]]);
      expect((await r.service.days(firm.manager, { limit: 2, cursor: page.nextCursor! })).items.map(({ day }) => day)).toEqual(['2026-11-02']);
      expect(await said(Promise.resolve().then(() => r.service.tasks(firm.manager, { cursor: 'x' })))).toBe('INVALID_CURSOR');
    });
  });
});

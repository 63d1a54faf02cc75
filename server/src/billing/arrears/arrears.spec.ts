import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NoticeRow } from '../../notifications/notifications.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, addResident, billed, billOf, type Billing, changeFirm, DAY_SECONDS, fee, MONDAY, openBilling, paidByWechat, paidCash, run, said } from '../billing.testing.ts';

const VISITOR = { role: 'visitor' } as const;

describe.each(ENGINES)('what is owed on %s', (engine) => {
  let b: Billing;
  beforeAll(async () => { b = await openBilling(engine); });
  beforeEach(() => { b.clock.time = new Date(MONDAY); });
  afterAll(() => b.close());

  const noticesOf = (residentId: string) => b.db.unitOfWork.read((db) => db.find(NoticeRow, { where: { residentId }, order: { toldMs: 'ASC' } }));

  it('is listed by door, the longest due first, and what is paid or not yet due is not', async () => {
    const place = await billed(b, { doors: 4, dueOn: '2026-10-31' });
    const { manager, worker, estateId, householdIds } = place;
    await paidCash(b, place);
    await b.generation.generate(manager, estateId, run({ fromMonth: '2026-01', untilMonth: '2026-06', dueOn: '2026-06-30' }));
    await b.generation.generate(manager, estateId, run({ fromMonth: '2027-01', untilMonth: '2027-01', dueOn: '2027-01-31' }));
    const page = await b.arrears.page(worker, estateId, {});
    expect(page.total).toBe(4);
    expect(page.items.map(({ householdId, bills, owedFen, oldestDueOn, remindedOn }) => [householdId, bills, owedFen, oldestDueOn, remindedOn]).sort()).toEqual(
      householdIds.map((id, i) => [id, i === 0 ? 1 : 2, i === 0 ? 30_000 : 60_000, '2026-06-30', null]).sort());
    const doors: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const one = await b.arrears.page(worker, estateId, { limit: 1, ...(cursor !== undefined && { cursor }) });
      doors.push(...one.items.map(({ door }) => door));
      cursor = one.nextCursor;
    }
    expect(doors.sort()).toEqual(['101', '102', '103', '104']);
    const { sheet, fileName } = await b.arrears.exported(manager, estateId);
    expect(fileName).toContain('欠费清单-2026-11-02');
    expect(sheet.rows).toHaveLength(5);
    expect(sheet.rows.flat().map((cell) => cell?.value)).toEqual(expect.arrayContaining([600, 300]));
    expect(await said(() => b.arrears.page(manager, estateId, { cursor: 'x' }))).toBe('INVALID_CURSOR');
  });

  it('is the claim of the firm that billed it', async () => {
    const place = await billed(b, { dueOn: '2026-10-31' });
    const next = await changeFirm(b, place, '2026-11-01', '2026-10-31');
    expect((await b.arrears.page(next.manager, place.estateId, {})).items).toEqual([]);
    expect((await b.arrears.page(place.manager, place.estateId, {})).total).toBe(3);
    expect(await said(() => b.arrears.page((place).resident, place.estateId, {}))).toBe('OUT_OF_SCOPE');
  });

  it('is recalled to the phones that hold the doors, once a week, without a name or an amount', async () => {
    const place = await billed(b, { dueOn: '2026-10-31' });
    const { worker, estateId, householdIds, resident } = place;
    const second = await addResident(b, [householdIds[1]!]);
    expect(await b.arrears.remind(worker, estateId, { householdIds: [householdIds[1]!, householdIds[1]!, randomUUID()] })).toEqual({ reminded: 1, passedOver: 1 });
    expect(await b.arrears.remind(worker, estateId, {})).toEqual({ reminded: 1, passedOver: 2 });
    expect(await b.arrears.remind(worker, estateId, {})).toEqual({ reminded: 0, passedOver: 3 });
    b.clock.pass(7 * DAY_SECONDS - 1);
    expect(await b.arrears.remind(worker, estateId, {})).toEqual({ reminded: 0, passedOver: 3 });
    b.clock.pass(1);
    expect(await b.arrears.remind(worker, estateId, {})).toEqual({ reminded: 2, passedOver: 1 });
    for (const { residentId } of [resident, second]) {
      const told = await noticesOf(residentId);
      expect(told.map(({ title }) => title)).toEqual(['物业费缴费提醒', '物业费缴费提醒']);
      expect(told.map(({ text, title }) => text + title).join()).not.toMatch(/\d/);
    }
    expect((await b.arrears.page(worker, estateId, {})).items.map(({ remindedOn }) => remindedOn).sort()).toEqual(['2026-11-09', '2026-11-09', null].sort());
  });

  it('new bills are told of once, by day, and recalled once before their day', async () => {
    const place = await billed(b, { dueOn: '2026-11-20' });
    const { resident: { residentId }, bill } = place;
    b.clock.time = new Date('2026-11-02T14:30:00.000Z'); // half past ten at night
    expect(await b.billNotices.run()).toBe(0);
    b.clock.time = new Date('2026-11-03T00:00:00.000Z');
    await b.billNotices.run();
    await b.billNotices.run();
    expect((await noticesOf(residentId)).map(({ title, path }) => [title, path])).toEqual([['新的物业费账单', '/pages/bills/index']]);
    expect((await billOf(b, bill.id)).version).toBe(1);
    b.clock.time = new Date('2026-11-16T02:00:00.000Z');
    await b.billNotices.run();
    expect(await noticesOf(residentId)).toHaveLength(1);
    b.clock.time = new Date('2026-11-17T02:00:00.000Z');
    await b.billNotices.run();
    await b.billNotices.run();
    const [, due, ...more] = await noticesOf(residentId);
    expect([due!.title, more]).toEqual(['物业费账单即将到期', []]);
    expect(due!.text).toContain('2026-11-20');
  });

  it('one that is due soon is told of once with its day, one that is paid not at all', async () => {
    const [soon, paid] = [await billed(b, { dueOn: '2026-11-04' }), await billed(b)];
    await paidByWechat(b, paid);
    await b.billNotices.run();
    b.clock.pass(DAY_SECONDS);
    await b.billNotices.run();
    expect((await noticesOf(soon.resident.residentId)).map(({ text }) => text.includes('请在2026-11-04前缴纳'))).toEqual([true]);
    expect(await noticesOf(paid.resident.residentId)).toEqual([]);
  });

  describe('and of it, everybody reads the rate', () => {
    it('of what was due in twelve months, and nothing of few doors', async () => {
      const place = await billed(b, { doors: 6, dueOn: '2026-10-31' });
      const rate = () => b.rates.ofEstate(VISITOR, place.estateId);
      expect(await rate()).toEqual({ fromMonth: '2025-12', untilMonth: '2026-11', billedFen: 180_000, collectedFen: 0, permille: 0 });
      await paidCash(b, place);
      expect(await rate()).toMatchObject({ billedFen: 180_000, collectedFen: 30_000, permille: 166 });
      await b.bills.void(place.manager, place.bills[5]!.id, { version: 1, reason: '空房' });
      expect(await rate()).toMatchObject({ billedFen: 150_000, permille: 200 });
      await b.bills.void(place.manager, place.bills[4]!.id, { version: 1, reason: '空房' });
      expect(await rate()).toMatchObject({ billedFen: 0, collectedFen: 0, permille: null }); // four doors: a rate would tell who owes
      await b.generation.generate(place.manager, place.estateId, run({ fromMonth: '2027-01', untilMonth: '2027-01', dueOn: '2027-01-31' }));
      expect(await rate()).toMatchObject({ billedFen: 0 });
    });

    it('a part that went back is neither billed nor collected', async () => {
      const place = await billed(b, { doors: 5, dueOn: '2026-10-31' });
      await paidByWechat(b, place);
      await b.db.unitOfWork.run((tx) => b.settlement.refund(tx, { refundId: randomUUID(), billId: place.bill.id, amountFen: 10_000, on: '2026-11-02', reason: '多收' }));
      expect(await b.rates.ofEstate(VISITOR, place.estateId)).toMatchObject({ billedFen: 140_000, collectedFen: 20_000, permille: 142 });
    });

    it('of the firm that serves today, and of none where nobody does', async () => {
      const place = await billed(b, { doors: 5, dueOn: '2026-10-31' });
      const next = await changeFirm(b, place, '2026-11-01', '2026-10-31');
      expect(await b.rates.ofEstate(VISITOR, place.estateId)).toMatchObject({ billedFen: 0, permille: null });
      expect(await b.db.unitOfWork.read((db) => b.rates.of(db, place.estateId, place.providerId, '2026-10-31'))).toMatchObject({ billedFen: 150_000, permille: 0, untilMonth: '2026-10' });
      await b.standards.add(next.manager, place.estateId, fee({ fromMonth: '2026-11' }));
      expect(await said(() => b.rates.ofEstate(VISITOR, randomUUID()))).toBe('ESTATE_NOT_FOUND');
      expect((await b.rates.ofEstate(VISITOR, (await addEstate(b)).estateId)).permille).toBeNull();
    });
  });
});

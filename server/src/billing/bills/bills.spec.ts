import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { monthsBetween } from '@linping/shared';
import { DwellingsService } from '../../estates/dwellings.service.ts';
import { HouseholdRow } from '../../estates/households.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import {
  addEstate, billed, billOf, type Billing, billsOf, changeFirm, DAY_SECONDS, fee, linesOf, MONDAY, monthsOf, openBilling, paidByWechat, paidCash, run, said, staffOf,
} from '../billing.testing.ts';
import { PayableFirms } from '../payable-firms.service.ts';

describe.each(ENGINES)('bills on %s', (engine) => {
  let b: Billing;
  beforeAll(async () => { b = await openBilling(engine); });
  beforeEach(() => { b.clock.time = new Date(MONDAY); });
  afterAll(() => b.close());

  describe('generated', () => {
    it('are one for each dwelling, in the order of the doors, split by month exactly', async () => {
      const { manager, estateId, householdIds } = await addEstate(b);
      await b.standards.add(manager, estateId, fee({ basis: 'area', rateFen: 35 }));
      await b.standards.add(manager, estateId, fee({ name: '垃圾清运费', rateFen: 800, fromMonth: '2026-09' }));
      for (const [i, areaCentiSqm] of [6_743, 8_950, 10_001].entries()) await b.areas.set(manager, householdIds[i]!, { version: 0, areaCentiSqm });
      const preview = await b.generation.generate(manager, estateId, run({ preview: true }));
      expect(preview).toEqual({ made: 3, existing: 0, withoutArea: 0, withoutCharge: 0, totalFen: 14_160 + 18_795 + 21_002 + 3 * 3_200 });
      expect(await billsOf(b, estateId)).toEqual([]);
      expect(await b.generation.generate(manager, estateId, run())).toEqual(preview);
      const bills = await billsOf(b, estateId);
      expect(bills.map(({ householdId, amountFen }) => [householdId, amountFen])).toEqual(householdIds.map((id, i) => [id, [17_360, 21_995, 24_202][i]]));
      expect(new Set(bills.map(({ number }) => number)).size).toBe(3);
      expect(bills[0]!.number).toMatch(/^\d{4}-000001$/);
      for (const { id, amountFen } of bills) {
        const months = await monthsOf(b, id);
        expect(months.map(({ month }) => month)).toEqual(monthsBetween('2026-07', '2026-12'));
        expect(months.reduce((sum, month) => sum + month.amountFen, 0)).toBe(amountFen);
        expect((await b.bills.one(manager, id)).lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(amountFen);
      }
      expect((await b.bills.one(manager, bills[0]!.id)).lines).toEqual([
        { name: '物业服务费', basis: 'area', rateFen: 35, areaCentiSqm: 6_743, months: 6, discountFen: 0, amountFen: 14_160 },
        { name: '垃圾清运费', basis: 'fixed', rateFen: 800, areaCentiSqm: null, months: 4, discountFen: 0, amountFen: 3_200 },
      ]);
    });

    it('again, over other months and by another manager, add nothing twice', async () => {
      const { manager, estateId } = await billed(b);
      const other = staffOf('providerManager', manager.scope.level === 'provider' ? manager.scope.id : '');
      expect(await b.generation.generate(other, estateId, run())).toEqual({ made: 0, existing: 3, withoutArea: 0, withoutCharge: 0, totalFen: 0 });
      expect(await b.generation.generate(other, estateId, run({ fromMonth: '2026-10', untilMonth: '2026-11' }))).toMatchObject({ made: 0, existing: 3 });
      expect(await b.generation.generate(other, estateId, run({ fromMonth: '2026-05', untilMonth: '2027-02' }))).toMatchObject({ made: 6, existing: 0, totalFen: 3 * 4 * 5_000 });
      const bills = await billsOf(b, estateId);
      expect(bills.slice(3, 5).map(({ fromMonth, untilMonth }) => [fromMonth, untilMonth])).toEqual([['2026-05', '2026-06'], ['2027-01', '2027-02']]);
      expect((await linesOf(b, `estate:${estateId}`)).filter(({ action }) => action === 'bill.generate')).toHaveLength(2); // what made nothing is no event
    });

    it('leave out whom nothing is charged, and say so', async () => {
      const { manager, estateId, householdId } = await addEstate(b);
      const standard = fee();
      await b.standards.add(manager, estateId, standard);
      await b.standards.addDiscount(manager, standard.id, { id: randomUUID(), version: 1, name: '全免', permilleOff: 1000, fromMonth: '2026-01', householdIds: [householdId] });
      expect(await b.generation.generate(manager, estateId, run())).toMatchObject({ made: 2, withoutCharge: 1 });
    });

    it('are for months that exist, in order, a year at most and no more than a year ahead, with a day near them', async () => {
      const { manager, estateId } = await addEstate(b);
      expect(await said(() => b.generation.generate(manager, estateId, run()))).toBe('NO_FEE_STANDARD');
      await b.standards.add(manager, estateId, fee({ fromMonth: '2026-08' }));
      for (const preview of [true, false]) {
        const told = (over: Parameters<typeof run>[0]) => said(() => b.generation.generate(manager, estateId, run({ ...over, preview })));
        expect(await told({})).toBe('NO_FEE_STANDARD'); // none in July
        expect(await told({ fromMonth: '2026-12', untilMonth: '2026-11' })).toBe('FEE_MONTHS_WRONG');
        expect(await told({ fromMonth: '2026-08', untilMonth: '2027-08' })).toBe('FEE_MONTHS_WRONG');
        expect(await told({ fromMonth: '2027-01', untilMonth: '2027-12' })).toBe('PREPAID_TOO_FAR');
        expect(await told({ fromMonth: '2026-08', dueOn: '2025-07-31' })).toBe('BILL_DUE_DATE_WRONG');
        expect(await told({ fromMonth: '2026-08', dueOn: '2028-01-01' })).toBe('BILL_DUE_DATE_WRONG');
        expect(await told({ fromMonth: '2026-12', untilMonth: '2027-11' })).toBe('ok');
      }
    });

    it('are made by the firm that serves the estate, and kept by the one that made them', async () => {
      const estate = await billed(b);
      const next = await changeFirm(b, estate, '2026-11-01', '2026-10-31');
      expect(await said(() => b.generation.generate(estate.manager, estate.estateId, run({ fromMonth: '2027-01', untilMonth: '2027-01' })))).toBe('OUT_OF_SCOPE');
      await b.standards.add(next.manager, estate.estateId, fee({ fromMonth: '2026-11', rateFen: 6_000 }));
      expect(await b.generation.generate(next.manager, estate.estateId, run({ fromMonth: '2026-11', untilMonth: '2026-12' }))).toMatchObject({ made: 3, totalFen: 36_000 });
      expect((await b.bills.page(estate.manager, estate.estateId, {})).items.map(({ amountFen }) => amountFen)).toEqual([30_000, 30_000, 30_000]);
      expect((await b.bills.page(next.manager, estate.estateId, {})).items.map(({ amountFen }) => amountFen)).toEqual([12_000, 12_000, 12_000]);
      expect(await said(() => b.bills.one(next.manager, estate.bill.id))).toBe('OUT_OF_SCOPE');
      expect(await said(async () => paidCash(b, estate))).toBe('ok'); // its arrears are still its own to collect
      const numbers = (await billsOf(b, estate.estateId)).map(({ number }) => number);
      expect(new Set(numbers.map((number) => number.slice(0, 4))).size).toBe(2);
    });

    it('keep their doors in the register', async () => {
      const estate = await billed(b);
      const officer = staffOf('streetOfficer', estate.streetId);
      const door = estate.householdIds[2]!;
      const { version } = await b.db.unitOfWork.read((db) => db.findOneByOrFail(HouseholdRow, { id: door }));
      expect(await said(() => b.get(DwellingsService).removeHousehold(officer, door, version))).toBe('HOUSEHOLD_IN_USE');
    });

    it('nine hundred dwellings over twelve months are one transaction', async () => {
      const { manager, estateId } = await addEstate(b, { doors: 900 });
      await b.standards.add(manager, estateId, fee({ rateFen: 3_333 }));
      expect(await b.generation.generate(manager, estateId, run({ fromMonth: '2026-01' }))).toMatchObject({ made: 900, totalFen: 900 * 12 * 3_333 });
      expect(await b.generation.generate(manager, estateId, run({ fromMonth: '2026-01' }))).toMatchObject({ made: 0, existing: 900 });
    });
  });

  describe('read', () => {
    it('by the firm: cut by status, door, number and month, page by page', async () => {
      const place = await billed(b, { doors: 5 });
      const { manager, estateId, buildingId, bills } = place;
      await b.bills.void(manager, bills[4]!.id, { version: 1, reason: '空房' });
      const list = async (query: Parameters<typeof b.bills.page>[2]) => (await b.bills.page(manager, estateId, query)).items.map(({ door }) => door);
      expect(await list({})).toEqual(['101', '102', '103', '104', '105']);
      expect(await list({ status: 'void' })).toEqual(['105']);
      expect(await list({ search: '103' })).toEqual(['103']);
      expect(await list({ search: '1号楼102' })).toEqual(['102']);
      expect(await list({ search: bills[1]!.number })).toEqual(['102']);
      expect(await list({ search: '%' })).toEqual([]);
      expect(await list({ buildingId, month: '2026-09' })).toHaveLength(5);
      expect(await list({ month: '2026-06' })).toEqual([]);
      expect(await list({ buildingId: randomUUID() })).toEqual([]);
      await b.generation.generate(manager, estateId, run({ fromMonth: '2026-06', untilMonth: '2026-06' }));
      const doors: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await b.bills.page(manager, estateId, { limit: 3, ...(cursor !== undefined && { cursor }) });
        doors.push(...page.items.map(({ door }) => door));
        expect(page.total).toBe(10);
        cursor = page.nextCursor;
      }
      expect(doors).toHaveLength(10);
      expect(await said(() => b.bills.page(manager, estateId, { cursor: 'x' }))).toBe('INVALID_CURSOR');
    });

    it('by the resident: of the own doors, what is open first', async () => {
      const place = await billed(b, { dueOn: '2026-10-31' });
      const { resident, manager, estateId, householdId, bill } = place;
      await paidByWechat(b, place);
      await b.generation.generate(manager, estateId, run({ fromMonth: '2026-01', untilMonth: '2026-06', dueOn: '2026-06-30' }));
      b.get(PayableFirms).register((_db, ids) => Promise.resolve(new Set(ids)));
      const mine = await b.bills.mine(resident, {});
      expect(mine.items.map(({ fromMonth, status, isOverdue, isPayableHere }) => [fromMonth, status, isOverdue, isPayableHere])).toEqual([['2026-01', 'issued', true, true], ['2026-07', 'paid', false, false]]);
      const first = await b.bills.mine(resident, { limit: 1, householdId });
      expect((await b.bills.mine(resident, { limit: 1, cursor: first.nextCursor! })).items.map(({ id }) => id)).toEqual([bill.id]);
      expect(await said(() => b.bills.mine(resident, { householdId: place.householdIds[1]! }))).toBe('NOT_YOUR_HOUSEHOLD');
      b.get(PayableFirms).register(() => Promise.resolve(new Set()));
      expect((await b.bills.mine(resident, {})).items.every(({ isPayableHere }) => !isPayableHere)).toBe(true);
      const view = await b.bills.one(resident, bill.id);
      expect(view).toMatchObject({ number: bill.number, building: '1号楼', door: '101', status: 'paid', orderId: null, isOverdue: false, invoice: null });
      expect(view.collections).toMatchObject([{ channel: 'wechat', amountFen: 30_000, collector: null, note: null, vouchers: [] }]);
    });
  });

  describe('taken back', () => {
    it('stay readable with the reason, and their months may be billed again', async () => {
      const { manager, estateId, bill, resident } = await billed(b);
      const view = await b.bills.void(manager, bill.id, { version: 1, reason: '面积登记有误' });
      expect(view).toMatchObject({ status: 'void', voidedFor: '面积登记有误', version: 2 });
      expect((await b.bills.one(resident, bill.id)).voidedFor).toBe('面积登记有误');
      expect(await b.generation.generate(manager, estateId, run())).toMatchObject({ made: 1, existing: 2 });
      expect(await said(() => b.bills.void(manager, bill.id, { version: 2, reason: '再来' }))).toBe('BILL_NOT_PAYABLE');
      expect((await linesOf(b, `bill:${bill.id}`)).map(({ action }) => action)).toEqual(['bill.void']);
    });

    it('not while money is on its way or here, and not behind somebody’s back', async () => {
      const place = await billed(b);
      const { manager, bill, resident, worker } = place;
      expect(await said(() => b.bills.void(manager, randomUUID(), { version: 1, reason: 'x' }))).toBe('BILL_NOT_FOUND');
      expect(await said(() => b.bills.void(worker, bill.id, { version: 1, reason: 'x' }))).toBe('OUT_OF_SCOPE');
      expect(await said(() => b.bills.void(manager, bill.id, { version: 7, reason: 'x' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      await b.db.unitOfWork.run((tx) => b.settlement.reserve(tx, { orderId: randomUUID(), billIds: [bill.id], residentId: resident.residentId }));
      expect(await said(() => b.bills.void(manager, bill.id, { version: 2, reason: 'x' }))).toBe('BILL_BEING_PAID');
      const other = await billed(b);
      const { view } = await paidCash(b, other);
      expect(await said(() => b.bills.void(other.manager, other.bill.id, { version: view.version, reason: 'x' }))).toBe('BILL_NOT_PAYABLE');
    });

    it('once all of the money went back', async () => {
      const place = await billed(b);
      await paidByWechat(b, place);
      await b.db.unitOfWork.run((tx) => b.settlement.refund(tx, { refundId: randomUUID(), billId: place.bill.id, amountFen: 30_000, on: '2026-11-02', reason: '重复缴费' }));
      const { version } = await billOf(b, place.bill.id);
      expect((await b.bills.void(place.manager, place.bill.id, { version, reason: '重新出账' })).status).toBe('void');
      expect(await b.generation.generate(place.manager, place.estateId, run())).toMatchObject({ made: 1 });
    });
  });

  describe('ahead of time', () => {
    const prepay = (place: { resident: Parameters<typeof b.prepayments.prepay>[0]; householdId: string }, months: number, preview = false) => b.prepayments.prepay(place.resident, place.householdId, { months, preview });

    it('begin where the firm’s bills end, and with this month where there are none', async () => {
      const place = await billed(b);
      const preview = await prepay(place, 3, true);
      expect(preview).toEqual({ fromMonth: '2027-01', untilMonth: '2027-03', amountFen: 15_000, billId: null });
      expect(await billsOf(b, place.estateId)).toHaveLength(3);
      const { billId, ...made } = await prepay(place, 3);
      expect({ ...made, billId: null }).toEqual(preview);
      expect(await billOf(b, billId!)).toMatchObject({ origin: 'prepaid', status: 'issued', dueOn: '2026-11-03', amountFen: 15_000 });
      const fresh = await addEstate(b);
      await b.standards.add(fresh.manager, fresh.estateId, fee());
      expect(await prepay(fresh, 12, true)).toMatchObject({ fromMonth: '2026-11', untilMonth: '2027-10', amountFen: 60_000 });
    });

    it('no more than a year (郑州市物业管理条例 42)', async () => {
      const place = await billed(b);
      expect(await prepay(place, 11, true)).toMatchObject({ untilMonth: '2027-11' });
      expect(await said(() => prepay(place, 12))).toBe('PREPAID_TOO_FAR');
      const paid = await prepay(place, 11);
      await paidByWechat(b, { resident: place.resident, bill: await billOf(b, paid.billId!) });
      expect(await said(() => prepay(place, 1))).toBe('PREPAID_TOO_FAR');
    });

    it('another wish takes the place of one that is unpaid; one that is being paid stays', async () => {
      const place = await billed(b);
      const first = await prepay(place, 3);
      const second = await prepay(place, 2);
      expect(second).toMatchObject({ fromMonth: '2027-01', untilMonth: '2027-02' });
      expect(await billOf(b, first.billId!)).toMatchObject({ status: 'void' });
      await b.db.unitOfWork.run((tx) => b.settlement.reserve(tx, { orderId: randomUUID(), billIds: [second.billId!], residentId: place.resident.residentId }));
      expect(await said(() => prepay(place, 3))).toBe('BILL_BEING_PAID');
    });

    it('unpaid it lapses after its day, and is no debt meanwhile', async () => {
      const place = await billed(b);
      const { billId } = await prepay(place, 3);
      b.clock.pass(DAY_SECONDS);
      expect(await b.prepayments.lapse()).toBe(0);
      b.clock.pass(DAY_SECONDS);
      expect((await b.arrears.page(place.manager, place.estateId, {})).items).toEqual([]);
      expect((await b.rates.ofEstate({ role: 'visitor' }, place.estateId)).billedFen).toBe(0);
      expect(await b.prepayments.lapse()).toBeGreaterThanOrEqual(1);
      expect(await billOf(b, billId!)).toMatchObject({ status: 'void' });
      expect(await prepay(place, 1, true)).toMatchObject({ fromMonth: '2027-01' });
      expect((await linesOf(b, `bill:${billId}`)).map(({ action, actor }) => [action, actor])).toEqual([['bill.prepay', 'resident'], ['bill.lapse', 'job:prepayments']]);
    });

    it('what is paid ahead is left out of the firm’s runs', async () => {
      const place = await billed(b);
      const { billId } = await prepay(place, 3);
      await paidByWechat(b, { resident: place.resident, bill: await billOf(b, billId!) });
      expect(await b.generation.generate(place.manager, place.estateId, run({ fromMonth: '2027-01', untilMonth: '2027-06' }))).toMatchObject({ made: 3, existing: 0, totalFen: 15_000 + 30_000 + 30_000 });
    });

    it('only of the own household, with an area, a fee and a firm', async () => {
      const place = await billed(b);
      const other = await billed(b);
      expect(await said(() => b.prepayments.prepay(other.resident, place.householdId, { months: 1, preview: true }))).toBe('OUT_OF_SCOPE');
      expect(await said(() => b.prepayments.prepay(place.manager, place.householdId, { months: 1, preview: false }))).toBe('OUT_OF_SCOPE');
      expect(await said(() => b.prepayments.prepay(place.resident, randomUUID(), { months: 1, preview: false }))).toBe('HOUSEHOLD_NOT_FOUND');
      const bare = await addEstate(b);
      expect(await said(() => prepay(bare, 1))).toBe('NO_FEE_STANDARD');
      await b.standards.add(bare.manager, bare.estateId, fee({ basis: 'area' }));
      expect(await said(() => prepay(bare, 1))).toBe('FEE_AREA_MISSING');
    });

    it('is asked for so often and no more', async () => {
      const place = await billed(b);
      for (let i = 0; i < 20; i += 1) await prepay(place, 1);
      expect(await said(() => prepay(place, 1))).toBe('TOO_MANY_ATTEMPTS');
    });
  });
});

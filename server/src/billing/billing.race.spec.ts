import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerService } from '../ledger/ledger.service.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { HouseholdRow } from '../estates/households.entity.ts';
import { DwellingsService } from '../estates/dwellings.service.ts';
import { addEstate, addVoucher, billed, type Billed, billOf, type Billing, billsOf, cash, collectionsOf, fee, linesOf, monthsOf, openBilling, paidByWechat, paidCash, run, said, staffOf, tally } from './billing.testing.ts';

const TIMES = 8;
const each = <T>(work: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: TIMES }, (_, i) => work(i)));

describe.each(ENGINES)('many at once on %s', (engine) => {
  let b: Billing;
  beforeAll(async () => { b = await openBilling(engine); });
  afterAll(() => b.close());

  const balance = ({ estateId, providerId }: Billed) => b.db.unitOfWork.read((db) => b.get(LedgerService).balance(db, { estateId, body: 'provider', bodyId: providerId }, '2026-12-31'));
  const reserve = ({ resident, bill }: Billed, orderId = randomUUID()) =>
    said(() => b.db.unitOfWork.run((tx) => b.settlement.reserve(tx, { orderId, billIds: [bill.id], residentId: resident.residentId })));

  /** No household has two bills that stand for one month, and every bill is its months. */
  const isBilledOnce = async (estateId: string): Promise<void> => {
    const seen = new Set<string>();
    for (const { id, amountFen, status, householdId } of await billsOf(b, estateId)) {
      const months = await monthsOf(b, id);
      expect(months.reduce((sum, month) => sum + month.amountFen, 0)).toBe(amountFen);
      expect(months.every(({ live }) => live === (status === 'void' ? null : 1))).toBe(true);
      if (status === 'void') continue;
      for (const { month } of months) {
        expect(seen.has(`${householdId} ${month}`)).toBe(false);
        seen.add(`${householdId} ${month}`);
      }
    }
  };

  it('several managers’ runs over other months bill each month once', async () => {
    const { manager, estateId, providerId } = await addEstate(b, { doors: 6 });
    await b.standards.add(manager, estateId, fee());
    const spans = [['2026-07', '2026-12'], ['2026-07', '2026-09'], ['2026-10', '2027-03'], ['2026-12', '2026-12']] as const;
    const views = await each((i) => b.generation.generate(staffOf('providerManager', providerId), estateId, run({ fromMonth: spans[i % 4]![0], untilMonth: spans[i % 4]![1] })));
    await isBilledOnce(estateId);
    const bills = await billsOf(b, estateId);
    expect(bills).toHaveLength(views.reduce((sum, { made }) => sum + made, 0));
    expect(bills.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(6 * 9 * 5_000); // July to March, each once
    expect(new Set(bills.map(({ number }) => number)).size).toBe(bills.length);
  });

  it('a run, prepayments and a void leave each month billed once', async () => {
    const place = await billed(b);
    const { manager, estateId, resident, householdId, bills } = place;
    const told = await each((i) => said((): Promise<unknown> => [
      () => b.generation.generate(manager, estateId, run({ fromMonth: '2027-01', untilMonth: '2027-03' })), () => b.prepayments.prepay(resident, householdId, { months: 2 + (i % 3), preview: false }),
      () => b.bills.void(manager, bills[1]!.id, { version: 1, reason: '重复' }), () => b.generation.generate(manager, estateId, run({ untilMonth: '2027-01' })),
    ][i % 4]!()));
    expect(Object.keys(tally(told)).filter((code) => !['ok', 'CHANGED_BY_SOMEONE_ELSE', 'BILL_NOT_PAYABLE', 'TOO_MANY_ATTEMPTS'].includes(code))).toEqual([]);
    await isBilledOnce(estateId);
  });

  it('a door that is being removed is either billed and stays, or is gone and is not', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { manager, estateId, householdIds, streetId } = await addEstate(b);
      await b.standards.add(manager, estateId, fee());
      const officer = staffOf('streetOfficer', streetId);
      await Promise.all([b.generation.generate(manager, estateId, run()), said(() => b.get(DwellingsService).removeHousehold(officer, householdIds[2]!, 1))]);
      const isThere = await b.db.unitOfWork.read((db) => db.existsBy(HouseholdRow, { id: householdIds[2]! }));
      expect((await billsOf(b, estateId)).some(({ householdId }) => householdId === householdIds[2])).toBe(isThere);
    }
  });

  it('two orders for one bill: one holds it', async () => {
    const place = await billed(b);
    const told = await each(() => reserve(place));
    expect(tally(told)).toEqual({ ok: 1, BILL_NOT_PAYABLE: TIMES - 1 });
    expect(await billOf(b, place.bill.id)).toMatchObject({ status: 'paying' });
  });

  it('an order and the firm’s desk: one of them has the bill', async () => {
    for (let i = 0; i < 3; i += 1) {
      const place = await billed(b);
      const bodies = [await cash(b, place.worker, place.bill), await cash(b, place.worker, place.bill)];
      const told = await Promise.all([reserve(place), ...bodies.map((body) => said(() => b.collections.collect(place.worker, place.bill.id, body))), reserve(place)]);
      expect(told.filter((one) => one === 'ok')).toHaveLength(1);
      expect(Object.keys(tally(told)).filter((code) => !['ok', 'BILL_NOT_PAYABLE', 'BILL_BEING_PAID', 'CHANGED_BY_SOMEONE_ELSE'].includes(code))).toEqual([]);
      const { status } = await billOf(b, place.bill.id);
      expect([status, (await collectionsOf(b, place.bill.id)).length, await balance(place)]).toEqual(status === 'paid' ? ['paid', 1, 30_000] : ['paying', 0, 0]);
    }
  });

  it('an order and a void: one of them has the bill', async () => {
    for (let i = 0; i < 3; i += 1) {
      const place = await billed(b);
      const [reserved, voided] = await Promise.all([reserve(place), said(() => b.bills.void(place.manager, place.bill.id, { version: 1, reason: '重复' }))]);
      expect([reserved, voided].filter((one) => one === 'ok')).toHaveLength(1);
      expect((await billOf(b, place.bill.id)).status).toBe(reserved === 'ok' ? 'paying' : 'void');
      await isBilledOnce(place.estateId);
    }
  });

  it('one collection that is sent many times at once is one, in the book once', async () => {
    const place = await billed(b);
    const body = await cash(b, place.worker, place.bill);
    expect(tally(await each(() => said(() => b.collections.collect(place.worker, place.bill.id, body))))).toEqual({ ok: TIMES });
    expect(await collectionsOf(b, place.bill.id)).toHaveLength(1);
    expect(await balance(place)).toBe(30_000);
    expect(await linesOf(b, `bill:${place.bill.id}`)).toHaveLength(1);
  });

  it('one collection’s id on two bills at once is one of them, and the other is told', async () => {
    const place = await billed(b);
    const body = await cash(b, place.worker, place.bill);
    const told = await Promise.all(place.bills.slice(0, 2).map((bill) => said(() => b.collections.collect(place.worker, bill.id, body))));
    expect(tally(told)).toEqual({ ok: 1, COLLECTION_DIFFERS: 1 });
    expect(await balance(place)).toBe(30_000);
  });

  it('a collection is reversed once', async () => {
    const place = await billed(b);
    const { body, view } = await paidCash(b, place);
    const told = await each(() => said(() => b.collections.reverse(place.manager, body.id, { version: view.version, reason: '登记错户' })));
    expect(tally(told)).toEqual({ ok: 1, CHANGED_BY_SOMEONE_ELSE: TIMES - 1 });
    expect([(await billOf(b, place.bill.id)).status, await balance(place)]).toEqual(['issued', 0]);
  });

  it('one order is settled once, and let go of or settled, not both', async () => {
    const place = await billed(b);
    const orderId = randomUUID();
    await reserve(place, orderId);
    const settle = () => said(() => b.db.unitOfWork.run((tx) => b.settlement.settle(tx, { orderId, paidOn: '2026-11-02', paidMs: 1 })));
    const release = () => said(() => b.db.unitOfWork.run((tx) => b.settlement.release(tx, orderId)));
    await each((i) => (i % 3 === 2 ? release() : settle()));
    const { status } = await billOf(b, place.bill.id);
    expect(await collectionsOf(b, place.bill.id)).toHaveLength(status === 'paid' ? 1 : 0);
    expect(['paid', 'issued']).toContain(status);
  });

  it('refunds never go back more than was paid', async () => {
    const place = await billed(b);
    await paidByWechat(b, place);
    const told = await each((i) => said(() => b.db.unitOfWork.run((tx) =>
      b.settlement.refund(tx, { refundId: randomUUID(), billId: place.bill.id, amountFen: 7_000 + i, on: '2026-11-02', reason: '多收' }))));
    expect(told.filter((one) => one === 'ok')).toHaveLength(4);
    const { refundedFen, amountFen, status } = await billOf(b, place.bill.id);
    expect([status, refundedFen <= amountFen]).toEqual(['partlyRefunded', true]);
    const refundId = randomUUID();
    const same = { refundId, billId: place.bill.id, amountFen: amountFen - refundedFen, on: '2026-11-02', reason: '余款' };
    expect(tally(await each(() => said(() => b.db.unitOfWork.run((tx) => b.settlement.refund(tx, same)))))).toEqual({ ok: TIMES });
    expect(await billOf(b, place.bill.id)).toMatchObject({ status: 'refunded', refundedFen: 30_000 });
  });

  it('fees of one name do not overlap, whoever enters them', async () => {
    const { manager, estateId } = await addEstate(b);
    const told = await each((i) => said(() => b.standards.add(manager, estateId, fee({ fromMonth: `2026-0${i + 1}` }))));
    expect(tally(told)).toEqual({ ok: 1, FEE_OVERLAPS: TIMES - 1 });
  });

  it('firms that open their desks at once have numbers of their own', async () => {
    const places = await Promise.all(Array.from({ length: 4 }, () => addEstate(b)));
    await Promise.all(places.map(({ manager, estateId }) => b.standards.add(manager, estateId, fee())));
    await Promise.all(places.map(({ manager, estateId }) => b.generation.generate(manager, estateId, run())));
    const numbers = (await Promise.all(places.map(({ estateId }) => billsOf(b, estateId)))).flat().map(({ number }) => number);
    expect(new Set(numbers).size).toBe(12);
  });

  it('a reminder is sent once, an invoice asked for once and decided once, an area written once', async () => {
    const place = await billed(b, { dueOn: '2026-10-31' });
    const reminded = await each(() => b.arrears.remind(place.worker, place.estateId, {}));
    expect(reminded.reduce((sum, one) => sum + one.reminded, 0)).toBe(1);
    await paidByWechat(b, place);
    const asked = await each(() => said(() => b.invoices.request(place.resident, place.bill.id, { id: randomUUID(), titleKind: 'person', title: '个人' })));
    expect(tally(asked)).toEqual({ ok: 1, INVOICE_REQUESTED: TIMES - 1 });
    const [request] = (await b.invoices.page(place.manager, place.estateId, {})).items;
    const fileIds = await each(() => addVoucher(b, place.manager, 'pdf'));
    const decided = await each((i) => said((): Promise<unknown> => (i % 2 ? b.invoices.refuse(place.manager, request!.id, { version: 1, reason: '不符' }) : b.invoices.issue(place.manager, request!.id, { version: 1, fileId: fileIds[i]! }))));
    expect(tally(decided)).toEqual({ ok: 1, INVOICE_DECIDED: TIMES - 1 });
    const areas = await each((i) => said(() => b.areas.set(place.manager, place.householdId, { version: 0, areaCentiSqm: 100 + i })));
    expect(tally(areas)).toEqual({ ok: 1, CHANGED_BY_SOMEONE_ELSE: TIMES - 1 });
  });
});

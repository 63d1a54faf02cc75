import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BookKey } from '@linping/shared';
import { LedgerChecks } from '../../ledger/checks/ledger-checks.service.ts';
import { LedgerService } from '../../ledger/ledger.service.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addVoucher, billed, type Billed, billOf, type Billing, cash, changeFirm, collectionsOf, linesOf, openBilling, paidByWechat, paidCash, said } from '../billing.testing.ts';
import { ReceiptsService } from './receipts.service.ts';

/** A signed link that lives for some minutes. */
const LINK: unknown = expect.any(String);

describe.each(ENGINES)('what a firm takes at its desk on %s', (engine) => {
  let b: Billing;
  beforeAll(async () => { b = await openBilling(engine); });
  afterAll(() => b.close());

  const bookOf = ({ estateId, providerId }: Pick<Billed, 'estateId' | 'providerId'>): BookKey => ({ estateId, body: 'provider', bodyId: providerId });
  const known = (place: Billed) => b.db.unitOfWork.read((db) => b.get(LedgerService).known(db, bookOf(place), { first: '2026-01-01', last: '2026-12-31' }));
  const balance = (place: Billed) => b.db.unitOfWork.read((db) => b.get(LedgerService).balance(db, bookOf(place), '2026-12-31'));

  it('pays the bill, with collector, voucher and receipt, and is in the firm’s book once', async () => {
    const place = await billed(b);
    const { worker, bill } = place;
    const body = await cash(b, worker, bill, { note: '代缴' });
    const view = await b.collections.collect(worker, bill.id, body);
    expect(view).toMatchObject({ status: 'paid', version: 2 });
    expect(view.collections).toEqual([{
      id: body.id, channel: 'cash', amountFen: 30_000, paidOn: '2026-11-01', receiptNumber: `${bill.number}-1`, collector: `providerStaff-${worker.staffId.slice(0, 6)}`, note: '代缴',
      vouchers: [expect.objectContaining({ id: body.voucherIds[0], kind: 'image', fullUrl: LINK })], reversedOn: null,
    }]);
    expect(await b.collections.collect(worker, bill.id, body)).toMatchObject({ status: 'paid', version: 2 });
    expect(await collectionsOf(b, bill.id)).toHaveLength(1);
    expect(await known(place)).toMatchObject({ cashFen: 30_000, transferFen: 0 });
    expect(await balance(place)).toBe(30_000);
    expect((await linesOf(b, `bill:${bill.id}`)).map(({ action, actor }) => [action, actor])).toEqual([['bill.collect', `staff:${worker.staffId}`]]);
  });

  it('a transfer lies at the bank, and a PDF stands behind it', async () => {
    const place = await billed(b);
    const body = await cash(b, place.manager, place.bill, { channel: 'transfer', paidOn: '2026-11-02', voucherIds: [await addVoucher(b, place.manager, 'pdf')] });
    expect((await b.collections.collect(place.manager, place.bill.id, body)).collections[0]!.vouchers).toMatchObject([{ kind: 'pdf', thumbnailUrl: null }]);
    expect(await known(place)).toMatchObject({ cashFen: 0, transferFen: 30_000 });
  });

  it('is refused with the wrong day, without a voucher or with another’s, and under an id that was used', async () => {
    const place = await billed(b);
    const { worker, manager, bill, bills } = place;
    const told = async (over: Parameters<typeof cash>[3], billId = bill.id, actor = worker) => {
      const body = await cash(b, actor, bill, over);
      return said(() => b.collections.collect(actor, billId, body));
    };
    expect(await told({ paidOn: '2026-11-03' })).toBe('COLLECTION_DATE_WRONG');
    expect(await told({ paidOn: '2025-11-01' })).toBe('COLLECTION_DATE_WRONG');
    expect(await told({ voucherIds: [] })).toBe('VOUCHER_MISSING');
    expect(await told({ voucherIds: [await addVoucher(b, manager)] })).toBe('PHOTO_UNKNOWN');
    expect(await told({ voucherIds: [randomUUID()] })).toBe('PHOTO_UNKNOWN');
    expect(await told({ version: 2 })).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await told({}, randomUUID())).toBe('BILL_NOT_FOUND');
    expect(await billOf(b, bill.id)).toMatchObject({ status: 'issued', version: 1 });
    expect(await told({ paidOn: '2025-11-02' })).toBe('ok');
    const [first] = await collectionsOf(b, bill.id);
    expect(await told({ id: first!.id, version: 1 }, bills[1]!.id)).toBe('COLLECTION_DIFFERS');
    expect(await told({ version: 2 })).toBe('BILL_NOT_PAYABLE');
    expect(await balance(place)).toBe(30_000);
  });

  it('is taken back by its mirror image: the bill is open again, the book is even, and both stay', async () => {
    const place = await billed(b);
    const { manager, worker, bill } = place;
    const { body, view } = await paidCash(b, place);
    expect(await said(() => b.collections.reverse(worker, body.id, { version: view.version, reason: '登记错户' }))).toBe('OUT_OF_SCOPE');
    expect(await said(() => b.collections.reverse(manager, body.id, { version: 1, reason: '登记错户' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(() => b.collections.reverse(manager, randomUUID(), { version: 2, reason: '登记错户' }))).toBe('COLLECTION_NOT_FOUND');
    const open = await b.collections.reverse(manager, body.id, { version: view.version, reason: '登记错户' });
    expect(open).toMatchObject({ status: 'issued', collections: [{ reversedOn: '2026-11-02' }] });
    expect([await balance(place), (await known(place)).cashFen]).toEqual([0, 0]);
    expect(await said(() => b.collections.reverse(manager, body.id, { version: open.version, reason: '再来' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    const { view: again } = await paidCash(b, place);
    expect(again.collections.map(({ receiptNumber, reversedOn }) => [receiptNumber, reversedOn])).toEqual([[`${bill.number}-1`, '2026-11-02'], [`${bill.number}-2`, null]]);
    expect(await balance(place)).toBe(30_000);
    const actions = (await linesOf(b, `bill:${bill.id}`)).map(({ action }) => action);
    expect(actions).toEqual(['bill.collect', 'bill.reverse', 'bill.collect']);
  });

  it('what WeChat brought is refunded, not reversed', async () => {
    const place = await billed(b);
    await paidByWechat(b, place);
    const [collection] = await collectionsOf(b, place.bill.id);
    expect(await said(() => b.collections.reverse(place.manager, collection!.id, { version: 3, reason: 'x' }))).toBe('BILL_PAID_BY_WECHAT');
  });

  it('waits for a payment that is under way', async () => {
    const place = await billed(b);
    await b.db.unitOfWork.run((tx) => b.settlement.reserve(tx, { orderId: randomUUID(), billIds: [place.bill.id], residentId: place.resident.residentId }));
    const body = await cash(b, place.worker, { version: 2 });
    expect(await said(() => b.collections.collect(place.worker, place.bill.id, body))).toBe('BILL_BEING_PAID');
  });

  it('is the former firm’s, in its own book, when another has come', async () => {
    const place = await billed(b);
    const next = await changeFirm(b, place, '2026-11-01', '2026-10-31');
    const body = await cash(b, next.manager, place.bill);
    expect(await said(() => b.collections.collect(next.manager, place.bill.id, body))).toBe('OUT_OF_SCOPE');
    await paidCash(b, place);
    expect(await balance(place)).toBe(30_000);
    expect(await balance({ ...place, providerId: next.providerId })).toBe(0);
  });

  it('its receipt is for the firm and the household, and a reversed one says so', async () => {
    const place = await billed(b);
    const { body, view } = await paidCash(b, place);
    const receipts = b.get(ReceiptsService);
    for (const reader of [place.manager, place.worker, place.resident]) {
      const receipt = await receipts.receipt(reader, body.id);
      expect(receipt).toMatchObject({ number: `${place.bill.number}-1`, mark: null, amount: '¥300.00', amountInWords: '叁佰元整' });
      expect(JSON.stringify(receipt)).not.toContain('providerStaff'); // no name of whoever took it
    }
    expect(await said(() => receipts.receipt(place.manager, randomUUID()))).toBe('COLLECTION_NOT_FOUND');
    expect(await said(async () => receipts.receipt((await billed(b)).resident, body.id))).toBe('OUT_OF_SCOPE');
    await b.collections.reverse(place.manager, body.id, { version: view.version, reason: '登记错户' });
    expect(await receipts.receipt(place.resident, body.id)).toMatchObject({ mark: '已冲正' });
  });

  it('is found wherever the ledger says something else', async () => {
    const faults = async () => (await b.get(LedgerChecks).run()).filter(({ name }) => name.startsWith('every cash payment')).flatMap((outcome) => outcome.faults);
    const place = await billed(b);
    const { body, view } = await paidCash(b, place);
    expect(await faults()).toEqual([]);
    const alter = (columns: string) => b.db.unitOfWork.run((tx) => tx.query(`UPDATE bill_collection SET ${columns} WHERE id = '${body.id}'`));
    const stands = `live_of = '${place.bill.id}', reversed_on = NULL, reversed_for = NULL`;
    for (const [wrong, right] of [['amount_fen = 29999', 'amount_fen = 30000'], ["channel = 'transfer'", "channel = 'cash'"], ["live_of = NULL, reversed_on = '2026-11-02', reversed_for = 'x'", stands]] as const) {
      await alter(wrong);
      expect(await faults()).toEqual([expect.stringContaining(body.id)]);
      await alter(right);
    }
    await b.collections.reverse(place.manager, body.id, { version: view.version, reason: '登记错户' });
    expect(await faults()).toEqual([]);
    await alter(stands);
    expect(await faults()).toEqual([expect.stringContaining('stands')]);
  });
});

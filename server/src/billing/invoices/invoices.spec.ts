import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestInvoiceBody } from '@linping/shared';
import { HouseholdBindingRow } from '../../estates/households.entity.ts';
import { PhotoRow } from '../../files/files.entity.ts';
import { MeService } from '../../identity/me.service.ts';
import { NoticeRow } from '../../notifications/notifications.entity.ts';
import { AuditLineRow } from '../../platform/audit/audit.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addResident, addVoucher, billed, type Billed, billOf, type Billing, changeFirm, openBilling, paidByWechat, paidCash, said } from '../billing.testing.ts';
import { InvoiceRequestRow } from './invoices.entity.ts';

/** A signed link that lives for some minutes. */
const LINK: unknown = expect.any(String);
const TAX_NUMBER = '91350100M000100Y43';
const forCompany = (over: Partial<RequestInvoiceBody> = {}): RequestInvoiceBody => ({ id: randomUUID(), titleKind: 'company', title: '郑州某某商贸有限公司', taxNumber: TAX_NUMBER, ...over });

describe.each(ENGINES)('invoices on %s', (engine) => {
  let b: Billing;
  beforeAll(async () => { b = await openBilling(engine); });
  afterAll(() => b.close());

  const paid = async (): Promise<Billed> => {
    const place = await billed(b);
    await paidByWechat(b, place);
    return place;
  };
  const rowOf = (id: string) => b.db.unitOfWork.read((db) => db.findOneBy(InvoiceRequestRow, { id }));
  const noticesOf = (residentId: string) => b.db.unitOfWork.read((db) => db.findBy(NoticeRow, { residentId }));

  it('are asked for once, answered with a PDF, and the resident is told', async () => {
    const { resident, worker, estateId, bill } = await paid();
    const body = forCompany();
    const view = await b.invoices.request(resident, bill.id, body);
    expect(view).toMatchObject({ billId: bill.id, billNumber: bill.number, amountFen: 30_000, titleKind: 'company', title: body.title, taxNumber: TAX_NUMBER, status: 'requested', requestedOn: '2026-11-02', invoice: null });
    expect(await b.invoices.request(resident, bill.id, body)).toEqual(view);
    expect(await said(() => b.invoices.request(resident, bill.id, { ...body, title: '别的公司' }))).toBe('INVOICE_REQUESTED');
    expect(await said(() => b.invoices.request(resident, bill.id, forCompany()))).toBe('INVOICE_REQUESTED');
    expect((await b.invoices.page(worker, estateId, { status: 'requested' })).items).toEqual([view]);
    expect(await b.invoices.summary(worker)).toEqual({ waiting: 1, oldest: { estateId, requestedOn: '2026-11-02' } });
    const fileId = await addVoucher(b, worker, 'pdf');
    expect(await said(() => b.invoices.issue(worker, body.id, { version: 2, fileId }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    const issued = await b.invoices.issue(worker, body.id, { version: 1, fileId });
    expect(issued).toMatchObject({ status: 'issued', invoice: { id: fileId, kind: 'pdf', fullUrl: LINK } });
    expect((await b.bills.one(resident, bill.id)).invoice).toMatchObject({ status: 'issued', invoice: { fullUrl: LINK } });
    expect(await said(() => b.invoices.refuse(worker, body.id, { version: issued.version, reason: '晚了' }))).toBe('INVOICE_DECIDED');
    expect(await b.invoices.summary(worker)).toEqual({ waiting: 0, oldest: null });
    const [notice] = await noticesOf(resident.residentId);
    expect(notice).toMatchObject({ title: '开票申请', path: `/pages/bill/index?id=${bill.id}` });
    expect(JSON.stringify(notice)).not.toMatch(/商贸|91350100|300/);
  });

  it('refused ones say why, and may be asked for again', async () => {
    const { resident, manager, estateId, bill } = await paid();
    const body = forCompany();
    await b.invoices.request(resident, bill.id, body);
    expect(await b.invoices.refuse(manager, body.id, { version: 1, reason: '抬头与税号不符' })).toMatchObject({ status: 'refused', refusedFor: '抬头与税号不符' });
    b.clock.pass(60);
    const again = await b.invoices.request(resident, bill.id, forCompany({ titleKind: 'person', title: '个人' }));
    expect(again.taxNumber).toBeNull(); // a person’s is not kept, whatever was sent
    expect((await b.bills.one(resident, bill.id)).invoice!.id).toBe(again.id);
    const page = await b.invoices.page(manager, estateId, { limit: 1 });
    expect([page.total, (await b.invoices.page(manager, estateId, { limit: 1, cursor: page.nextCursor! })).items[0]!.status]).toEqual([2, 'refused']);
  });

  it('only of a bill that is paid, with a tax number that can be one', async () => {
    const place = await billed(b);
    expect(await said(() => b.invoices.request(place.resident, place.bill.id, forCompany()))).toBe('BILL_NOT_PAID');
    expect(await said(() => b.invoices.request(place.resident, randomUUID(), forCompany()))).toBe('BILL_NOT_FOUND');
    await paidCash(b, place);
    const { taxNumber: _, ...without } = forCompany();
    for (const wrong of [without, forCompany({ taxNumber: '' }), forCompany({ taxNumber: '91350100M000100Y44' }), forCompany({ taxNumber: '410102196501011234' })]) {
      expect(await said(() => b.invoices.request(place.resident, place.bill.id, wrong))).toBe('TAX_NUMBER_WRONG');
    }
    expect(await said(() => b.invoices.request(place.resident, place.bill.id, forCompany()))).toBe('ok');
    expect(await said(async () => b.invoices.issue(place.worker, randomUUID(), { version: 1, fileId: await addVoucher(b, place.worker) }))).toBe('INVOICE_REQUEST_NOT_FOUND');
  });

  it('of what went back in part is for what stayed', async () => {
    const { resident, bill } = await paid();
    await b.db.unitOfWork.run((tx) => b.settlement.refund(tx, { refundId: randomUUID(), billId: bill.id, amountFen: 10_000, on: '2026-11-02', reason: '多收' }));
    expect(await b.invoices.request(resident, bill.id, forCompany())).toMatchObject({ amountFen: 20_000 });
  });

  it('are read by the firm and by who asked: not by who lives there later, not by another firm, and in no log', async () => {
    const place = await paid();
    const body = forCompany({ title: `秘密抬头${place.bill.id.slice(0, 8)}` });
    await b.invoices.request(place.resident, place.bill.id, body);
    await b.db.unitOfWork.run((tx) => tx.delete(HouseholdBindingRow, { householdId: place.householdId }));
    const later = await addResident(b, [place.householdId]);
    const next = await changeFirm(b, place, '2026-11-01', '2026-10-31');
    expect((await b.bills.one(later, place.bill.id)).invoice).toBeNull();
    expect(await said(() => b.bills.one(place.resident, place.bill.id))).toBe('OUT_OF_SCOPE'); // and who has moved out sees the bill no more
    expect(await said(() => b.invoices.request(later, place.bill.id, forCompany()))).toBe('INVOICE_REQUESTED');
    expect((await b.invoices.page(next.manager, place.estateId, {})).items).toEqual([]);
    expect(await said(async () => b.invoices.issue(next.manager, body.id, { version: 1, fileId: await addVoucher(b, next.manager) }))).toBe('OUT_OF_SCOPE');
    expect((await b.invoices.page(place.manager, place.estateId, {})).items.map(({ title }) => title)).toEqual([body.title]);
    const log = JSON.stringify(await b.db.unitOfWork.read((db) => db.find(AuditLineRow)));
    expect(log).not.toContain('秘密抬头');
    expect(log).not.toContain(TAX_NUMBER);
  });

  it('a resident who goes takes title, tax number and file along, and the bills stay', async () => {
    const [open, answered] = [await paid(), await paid()];
    const [first, second] = [forCompany(), forCompany()];
    await b.invoices.request(open.resident, open.bill.id, first);
    await b.invoices.request(answered.resident, answered.bill.id, second);
    const fileId = await addVoucher(b, answered.worker, 'pdf');
    await b.invoices.issue(answered.worker, second.id, { version: 1, fileId });
    for (const { resident } of [open, answered]) await b.get(MeService).forgetMe(resident);
    expect(await rowOf(first.id)).toBeNull();
    expect(await rowOf(second.id)).toMatchObject({ residentId: null, title: '', taxNumber: null, fileId: null, status: 'issued' });
    expect((await b.db.unitOfWork.read((db) => db.findOneBy(PhotoRow, { id: fileId })))?.state ?? 'erased').toBe('erased');
    for (const { bill } of [open, answered]) expect(await billOf(b, bill.id)).toMatchObject({ status: 'paid' });
    expect((await b.bills.one(answered.manager, answered.bill.id)).invoice).toMatchObject({ title: '', taxNumber: null, invoice: null });
    expect(await said(() => b.invoices.request(open.resident, open.bill.id, forCompany()))).toBe('OUT_OF_SCOPE');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PayableFirms } from '../billing/payable-firms.service.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { addEstate, openPayments, type Payments, said, staffOf, tally } from './payments.testing.ts';

describe.each(ENGINES)('merchants on %s', (engine) => {
  let p: Payments;
  beforeAll(async () => {
    p = await openPayments(engine);
  });
  afterAll(() => p?.close());
  const headquarters = staffOf('headquarters');
  const lines = (providerId: string) => p.db.unitOfWork.read((db) => db.findBy(AuditLineRow, { subject: `provider:${providerId}` }));

  it('are entered by headquarters, compared before they are changed, and nobody’s twice', async () => {
    const [one, two] = [await addEstate(p), await addEstate(p)];
    const before = await p.merchants.merchant(headquarters, one.providerId);
    expect(before).toMatchObject({ mode: 'partner', mchid: one.mchid, isActive: true, version: 1 });
    const after = await p.merchants.enter(headquarters, one.providerId, { version: 1, mchid: '1900009999', isActive: false });
    expect(after).toMatchObject({ mchid: '1900009999', isActive: false, version: 2 });
    expect(await p.merchants.enter(headquarters, one.providerId, { version: 2, mchid: '1900009999', isActive: false })).toEqual(after);
    expect(await said(p.merchants.enter(headquarters, one.providerId, { version: 1, mchid: '1900009998', isActive: true }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(p.merchants.enter(headquarters, one.providerId, { version: 1, mchid: '1900009999', isActive: false }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(p.merchants.enter(headquarters, one.providerId, { version: 0, mchid: '1900009998', isActive: true }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(p.merchants.enter(headquarters, two.providerId, { version: 1, mchid: '1900009999', isActive: true }))).toBe('MERCHANT_TAKEN');
    expect((await lines(one.providerId)).map(({ action, facts }) => [action, JSON.parse(facts)])).toEqual([
      ['merchant.enter', { mchid: '1900009999', formerMchid: one.mchid, isActive: false, formerIsActive: true }],
    ]);
    expect(await said(p.merchants.merchant(headquarters, headquarters.staffId))).toBe('PROVIDER_NOT_FOUND');
  });

  it('are read by their firm and the district, and written by nobody else', async () => {
    const { providerId, manager, resident } = await addEstate(p);
    const body = { version: 1, mchid: '1900007777', isActive: true };
    expect(await said(p.merchants.merchant(manager, providerId))).toBe('ok');
    expect(await said(p.merchants.merchant(staffOf('auditor'), providerId))).toBe('ok');
    for (const actor of [staffOf('providerManager'), staffOf('streetOfficer'), resident]) expect(await said(p.merchants.merchant(actor, providerId))).toBe('OUT_OF_SCOPE');
    for (const actor of [manager, staffOf('housingCentre'), staffOf('finance'), staffOf('administrator'), resident]) expect(await said(p.merchants.enter(actor, providerId, body))).toBe('OUT_OF_SCOPE');
    p.fake.mode = 'off';
    expect(await said(p.merchants.enter(headquarters, providerId, body))).toBe('PAYMENT_OFF');
    p.fake.mode = 'direct';
    expect(await said(p.merchants.enter(headquarters, providerId, body))).toBe('MERCHANT_WRONG');
    expect(await said(p.merchants.enter(headquarters, providerId, { ...body, mchid: p.fake.ownMchid }))).toBe('ok');
    const payable = () => p.db.unitOfWork.read((db) => p.get(PayableFirms).among(db, [providerId]));
    expect(await payable()).toEqual(new Set([providerId]));
    const { ownMchid } = p.fake;
    p.fake.ownMchid = '1900000101'; // the server has another number since
    expect(await payable()).toEqual(new Set());
    Object.assign(p.fake, { mode: 'partner', ownMchid });
    expect(await payable()).toEqual(new Set());
  });

  it('go to one of two who enter the same number at once', async () => {
    for (let i = 0; i < 6; i += 1) {
      const [one, two] = [await addEstate(p), await addEstate(p)];
      const body = { version: 1, mchid: `19000011${String(i).padStart(2, '0')}`, isActive: true };
      expect(tally(await Promise.all([one, two].map(({ providerId }) => said(p.merchants.enter(headquarters, providerId, body)))))).toEqual({ ok: 1, MERCHANT_TAKEN: 1 });
      const edits = await Promise.all([1, 2].map((n) => said(p.merchants.enter(headquarters, one.providerId, { version: i === 0 ? 2 : 1, mchid: `1900002${i}${n}0`, isActive: true }))));
      expect(edits.filter((edit) => edit === 'ok').length).toBeLessThanOrEqual(1);
    }
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { ReceiptsService } from './collections/receipts.service.ts';
import { addResident, addVoucher, billed, type Billed, type Billing, cash, changeFirm, fee, openBilling, paidByWechat, paidCash, run, said, staffOf } from './billing.testing.ts';

/** Bills are between a household and its firm: the test asks everybody else for everything. */
describe.each(ENGINES)('who may with bills on %s', (engine) => {
  let b: Billing;
  let place: Billed;
  let paid: Billed;
  let collectionId: string;
  let requestId: string;
  let standardId: string;
  let strangers: Actor[];

  beforeAll(async () => {
    b = await openBilling(engine);
    place = await billed(b, { dueOn: '2026-10-31' });
    paid = await billed(b);
    collectionId = (await paidCash(b, { ...place, bill: place.bills[2]! })).body.id;
    await paidByWechat(b, paid);
    requestId = randomUUID();
    await b.invoices.request(paid.resident, paid.bill.id, { id: requestId, titleKind: 'person', title: '个人' });
    standardId = (await b.standards.page(place.manager, place.estateId)).items[0]!.id;
    const other = await billed(b);
    const next = await changeFirm(b, other, '2026-11-01', '2026-10-31');
    strangers = [
      { role: 'visitor' }, other.resident, await addResident(b), other.manager, other.worker, next.manager, staffOf('providerManager'), staffOf('providerStaff'),
      staffOf('committee', place.estateId), staffOf('communityWorker', place.communityId), staffOf('communityService', place.communityId), staffOf('streetOfficer', place.streetId),
      staffOf('administrator'), staffOf('headquarters'), staffOf('housingCentre'), staffOf('government'), staffOf('finance'), staffOf('auditor'),
      // no role but the firm's own gets there by a scope that names the firm
      ...STAFF_ROLES.filter((role) => role !== 'providerManager' && role !== 'providerStaff').map((role): Actor => ({ role, staffId: randomUUID(), scope: { level: 'provider', id: place.providerId } })),
    ];
  });
  afterAll(() => b.close());

  const ofFirm = (): Record<string, (actor: Actor) => Promise<unknown>> => {
    const { estateId, householdId, bill } = place;
    return {
      'add a fee': (actor) => b.standards.add(actor, estateId, fee({ name: '别的费' })),
      'end a fee': (actor) => b.standards.end(actor, standardId, { version: 1, untilMonth: '2026-12' }),
      'add a discount': (actor) => b.standards.addDiscount(actor, standardId, { id: randomUUID(), version: 1, name: '优惠', permilleOff: 1, fromMonth: '2027-01' }),
      'end a discount': (actor) => b.standards.endDiscount(actor, standardId, randomUUID(), { version: 1, untilMonth: '2027-01' }),
      'read areas': (actor) => b.areas.page(actor, estateId, {}), 'export areas': (actor) => b.areas.exported(actor, estateId),
      'set an area': (actor) => b.areas.set(actor, householdId, { version: 0, areaCentiSqm: 1 }),
      'import areas': (actor) => b.areaImport.import(actor, estateId, Buffer.from('楼栋,门牌\n1号楼,101')),
      'preview areas': (actor) => b.areaImport.import(actor, estateId, Buffer.from('楼栋,门牌\n1号楼,101'), true),
      generate: (actor) => b.generation.generate(actor, estateId, run()), 'preview a run': (actor) => b.generation.generate(actor, estateId, run({ preview: true })),
      'list bills': (actor) => b.bills.page(actor, estateId, {}), 'void a bill': (actor) => b.bills.void(actor, bill.id, { version: 1, reason: 'x' }),
      'list arrears': (actor) => b.arrears.page(actor, estateId, {}), 'export arrears': (actor) => b.arrears.exported(actor, estateId), remind: (actor) => b.arrears.remind(actor, estateId, {}),
      collect: async (actor) => b.collections.collect(actor, bill.id, await cash(b, place.worker, bill)),
      reverse: (actor) => b.collections.reverse(actor, collectionId, { version: 2, reason: 'x' }),
      'list invoice requests': (actor) => b.invoices.page(actor, paid.estateId, {}),
      'issue an invoice': async (actor) => b.invoices.issue(actor, requestId, { version: 1, fileId: await addVoucher(b, place.worker) }),
      'refuse an invoice': (actor) => b.invoices.refuse(actor, requestId, { version: 1, reason: 'x' }),
    };
  };
  const ofHousehold = (): Record<string, (actor: Actor) => Promise<unknown>> => ({
    prepay: (actor) => b.prepayments.prepay(actor, place.householdId, { months: 1, preview: false }), 'preview a prepayment': (actor) => b.prepayments.prepay(actor, place.householdId, { months: 1, preview: true }),
    'ask for an invoice': (actor) => b.invoices.request(actor, paid.bill.id, { id: randomUUID(), titleKind: 'person', title: '个人' }),
  });
  const ofBoth = (): Record<string, (actor: Actor) => Promise<unknown>> => ({
    'read a bill': (actor) => b.bills.one(actor, place.bill.id), 'print a receipt': (actor) => b.get(ReceiptsService).receipt(actor, collectionId),
  });

  it('what waits for a firm is counted for that firm', async () => {
    expect(await b.invoices.summary(paid.worker)).toMatchObject({ waiting: 1, oldest: { estateId: paid.estateId } });
    for (const actor of [place.manager, staffOf('providerManager')]) expect(await b.invoices.summary(actor)).toEqual({ waiting: 0, oldest: null });
    for (const actor of strangers.filter(({ role }) => role !== 'providerManager' && role !== 'providerStaff')) expect(await said(() => b.invoices.summary(actor))).toBe('OUT_OF_SCOPE');
  });

  it('strangers may nothing', async () => {
    const got: string[] = [];
    for (const [what, work] of Object.entries({ ...ofFirm(), ...ofHousehold(), ...ofBoth() })) {
      for (const actor of strangers) {
        const told = await said(() => work(actor));
        if (told !== 'OUT_OF_SCOPE') got.push(`${what} as ${actor.role}: ${String(told)}`);
      }
    }
    expect(got).toEqual([]);
  });

  it('the household may nothing of the firm’s, and the firm nothing of the household’s', async () => {
    for (const work of Object.values(ofFirm())) expect(await said(() => work(place.resident))).toBe('OUT_OF_SCOPE');
    for (const work of Object.values(ofHousehold())) for (const actor of [place.manager, paid.manager]) expect(await said(() => work(actor))).toBe('OUT_OF_SCOPE');
  });

  it('staff of the firm collect, remind and answer requests; fees, runs, voids and reversals are the manager’s', async () => {
    const told: Record<string, unknown> = {};
    for (const [what, work] of Object.entries(ofFirm())) told[what] = await said(() => work(what.includes('invoice') ? paid.worker : place.worker));
    const refused = Object.keys(told).filter((what) => told[what] === 'OUT_OF_SCOPE');
    expect(refused.sort()).toEqual([
      'add a discount', 'add a fee', 'end a discount', 'end a fee', 'generate', 'import areas', 'preview a run', 'preview areas', 'reverse', 'set an area', 'void a bill',
    ].sort());
  });

  it('who lists the own bills sees the own bills', async () => {
    expect((await b.bills.mine(place.resident, {})).items.map(({ householdId }) => householdId)).toEqual([place.householdId]);
    for (const actor of [place.manager, { role: 'visitor' } as const, staffOf('auditor')]) expect(await said(() => b.bills.mine(actor, {}))).toBe('OUT_OF_SCOPE');
  });

  it('fees and the rate are for everybody', async () => {
    for (const actor of strangers) {
      expect(await said(() => b.standards.page(actor, place.estateId))).toBe('ok');
      expect(await said(() => b.rates.ofEstate(actor, place.estateId))).toBe('ok');
    }
  });
});

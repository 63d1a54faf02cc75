import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { COMPLAINT_STATUSES, type ComplaintStatus } from '@linping/shared';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { ComplaintRow } from './complaints.entity.ts';
import { addEstate, addResident, ADDRESS, type Complaints, DAY_SECONDS, filed, filing, linesOf, MONDAY, openComplaints, registration, resolved, rowOf, said, staffOf, stepsOf, words } from './complaints.testing.ts';

/** What others get wrong (`anchors.md`), each as something that is refused here. */
describe.each(ENGINES)('the wrongs of others on %s', (engine) => {
  let c: Complaints;
  beforeAll(async () => { c = await openComplaints(engine); });
  beforeEach(() => { c.clock.time = new Date(MONDAY); });
  afterAll(() => c.close());

  const rate = (rating: 1 | 5 = 5) => ({ id: randomUUID(), rating });
  /** Puts a complaint into any status behind the product's back, as a row. */
  const forced = async (complaintId: string, status: ComplaintStatus, mergedInto: string | null = null) =>
    c.db.unitOfWork.run((tx) => tx.update(ComplaintRow, { id: complaintId }, { status, mergedInto, nextDueMs: null }));

  it('a stranger rates nothing, nor does a follower, the firm, the street, or a visitor', async () => {
    const { complaintId, manager, officer, worker, author } = await resolved(c);
    const follower = await addResident(c);
    const other = await filed(c);
    for (const stranger of [await addResident(c), follower, other.author, manager, officer, worker, staffOf('headquarters'), { role: 'visitor' } as const]) {
      expect(await said(c.resident.confirm(stranger, complaintId, rate()))).toBe('OUT_OF_SCOPE');
      expect(await said(c.resident.reopen(stranger, complaintId, words('不满意')))).toBe('OUT_OF_SCOPE');
    }
    expect(await rowOf(c, complaintId)).toMatchObject({ status: 'resolved', rating: null });
    expect(await said(c.resident.confirm(author, complaintId, rate()))).toBe('ok');
  });

  it('nobody rates or reopens in any status but resolved', async () => {
    const { complaintId, author } = await filed(c);
    const target = (await filed(c)).complaintId;
    for (const status of COMPLAINT_STATUSES.filter((one) => one !== 'resolved')) {
      await forced(complaintId, status, status === 'merged' ? target : null);
      expect([status, await said(c.resident.confirm(author, complaintId, rate()))]).toEqual([status, 'COMPLAINT_ILLEGAL_MOVE']);
      expect([status, await said(c.resident.reopen(author, complaintId, words('没修好')))]).toEqual([status, 'COMPLAINT_ILLEGAL_MOVE']);
    }
    expect(await stepsOf(c, complaintId)).toHaveLength(1);
  });

  it('nobody rates twice', async () => {
    const { complaintId, author } = await resolved(c);
    const first = rate(1);
    await c.resident.confirm(author, complaintId, first);
    expect(await said(c.resident.confirm(author, complaintId, rate(5)))).toBe('COMPLAINT_ILLEGAL_MOVE');
    expect(await said(c.resident.confirm(author, complaintId, { ...first, rating: 5 }))).toBe('COMPLAINT_DIFFERS');
    expect((await c.resident.confirm(author, complaintId, first)).rating).toBe(1); // the very same request is no second rating
    expect(await stepsOf(c, complaintId)).toHaveLength(4);
  });

  it('the firm closes nothing: not by confirming, not by rejecting, merging, referring or calling back', async () => {
    const { complaintId, manager } = await resolved(c);
    const open = await filed(c, {}, undefined);
    const told = [
      await said(c.resident.confirm(manager, complaintId, rate())), await said(c.resident.withdraw(manager, complaintId, words(''))),
      await said(c.street.callBack(manager, complaintId, { ...words('说好了'), outcome: 'confirmed', rating: 5 })),
      await said(c.street.reject(open.manager, open.complaintId, words('不归我们'))), await said(c.street.merge(open.manager, open.complaintId, { id: randomUUID(), into: complaintId })),
      await said(c.street.refer(open.manager, open.complaintId, { ...words('不归我们'), department: '别人' })), await said(c.street.grantExtension(open.manager, open.complaintId, { id: randomUUID(), workingDays: 1 })),
    ];
    expect(told).toEqual(Array(7).fill('OUT_OF_SCOPE'));
    expect(await rowOf(c, open.complaintId)).toMatchObject({ status: 'submitted', version: 1 });
  });

  it('the street confirms for nobody who can answer, and for a caller it does', async () => {
    const own = await resolved(c);
    expect(await said(c.street.callBack(own.worker, own.complaintId, { ...words(''), outcome: 'confirmed', rating: 5 }))).toBe('COMPLAINT_CALL_BACK_WRONG');
    const told = await c.filing.register(own.worker, registration(own, c, { channel: 'hotline12345', externalNumber: `A-${engine}` }));
    expect(await said(c.street.callBack(own.worker, told.id, { ...words(''), outcome: 'confirmed', rating: 5 }))).toBe('COMPLAINT_ILLEGAL_MOVE');
    await c.firm.accept(own.manager, told.id, words(''));
    await c.firm.resolve(own.manager, told.id, words('疏通了'));
    expect((await c.street.callBack(own.worker, told.id, { ...words('没有人接'), outcome: 'notReached' })).status).toBe('resolved');
    expect((await c.street.callBack(own.worker, told.id, { ...words('还是堵'), outcome: 'reopened' })).status).toBe('reopened');
    await c.firm.accept(own.manager, told.id, words(''));
    await c.firm.resolve(own.manager, told.id, words('又疏通了'));
    expect(await c.street.callBack(own.officer, told.id, { ...words('说好了'), outcome: 'confirmed', rating: 4 })).toMatchObject({ status: 'confirmed', rating: 4, isVerified: null });
    expect(await rowOf(c, told.id)).toMatchObject({ ratingCounts: true });
  });

  it('without consent nothing is written anywhere', async () => {
    const estate = await addEstate(c);
    const body = filing(estate, { consentVersion: '' });
    expect(await said(c.filing.file(estate.verified, body, ADDRESS))).toBe('COMPLAINT_CONSENT_MISSING');
    expect(await said(c.filing.file(estate.verified, { ...body, consentVersion: '2020-01' }, ADDRESS))).toBe('COMPLAINT_CONSENT_MISSING');
    expect(await c.db.unitOfWork.read((db) => db.findOneBy(ComplaintRow, { id: body.id }))).toBeNull();
    expect(await linesOf(c, body.id)).toEqual([]);
  });

  it('a phone without a household may file and rate, and its rating counts nowhere', async () => {
    const estate = await addEstate(c);
    const passerBy = await addResident(c);
    const { id, isVerified } = await c.filing.file(passerBy, filing(estate), ADDRESS);
    expect(isVerified).toBe(false);
    await c.firm.accept(estate.manager, id, words(''));
    await c.firm.resolve(estate.manager, id, words('好了'));
    expect((await c.resident.confirm(passerBy, id, rate())).rating).toBe(5);
    expect(await rowOf(c, id)).toMatchObject({ rating: 5, ratingCounts: false });
  });

  it('nobody files from where they have no place', async () => {
    const [estate, other] = [await addEstate(c), await addEstate(c)];
    const at = (over: object) => said(c.filing.file(estate.verified, { ...filing(estate), ...over }, ADDRESS));
    expect(await at({ token: 'nothing' })).toBe('BUILDING_TOKEN_UNKNOWN');
    expect(await at({ token: undefined })).toBe('COMPLAINT_PLACE_WRONG');
    expect(await at({ householdId: estate.householdId })).toBe('COMPLAINT_PLACE_WRONG');
    expect(await at({ token: undefined, householdId: other.householdId })).toBe('COMPLAINT_PLACE_WRONG');
    expect(await at({ token: undefined, householdId: estate.householdId })).toBe('ok');
  });

  it('the firm reads no hidden complainant: in no view, list, order, error or line of the log', async () => {
    const contact = { name: '王不愿说', phone: '13912345678' };
    const { complaintId, author, manager, officer } = await filed(c, { contact });
    const secrets = [author.residentId, contact.name, contact.phone];
    await c.firm.accept(manager, complaintId, words(''));
    await c.firm.ask(manager, complaintId, words('在哪？'));
    await c.resident.answer(author, complaintId, words('在楼下'));
    const told = JSON.stringify([
      await c.list.one(manager, complaintId), await c.list.page(manager, {}), await c.list.summary(manager, {}), await c.firm.resolve(manager, complaintId, words('好了')),
      await c.contacts.read(manager, complaintId).catch((cause: unknown) => String(cause)),
    ]);
    for (const secret of secrets) expect(told).not.toContain(secret);
    expect(JSON.parse(told)[0]).toMatchObject({ viewer: 'firm', hasContact: false, isVerified: null, steps: expect.arrayContaining([expect.objectContaining({ by: { side: 'resident', word: '居民', name: null } })]) });
    expect(await said(c.contacts.read(manager, complaintId))).toBe('COMPLAINT_CONTACT_MISSING');
    expect(await c.contacts.read(officer, complaintId)).toEqual(contact);
    const [row, steps] = [await rowOf(c, complaintId), await stepsOf(c, complaintId)];
    expect(JSON.stringify([row.contactCipher, steps.map(({ contentTag }) => contentTag)])).not.toMatch(/王不愿说|13912345678/);
    const lines = await c.db.unitOfWork.read((db) => db.find(AuditLineRow));
    for (const secret of [...secrets, '在楼下', '垃圾桶满了']) expect(JSON.stringify(lines)).not.toContain(secret);
    expect((await linesOf(c, complaintId)).filter(({ action }) => action === 'complaint.readContact')).toMatchObject([{ actor: `staff:${officer.staffId}` }]);
  });

  it('and one who agreed to be rung is rung, with a line in the log', async () => {
    const contact = { name: '李女士', phone: '13700000000' };
    const { complaintId, manager } = await filed(c, { contact, showContactToFirm: true });
    expect((await c.list.one(manager, complaintId)).hasContact).toBe(true);
    expect(await c.contacts.read(manager, complaintId)).toEqual(contact);
    expect((await linesOf(c, complaintId)).at(-1)).toMatchObject({ action: 'complaint.readContact', actor: `staff:${manager.staffId}` });
    expect(await said(c.contacts.read(staffOf('headquarters'), complaintId))).toBe('OUT_OF_SCOPE');
    // A sealed contact belongs to its complaint: put to another one it opens nothing.
    const other = await filed(c, { contact: { name: '别人', phone: '13600000000' } });
    const { contactCipher } = await rowOf(c, complaintId);
    await c.db.unitOfWork.run((tx) => tx.update(ComplaintRow, { id: other.complaintId }, { contactCipher }));
    await expect(c.contacts.read(other.officer, other.complaintId)).rejects.toThrow();
  });

  it('one rejection, one objection', async () => {
    const { complaintId, author, officer } = await filed(c);
    await c.street.reject(officer, complaintId, words('不属于物业'));
    expect(await c.resident.object(author, complaintId, words('属于的'))).toMatchObject({ status: 'submitted' });
    await c.street.reject(officer, complaintId, words('再次说明'));
    expect(await said(c.resident.object(author, complaintId, words('还是属于')))).toBe('OBJECTION_ONLY_ONCE');
  });

  it('what is sent again after everything moved on is answered as it is now, and never done again', async () => {
    const { complaintId, author, manager, body } = await filed(c);
    const accepted = words('收到');
    await c.firm.accept(manager, complaintId, accepted);
    await c.firm.resolve(manager, complaintId, words('好了'));
    c.clock.pass(9 * DAY_SECONDS);
    await c.clockJob.run();
    expect(await c.filing.file(author, body, ADDRESS)).toMatchObject({ id: complaintId, status: 'closedSilently', version: 4 });
    expect(await c.firm.accept(manager, complaintId, accepted)).toMatchObject({ status: 'closedSilently', version: 4 });
    expect(await said(c.firm.accept(manager, complaintId, { ...accepted, text: '别的话' }))).toBe('COMPLAINT_DIFFERS');
    expect(await said(c.filing.file(author, { ...body, text: '别的话' }, ADDRESS))).toBe('COMPLAINT_DIFFERS');
    expect(await said(c.filing.file(await addResident(c), body, ADDRESS))).toBe('COMPLAINT_DIFFERS');
    expect(await stepsOf(c, complaintId)).toHaveLength(4);
  });

  it('nobody files without end', async () => {
    const estate = await addEstate(c);
    for (let i = 0; i < 20; i += 1) await c.filing.file(estate.verified, filing(estate), '198.51.100.9');
    const body = filing(estate);
    expect(await said(c.filing.file(estate.verified, body, '198.51.100.9'))).toBe('TOO_MANY_ATTEMPTS');
    c.clock.pass(DAY_SECONDS);
    expect(await said(c.filing.file(estate.verified, body, '198.51.100.9'))).toBe('ok');
  });
});

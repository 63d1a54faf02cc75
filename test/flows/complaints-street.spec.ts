import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayAfter, halfYearOf, type ComplaintView, type RegisterComplaintBody, type SheetView } from '@linping/shared';
import { filing, registration, step, untilStep } from '../support/complaints.ts';
import { ENGINES } from '../support/databases.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { sheetOf, today } from '../support/sheets.ts';

const refused = (code: string, facts?: object) => expect.objectContaining({ problem: expect.objectContaining({ code, ...(facts && { facts }) }) as unknown });
const kinds = ({ steps }: ComplaintView) => steps.map(({ kind }) => kind);

/** The street's and the community's side: what came by phone, the decisions, and what a score sheet makes of it. */
describe.each(ENGINES)('complaints and the street on %s', (engine) => {
  let district: District;
  let manager: Person;
  let service: Person;
  let committee: Person;
  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 2, doorsPerBuilding: 3 });
    const { server, headquarters, estate } = district;
    manager = await invited(server, headquarters, 'providerManager', estate.providerId, 'manager');
    service = await invited(server, headquarters, 'communityService', estate.communityId, 'service');
    committee = await invited(server, headquarters, 'committee', estate.id, 'committee');
  });
  afterAll(() => district?.close());

  const officer = () => district.officer.api.complaints;
  const firm = () => manager.api.complaints;
  /** Filed at a building's QR by a phone of its own. */
  const filed = async (over: Parameters<typeof filing>[1] = {}) => {
    const resident = browserPhone(district.server);
    return { resident: resident.api.complaints, view: await resident.api.complaints.file(filing(district, over)) };
  };

  describe('a 12345 work order', () => {
    let body: RegisterComplaintBody;
    let id: string;
    it('is registered once, under the hotline’s number, and is nobody’s outside the scope', async () => {
      body = registration(district, { channel: 'hotline12345', externalNumber: '2026-8812', isUrgent: true, contact: { name: '来电居民', phone: '13900000001' } }, 3);
      const view = await district.worker.api.complaints.register(body);
      id = view.id;
      expect(view).toMatchObject({ id: body.id, channel: 'hotline12345', externalNumber: '2026-8812', receivedAt: body.receivedAt, status: 'submitted', isVerified: null, hasContact: true });
      expect(await district.worker.api.complaints.register(body)).toMatchObject({ id, number: view.number });
      await expect(service.api.complaints.register({ ...body, id: randomUUID() })).rejects.toEqual(refused('EXTERNAL_NUMBER_TAKEN'));
      await expect(district.stranger.api.complaints.register(registration(district))).rejects.toEqual(refused('OUT_OF_SCOPE'));
      await expect(officer().register(registration(district, {}, 73))).rejects.toEqual(refused('COMPLAINT_RECEIVED_WRONG'));
      await expect(firm().register(registration(district))).rejects.toEqual(refused('FORBIDDEN'));
      expect(await officer().list({ search: '2026-8812' })).toMatchObject({ total: 1, items: [{ id, channel: 'hotline12345' }] });
    });

    it('tells its caller’s number to whoever has to ring, and not to the firm', async () => {
      expect(await district.worker.api.complaints.contact(id)).toEqual({ name: '来电居民', phone: '13900000001' });
      await expect(firm().contact(id)).rejects.toEqual(refused('COMPLAINT_CONTACT_MISSING'));
      expect(JSON.stringify([await firm().one(id), await committee.api.complaints.one(id), await officer().one(id)])).not.toMatch(/来电居民|13900000001/);
      await expect(committee.api.complaints.contact(id)).rejects.toEqual(refused('FORBIDDEN'));
    });

    it('shows neighbours of the committee its stages and nobody’s words', async () => {
      const seen = await committee.api.complaints.one(id);
      expect(seen).toMatchObject({ viewer: 'reader', spot: '', externalNumber: null, isVerified: null, actions: [] });
      expect(seen.steps.map(({ text, photos }) => [text, photos])).toEqual(seen.steps.map(() => [null, []]));
    });

    it('escalates by itself, since its two hours were over before it was written down, and is supervised', async () => {
      const escalated = await untilStep(district.officer, id, 'escalate');
      expect(escalated.steps.find(({ kind }) => kind === 'escalate')).toMatchObject({ by: { side: 'clock', name: null }, facts: { clock: 'acknowledge' } });
      const until = dayAfter(today());
      await expect(officer().step(id, 'supervise', { ...step('马上处置'), until: today() })).rejects.toMatchObject({ problem: { code: 'COMPLAINT_DEADLINE_WRONG' } });
      await expect(district.worker.api.complaints.step(id, 'supervise', { ...step('马上处置'), until })).rejects.toEqual(refused('FORBIDDEN'));
      const supervise = { ...step('马上处置，完成后报街道'), until };
      await officer().step(id, 'supervise', supervise);
      const once = await officer().step(id, 'supervise', supervise); // sent again by a page that never heard
      expect(once).toMatchObject({ isSupervised: true });
      expect(kinds(once).filter((kind) => kind === 'supervise')).toHaveLength(1);
    });

    it('is resolved by the firm and called back: not reached, not solved, solved; the firm has no say in it', async () => {
      await firm().step(id, 'accept', step());
      await firm().step(id, 'resolve', step('已清运'));
      await expect(firm().step(id, 'call-back', { ...step('好了'), outcome: 'confirmed', rating: 5 })).rejects.toEqual(refused('FORBIDDEN'));
      await expect(officer().step(id, 'call-back', { ...step('好了'), outcome: 'confirmed' })).rejects.toEqual(refused('INVALID_REQUEST'));
      expect(await service.api.complaints.step(id, 'call-back', { ...step('没有联系上'), outcome: 'notReached' })).toMatchObject({ status: 'resolved', rating: null });
      expect(await district.worker.api.complaints.step(id, 'call-back', { ...step('又满了'), outcome: 'reopened' })).toMatchObject({ status: 'reopened' });
      await firm().step(id, 'accept', step());
      await firm().step(id, 'resolve', step('又清了一次，加了一个桶'));
      expect(await district.worker.api.complaints.step(id, 'call-back', { ...step('好了'), outcome: 'confirmed', rating: 4 })).toMatchObject({ status: 'confirmed', rating: 4, actions: [] });
      await expect(officer().step(id, 'call-back', { ...step('不好'), outcome: 'confirmed', rating: 1 })).rejects.toEqual(refused('COMPLAINT_ILLEGAL_MOVE'));
    });
  });

  it('never speaks for an author who can', async () => {
    const { view } = await filed();
    await firm().step(view.id, 'accept', step());
    const resolved = await firm().step(view.id, 'resolve', step('已清运'));
    expect((await officer().one(view.id)).actions).toEqual(['mediate']);
    await expect(officer().step(view.id, 'call-back', { ...step('好了'), outcome: 'confirmed', rating: 5 })).rejects.toEqual(refused('COMPLAINT_CALL_BACK_WRONG'));
    expect(resolved.status).toBe('resolved');
  });

  it('decides an extension once: fewer days than were asked for, or none', async () => {
    const [granted, denied] = [(await filed()).view.id, (await filed()).view.id];
    for (const id of [granted, denied]) {
      await firm().step(id, 'accept', step());
      await firm().step(id, 'request-extension', { ...step('配件要从厂家调'), workingDays: 8 });
    }
    const before = await officer().one(granted);
    expect(before).toMatchObject({ extension: 'requested', extensionDays: 8 });
    await expect(officer().step(granted, 'grant-extension', { ...step(), workingDays: 9 })).rejects.toMatchObject({ problem: { code: 'COMPLAINT_DEADLINE_WRONG' } });
    const after = await officer().step(granted, 'grant-extension', { ...step('给三天'), workingDays: 3 });
    expect(after).toMatchObject({ extension: 'granted', extensionDays: 3 });
    expect(Date.parse(after.due!.dueAt)).toBeGreaterThan(Date.parse(before.due!.dueAt));
    const kept = await officer().step(denied, 'refuse-extension', step('材料已到'));
    expect(kept).toMatchObject({ extension: 'refused', due: { dueAt: before.due!.dueAt } });
    for (const id of [granted, denied]) {
      await expect(firm().step(id, 'request-extension', { ...step('再延'), workingDays: 1 })).rejects.toEqual(refused('EXTENSION_ONLY_ONCE'));
      await expect(officer().step(id, 'grant-extension', { ...step(), workingDays: 1 })).rejects.toEqual(refused('EXTENSION_NOT_REQUESTED'));
    }
  });

  it('merges duplicates: the second author follows the first complaint, and learns nothing of its words', async () => {
    const [first, second] = [await filed({ category: 'manhole', text: '井盖碎了' }), await filed({ category: 'manhole', text: '井盖坏了会伤人' })];
    const [into, id] = [first.view.id, second.view.id];
    await expect(officer().step(id, 'merge', { id: randomUUID(), into: id })).rejects.toEqual(refused('COMPLAINT_MERGE_WRONG'));
    await expect(firm().step(id, 'merge', { id: randomUUID(), into })).rejects.toEqual(refused('FORBIDDEN'));
    expect(await officer().step(id, 'merge', { id: randomUUID(), into, text: '同一处井盖' })).toMatchObject({ status: 'merged', mergedInto: into, actions: [] });
    expect(await officer().one(into)).toMatchObject({ followers: 1 });
    expect(await second.resident.mine({ kind: 'followed' })).toMatchObject({ items: [{ id: into }] });
    const seen = await second.resident.one(into);
    expect(seen.viewer).toBe('follower');
    expect(JSON.stringify(seen)).not.toContain('井盖碎了');
    await expect(officer().step((await filed({ category: 'manhole' })).view.id, 'merge', { id: randomUUID(), into: id })).rejects.toEqual(refused('COMPLAINT_MERGE_WRONG'));
  });

  it('refers to a department and follows it there; the firm’s clocks begin anew when it comes back', async () => {
    const { view: { id } } = await filed({ category: 'manhole' });
    const referred = await officer().step(id, 'refer', { ...step('市政管网的井盖'), department: '城市管理局' });
    expect(referred).toMatchObject({ status: 'referred', due: null });
    expect(referred.actions).toEqual(expect.arrayContaining(['reply', 'resolve', 'returnToFirm']));
    await expect(firm().step(id, 'reply', step('不归我们管'))).rejects.toEqual(refused('COMPLAINT_NOT_YOURS_TO_MOVE'));
    await officer().step(id, 'reply', step('城市管理局已经受理'));
    const back = await officer().step(id, 'return-to-firm', step('答复属于小区内部'));
    expect(back).toMatchObject({ status: 'submitted', due: { clock: 'accept' } });
    expect(await firm().step(id, 'accept', step())).toMatchObject({ status: 'accepted' });
  });

  it('rejects with a reason that the author may object to once, and mediates on the way', async () => {
    const { resident, view: { id } } = await filed({ category: 'neighbours', text: '楼上半夜装修' });
    const talk = { ...step('约定晚十点后不施工'), parties: '投诉人、楼上住户', outcome: 'agreed' as const, heldOn: today() };
    expect(await district.worker.api.complaints.step(id, 'mediate', talk)).toMatchObject({ status: 'submitted' });
    await expect(officer().step(id, 'mediate', { ...talk, id: randomUUID(), heldOn: dayAfter(today()) })).rejects.toEqual(refused('MEDIATION_DATE_WRONG'));
    await officer().step(id, 'reject', step('邻里之间已经调解'));
    expect((await resident.one(id)).steps.at(-1)).toMatchObject({ kind: 'reject', text: '邻里之间已经调解', by: { side: 'street', name: null } });
    expect(await resident.step(id, 'object', step('昨晚又开工'))).toMatchObject({ status: 'submitted', due: { clock: 'accept' } });
    await officer().step(id, 'reject', step('请向公安反映'));
    await expect(resident.step(id, 'object', step('还是不同意'))).rejects.toEqual(refused('OBJECTION_ONLY_ONCE'));
  });

  describe('as evidence on a score sheet', () => {
    let sheet: SheetView;
    beforeAll(async () => {
      sheet = await sheetOf(district);
    });
    const sheets = () => district.officer.api.assessments;
    const accept = (complaintId: string, person = district.officer, id = randomUUID()) =>
      person.api.assessments.acceptEvidence(sheet.id, complaintId, { id, count: 1, place: '东侧垃圾点', text: '居民投诉三天没有清运，已确认' });

    it('is offered, deducts nothing by itself, and is accepted once only', async () => {
      const { items: offers, total } = await sheets().evidence(sheet.id, {});
      expect(total).toBe(offers.length);
      const confirmed = offers.find(({ ground }) => ground === 'confirmed')!;
      expect(confirmed).toMatchObject({ category: 'garbageOverflow', item: 13, unit: 'overflow', deciPoints: 2, usedBy: null });
      expect((await sheets().sheet(sheet.id)).items[12]).toMatchObject({ deducted: 0 });

      const both = await Promise.allSettled([accept(confirmed.complaintId), accept(confirmed.complaintId, district.secondOfficer)]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { problem: { code: 'EVIDENCE_USED' } } });
      const { items } = await sheets().sheet(sheet.id);
      expect(items[12]).toMatchObject({ deducted: 2, deductions: [{ complaintId: confirmed.complaintId, complaintNumber: confirmed.number, date: confirmed.date }] });
      const line = items[12]!.deductions[0]!;
      expect((await sheets().evidence(sheet.id, {})).items.find(({ complaintId }) => complaintId === confirmed.complaintId)).toMatchObject({ usedBy: line.id });

      await sheets().withdraw(sheet.id, line.id, { version: line.version });
      expect(await accept(confirmed.complaintId)).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ item: 13, deducted: 2 })]) as unknown });
    });

    it('is neither offered to others nor taken from what is no evidence', async () => {
      const { view } = await filed({ category: 'neighbours' });
      await expect(accept(view.id)).rejects.toEqual(refused('EVIDENCE_NOT_OFFERED'));
      await expect(accept(view.id, district.stranger)).rejects.toEqual(refused('OUT_OF_SCOPE'));
      await expect(manager.api.assessments.evidence(sheet.id, {})).rejects.toEqual(refused('FORBIDDEN'));
    });
  });

  it('counts what is closed and what residents confirmed apart, for the committee too', async () => {
    for (const reader of [district.officer, committee]) {
      const { figures, halfYear } = await reader.api.complaintFigures.summary({});
      expect(halfYear).toBe(halfYearOf(today()));
      expect(figures.standing).toMatchObject({ confirmed: 1, resolved: 1, merged: 1, rejected: 1 });
      expect(figures.satisfaction).toEqual({ numerator: 1, denominator: 1, permille: 1000 });
    }
    const { items } = await committee.api.complaintFigures.list({ by: 'category', sort: 'received' });
    expect(items.map(({ id }) => id)).toContain('garbageOverflow');
    expect(await district.stranger.api.complaintFigures.summary({})).toMatchObject({ figures: { received: 0 } });
  });
});

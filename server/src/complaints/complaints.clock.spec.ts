import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { NoticeRow } from '../notifications/notifications.entity.ts';
import { addResident, addStaff, type Complaints, DAY_SECONDS, filed, HOUR_SECONDS, MONDAY, openComplaints, pausesOf, registration, resolved, rowOf, said, staffOf, stepsOf, words } from './complaints.testing.ts';

describe.each(ENGINES)('what time does to complaints on %s', (engine) => {
  let c: Complaints;
  beforeAll(async () => { c = await openComplaints(engine); });
  beforeEach(() => { c.clock.time = new Date(MONDAY); });
  afterAll(() => c.close());

  const done = async (complaintId: string) => (await stepsOf(c, complaintId)).map(({ kind, atMs, facts }) => {
    const { clock } = JSON.parse(facts) as { clock?: string };
    return `${kind}${clock === undefined ? '' : ` ${clock}`} ${new Date(atMs).toISOString()}`;
  });
  const noticesOf = async (residentId: string) => (await c.db.unitOfWork.read((db) => db.findBy(NoticeRow, { residentId }))).map(({ text }) => text);

  it('escalates each clock once, in the order of the deadlines, at their own instants, however late it looks', async () => {
    const { complaintId, author, officer } = await filed(c, { isUrgent: true });
    c.clock.pass(30 * DAY_SECONDS); // the server was away for a month
    expect(await c.clockJob.run()).toBeGreaterThan(0);
    expect(await done(complaintId)).toEqual([
      'file 2026-11-02T02:00:00.000Z', 'escalate acknowledge 2026-11-02T04:00:00.000Z', 'escalate accept 2026-11-03T16:00:00.000Z', 'escalate resolve 2026-11-09T16:00:00.000Z',
    ]);
    expect(await c.clockJob.run()).toBe(0);
    expect(await done(complaintId)).toHaveLength(4);
    expect((await noticesOf(author.residentId)).filter((text) => text.includes('已自动报街道'))).toHaveLength(3);
    expect(await c.list.one(officer, complaintId)).toMatchObject({ due: { clock: 'acknowledge', isOverdue: true }, clocks: [{ clock: 'acknowledge', wasLate: true }, { clock: 'accept', wasLate: true }, { clock: 'resolve', wasLate: true }] });
    expect((await c.list.summary(officer, {})).overdue).toBe(1);
  });

  it('two processes that look at once come to one history', async () => {
    const found = [await filed(c), await filed(c), await filed(c)];
    const beside = await openComplaints(engine, c);
    c.clock.pass(10 * DAY_SECONDS);
    await Promise.all([c.clockJob.run(), beside.clockJob.run(), c.clockJob.run()]);
    for (const { complaintId } of found) expect((await done(complaintId)).map((step) => step.split(' ').slice(0, 2).join(' '))).toEqual(['file 2026-11-02T02:00:00.000Z', 'escalate accept', 'escalate resolve']);
    await beside.close();
  });

  it('pauses while the resident is asked, and goes on by itself after three working days', async () => {
    const { complaintId, manager, author } = await filed(c);
    await c.firm.accept(manager, complaintId, words(''));
    c.clock.pass(DAY_SECONDS); // Tuesday
    const asked = await c.firm.ask(manager, complaintId, words('哪一层？'));
    expect(asked).toMatchObject({ status: 'awaitingResident', isPaused: true, due: { clock: 'answer', dueAt: '2026-11-06T16:00:00.000Z' }, clocks: [{ clock: 'accept' }, { clock: 'resolve', dueAt: null }] });
    c.clock.pass(6 * DAY_SECONDS); // the next Monday
    await c.clockJob.run();
    expect((await done(complaintId)).slice(2)).toEqual(['ask 2026-11-03T02:00:00.000Z', 'resume 2026-11-06T16:00:00.000Z']);
    expect(await pausesOf(c, complaintId)).toMatchObject([{ fromMs: Date.parse('2026-11-03T02:00:00.000Z'), toMs: Date.parse('2026-11-06T16:00:00.000Z') }]);
    expect((await rowOf(c, complaintId)).resolveDueMs).toBe(Date.parse('2026-11-12T16:00:00.000Z')); // five working days, and the three of the question
    expect(await said(c.resident.answer(author, complaintId, words('三层')))).toBe('COMPLAINT_ILLEGAL_MOVE');
    expect(await said(c.resident.add(author, complaintId, words('三层')))).toBe('ok');
  });

  it('closes after seven days of silence, which satisfies nobody', async () => {
    const { complaintId, author } = await resolved(c);
    c.clock.pass(7 * DAY_SECONDS);
    await c.clockJob.run();
    expect((await rowOf(c, complaintId)).status).toBe('resolved');
    c.clock.pass(DAY_SECONDS);
    await c.clockJob.run();
    expect((await done(complaintId)).at(-1)).toBe('closeSilently 2026-11-09T16:00:00.000Z');
    expect(await rowOf(c, complaintId)).toMatchObject({ status: 'closedSilently', rating: null, ratingCounts: false, closedMs: Date.parse('2026-11-09T16:00:00.000Z') });
    expect((await noticesOf(author.residentId)).at(-1)).toContain('不计为满意');
  });

  it('does not wait for the job: whoever comes after the deadline finds what time has done', async () => {
    const { complaintId, author } = await resolved(c);
    c.clock.pass(9 * DAY_SECONDS);
    expect(await said(c.resident.reopen(author, complaintId, words('没修好')))).toBe('COMPLAINT_ILLEGAL_MOVE');
    expect((await rowOf(c, complaintId)).status).toBe('resolved'); // a refusal writes nothing
    const other = await filed(c);
    c.clock.pass(3 * DAY_SECONDS);
    await c.firm.accept(other.manager, other.complaintId, words(''));
    expect((await stepsOf(c, other.complaintId)).map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual(['1 file', '2 escalate', '3 accept']);
  });

  it('a reopening begins every clock anew, and each may run out again', async () => {
    const { complaintId, author } = await resolved(c);
    c.clock.pass(DAY_SECONDS);
    expect(await c.resident.reopen(author, complaintId, words('没修好'))).toMatchObject({ status: 'reopened', due: { clock: 'accept', dueAt: '2026-11-04T16:00:00.000Z' } });
    c.clock.pass(20 * DAY_SECONDS);
    await c.clockJob.run();
    expect((await done(complaintId)).slice(4)).toEqual(['escalate accept 2026-11-04T16:00:00.000Z', 'escalate resolve 2026-11-10T16:00:00.000Z']);
    expect(await rowOf(c, complaintId)).toMatchObject({ timesReopened: 1, firstAcceptDueMs: Date.parse('2026-11-03T16:00:00.000Z'), firstResolvedMs: MONDAY.getTime() });
  });

  it('an extension lengthens the round it was granted in, never past fifteen', async () => {
    const { complaintId, manager, officer, author } = await filed(c);
    await c.firm.accept(manager, complaintId, words(''));
    expect(await said(c.firm.requestExtension(manager, complaintId, { ...words('缺件'), workingDays: 11 }))).toBe('COMPLAINT_DEADLINE_WRONG');
    await c.firm.requestExtension(manager, complaintId, { ...words('缺件'), workingDays: 10 });
    expect(await said(c.firm.requestExtension(manager, complaintId, { ...words('还缺'), workingDays: 1 }))).toBe('EXTENSION_ONLY_ONCE');
    expect((await c.list.summary(officer, {})).toDecide).toBe(1);
    const granted = await c.street.grantExtension(officer, complaintId, { id: words().id, workingDays: 10 });
    expect(granted).toMatchObject({ extension: 'granted', extensionDays: 10, due: { clock: 'resolve', dueAt: '2026-11-23T16:00:00.000Z' } });
    await c.firm.resolve(manager, complaintId, words('好了'));
    await c.resident.reopen(author, complaintId, words('没好'));
    expect((await rowOf(c, complaintId)).resolveDueMs).toBe(Date.parse('2026-11-09T16:00:00.000Z'));
  });

  it('supervision is a clock of its own that moves no other', async () => {
    const { complaintId, officer } = await filed(c);
    const supervised = await c.street.supervise(officer, complaintId, { ...words('请抓紧'), until: '2026-11-03' });
    expect(supervised).toMatchObject({ isSupervised: true, clocks: [{ clock: 'accept', dueAt: '2026-11-03T16:00:00.000Z' }, { clock: 'resolve', dueAt: '2026-11-09T16:00:00.000Z' }, { clock: 'supervise', dueAt: '2026-11-03T16:00:00.000Z' }] });
    for (const until of ['2026-11-02', '2026-11-30']) expect(await said(c.street.supervise(officer, complaintId, { ...words('x'), until }))).toBe('COMPLAINT_DEADLINE_WRONG');
    c.clock.pass(2 * DAY_SECONDS);
    await c.clockJob.run();
    expect((await done(complaintId)).slice(2)).toEqual(['escalate accept 2026-11-03T16:00:00.000Z', 'escalate supervise 2026-11-03T16:00:00.000Z']);
  });

  it('counts every open deadline again when headquarters moves a working day', async () => {
    const { complaintId } = await filed(c);
    const headquarters = await addStaff(c, staffOf('headquarters'));
    await c.calendar.set(headquarters, '2026-11-03', { isWorkingDay: false, note: '停休', version: null });
    expect(await rowOf(c, complaintId)).toMatchObject({ version: 1, acceptDueMs: Date.parse('2026-11-04T16:00:00.000Z'), nextDueMs: Date.parse('2026-11-04T16:00:00.000Z'), resolveDueMs: Date.parse('2026-11-10T16:00:00.000Z') });
    c.clock.pass(36 * HOUR_SECONDS);
    expect(await c.clockJob.run()).toBe(0);
    await c.calendar.lift(headquarters, '2026-11-03', 1);
    expect((await rowOf(c, complaintId)).acceptDueMs).toBe(Date.parse('2026-11-03T16:00:00.000Z'));
  });

  it('what came in three days ago is overdue the moment it is written down', async () => {
    const place = await filed(c);
    c.clock.time = new Date('2026-11-05T02:00:00.000Z');
    const late = await c.filing.register(place.worker, registration(place, c, { receivedAt: '2026-11-02T03:00:00.000Z', isUrgent: true }));
    expect(late.steps.map(({ kind, facts }) => [kind, facts.dueAt])).toEqual([['file', undefined], ['escalate', '2026-11-02T05:00:00.000Z'], ['escalate', '2026-11-03T16:00:00.000Z']]);
    for (const receivedAt of ['2026-11-02T01:59:59.000Z', '2026-11-05T02:00:01.000Z']) expect(await said(c.filing.register(place.worker, registration(place, c, { receivedAt })))).toBe('COMPLAINT_RECEIVED_WRONG');
  });

  it('tells followers of the stages, and nobody of what they did themselves', async () => {
    const { complaintId, manager, author } = await filed(c);
    const neighbour = await addResident(c);
    await c.following.follow(neighbour, complaintId);
    await c.firm.accept(manager, complaintId, words('秘密的回复'));
    await c.firm.reply(manager, complaintId, words('秘密的回复'));
    await c.firm.resolve(manager, complaintId, words('秘密的回复'));
    await c.resident.confirm(author, complaintId, { id: words().id, rating: 4 });
    expect((await noticesOf(neighbour.residentId)).sort()).toEqual(['，投诉人已确认解决', '已办结，等待投诉人确认', '已受理'].map((stage) => `垃圾满溢、没清运：您关注的投诉${stage}`).sort());
    expect(await noticesOf(author.residentId)).toHaveLength(3);
    expect((await noticesOf(author.residentId)).join()).not.toContain('秘密');
  });
});

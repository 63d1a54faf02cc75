import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { COMPLAINT_CONSENT_VERSION, MOST_ANSWER_TEXT, MOST_QUESTION_TEXT, type StaffActor, type StaffRole } from '@linping/shared';
import { ComplaintRow, ComplaintStepRow } from '../../complaints/complaints.entity.ts';
import { MONDAY } from '../../complaints/complaints.testing.ts';
import { NoticeRow } from '../../notifications/notifications.entity.ts';
import { AuditLineRow } from '../../platform/audit/audit.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addStaff, said, staffOf } from '../disclosures.testing.ts';
import { ABSENT, addNeighbour, ask, asked, DAY_SECONDS, decide, type Disclosed, disclosed, heldOf, noticesOf, openQuestions, type Questions, rowOf } from './questions.testing.ts';

const VISITOR = { role: 'visitor' } as const;
const consent = () => ({ complaintId: randomUUID(), consentVersion: COMPLAINT_CONSENT_VERSION });

describe.each(ENGINES)('questions about accounts on %s', (engine) => {
  let q: Questions;
  let at: Disclosed;
  beforeAll(async () => { q = await openQuestions(engine); });
  beforeEach(async () => {
    q.clock.time = MONDAY;
    at = await disclosed(q);
  });
  afterAll(() => q.close());
  const publicOnes = async () => (await q.reader.ofStatement(VISITOR, at.statement.id, {})).items;
  const actionsAbout = async (id: string) => (await q.db.unitOfWork.read((db) => db.find(AuditLineRow, { where: { subject: `lineQuestion:${id}` }, order: { sequence: 'ASC' } }))).map(({ action, actor }) => [action, actor.split(':')[0]]);

  it('from the asking to the complaint: looked at, public without who asked, answered, and taken further', async () => {
    const view = await q.asking.ask(at.neighbour, at.statement.id, asked(at, { text: '我是3号楼2单元501室，电话13800000000：买了多少？' }));
    expect(view).toMatchObject({
      status: 'asked', textCheck: 'checking', text: '我是【门牌】，电话【电话】：买了多少？', askedOn: '2026-11-02', dueOn: null, isOverdue: false, answer: null, mayComplain: false, complaintId: null,
      kind: 'cleaning', lineId: at.lineId, period: '2026H1', statementId: at.statement.id,
    });
    expect(await publicOnes()).toEqual([]);
    expect((await q.reader.desk(at.manager, {})).items).toEqual([]);
    const queued = (await q.queue.page(at.worker, { kind: 'text' })).items;
    expect(queued).toMatchObject([{ about: 'lineQuestion', category: null, text: view.text, estateId: at.estateId }]);
    await decide(q, at.worker, view.id, 'passed');
    expect(await publicOnes()).toEqual([{
      id: view.id, kind: 'cleaning', lineId: at.lineId, text: view.text, askedOn: '2026-11-02', dueOn: '2026-11-09', isOverdue: false, answer: null, answeredOn: null,
    }]);
    expect(JSON.stringify(await publicOnes())).not.toContain(at.neighbour.residentId);
    expect(await said(q.complaints.complain(at.neighbour, view.id, consent()))).toBe('QUESTION_NOT_DUE');
    const [row] = (await q.reader.desk(at.manager, {})).items;
    expect(row).toMatchObject({ id: view.id, lineNote: '保洁用品', lineAmountFen: 12_345, mayAnswer: true, status: 'open', bodyName: at.statement.bodyName });
    const answered = await q.answering.answer(at.manager, view.id, { version: row!.version, text: '买了30桶，501室有登记' });
    expect(answered).toMatchObject({ status: 'answered', answer: '买了30桶，【门牌】有登记', answeredOn: '2026-11-02', mayAnswer: false });
    expect(await publicOnes()).toMatchObject([{ answer: '买了30桶，【门牌】有登记', isOverdue: false }]);
    expect((await q.list.linesOf(VISITOR, at.statement.id, {})).items).toMatchObject([{ id: at.lineId, questions: 1 }]);
    expect((await q.reader.own(at.neighbour, {})).items).toMatchObject([{ id: view.id, status: 'answered', mayComplain: true, textCheck: 'passed' }]);
    const body = consent();
    const complained = await q.complaints.complain(at.neighbour, view.id, body);
    expect(complained).toMatchObject({ status: 'complained', mayComplain: false, complaintId: body.complaintId });
    const complaint = await q.db.unitOfWork.read((db) => db.findOneByOrFail(ComplaintRow, { id: body.complaintId }));
    expect(complaint).toMatchObject({ category: 'fees', authorId: at.neighbour.residentId, estateId: at.estateId, providerId: at.providerId, isVerified: true, showContact: false });
    const [filed] = await q.db.unitOfWork.read((db) => db.findBy(ComplaintStepRow, { complaintId: body.complaintId }));
    expect(filed).toMatchObject({ textCheck: 'passed', text: `对${at.statement.bodyName}2026年上半年收支公示「保洁：保洁用品」的提问\n2026-11-02问：${view.text}\n2026-11-02答复：买了30桶，【门牌】有登记` });
    expect(await publicOnes()).toMatchObject([{ id: view.id, answer: '买了30桶，【门牌】有登记' }]);
    expect((await noticesOf(q, at.neighbour.residentId)).map(({ text, path }) => [text, path])).toEqual([
      ['您对2026年上半年「保洁」的提问已公开，编制方应在11月9日前公开答复', `/pages/statement/index?id=${at.statement.id}`],
      ['您对2026年上半年「保洁」的提问已有公开答复；如不满意，可以转为投诉', `/pages/statement/index?id=${at.statement.id}`],
    ]);
    expect(await actionsAbout(view.id)).toEqual([['lineQuestion.ask', 'resident'], ['lineQuestion.answer', 'staff'], ['lineQuestion.complain', 'resident']]);
  });

  it('about a kind as a whole, and about what the system computes', async () => {
    expect(await ask(q, at, { kind: 'propertyFee', lineId: undefined } as never)).toMatchObject({ kind: 'propertyFee', lineId: null });
    expect((await q.reader.ofStatement(VISITOR, at.statement.id, { kind: 'cleaning' })).items).toEqual([]);
    expect((await q.reader.ofStatement(VISITOR, at.statement.id, { kind: 'propertyFee' })).total).toBe(1);
    expect((await q.reader.desk(at.manager, {})).items).toMatchObject([{ lineNote: null, lineAmountFen: null }]);
  });

  it('asked twice with one id is one question; with other words it is refused', async () => {
    const body = asked(at);
    const first = await q.asking.ask(at.neighbour, at.statement.id, body);
    expect(await q.asking.ask(at.neighbour, at.statement.id, body)).toEqual(first);
    expect(await said(q.asking.ask(at.neighbour, at.statement.id, { ...body, text: '别的' }))).toBe('QUESTION_DIFFERS');
    const other = await addNeighbour(q, at.estateId);
    expect(await said(q.asking.ask(other, at.statement.id, { ...body, householdId: other.householdId }))).toBe('QUESTION_DIFFERS');
    expect((await q.reader.own(at.neighbour, {})).total).toBe(1);
  });

  it('five on a day, and again on the next', async () => {
    for (let i = 0; i < 5; i += 1) await ask(q, at, {}, 'none');
    expect(await said(q.asking.ask(at.neighbour, at.statement.id, asked(at)))).toBe('QUESTIONS_TOO_MANY');
    q.clock.pass(DAY_SECONDS);
    expect(await said(q.asking.ask(at.neighbour, at.statement.id, asked(at)))).toBe('ok');
    const { items, nextCursor } = await q.reader.own(at.neighbour, { limit: 4 });
    const rest = await q.reader.own(at.neighbour, { limit: 4, cursor: nextCursor! });
    expect([items.length, rest.items.length, rest.nextCursor, new Set([...items, ...rest.items].map(({ id }) => id)).size, rest.total]).toEqual([4, 2, null, 6, 6]);
  });

  it('refused ones are read by nobody but their author, who is told', async () => {
    const { id } = await ask(q, at, {}, 'refused');
    expect([await publicOnes(), (await q.reader.desk(at.manager, {})).total, (await q.reader.desk(at.officer, {})).total]).toEqual([[], 0, 0]);
    expect((await q.reader.own(at.neighbour, {})).items).toMatchObject([{ id, status: 'refused', textCheck: 'refused', mayComplain: false }]);
    expect((await noticesOf(q, at.neighbour.residentId)).map(({ text }) => text)).toEqual([expect.stringContaining('没有通过审核')]);
    q.clock.pass(30 * DAY_SECONDS);
    expect(await said(q.complaints.complain(at.neighbour, id, consent()))).toBe('QUESTION_NOT_DUE');
    expect(await said(q.answering.answer(at.manager, id, { version: 2, text: '好' }))).toBe('QUESTION_NOT_FOUND');
  });

  it('the fifth working day decides: shown as overdue, told once, and good for a complaint without an answer', async () => {
    const { id } = await ask(q, at);
    const due = (await rowOf(q, id))!.dueMs!;
    q.clock.time = new Date(due - 1);
    await q.clockJob.run();
    expect([(await publicOnes())[0]!.isOverdue, await said(q.complaints.complain(at.neighbour, id, consent()))]).toEqual([false, 'QUESTION_NOT_DUE']);
    q.clock.time = new Date(due);
    await q.clockJob.run();
    await q.clockJob.run();
    expect((await publicOnes())[0]).toMatchObject({ isOverdue: true, dueOn: '2026-11-09' });
    expect((await noticesOf(q, at.neighbour.residentId)).map(({ text }) => text).filter((text) => text.includes('超过期限'))).toHaveLength(1);
    const view = await q.complaints.complain(at.neighbour, id, consent());
    expect(view.status).toBe('complained');
    const [filed] = await q.db.unitOfWork.read((db) => db.findBy(ComplaintStepRow, { complaintId: view.complaintId! }));
    expect(filed!.text).toContain('应在2026-11-09前答复，至今没有答复。');
    const row = (await q.reader.desk(at.manager, { status: 'complained' })).items[0]!;
    expect(row).toMatchObject({ mayAnswer: true, isOverdue: true }); // the neighbours still wait for an answer
    expect(await q.answering.answer(at.manager, id, { version: row.version, text: '来晚了，发票已补' })).toMatchObject({ status: 'complained', answer: '来晚了，发票已补', isOverdue: false });
  });

  it('a working day that moves moves the deadline, of what waits and of nothing else', async () => {
    const [waiting, done] = [await ask(q, at), await ask(q, at)];
    const version = (await rowOf(q, done.id))!.version;
    await q.answering.answer(at.manager, done.id, { version, text: '已答' });
    await q.calendar.set(staffOf('headquarters'), '2026-11-04', { isWorkingDay: false, note: '停电', version: null });
    expect([(await rowOf(q, waiting.id))!.dueMs, (await rowOf(q, done.id))!.dueMs].map((ms) => new Date(ms!).toISOString())).toEqual(['2026-11-10T16:00:00.000Z', '2026-11-09T16:00:00.000Z']);
    await q.calendar.lift(staffOf('headquarters'), '2026-11-04', 1);
    await q.clockJob.recountInTurns();
    expect(new Date((await rowOf(q, waiting.id))!.dueMs!).toISOString()).toBe('2026-11-09T16:00:00.000Z');
  });

  it('stay with the accounts when these are corrected', async () => {
    const { id } = await ask(q, at);
    const draft = await q.corrections.correct(at.manager, at.statement.id, { id: randomUUID(), reason: '漏记' });
    const submitted = await q.moves.submit(at.manager, draft.id, { version: draft.desk!.version });
    const approved = await q.moves.approve(at.officer, draft.id, { version: submitted.desk!.version });
    await q.moves.publish(at.manager, draft.id, { version: approved.desk!.version });
    for (const statementId of [at.statement.id, draft.id]) expect((await q.reader.ofStatement(VISITOR, statementId, {})).items.map((one) => one.id)).toEqual([id]);
  });

  it('whoever answers has the most urgent first, the answered last', async () => {
    const first = await ask(q, at);
    q.clock.pass(DAY_SECONDS);
    const second = await ask(q, at);
    await q.answering.answer(at.manager, first.id, { version: (await rowOf(q, first.id))!.version, text: '已答' });
    q.clock.pass(DAY_SECONDS);
    const third = await ask(q, at);
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await q.reader.desk(at.manager, { limit: 1, ...(cursor && { cursor }) });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(ids).toEqual([second.id, third.id, first.id]);
    expect((await q.reader.desk(at.manager, { status: 'open' })).total).toBe(2);
    expect((await q.list.linesOf(VISITOR, at.statement.id, {})).items).toMatchObject([{ questions: 1 }]); // the answered one
    expect((await q.reader.desk(at.manager, { status: 'answered', estateId: at.estateId })).items.map(({ id }) => id)).toEqual([first.id]);
    expect(await said(q.reader.desk(at.manager, { cursor: 'x' }))).toBe('INVALID_CURSOR');
  });

  it('of a resident who leaves: what nobody has read goes, what was read leads to nobody', async () => {
    const [open, waiting, refused] = [await ask(q, at), await ask(q, at, {}, 'none'), await ask(q, at, {}, 'refused')];
    await q.me.forgetMe(at.neighbour);
    expect([await rowOf(q, waiting.id), await heldOf(q, waiting.id), await rowOf(q, refused.id), await heldOf(q, refused.id)]).toEqual([null, null, null, null]);
    expect(await rowOf(q, open.id)).toMatchObject({ authorId: null, householdId: null, status: 'open' });
    expect((await publicOnes()).map(({ id }) => id)).toEqual([open.id]);
    expect(await said(q.complaints.complain(at.neighbour, open.id, consent()))).toBe('OUT_OF_SCOPE');
    await q.answering.answer(at.manager, open.id, { version: (await rowOf(q, open.id))!.version, text: '已答' });
    expect(await q.db.unitOfWork.read((db) => db.countBy(NoticeRow, { eventKey: `lineQuestion:${open.id}:answered` }))).toBe(0);
  });

  it('what is wrong is refused, and nothing stays behind', async () => {
    const other = await disclosed(q);
    const send = (over: object, statementId = at.statement.id) => said(q.asking.ask(at.neighbour, statementId, asked(at, over)));
    expect(await send({}, randomUUID())).toBe('STATEMENT_NOT_FOUND');
    expect(await send({}, other.statement.id)).toBe('NOT_YOUR_HOUSEHOLD');
    for (const { householdId } of [other.neighbour, await addNeighbour(q, at.estateId)]) expect(await send({ householdId })).toBe('NOT_YOUR_HOUSEHOLD');
    expect(await send({ householdId: randomUUID() })).toBe('NOT_YOUR_HOUSEHOLD');
    expect(await send({ lineId: other.lineId })).toBe('LINE_NOT_FOUND');
    expect(await send({ kind: 'order' })).toBe('LINE_NOT_FOUND');
    expect(await send({ kind: ABSENT, lineId: undefined })).toBe('LINE_NOT_FOUND');
    expect(await said(q.reader.ofStatement(VISITOR, randomUUID(), {}))).toBe('STATEMENT_NOT_FOUND');
    expect((await q.reader.own(at.neighbour, {})).total).toBe(0);
    const { id } = await ask(q, at);
    const version = (await rowOf(q, id))!.version;
    expect(await said(q.answering.answer(at.manager, randomUUID(), { version, text: '好' }))).toBe('QUESTION_NOT_FOUND');
    expect(await said(q.answering.answer(at.manager, id, { version: version - 1, text: '好' }))).toBe('CHANGED_BY_SOMEONE_ELSE');
    expect(await said(q.answering.answer(at.manager, id, { version, text: '好' }))).toBe('ok');
    expect(await said(q.answering.answer(at.manager, id, { version, text: '好' }))).toBe('ok'); // the same again
    expect(await said(q.answering.answer(at.manager, id, { version, text: '不' }))).toBe('QUESTION_ANSWERED');
    const colleague = await addStaff(q, staffOf('providerStaff', at.providerId));
    expect(await said(q.answering.answer(colleague, id, { version, text: '好' }))).toBe('QUESTION_ANSWERED');
    expect(await said(q.complaints.complain(at.neighbour, randomUUID(), consent()))).toBe('QUESTION_NOT_FOUND');
    expect(await said(q.complaints.complain(at.neighbour, id, { complaintId: randomUUID(), consentVersion: '0' }))).toBe('COMPLAINT_CONSENT_MISSING');
    expect(await rowOf(q, id)).toMatchObject({ complaintId: null }); // taken back with the refusal
  });

  it('a draft is asked about by nobody', async () => {
    const draft = await q.corrections.correct(at.manager, at.statement.id, { id: randomUUID(), reason: '漏记' });
    expect(await said(q.asking.ask(at.neighbour, draft.id, asked(at)))).toBe('STATEMENT_NOT_FOUND');
    expect(await said(q.reader.ofStatement(at.manager, draft.id, {}))).toBe('STATEMENT_NOT_FOUND');
    await q.moves.submit(at.manager, draft.id, { version: draft.desk!.version });
    expect(await said(q.asking.ask(at.neighbour, draft.id, asked(at, { kind: 'propertyFee' })))).toBe('STATEMENT_NOT_FOUND');
    expect(await said(q.reader.ofStatement(at.officer, draft.id, {}))).toBe('STATEMENT_NOT_FOUND');
  });

  it('each side only within its own', async () => {
    const other = await disclosed(q);
    const { id } = await ask(q, at);
    const { version } = (await rowOf(q, id))!;
    const answer = (actor: StaffActor) => said(q.answering.answer(actor, id, { version, text: '好' }));
    const strangers: readonly StaffActor[] = [other.manager, at.committee, at.community, at.officer, at.worker, staffOf('headquarters'), staffOf('auditor'), staffOf('providerStaff')];
    for (const actor of strangers) expect([actor.role, await answer(actor)]).toEqual([actor.role, 'OUT_OF_SCOPE']);
    expect(await said(q.complaints.complain(other.neighbour, id, consent()))).toBe('OUT_OF_SCOPE');
    expect(await said(q.complaints.complain(VISITOR, id, consent()))).toBe('OUT_OF_SCOPE');
    for (const actor of [VISITOR, at.manager, at.officer]) expect(await said(q.asking.ask(actor, at.statement.id, asked(at)))).toBe('OUT_OF_SCOPE');
    for (const actor of [VISITOR, at.manager]) expect(await said(q.reader.own(actor, {}))).toBe('OUT_OF_SCOPE');
    const seen = async (role: StaffRole, scopeId?: string) => said(q.reader.desk(staffOf(role, scopeId), {}).then(({ items }) => { if (!items.some((one) => one.id === id)) throw new Error('not there'); }));
    const guard = await addStaff(q, staffOf('providerStaff', at.providerId));
    expect(await said(q.reader.desk(guard, {}))).toBe('ok');
    expect([await seen('headquarters'), await seen('auditor'), await seen('streetOfficer', at.streetId), await seen('providerStaff', at.providerId)]).toEqual(['ok', 'ok', 'ok', 'ok']);
    for (const [role, scopeId] of [['streetOfficer', other.streetId], ['providerManager', other.providerId], ['committee', at.estateId], ['communityService', at.communityId]] as const) {
      expect([role, await seen(role, scopeId)]).toEqual([role, expect.objectContaining({ message: 'not there' })]);
    }
    for (const actor of [VISITOR, at.neighbour, staffOf('communityWorker', at.communityId), staffOf('finance')]) expect(await said(q.reader.desk(actor, {}))).toBe('OUT_OF_SCOPE');
    expect(await answer(guard)).toBe('ok');
  });

  it('the longest question with the longest answer fits into a complaint', async () => {
    const { id } = await ask(q, at, { text: '问'.repeat(MOST_QUESTION_TEXT) });
    await q.answering.answer(at.manager, id, { version: (await rowOf(q, id))!.version, text: '答'.repeat(MOST_ANSWER_TEXT) });
    const { complaintId } = await q.complaints.complain(at.neighbour, id, consent());
    const [filed] = await q.db.unitOfWork.read((db) => db.findBy(ComplaintStepRow, { complaintId: complaintId! }));
    expect([filed!.text.length, filed!.text.endsWith('…')]).toEqual([500, true]);
  });
});

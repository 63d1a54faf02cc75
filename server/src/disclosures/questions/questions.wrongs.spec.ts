import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { COMPLAINT_CONSENT_VERSION, MOST_ANSWER_TEXT, MOST_QUESTION_TEXT } from '@linping/shared';
import { ComplaintStepRow } from '../../complaints/complaints.entity.ts';
import { MONDAY } from '../../complaints/complaints.testing.ts';
import { ModerationService } from '../../moderation/moderation.service.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, addLine, addProvider, addStaff, begun, engage, published, said, staffOf } from '../disclosures.testing.ts';
import { ABSENT, ask, asked, type Disclosed, disclosed, openQuestions, type Questions, rowOf } from './questions.testing.ts';

const VISITOR = { role: 'visitor' } as const;
const consent = () => ({ complaintId: randomUUID(), consentVersion: COMPLAINT_CONSENT_VERSION });

describe.each(ENGINES)('a question on %s', (engine) => {
  let q: Questions;
  let at: Disclosed;
  beforeAll(async () => { q = await openQuestions(engine); });
  beforeEach(async () => {
    q.clock.time = MONDAY;
    at = await disclosed(q);
  });
  afterAll(() => q.close());

  it('is the same question with everything of it alone, and once more what was masked', async () => {
    const body = asked(at, { text: '电话13800000000：买了多少？' });
    const first = await q.asking.ask(at.neighbour, at.statement.id, body);
    expect(await q.asking.ask(at.neighbour, at.statement.id, body)).toEqual(first);
    for (const over of [{ householdId: randomUUID() }, { kind: ABSENT }, { lineId: randomUUID() }]) {
      expect([over, await said(q.asking.ask(at.neighbour, at.statement.id, { ...body, ...over }))]).toEqual([over, 'QUESTION_DIFFERS']);
    }
    expect(await said(q.asking.ask(at.neighbour, randomUUID(), body))).toBe('QUESTION_DIFFERS');
    expect(await said(q.asking.ask({ ...at.neighbour, residentId: randomUUID() }, at.statement.id, body))).toBe('QUESTION_DIFFERS'); // somebody else of the household
  });

  it('what WeChat refuses is not kept', async () => {
    const body = asked(at);
    const check = jest.spyOn(q.get(ModerationService), 'checkText').mockResolvedValueOnce('refused');
    expect(await said(q.asking.ask(at.neighbour, at.statement.id, body))).toBe('QUESTION_TEXT_REFUSED');
    expect(await rowOf(q, body.id)).toBeNull();
    check.mockClear();
    expect(await said(q.asking.ask(at.neighbour, at.statement.id, asked(at, { kind: 'order' })))).toBe('LINE_NOT_FOUND');
    expect(check).not.toHaveBeenCalled(); // what is refused anyway costs nothing
    check.mockRestore();
  });

  it('stands beside the accounts that it is about, and beside no others', async () => {
    const { id } = await ask(q, at);
    const seen = async (statementId: string, query = {}) => (await q.reader.ofStatement(VISITOR, statementId, query)).items.map((one) => one.id);
    expect([await seen(at.statement.id, { lineId: at.lineId }), await seen(at.statement.id, { lineId: randomUUID() })]).toEqual([[id], []]);
    q.clock.time = new Date('2027-02-01T02:00:00.000Z');
    const elsewhere = { ...(await addEstate(q)), manager: at.manager };
    await engage(q, elsewhere.estateId, at.providerId, '2026-02-01'); // after the one it has: on one day either would be in charge
    const firm = await addProvider(q);
    await engage(q, at.estateId, firm, '2026-05-01');
    const nextFirm = { ...at, manager: await addStaff(q, staffOf('providerManager', firm)) };
    const others = [await published(q, elsewhere, await begun(q, elsewhere)), await published(q, nextFirm, await begun(q, nextFirm)), await published(q, at, await begun(q, at, { period: '2026H2' }))];
    for (const statement of others) expect([statement.estateId, statement.period, await seen(statement.id)]).toEqual([statement.estateId, statement.period, []]);
    const committees = await published(q, at, await addLine(q, at.committee, await begun(q, at, { body: 'committee' })));
    const [line] = (await q.list.linesOf(VISITOR, committees.id, {})).items;
    const another = await ask(q, { ...at, statement: committees, lineId: line!.id });
    const communitys = await published(q, at, await begun(q, at, { body: 'communityService' }));
    expect([await seen(committees.id), await seen(communitys.id)]).toEqual([[another.id], []]);
  });

  it('a complaint is cut between two signs, never within one', async () => {
    for (const length of [MOST_QUESTION_TEXT, MOST_QUESTION_TEXT - 1]) {
      const { id } = await ask(q, at, { text: '问'.repeat(length) });
      await q.answering.answer(at.manager, id, { version: (await rowOf(q, id))!.version, text: '🌳'.repeat(MOST_ANSWER_TEXT / 2) });
      const { complaintId } = await q.complaints.complain(at.neighbour, id, consent());
      const [filed] = await q.db.unitOfWork.read((db) => db.findBy(ComplaintStepRow, { complaintId: complaintId! }));
      expect(filed!.text).toMatch(/🌳…$/u);
    }
  });
});

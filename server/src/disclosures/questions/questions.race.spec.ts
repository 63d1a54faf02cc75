import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPLAINT_CONSENT_VERSION } from '@linping/shared';
import { ComplaintRow } from '../../complaints/complaints.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { said, tally } from '../disclosures.testing.ts';
import { ask, asked, decide, disclosed, heldOf, noticesOf, openQuestions, type Questions, rowOf } from './questions.testing.ts';

/** Two processes on one database. */
describe.each(ENGINES)('questions at once on %s', (engine) => {
  let here: Questions;
  let there: Questions;
  beforeAll(async () => {
    here = await openQuestions(engine);
    there = await openQuestions(engine, here);
  });
  afterAll(async () => {
    await there.close();
    await here.close();
  });
  const sides = () => [here, there, here, there, here, there];

  it('one question that is sent many times is one, held once', async () => {
    const at = await disclosed(here);
    const body = asked(at);
    const views = await Promise.all(sides().map((q) => q.asking.ask(at.neighbour, at.statement.id, body)));
    expect(new Set(views.map((view) => JSON.stringify(view))).size).toBe(1);
    expect((await here.reader.own(at.neighbour, {})).total).toBe(1);
    expect((await here.queue.page(at.officer, {})).total).toBe(1);
  });

  it('of nine in one second five are taken, each with a number of its own', async () => {
    const at = await disclosed(here);
    const told = await Promise.all(Array.from({ length: 9 }, (_, i) => said((i % 2 ? here : there).asking.ask(at.neighbour, at.statement.id, asked(at)))));
    expect(tally(told)).toEqual({ ok: 5, QUESTIONS_TOO_MANY: 4 });
    const { items } = await here.reader.own(at.neighbour, {});
    expect((await Promise.all(items.map(async ({ id }) => (await rowOf(here, id))!.nthOfDay))).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('of two answers one stands; the same one twice is one', async () => {
    const at = await disclosed(here);
    const { id } = await ask(here, at);
    const { version } = (await rowOf(here, id))!;
    const told = await Promise.all(sides().map((q, i) => said(q.answering.answer(at.manager, id, { version, text: i < 3 ? '甲' : '乙' }))));
    expect(tally(told)).toEqual({ ok: 3, QUESTION_ANSWERED: 3 });
    expect((await noticesOf(here, at.neighbour.residentId)).map(({ eventKey }) => eventKey.split(':').at(-1)).sort()).toEqual(['answered', 'passed']);
  });

  it('one complaint comes of a question, from however many tabs', async () => {
    const at = await disclosed(here);
    const { id } = await ask(here, at);
    await here.answering.answer(at.manager, id, { version: (await rowOf(here, id))!.version, text: '已答' });
    const views = await Promise.all(sides().map((q) => q.complaints.complain(at.neighbour, id, { complaintId: randomUUID(), consentVersion: COMPLAINT_CONSENT_VERSION })));
    expect(new Set(views.map(({ complaintId }) => complaintId)).size).toBe(1);
    expect(await here.db.unitOfWork.read((db) => db.countBy(ComplaintRow, { estateId: at.estateId }))).toBe(1);
  });

  it('passed and refused at once is one of them', async () => {
    const at = await disclosed(here);
    const { id } = await ask(here, at, {}, 'none');
    const told = await Promise.all([said(decide(here, at.officer, id, 'passed')), said(decide(there, at.worker, id, 'refused'))]);
    expect(tally(told)).toEqual({ ok: 1, MODERATION_DECIDED: 1 });
    expect(['open', 'refused']).toContain((await rowOf(here, id))!.status);
  });

  it('a resident who leaves while asking leaves nothing that leads back', async () => {
    for (let round = 0; round < 4; round += 1) {
      const at = await disclosed(here);
      const body = asked(at);
      const told = await Promise.all([said(there.asking.ask(at.neighbour, at.statement.id, body)), said(here.me.forgetMe(at.neighbour))]);
      expect(told[1]).toBe('ok');
      expect([await rowOf(here, body.id), await heldOf(here, body.id)]).toEqual([null, null]);
    }
  });

  it('late, and answered in the same moment: told of the answer, and of nothing that is no more', async () => {
    const at = await disclosed(here);
    const { id } = await ask(here, at);
    const row = (await rowOf(here, id))!;
    here.clock.time = there.clock.time = new Date(row.dueMs! + 1);
    await Promise.all([here.clockJob.run(), there.clockJob.run(), said(there.answering.answer(at.manager, id, { version: row.version, text: '已答' }))]);
    const keys = (await noticesOf(here, at.neighbour.residentId)).map(({ eventKey }) => eventKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect((await rowOf(here, id))!.status).toBe('answered');
  });
});

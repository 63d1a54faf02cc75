import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { checkOf, heldPhoto, heldText, itemOf, linesAbout, type Moderation, officerOf, openModeration, place, pushed, resident, said, workerOf } from './moderation.testing.ts';
import { PhotoVerdicts } from './photo-verdicts.ts';

const ROUNDS = 12;

describe.each(ENGINES)('moderation under load on %s', (engine) => {
  let m: Moderation;
  let verdicts: PhotoVerdicts;
  beforeAll(async () => { m = await openModeration(engine); verdicts = m.app.get(PhotoVerdicts, { strict: false }); });
  afterAll(() => m?.close());

  it('of several moderators at once one decides, and the thing is as that one said', async () => {
    const at = await place(m);
    const writer = await resident(m, 'h5');
    for (let i = 0; i < ROUNDS; i += 1) {
      const text = await heldText(m, at, writer);
      const photo = await heldPhoto(m, at, writer);
      for (const item of [text, photo]) {
        m.told.length = 0;
        const people = [officerOf(at), workerOf(at), officerOf(at)];
        const told = await Promise.all(people.map((person, k) => said(m.queue.decide(person, item.id, { version: 1, decision: k % 2 ? 'refused' : 'passed' }))));
        expect([...told].sort()).toEqual(['MODERATION_DECIDED', 'MODERATION_DECIDED', 'ok']);
        const winner = told.indexOf('ok');
        const decision = winner % 2 ? 'refused' : 'passed';
        expect(await itemOf(m, item)).toMatchObject({ state: decision, decidedBy: people[winner]!.staffId, version: 2, text: null });
        expect(await linesAbout(m, `moderation:${item.id}`)).toHaveLength(1);
        if (item === text) expect(m.told.filter(([subject]) => subject === item.subject)).toEqual([[item.subject, decision]]);
        else expect(await checkOf(m, photo.photoId)).toBe(decision);
      }
    }
  });

  it('the same decision sent again by the same person is the same decision', async () => {
    const at = await place(m);
    const item = await heldText(m, at, await resident(m, 'h5'));
    const officer = officerOf(at);
    const decide = (decision: 'passed' | 'refused', by = officer) => said(m.queue.decide(by, item.id, { version: 1, decision }));
    expect(await Promise.all([decide('passed'), decide('passed'), decide('passed')])).toEqual(['ok', 'ok', 'ok']);
    expect(await decide('passed')).toBe('ok');
    expect(await decide('refused')).toBe('MODERATION_DECIDED');
    expect(await decide('passed', officerOf(at))).toBe('MODERATION_DECIDED');
    expect(await linesAbout(m, `moderation:${item.id}`)).toHaveLength(1);
  });

  /** A photo that WeChat looks at. */
  const checking = async () => {
    const at = await place(m);
    const held = await heldPhoto(m, at, await resident(m, 'wechat'));
    const traceId = randomUUID();
    m.wechat.takes = () => Promise.resolve({ traceId });
    await m.checks.run();
    return { at, held, traceId };
  };
  const answer = (traceId: string, suggest: string) => m.db.unitOfWork.run((tx) => verdicts.take(tx, pushed(traceId, suggest)));

  it('of answers that come at once and contradict each other one counts', async () => {
    for (let i = 0; i < ROUNDS; i += 1) {
      const { held, traceId } = await checking();
      await Promise.all(['pass', 'risky', 'pass', 'review', 'risky', 'pass'].map((suggest) => answer(traceId, suggest)));
      const { state, version } = await itemOf(m, held);
      expect(version).toBe(3);
      expect(await checkOf(m, held.photoId)).toBe(state === 'queued' ? 'checking' : state);
      expect(await linesAbout(m, `moderation:${held.id}`)).toHaveLength(state === 'queued' ? 0 : 1);
    }
  });

  it('an answer and the half hour’s end at once: one of them, and then a person’s word is the last', async () => {
    for (let i = 0; i < ROUNDS; i += 1) {
      const { at, held, traceId } = await checking();
      m.clock.pass(30 * 60);
      await Promise.all([answer(traceId, 'pass'), m.checks.run(), answer(traceId, 'pass')]);
      const seen = await itemOf(m, held);
      expect(['passed', 'queued']).toContain(seen.state);
      const officer = officerOf(at);
      const [told] = await Promise.all([said(m.queue.decide(officer, held.id, { version: seen.version, decision: 'refused' })), answer(traceId, 'pass'), answer(traceId, 'risky')]);
      const after = await itemOf(m, held);
      expect(told).toBe(seen.state === 'queued' ? 'ok' : 'MODERATION_DECIDED');
      expect(after).toMatchObject(seen.state === 'queued' ? { state: 'refused', decidedBy: officer.staffId } : { state: 'passed', decidedBy: null });
      expect(await checkOf(m, held.photoId)).toBe(after.state);
      expect(await linesAbout(m, `moderation:${held.id}`)).toHaveLength(1);
    }
  });

  it('a photo that is sent by two processes at once is checked under one number', async () => {
    for (let i = 0; i < ROUNDS; i += 1) {
      const held = await heldPhoto(m, await place(m), await resident(m, 'wechat'));
      const traces: string[] = [];
      m.wechat.takes = () => { traces.push(randomUUID()); return Promise.resolve({ traceId: traces.at(-1)! }); };
      await Promise.all([m.checks.run(), m.checks.run()]);
      const item = await itemOf(m, held);
      expect(item).toMatchObject({ state: 'checking', version: 2 });
      expect(traces).toContain(item.traceId);
      for (const trace of traces) await answer(trace, trace === item.traceId ? 'pass' : 'risky');
      expect(await checkOf(m, held.photoId)).toBe('passed');
    }
  });

  it('a thing that is forgotten while it is decided is forgotten', async () => {
    const at = await place(m);
    const writer = await resident(m, 'h5');
    for (let i = 0; i < ROUNDS; i += 1) {
      const item = await heldText(m, at, writer);
      const [told] = await Promise.all([
        said(m.queue.decide(officerOf(at), item.id, { version: 1, decision: 'passed' })), m.db.unitOfWork.run((tx) => m.moderation.forget(tx, item.subject)),
      ]);
      expect(['ok', 'MODERATION_NOT_FOUND', 'MODERATION_DECIDED']).toContain(told);
      expect((await m.queue.page(officerOf(at), {})).total).toBe(0);
    }
  });
});

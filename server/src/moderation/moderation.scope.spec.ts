import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor, type StaffActor } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { headquarters, heldPhoto, heldText, itemOf, type Moderation, named, officerOf, openModeration, place, resident, said, staff, workerOf } from './moderation.testing.ts';

const SOMETHING = '00000000-0000-4000-8000-000000000000';

describe.each(ENGINES)('who moderates on %s', (engine) => {
  let m: Moderation;
  beforeAll(async () => { m = await openModeration(engine); });
  afterAll(() => m?.close());

  it('decides: the street’s officers and the community’s workers, within their own', async () => {
    const [here, there] = [await place(m), await place(m)];
    const writer = await resident(m, 'h5');
    const item = await heldText(m, here, writer);
    const levels = { street: here.streetId, community: here.communityId, estate: here.estateId, provider: randomUUID() };
    const strangers: Actor[] = [
      officerOf(there), workerOf(there), { role: 'visitor' }, writer,
      ...STAFF_ROLES.filter((role) => role !== 'streetOfficer' && role !== 'communityWorker').flatMap((role): StaffActor[] => [
        staff(role, 'district'), ...(['street', 'community', 'estate', 'provider'] as const).map((level) => staff(role, level, levels[level])),
      ]),
    ];
    for (const stranger of strangers) expect([stranger, await said(m.queue.decide(stranger, item.id, { version: 1, decision: 'passed' }))]).toEqual([stranger, 'OUT_OF_SCOPE']);
    expect(await itemOf(m, item)).toMatchObject({ state: 'queued', version: 1 });

    for (const insider of [officerOf(here), workerOf(here)]) expect(await m.queue.page(insider, {})).toMatchObject({ total: 1, items: [{ id: item.id }] });
    for (const outsider of [officerOf(there), workerOf(there)]) {
      expect(await m.queue.page(outsider, {})).toEqual({ items: [], total: 0, nextCursor: null });
      expect(await m.queue.summary(outsider)).toEqual({ texts: 0, photos: 0, checking: 0, oldestAt: null });
    }
    for (const nobody of strangers.slice(2)) expect(await Promise.all([said(m.queue.page(nobody, {})), said(m.queue.summary(nobody))])).toEqual(['OUT_OF_SCOPE', 'OUT_OF_SCOPE']);
    expect(await said(m.queue.decide(workerOf(here), item.id, { version: 1, decision: 'passed' }))).toBe('ok');
  });

  it('keeps the list: headquarters alone', async () => {
    const { items: [word] } = await m.words.page(headquarters, { limit: 1 });
    const others: Actor[] = [{ role: 'visitor' }, await resident(m, 'h5'), ...STAFF_ROLES.filter((role) => role !== 'headquarters').map((role) => staff(role, 'district'))];
    for (const other of others) {
      expect(await Promise.all([said(m.words.page(other, {})), said(m.words.add(other, { word: '新词新词' })), said(m.words.takeOff(other, word!.id))])).toEqual(Array(3).fill('OUT_OF_SCOPE'));
    }
    expect((await m.words.page(headquarters, { search: '新词新词' })).total).toBe(0);
    expect((await m.words.page(headquarters, { limit: 1 })).items[0]).toEqual(word);
  });

  it('over HTTP: what is no question is refused in words, and nothing changes', async () => {
    const here = await place(m);
    const officer = officerOf(here);
    await named(m, officer);
    await named(m, headquarters);
    const item = await heldPhoto(m, here, await resident(m, 'h5'));
    const told = async (actor: StaffActor, ...request: [method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object]) => {
      const { status, body } = await m.ask(actor, ...request);
      return [status, body.code];
    };
    const decide = (body: object, id = item.id) => told(officer, 'POST', `/moderation/${id}/decide`, body);
    for (const body of [{}, { version: 0, decision: 'passed' }, { version: 1.5, decision: 'passed' }, { version: '1', decision: 'passed' }, { version: 1, decision: 'maybe' }, { version: 1, decision: 'queued' }, { version: 2 ** 40, decision: 'passed' }, { version: 1, decision: 'passed', state: 'x' }]) {
      expect([body, await decide(body)]).toEqual([body, [400, 'INVALID_REQUEST']]);
    }
    expect(await decide({ version: 1, decision: 'passed' }, SOMETHING)).toEqual([404, 'MODERATION_NOT_FOUND']);
    expect((await decide({ version: 1, decision: 'passed' }, 'nonsense'))[0]).toBe(400);
    for (const query of ['kind=video', 'limit=0', 'limit=9999', 'cursor=', 'cursor=nonsense']) expect([query, (await told(officer, 'GET', `/moderation?${query}`))[0]]).toEqual([query, 400]);
    for (const body of [{}, { word: '' }, { word: 7 }, { word: '字'.repeat(61) }]) expect([body, await told(headquarters, 'PUT', '/moderation/words', body)]).toEqual([body, [400, 'INVALID_REQUEST']]);
    for (const word of ['。', '一', '一。', '  ', '字'.repeat(21), '\u0000\u0000', '㍿'.repeat(6)]) expect([word, await told(headquarters, 'PUT', '/moderation/words', { word })]).toEqual([word, [422, 'MODERATION_WORD_WRONG']]);
    expect((await told(headquarters, 'DELETE', '/moderation/words/nonsense'))[0]).toBe(400);
    expect(await told(headquarters, 'DELETE', `/moderation/words/${SOMETHING}`)).toEqual([204, undefined]);
    expect(await itemOf(m, item)).toMatchObject({ state: 'queued', version: 1 });
    expect((await m.ask(officer, 'GET', '/moderation?kind=photo&limit=1')).body).toMatchObject({ total: 1, items: [{ id: item.id }] });
    expect((await m.ask(officer, 'GET', '/moderation/summary')).body).toMatchObject({ photos: 1 });
    expect((await m.ask(officer, 'POST', `/moderation/${item.id}/decide`, { version: 1, decision: 'refused' })).body).toMatchObject({ photos: 0 });
  });
});

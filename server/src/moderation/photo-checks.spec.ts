import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { checkOf, heldPhoto, itemOf, linesAbout, type Moderation, officerOf, openModeration, type Place, place, pushed, resident, said } from './moderation.testing.ts';
import { ResidentRow } from '../identity/identity.entity.ts';

const HALF_AN_HOUR = 30 * 60;

describe.each(ENGINES)('photos with WeChat on %s', (engine) => {
  let m: Moderation;
  let at: Place;
  beforeAll(async () => { m = await openModeration(engine); });
  beforeEach(async () => { at = await place(m); m.wechat.images.length = 0; });
  afterEach(() => m.checks.run());
  afterAll(() => m?.close());

  /** A photo of somebody in WeChat, sent to be checked under a number of its own. */
  const sent = async () => {
    const writer = await resident(m, 'wechat');
    const held = await heldPhoto(m, at, writer);
    const traceId = `trace-${randomUUID()}`;
    m.wechat.takes = () => Promise.resolve({ traceId });
    await m.checks.run();
    return { writer, held, traceId };
  };
  const push = (traceId: string, suggest: string, errcode = 0, more: object = {}) => m.events.take(pushed(traceId, suggest, errcode, more)).then(() => m.events.run());

  it('are sent once, by a link that is good for the check alone, and wait unseen', async () => {
    const { writer, held, traceId } = await sent();
    expect(held).toMatchObject({ state: 'toSend', writerId: writer.residentId });
    expect(m.wechat.images).toEqual([[writer.openid, expect.stringMatching(new RegExp(`^https://linping\\.example/.*${held.photoId}/check\\?expires=\\d+&signature=`))]]);
    expect(await itemOf(m, held)).toMatchObject({ state: 'checking', traceId, sentMs: m.clock.now().getTime(), writerId: null });
    await m.checks.run();
    expect(m.wechat.images).toHaveLength(1);
    expect((await m.queue.page(officerOf(at), {})).total).toBe(0);
    expect(await m.queue.summary(officerOf(at))).toMatchObject({ photos: 0, checking: 1 });
    expect(await said(m.queue.decide(officerOf(at), held.id, { version: 2, decision: 'passed' }))).toBe('MODERATION_NOT_FOUND');
    expect(await checkOf(m, held.photoId)).toBe('checking');
  });

  it.each([['pass', 'passed'], ['risky', 'refused']] as const)('WeChat’s %s is %s, once', async (suggest, decision) => {
    const { held, traceId } = await sent();
    await push(traceId, suggest);
    expect(await checkOf(m, held.photoId)).toBe(decision);
    const settled = await itemOf(m, held);
    expect(settled).toMatchObject({ state: decision, decidedBy: null, decidedMs: m.clock.now().getTime() });
    // the same again, and another word on it
    await push(traceId, suggest, 0, { CreateTime: 2 });
    await push(traceId, suggest === 'pass' ? 'risky' : 'pass', 0, { CreateTime: 3 });
    await push(traceId, 'review', 0, { CreateTime: 4 });
    expect(await itemOf(m, held)).toEqual(settled);
    expect(await checkOf(m, held.photoId)).toBe(decision);
    expect(await linesAbout(m, `moderation:${held.id}`)).toEqual([['job:moderation-wechat', 'moderation.decide', { decision, heldKind: 'photo' }]]);
  });

  it.each([['review', 0], ['pass', -1008], ['risky', -1008], ['nonsense', 0]] as const)('%s with error %i is a person’s to decide, and stays so', async (suggest, errcode) => {
    const { held, traceId } = await sent();
    await push(traceId, suggest, errcode);
    expect(await itemOf(m, held)).toMatchObject({ state: 'queued', version: 3 });
    await push(traceId, 'pass', 0, { CreateTime: 2 });
    expect(await itemOf(m, held)).toMatchObject({ state: 'queued', version: 3 });
    expect(await checkOf(m, held.photoId)).toBe('checking');
    await m.queue.decide(officerOf(at), held.id, { version: 3, decision: 'refused' });
    await push(traceId, 'pass', 0, { CreateTime: 3 });
    expect([await checkOf(m, held.photoId), (await itemOf(m, held)).state]).toEqual(['refused', 'refused']);
  });

  it('without an answer for half an hour are a person’s, and a late answer changes nothing', async () => {
    const { held, traceId } = await sent();
    m.clock.pass(HALF_AN_HOUR - 1);
    await m.checks.run();
    expect(await itemOf(m, held)).toMatchObject({ state: 'checking' });
    m.clock.pass(1);
    await m.checks.run();
    expect(await itemOf(m, held)).toMatchObject({ state: 'queued' });
    await push(traceId, 'pass');
    expect(await itemOf(m, held)).toMatchObject({ state: 'queued' });
    expect(await checkOf(m, held.photoId)).toBe('checking');
  });

  it('an answer that is faster than WeChat’s own reply finds its photo later', async () => {
    const writer = await resident(m, 'wechat');
    const held = await heldPhoto(m, at, writer);
    const traceId = `trace-${randomUUID()}`;
    await push(traceId, 'pass');
    expect(await checkOf(m, held.photoId)).toBe('checking');
    m.wechat.takes = () => Promise.resolve({ traceId });
    await m.checks.run();
    m.clock.pass(60);
    await m.events.run();
    expect(await checkOf(m, held.photoId)).toBe('passed');
  });

  it.each([
    ['cannot say', () => Promise.resolve('unavailable' as const)], ['does not know the writer any more', () => Promise.resolve('notActive' as const)], ['breaks', () => Promise.reject(new Error('broken'))],
  ])('go to a person where WeChat %s', async (_, takes) => {
    const held = await heldPhoto(m, at, await resident(m, 'wechat'));
    m.wechat.takes = takes;
    await m.checks.run();
    expect(await itemOf(m, held)).toMatchObject({ state: 'queued', traceId: null, writerId: null });
  });

  it('of somebody who has left go to a person without asking', async () => {
    const writer = await resident(m, 'wechat');
    const held = await heldPhoto(m, at, writer);
    await m.db.unitOfWork.run((tx) => tx.delete(ResidentRow, { id: writer.residentId }));
    await m.checks.run();
    expect(await itemOf(m, held)).toMatchObject({ state: 'queued' });
    expect(m.wechat.images).toEqual([]);
  });

  it('without a photo that still waits, an unknown check changes nothing', async () => {
    const { held, traceId } = await sent();
    await m.db.unitOfWork.run((tx) => m.moderation.forget(tx, held.subject));
    await push(traceId, 'risky');
    await push('', 'risky');
    expect(await checkOf(m, held.photoId)).toBe('checking');
  });
});

describe.each(['no WeChat', 'no pushes'] as const)('with %s', (missing) => {
  let m: Moderation;
  beforeAll(async () => { m = await openModeration('sqlite', missing === 'no WeChat' ? { wechat: false } : { push: false }); });
  afterAll(() => m?.close());

  it('every photo is a person’s from the start, whoever took it', async () => {
    const at = await place(m);
    for (const via of ['wechat', 'h5'] as const) expect(await heldPhoto(m, at, await resident(m, via))).toMatchObject({ state: 'queued', writerId: null });
    await m.checks.run();
    expect(m.wechat.images).toEqual([]);
  });

  it('texts are looked up in the list', async () => {
    const writer = await resident(m, 'wechat');
    expect(await m.moderation.checkText(writer, '加微信')).toBe('held');
    expect(m.wechat.texts.length).toBe(missing === 'no WeChat' ? 0 : 1);
  });
});

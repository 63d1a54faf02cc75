import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PhotoRow } from '../files/files.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { ModerationItemRow } from './moderation.entity.ts';
import {
  checkOf, headquarters, heldPhoto, heldText, itemOf, linesAbout, type Moderation, officerOf, openModeration, type Place, place, resident, said, staff, workerOf,
} from './moderation.testing.ts';

describe.each(ENGINES)('moderation on %s', (engine) => {
  let m: Moderation;
  let at: Place;
  beforeAll(async () => { m = await openModeration(engine); });
  beforeEach(async () => { at = await place(m); m.wechat.says = 'pass'; m.wechat.texts.length = 0; m.told.length = 0; });
  afterAll(() => m?.close());

  const queueOf = async (kind?: 'text' | 'photo') => (await m.queue.page(officerOf(at), kind ? { kind } : {})).items.map(({ id }) => id);

  describe('a text', () => {
    it('of staff stands as it is, of a visitor there is none', async () => {
      for (const actor of [officerOf(at), staff('providerStaff', 'provider', 'p')]) expect(await m.moderation.checkText(actor, '请加微信')).toBe('passed');
      expect(await said(m.moderation.checkText({ role: 'visitor' }, '你好'))).toBe('OUT_OF_SCOPE');
      expect(m.wechat.texts).toEqual([]);
    });

    it('of a browser is looked up in the list, and never sent to WeChat', async () => {
      const writer = await resident(m, 'h5');
      expect(await m.moderation.checkText(writer, '三号楼垃圾没清')).toBe('passed');
      expect(await m.moderation.checkText(writer, '请加　微.信')).toBe('held');
      expect(await m.moderation.checkText(writer, ' \n')).toBe('passed');
      expect(m.wechat.texts).toEqual([]);
    });

    it.each([
      ['pass', 'passed', 'held'], ['review', 'held', 'held'], ['notActive', 'held', 'held'], ['unavailable', 'held', 'held'], ['risky', 'refused', 'refused'],
    ] as const)('that WeChat says %s of is %s, with a word of the list %s', async (says, clean, hit) => {
      const writer = await resident(m, 'wechat');
      m.wechat.says = says;
      expect(await m.moderation.checkText(writer, '三号楼垃圾没清')).toBe(clean);
      expect(await m.moderation.checkText(writer, '请加微信')).toBe(hit);
      expect(m.wechat.texts).toEqual([[writer.openid, '三号楼垃圾没清'], [writer.openid, '请加微信']]);
    });

    it('follows the list as it is now, also where another process changes it', async () => {
      const writer = await resident(m, 'h5');
      const text = '甲乙丙丁，某某词';
      expect(await m.moderation.checkText(writer, text)).toBe('passed');
      const { id } = await m.words.add(headquarters, { word: '某某词' });
      expect(await m.moderation.checkText(writer, text)).toBe('held');
      await m.words.takeOff(headquarters, id);
      expect(await m.moderation.checkText(writer, text)).toBe('passed');
    });

    it('waits for a person, who shows it: its owner is told, and the copy is gone', async () => {
      const item = await heldText(m, at, await resident(m, 'wechat'), '这句话要看一看');
      expect(item).toMatchObject({ state: 'queued', text: '这句话要看一看', writerId: null });
      const officer = officerOf(at);
      expect((await m.queue.page(officer, {})).items).toEqual([{
        id: item.id, kind: 'text', version: 1, text: '这句话要看一看', photo: null, about: 'complaint', category: null, estateId: at.estateId, estate: '祥云里小院',
        street: expect.stringContaining('五里堡街道'), community: '香榭丽社区', heldAt: m.clock.now().toISOString(),
      }]);
      expect(await m.queue.decide(officer, item.id, { version: 1, decision: 'passed' })).toEqual({ texts: 0, photos: 0, checking: 0, oldestAt: null });
      expect(await itemOf(m, item)).toMatchObject({ state: 'passed', text: null, decidedBy: officer.staffId, decidedMs: m.clock.now().getTime(), version: 2 });
      expect(m.told).toEqual([[item.subject, 'passed']]);
      expect(await linesAbout(m, `moderation:${item.id}`)).toEqual([[`staff:${officer.staffId}`, 'moderation.decide', { decision: 'passed', heldKind: 'text' }]]);
      expect(await queueOf()).toEqual([]);
    });

    it('is decided with its owner or not at all', async () => {
      const subject = `nobody:${randomUUID()}`;
      await m.db.unitOfWork.run(async (tx) => m.moderation.hold(tx, { kind: 'text', subject, text: 'x', ...at, writer: await resident(m, 'h5') }));
      const item = await m.db.unitOfWork.read((db) => db.findOneByOrFail(ModerationItemRow, { subject }));
      await expect(m.queue.decide(officerOf(at), item.id, { version: 1, decision: 'passed' })).rejects.toThrow('nobody owns');
      expect(await itemOf(m, item)).toMatchObject({ state: 'queued', text: 'x', version: 1 });
    });
  });

  describe('a photo', () => {
    it('of a browser goes to a person at once, who sees it; refused it is hidden from everybody', async () => {
      const item = await heldPhoto(m, at, await resident(m, 'h5'));
      expect(item).toMatchObject({ state: 'queued', writerId: null, text: null, category: 'garbageOverflow' });
      const [shown] = (await m.queue.page(workerOf(at), { kind: 'photo' })).items;
      expect(shown).toMatchObject({ id: item.id, category: 'garbageOverflow', photo: { id: item.photoId, check: 'checking', width: 800, height: 600, fullUrl: expect.stringContaining(item.photoId) } });
      await m.queue.decide(workerOf(at), item.id, { version: 1, decision: 'refused' });
      expect(await checkOf(m, item.photoId)).toBe('refused');
      expect(await itemOf(m, item)).toMatchObject({ state: 'refused' });
      expect(m.told).toEqual([]);
    });

    it('that has been erased meanwhile is decided all the same, and shown without a link before', async () => {
      const item = await heldPhoto(m, at, await resident(m, 'h5'));
      await m.db.unitOfWork.run((tx) => tx.update(PhotoRow, { id: item.photoId }, { state: 'erased' }));
      expect((await m.queue.page(officerOf(at), {})).items).toMatchObject([{ id: item.id, photo: null }]);
      expect(await said(m.queue.decide(officerOf(at), item.id, { version: 1, decision: 'refused' }))).toBe('ok');
    });
  });

  it('holds the same thing once, and forgets it with its subject, decided or not', async () => {
    const writer = await resident(m, 'h5');
    const subject = `step:${randomUUID()}`;
    const hold = () => m.db.unitOfWork.run((tx) => m.moderation.hold(tx, { kind: 'text', subject, text: 'x', ...at, writer }));
    await Promise.all([hold(), hold(), hold()]);
    await hold();
    const rows = () => m.db.unitOfWork.read((db) => db.findBy(ModerationItemRow, { subject }));
    expect(await rows()).toHaveLength(1);
    await m.db.unitOfWork.run((tx) => m.moderation.forget(tx, subject));
    expect(await rows()).toEqual([]);
    expect(await said(m.queue.decide(officerOf(at), randomUUID(), { version: 1, decision: 'passed' }))).toBe('MODERATION_NOT_FOUND');
  });

  it('is read by pages, the oldest first, of one kind or both, and counted', async () => {
    const writer = await resident(m, 'h5');
    const start = m.clock.now().toISOString();
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      made.push((i % 2 === 0 ? await heldText(m, at, writer) : await heldPhoto(m, at, writer)).id);
      if (i !== 2) m.clock.pass(60); // two at one moment
    }
    const officer = officerOf(at);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await m.queue.page(officer, { limit: 2, ...(cursor && { cursor }) });
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      more = page.nextCursor !== null;
      cursor = page.nextCursor ?? undefined;
    }
    expect([...seen].sort()).toEqual([...made].sort());
    expect([seen[0], seen[1], seen[4]]).toEqual([made[0], made[1], made[4]]);
    expect(await queueOf('photo')).toEqual([made[1], made[3]]);
    expect(await m.queue.summary(officer)).toEqual({ texts: 3, photos: 2, checking: 0, oldestAt: start });
    expect(await said(m.queue.page(officer, { cursor: 'nonsense' }))).toBe('INVALID_CURSOR');
  });
});

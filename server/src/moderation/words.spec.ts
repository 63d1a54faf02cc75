import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { FIRST_MODERATION_WORDS } from '../platform/database/migrations/words/moderation-words.ts';
import { headquarters, linesAbout, type Moderation, named, openModeration, said, staff } from './moderation.testing.ts';

describe.each(ENGINES)('the list of words on %s', (engine) => {
  let m: Moderation;
  beforeAll(async () => { m = await openModeration(engine); await named(m, headquarters, '指挥部一号'); });
  afterAll(() => m?.close());

  it('begins with the clear cases, which come from nobody', async () => {
    const page = await m.words.page(headquarters, { limit: 200 });
    expect(page.items.map(({ word }) => word)).toEqual(FIRST_MODERATION_WORDS);
    expect(page.items.every(({ addedAt, addedBy }) => addedAt === null && addedBy === null)).toBe(true);
  });

  it('grows and shrinks by headquarters’ hand, each time with a line', async () => {
    const added = await m.words.add(headquarters, { word: ' 某 App 返利 ' });
    expect(added).toMatchObject({ word: '某 App 返利', addedBy: '指挥部一号', addedAt: m.clock.now().toISOString() });
    expect((await m.words.page(headquarters, {})).items[0]).toEqual(added);
    expect((await m.words.page(headquarters, { search: 'ａｐｐ-返' })).items).toEqual([added]);
    expect((await m.words.page(headquarters, { search: '%' })).total).toBe((await m.words.page(headquarters, {})).total);
    await m.words.takeOff(headquarters, added.id);
    await m.words.takeOff(headquarters, added.id);
    expect((await m.words.page(headquarters, { search: 'app' })).total).toBe(0);
    const by = `staff:${headquarters.staffId}`;
    expect(await linesAbout(m, `moderationWord:${added.id}`)).toEqual([[by, 'moderation.addWord', { word: '某 App 返利' }], [by, 'moderation.removeWord', { word: '某 App 返利' }]]);
  });

  it('takes a word once, however it is spelled and however many add it at once', async () => {
    const other = staff('headquarters', 'district');
    const all = await Promise.all(['特价代购', '特 价 代 购', '特价。代购', '特价代购'].map((word, i) => m.words.add(i % 2 ? other : headquarters, { word })));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await m.words.add(other, { word: '特价代购' })).toEqual(all[0]);
    expect((await m.words.page(headquarters, { search: '特价代购' })).total).toBe(1);
    expect(await linesAbout(m, `moderationWord:${all[0]!.id}`)).toHaveLength(1);
    const gone = await Promise.all([1, 2, 3].map(() => said(m.words.takeOff(headquarters, all[0]!.id))));
    expect(gone).toEqual(['ok', 'ok', 'ok']);
    expect(await linesAbout(m, `moderationWord:${all[0]!.id}`)).toHaveLength(2);
  });

  it('is read by pages', async () => {
    const { total } = await m.words.page(headquarters, {});
    const seen = new Set<string>();
    for (let cursor: string | undefined, more = true; more;) {
      const page = await m.words.page(headquarters, { limit: 7, ...(cursor && { cursor }) });
      for (const { id } of page.items) seen.add(id);
      more = page.nextCursor !== null;
      cursor = page.nextCursor ?? undefined;
    }
    expect(seen.size).toBe(total);
  });
});

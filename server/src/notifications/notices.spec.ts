import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ResidentActor, StaffActor } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { Refused } from '../platform/refused.ts';
import { news, type Notifications, openNotifications, WECHAT } from './notifications.testing.ts';

const officer: StaffActor = { role: 'streetOfficer', staffId: 's', scope: { level: 'street', id: 'x' } };
const said = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work();
  } catch (cause) {
    return cause instanceof Refused ? cause.refusal.code : cause;
  }
};

describe.each(ENGINES)('notices on %s', (engine) => {
  let it_: Notifications;
  let server: Awaited<ReturnType<Notifications['process']>>;
  beforeEach(async () => { it_ = await openNotifications(engine); server = await it_.process(); });
  afterEach(() => it_.close());

  const tell = (residents: readonly ResidentActor[], over = {}, of = server) => of.unitOfWork.run((tx) => of.notices.tell(tx, news(residents, over)));

  it('are told once each, however often and by however many at once', async () => {
    const residents = [await it_.resident('o-1'), await it_.resident(), await it_.resident('o-3')];
    const other = await it_.process();
    await tell([residents[0]!, residents[0]!]);
    await Promise.all(Array.from({ length: 12 }, (_, i) => tell(i % 3 ? residents : [...residents].reverse(), {}, i % 2 ? server : other)));
    const { notices, pushes } = await it_.rows();
    expect(notices.map(({ residentId }) => residentId).sort()).toEqual(residents.map(({ residentId }) => residentId).sort());
    expect(pushes.map(({ residentId }) => residentId).sort()).toEqual([residents[0]!, residents[2]!].map(({ residentId }) => residentId).sort());
    expect(new Set(notices.map(({ id }) => id))).toEqual(new Set([...pushes.map(({ noticeId }) => noticeId), notices.find(({ residentId }) => residentId === residents[1]!.residentId)!.id]));
    await tell(residents, { eventKey: 'complaint:1:confirmed' });
    expect((await it_.rows()).notices).toHaveLength(6);
  });

  it('are there with what they tell of, or not at all', async () => {
    const one = await it_.resident('o-1');
    await expect(server.unitOfWork.run(async (tx) => {
      await server.notices.tell(tx, news([one]));
      throw new Error('the step failed');
    })).rejects.toThrow('the step failed');
    expect(await it_.rows()).toEqual({ notices: [], pushes: [] });
  });

  it('reach nobody by WeChat where it is off or has no template', async () => {
    const one = await it_.resident('o-1');
    for (const [i, wechat] of (['off', { ...WECHAT, progress: undefined }] as const).entries()) {
      const without = await it_.process(wechat);
      await tell([one], { eventKey: `event:${i}` }, without);
      expect(without.notices.templates({ role: 'visitor' })).toEqual({ templateIds: [] });
    }
    const { notices, pushes } = await it_.rows();
    expect([notices.length, pushes]).toEqual([2, []]);
    expect(server.notices.templates({ role: 'visitor' })).toEqual({ templateIds: ['TEMPLATE'] });
  });

  it('are listed newest first and page by page, to nobody but their own', async () => {
    const [one, two] = [await it_.resident(), await it_.resident()];
    for (let i = 0; i < 5; i += 1) {
      await tell([one], { eventKey: `event:${i}`, title: `第${i}条` });
      if (i % 2) it_.clock.pass(1); // two of the same instant are two
    }
    await tell([two], { title: '别人的' });
    const titles: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await server.notices.page(one, { limit: 2, ...(cursor !== undefined && { cursor }) });
      expect(page.total).toBe(5);
      titles.push(...page.items.map(({ title }) => title));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect([...titles].sort()).toEqual(['第0条', '第1条', '第2条', '第3条', '第4条']);
    expect(titles[0]).toBe('第4条');
    expect((await server.notices.page(two, {})).items).toEqual([
      { id: expect.any(String), title: '别人的', text: '请确认是否满意', path: '/pages/complaint/index?id=1', at: it_.clock.now().toISOString(), isRead: false },
    ]);
    expect(await said(() => server.notices.page(one, { cursor: 'x' }))).toBe('INVALID_CURSOR');
    for (const actor of [officer, { role: 'visitor' }] as const) {
      for (const work of [() => server.notices.page(actor, {}), () => server.notices.unread(actor), () => server.notices.read(actor, { ids: [randomUUID()] })]) expect(await said(work)).toBe('OUT_OF_SCOPE');
    }
  });

  it('are read once and for good, by their own resident only', async () => {
    const [one, two] = [await it_.resident(), await it_.resident()];
    await tell([one, two]);
    await tell([one], { eventKey: 'another' });
    const [{ items }, others] = [await server.notices.page(one, {}), await server.notices.page(two, {})];
    expect(await server.notices.unread(one)).toEqual({ unread: 2 });
    await server.notices.read(two, { ids: items.map(({ id }) => id) });
    expect(await server.notices.unread(one)).toEqual({ unread: 2 });
    await server.notices.read(one, { ids: [items[0]!.id, randomUUID(), others.items[0]!.id] });
    expect([await server.notices.unread(one), await server.notices.unread(two)]).toEqual([{ unread: 1 }, { unread: 1 }]);
    const readMs = (await it_.rows()).notices.find(({ id }) => id === items[0]!.id)!.readMs;
    it_.clock.pass(60);
    await Promise.all(Array.from({ length: 5 }, () => server.notices.read(one, { ids: items.map(({ id }) => id) })));
    expect((await it_.rows()).notices.find(({ id }) => id === items[0]!.id)!.readMs).toBe(readMs);
    expect((await server.notices.page(one, {})).items.map(({ isRead }) => isRead)).toEqual([true, true]);
  });

  it('go with the resident, also those that are being told at that moment', async () => {
    const other = await it_.process();
    for (let i = 0; i < 8; i += 1) {
      const leaving = await it_.resident(`o-${i}`);
      const staying = await it_.resident();
      await tell([leaving]);
      await Promise.all([
        tell([leaving, staying], { eventKey: 'late' }, i % 2 ? server : other), other.me.forgetMe(leaving), tell([leaving], { eventKey: 'later' }),
      ]);
      await tell([leaving], { eventKey: 'after' }); // who is gone is told nothing
      const { notices, pushes } = await it_.rows();
      expect([...notices, ...pushes].filter(({ residentId }) => residentId === leaving.residentId)).toEqual([]);
      expect(notices.filter(({ residentId }) => residentId === staying.residentId)).toHaveLength(1);
    }
  });
});

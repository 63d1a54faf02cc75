import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ComplaintView, FileComplaintBody } from '@linping/shared';
import { filing, step } from '../support/complaints.ts';
import { ENGINES } from '../support/databases.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { wechatPhone, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { DOUBTFUL_TEXT, RISKY_TEXT } from '../support/wechat-stand-in/content.ts';
import { PROGRESS_TEMPLATE } from '../support/wechat-stand-in/messages.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';

const AES_KEY = 'aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789AbCdEfG';
const HOURS_MS = 3_600_000;

/** A complaint of somebody whom WeChat knows: its checks, its answers about photos, its messages. */
describe.each(ENGINES)('a complaint out of WeChat on %s', (engine) => {
  let wechat: WechatStandIn;
  let district: District;
  let manager: Person;
  let phone: Person;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    district = await openDistrict(engine, {
      buildings: 1, doorsPerBuilding: 2,
      env: {
        WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url,
        WECHAT_TEMPLATE_PROGRESS: PROGRESS_TEMPLATE, WECHAT_PUSH_TOKEN: 'AAAAA', WECHAT_PUSH_AES_KEY: AES_KEY,
      },
    });
    await wechat.pushes.to({ url: `${district.server.api}/wechat/push`, token: 'AAAAA', aesKey: AES_KEY });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    phone = wechatPhone(district.server, wechat, 'o-one');
  });
  afterAll(async () => {
    await district?.close();
    await wechat?.close();
  });
  beforeEach(() => {
    wechat.faults.clear();
    wechat.content.visit('o-one');
  });

  const file = (over: Partial<FileComplaintBody> = {}) => phone.api.complaints.file(filing(district, over));
  const photo = async (width: number) => {
    const bytes = picture(width, 30);
    return (await phone.api.uploads.send(randomUUID(), { bytes: bytes.byteLength, read: async (from, to) => bytes.slice(from, to).buffer })).id;
  };
  const seenByFirm = async (id: string) => (await manager.api.complaints.one(id)).steps[0]!;
  const until = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      await sleep(100);
    }
  };

  it('is asked about while it is written: what is risky is not taken, what is in doubt waits for a person', async () => {
    await expect(file({ text: `物业${RISKY_TEXT}` })).rejects.toMatchObject({ problem: { code: 'COMPLAINT_TEXT_REFUSED' } });
    const doubtful = await file({ text: `物业${DOUBTFUL_TEXT}` });
    expect([doubtful.steps[0]!.text, (await seenByFirm(doubtful.id)).text]).toEqual([`物业${DOUBTFUL_TEXT}`, null]);
    const plain = await file({ category: 'drains' });
    expect((await seenByFirm(plain.id)).text).toBe('三天没有清运了');
  });

  it.each(['who was not here for two hours', 'whom WeChat does not answer about'])('of somebody %s is taken, and waits for a person', async (who) => {
    if (who.startsWith('who ')) wechat.advance(3 * HOURS_MS);
    else wechat.faults.next({ kind: 'hangUp' }, { path: '/wxa/msg_sec_check', times: 2 });
    const one = await file({ category: 'guard', text: '门岗没人' });
    if (who.startsWith('who ')) wechat.advance(-3 * HOURS_MS);
    expect((await seenByFirm(one.id)).text).toBeNull();
  });

  it('shows its photos when WeChat has passed them, and never those that it has not', async () => {
    wechat.content.next('pass', 'risky', 'review');
    wechat.content.callbacks = 'twice'; // WeChat believes that its answer was lost
    const asked = wechat.content.asked.length;
    const one = await file({ category: 'facilities', text: '路灯不亮', photoIds: [await photo(40), await photo(50), await photo(60)] });
    expect((await seenByFirm(one.id)).photos.map(({ fullUrl, thumbnailUrl }) => [fullUrl, thumbnailUrl])).toEqual(Array(3).fill([null, null]));

    await until(() => (wechat.content.asked.length === asked + 3 ? true : undefined));
    const [mine, firms] = await until(async () => {
      const own = (await phone.api.complaints.one(one.id)).steps[0]!.photos;
      return own.filter(({ check }) => check === 'checking').length === 1 ? [own, (await seenByFirm(one.id)).photos] as const : undefined;
    });
    expect(mine.map(({ check }) => check).sort()).toEqual(['checking', 'passed', 'refused']); // the third is a person's now
    expect(firms.filter(({ fullUrl }) => fullUrl !== null)).toHaveLength(1);
    const shown = firms.find(({ fullUrl }) => fullUrl !== null)!;
    expect(shown.id).toBe(mine.find(({ check }) => check === 'passed')!.id);
    expect((await fetch(district.server.origin + shown.fullUrl!)).status).toBe(200);
    // WeChat could fetch each by the one address it was given, and nobody else is given one.
    expect(wechat.content.asked.slice(asked).map(({ openid, fetched }) => [openid, fetched?.status, fetched?.type])).toEqual(Array(3).fill(['o-one', 200, expect.stringMatching(/^image\//)]));
    expect(wechat.pushes.sent.slice(-6).map(({ reply }) => reply)).toEqual(Array(6).fill({ status: 200, body: 'success' }));
  });

  it('tells of its progress by one message for each that was allowed; the inbox has the rest', async () => {
    wechat.messages.allow('o-one', 1);
    const delivered = wechat.messages.delivered.length;
    const one: ComplaintView = await file({ category: 'drains', text: '井盖翻了' });
    await manager.api.complaints.step(one.id, 'accept', step());
    await until(() => wechat.messages.delivered[delivered]);
    expect(wechat.messages.delivered.slice(delivered)).toMatchObject([{ openid: 'o-one', page: `pages/complaint/index?id=${one.id}`, data: { thing1: expect.stringContaining('投诉') } }]);
    expect(JSON.stringify(wechat.messages.delivered)).not.toContain('井盖');

    const calls = wechat.calls.length;
    await manager.api.complaints.step(one.id, 'resolve', step('已疏通'));
    await until(() => wechat.calls.slice(calls).find(({ path }) => path.endsWith('/subscribe/send')));
    expect(wechat.messages.delivered).toHaveLength(delivered + 1);
    const { items } = await phone.api.notices.list({ limit: 2 });
    expect(items.map(({ path }) => path)).toEqual(Array(2).fill(`/pages/complaint/index?id=${one.id}`));
  });
});

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRaw } from '../bench/district/raw-database.ts';
import { emptyDatabase, type Database } from '../support/databases.ts';
import { visitor, wechatPhone } from '../support/people.ts';
import { serverPlace, startServer, type Place, type ServerProcess } from '../support/server-process.ts';
import { PROGRESS_TEMPLATE } from '../support/wechat-stand-in/messages.ts';
import type { PushTarget } from '../support/wechat-stand-in/pushes.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';

const AES_KEY = 'aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789AbCdEfG';

/** The inbox and WeChat's two ways: messages out to a phone, events in from the platform. */
describe('notices and WeChat', () => {
  let wechat: WechatStandIn;
  let database: Database;
  let place: Place;
  let server: ServerProcess;
  let target: PushTarget;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    database = await emptyDatabase('sqlite');
    place = await serverPlace({
      MODE: 'development', DATABASE_URL: database.url, WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url,
      WECHAT_TEMPLATE_PROGRESS: PROGRESS_TEMPLATE, WECHAT_PUSH_TOKEN: 'AAAAA', WECHAT_PUSH_AES_KEY: AES_KEY,
    });
    server = await startServer(place);
    target = { url: `${server.api}/wechat/push`, token: 'AAAAA', aesKey: AES_KEY };
  });
  afterAll(async () => {
    await server?.stop();
    await place?.remove();
    await database?.drop();
    await wechat?.close();
  });

  /** As a step of a complaint tells it: the notice, and its message in the outbox. */
  const tell = async (openid: string, title: string): Promise<void> => {
    const raw = await openRaw(database.url);
    const [resident] = await raw.all<{ id: string }>('SELECT id FROM resident WHERE openid = ?', [openid]);
    const [id, now] = [randomUUID(), Date.now()];
    await raw.insert('notice', [{ id, resident_id: resident!.id, event_key: id, title, text: '物业已回复，请查看', path: '/pages/complaint/index?id=1', told_ms: now, read_ms: null }]);
    await raw.insert('notice_push', [{ notice_id: id, resident_id: resident!.id, status: 'pending', tries: 0, told_ms: now, due_ms: now }]);
    await raw.close();
  };

  it('a resident allows a message on a tap, is told by WeChat and reads it in the inbox', async () => {
    const phone = wechatPhone(server, wechat, 'o-one');
    expect(await phone.api.estates.myHouseholds('start')).toMatchObject({ total: 0 });
    const { templateIds } = await visitor(server).api.notices.templates();
    expect(templateIds).toEqual([PROGRESS_TEMPLATE]);
    wechat.messages.allow('o-one', 1, templateIds[0]!);

    await tell('o-one', '您反映的“楼道堆物”有了新的进展，请您及时查看');
    while (wechat.messages.delivered.length < 1) await sleep(50);
    expect(wechat.messages.delivered).toEqual([{
      openid: 'o-one', templateId: PROGRESS_TEMPLATE, page: 'pages/complaint/index?id=1',
      data: { thing1: '您反映的“楼道堆物”有了新的进展，请您…', thing2: '物业已回复，请查看', time3: expect.stringMatching(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d$/) },
    }]);

    expect(await phone.api.notices.unread()).toEqual({ unread: 1 });
    const { items, total, nextCursor } = await phone.api.notices.list();
    expect({ total, nextCursor, items }).toMatchObject({ total: 1, nextCursor: null, items: [{ isRead: false, path: '/pages/complaint/index?id=1' }] });
    await phone.api.notices.read({ ids: items.map(({ id }) => id) });
    expect(await phone.api.notices.unread()).toEqual({ unread: 0 });
    expect(await phone.api.notices.list({ limit: 1 })).toMatchObject({ items: [{ isRead: true }] });
  });

  it('without another tap there is no second message, and the inbox has it all the same', async () => {
    const phone = wechatPhone(server, wechat, 'o-one');
    const before = wechat.calls.length;
    await phone.api.estates.myHouseholds('start');
    await tell('o-one', '又有了进展');
    while (!wechat.calls.slice(before).some(({ path }) => path.endsWith('/subscribe/send'))) await sleep(50);
    expect(wechat.messages.delivered).toHaveLength(1);
    expect(await phone.api.notices.list()).toMatchObject({ total: 2, items: [{ title: '又有了进展' }, {}] });
  });

  it('is nobody else\'s to see, and goes with the resident', async () => {
    const [phone, other] = [wechatPhone(server, wechat, 'o-one'), wechatPhone(server, wechat, 'o-two')];
    await Promise.all([phone.api.estates.myHouseholds('start'), other.api.estates.myHouseholds('start')]);
    expect(await other.api.notices.list()).toMatchObject({ items: [], total: 0 });
    expect((await visitor(server).request('GET', '/me/notices')).status).toBe(401);
    expect((await phone.request('DELETE', '/me')).status).toBe(204);
    const raw = await openRaw(database.url);
    expect([await raw.all('SELECT id FROM notice'), await raw.all('SELECT notice_id FROM notice_push')]).toEqual([[], []]);
    await raw.close();
  });

  it('takes the platform for what it shows to be: this token, this key, now', async () => {
    await wechat.pushes.to(target);
    const event = { MsgType: 'event', Event: 'user_enter_tempsession', FromUserName: 'o-one', CreateTime: 1 };
    expect(await wechat.pushes.post(target, event)).toEqual({ status: 200, body: 'success' });
    expect(await wechat.pushes.post({ ...target, format: 'xml' }, event)).toEqual({ status: 200, body: 'success' });
    expect(await wechat.pushes.post({ ...target, token: 'BBBBB' }, event)).toMatchObject({ status: 403 });
    expect(await wechat.pushes.post({ url: target.url, token: 'AAAAA' }, event)).toMatchObject({ status: 403 }); // plain
    expect(await wechat.pushes.post({ ...target, aesKey: AES_KEY.replace('a', 'b') }, event)).toMatchObject({ status: 400 });
    expect(await wechat.pushes.post(target, event, { timestamp: '1' })).toMatchObject({ status: 403 });
    await expect(wechat.pushes.to({ ...target, token: 'BBBBB' })).rejects.toThrow('WECHAT_PUSH_REFUSED');
    expect(server.log()).not.toMatch(/AAAAA|aBcDeFgHiJ|o-one/);
  });
});

import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { WechatConfig } from '../../config/config.ts';
import { openDatabase } from '../../database/database.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../database/engines.testing.ts';
import { Notifications1795306330000 } from '../../database/migrations/1795306330000-notifications.ts';
import { Platform1795305600000 } from '../../database/migrations/1795305600000-platform.ts';
import type { WithActor } from '../../http/current-actor.ts';
import { httpAdapter, withHttpEdge } from '../../http/http-edge.ts';
import { JobLeaseRow } from '../../jobs/jobs.entity.ts';
import { Jobs } from '../../jobs/jobs.ts';
import { PlatformModule } from '../../platform.module.ts';
import { StoppedClock, testConfig } from '../../platform.testing.ts';
import { WechatEventRow } from '../wechat-event.entity.ts';
import { WechatEvents } from '../wechat-events.ts';
import type { PushFields } from './fields.ts';
import { encrypt, signedQuery } from './push.testing.ts';

const schema = { entities: [JobLeaseRow, WechatEventRow], migrations: [Platform1795305600000, Notifications1795306330000] };
const TOKEN = 'AAAAA';
const KEY = Buffer.alloc(32, 5);
const WECHAT: WechatConfig = { appId: 'wx0123456789abcdef', secret: 's', baseUrl: 'http://127.0.0.1:9' };
const event = (over: object = {}) => ({ ToUserName: 'gh_1', FromUserName: 'o-1', CreateTime: 1, MsgType: 'event', Event: 'wxa_media_check', trace_id: 't-1', ...over });
const warnings: string[] = [];

interface Serving {
  readonly push?: WechatConfig['push'];
  readonly wechat?: WechatConfig | 'off';
  readonly later?: number;
  readonly fails?: number;
}

describe.each(ENGINES)('what WeChat pushes, on %s', (engine) => {
  let db: TestDatabase;
  let clock: StoppedClock;
  beforeAll(async () => {
    db = await freshDatabase(engine, schema);
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((said: unknown) => void warnings.push(typeof said === 'string' ? said : JSON.stringify(said)));
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });
  afterAll(async () => { jest.restoreAllMocks(); await db.close(); });
  beforeEach(async () => {
    clock = new StoppedClock();
    warnings.length = 0;
    await db.unitOfWork.run((tx) => tx.createQueryBuilder().delete().from(WechatEventRow).execute());
  });

  /** One server, with what was handed on in it. `later` is how often it does not know yet. */
  async function serve({ push = { token: TOKEN }, wechat = { ...WECHAT, push }, later = 0, fails = 0 }: Serving = {}) {
    const own = await openDatabase(db.url, schema); // as a process of its own has it
    const tested = await Test.createTestingModule({ imports: [PlatformModule.with({ config: testConfig({ wechat }), engine: own.engine, clock })] }).compile();
    const app = tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false });
    const handed: PushFields[] = [];
    app.get(WechatEvents).register('wxa_media_check', async (tx, fields) => {
      if (fails-- > 0) throw new Error('failed');
      if (later-- > 0) return 'later';
      handed.push(fields);
      await tx.findOneBy(JobLeaseRow, { name: 'x' }); // the transaction is a live one
    });
    app.getHttpAdapter().getInstance().addHook('onRequest', async (request: object) => void ((request as WithActor).actor = { role: 'visitor' }));
    await withHttpEdge(app);
    await app.get(Jobs).onApplicationShutdown(); // nothing runs by itself: the spec calls
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const send = async (method: 'GET' | 'POST', query: Record<string, string>, body?: unknown, type = 'application/json') => {
      const payload = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body);
      const reply = await app.inject({ method, url: `/api/v1/wechat/push?${new URLSearchParams(query)}`, ...(payload !== undefined && { payload, headers: { 'content-type': type } }) });
      const isProblem = String(reply.headers['content-type']).includes('problem');
      return { status: reply.statusCode, said: isProblem ? (reply.json() as { code: string }).code : reply.body, type: reply.headers['content-type'] };
    };
    const post = (fields: object, query = signedQuery(TOKEN, clock.now().getTime())) => send('POST', query, fields);
    return { events: app.get(WechatEvents), handed, send, post, close: async () => { await app.close(); await own.close(); } };
  }
  const rows = () => db.unitOfWork.read((d) => d.find(WechatEventRow));
  const until = async (isSo: (row: WechatEventRow) => boolean) => {
    while (!(await rows()).every(isSo)) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const settled = (status: string) => until((row) => row.status === status);
  const tried = (tries: number) => until((row) => row.tries === tries);

  it('answers the question whether this is the address with its echo, and nobody else', async () => {
    const server = await serve();
    clock.time = new Date(1714036504_000);
    const query = { signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696', echostr: '4375120948345356249', timestamp: '1714036504', nonce: '1514711492' };
    expect(await server.send('GET', query)).toEqual({ status: 200, said: '4375120948345356249', type: 'text/plain; charset=utf-8' });
    for (const wrong of [{ signature: 'f'.repeat(40) }, { nonce: '1' }, { timestamp: '1714036505' }, { signature: '' }]) {
      expect(await server.send('GET', { ...query, ...wrong })).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    }
    expect(await server.send('GET', {})).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    for (const seconds of [301, -602]) {
      clock.pass(seconds);
      expect(await server.send('GET', query)).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    }
    await server.close();
  });

  it('hands an event on once, however often it is sent and by however many at once', async () => {
    const [one, two] = [await serve(), await serve()];
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).post(event())));
    expect(replies).toEqual(Array(20).fill({ status: 200, said: 'success', type: 'text/plain; charset=utf-8' }));
    await settled('handled');
    await Promise.all([one.events.run(), two.events.run()]);
    expect([...one.handed, ...two.handed]).toEqual([event()]);
    clock.pass(60);
    await one.post(event()); // again a minute later, signed anew
    await one.events.run();
    expect(await rows()).toEqual([expect.objectContaining({ status: 'handled', fields: '' })]); // and what it said is forgotten
    expect(one.handed.length + two.handed.length).toBe(1);
    await Promise.all([one.close(), two.close()]);
  });

  it('tells two pictures of one user in one second apart', async () => {
    const server = await serve();
    for (const over of [{}, { trace_id: 't-2' }, { CreateTime: 2 }, { FromUserName: 'o-2' }]) await server.post(event(over));
    await settled('handled');
    expect(server.handed).toHaveLength(4);
    await server.close();
  });

  it('takes XML as well, and an event under any label', async () => {
    const server = await serve();
    const xml = (trace: string) => `<xml><FromUserName><![CDATA[o-1]]></FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType><Event><![CDATA[wxa_media_check]]></Event><trace_id>${trace}</trace_id></xml>`;
    const query = signedQuery(TOKEN, clock.now().getTime());
    expect(await server.send('POST', query, xml('t-1'), 'text/xml')).toMatchObject({ status: 200, said: 'success' });
    expect(await server.send('POST', query, xml('t-2'), 'application/xml; charset=utf-8')).toMatchObject({ status: 200, said: 'success' });
    expect(await server.send('POST', query, JSON.stringify(event({ trace_id: 't-3' })), 'application/octet-stream')).toMatchObject({ status: 200, said: 'success' });
    await settled('handled');
    expect(server.handed.map(({ trace_id: trace }) => trace).sort()).toEqual(['t-1', 't-2', 't-3']);
    await server.close();
  });

  it('answers what nobody waits for, and keeps nothing of it', async () => {
    const server = await serve();
    expect(await server.post(event({ Event: 'user_enter_tempsession' }))).toMatchObject({ status: 200, said: 'success' });
    expect(await server.post({ MsgType: 'text', Content: '你好', FromUserName: 'o-1' })).toMatchObject({ status: 200, said: 'success' });
    expect(await rows()).toEqual([]);
    await server.close();
  });

  it('refuses what is not signed now with 403 and what cannot be read with 4xx, never with 500', async () => {
    const server = await serve();
    const now = clock.now().getTime();
    expect(await server.post(event(), {})).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    expect(await server.post(event(), signedQuery('BBBBB', now))).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    expect(await server.post(event(), signedQuery(TOKEN, now - 301_000))).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    const bodies: [string, string][] = [['{', 'application/json'], ['<xml>', 'text/xml'], ['', 'text/xml'], ['<!DOCTYPE a><xml/>', 'text/xml'], ['[]', 'application/json'], ['x', 'text/plain'], ['a=b', 'application/x-www-form-urlencoded'], ['null', 'application/json'], [`{"MsgType":${'['.repeat(40)}${']'.repeat(40)}}`, 'application/json'], ['x'.repeat(70_000), 'text/xml'], ['{"Encrypt":"AAAA"}', 'application/json']];
    for (const [body, type] of bodies) {
      const { status, said } = await server.send('POST', signedQuery(TOKEN, now), body, type);
      expect([body.slice(0, 20), status >= 400 && status < 500, said]).toEqual([body.slice(0, 20), true, expect.stringMatching(/^[A-Z_]+$/)]);
    }
    expect(warnings.join('\n')).toContain('WECHAT_PUSH_AES_KEY missing?');
    expect(await server.send('POST', signedQuery(TOKEN, now))).toMatchObject({ status: 400 }); // nothing at all
    expect(await rows()).toEqual([]);
    await server.close();
  });

  it('with a key takes only what is encrypted with it, signed as such and meant for this mini-program', async () => {
    const server = await serve({ push: { token: TOKEN, key: KEY } });
    const now = clock.now().getTime();
    const sealed = (text: string, { key = KEY, appId = WECHAT.appId } = {}) => encrypt(key, text, appId);
    const send = (encrypted: string, query = signedQuery(TOKEN, now, encrypted)) => server.send('POST', query, { ToUserName: 'gh_1', Encrypt: encrypted });
    expect(await send(sealed(JSON.stringify(event())))).toMatchObject({ status: 200, said: 'success' });
    const xml = sealed('<xml><MsgType>event</MsgType><Event>wxa_media_check</Event><trace_id>t-2</trace_id></xml>');
    expect(await server.send('POST', signedQuery(TOKEN, now, xml), `<xml><Encrypt><![CDATA[${xml}]]></Encrypt></xml>`, 'text/xml')).toMatchObject({ status: 200 });
    await settled('handled');
    expect(server.handed).toHaveLength(2);

    expect(await server.post(event())).toMatchObject({ status: 403 }); // plain: its signature says nothing about its body
    expect(await send(sealed('{}'), signedQuery(TOKEN, now))).toMatchObject({ status: 403 });
    expect(await send(sealed('{}'), signedQuery(TOKEN, now, sealed('{"a":1}')))).toMatchObject({ status: 403 }); // the signature of another body
    expect(await send(sealed('{}', { appId: 'wxffffffffffffffff' }))).toMatchObject({ status: 403, said: 'WECHAT_PUSH_REFUSED' });
    expect(await send(sealed('{}', { key: Buffer.alloc(32, 6) }))).toMatchObject({ status: 400, said: 'WECHAT_PUSH_UNREADABLE' });
    expect(await send(sealed('success'))).toMatchObject({ status: 400, said: 'WECHAT_PUSH_UNREADABLE' });
    expect(await send('')).toMatchObject({ status: 400, said: 'WECHAT_PUSH_UNREADABLE' });
    expect(await rows()).toHaveLength(2);
    await server.close();
  });

  it('brings again what was not known yet or failed, at growing distances, and gives up at last', async () => {
    const server = await serve({ later: 1, fails: 1 });
    await server.post(event());
    await tried(1);
    clock.pass(9);
    await server.events.run();
    expect(await rows()).toEqual([expect.objectContaining({ status: 'stored', tries: 1 })]);
    clock.pass(1);
    await server.events.run();
    expect(await rows()).toEqual([expect.objectContaining({ status: 'stored', tries: 2 })]);
    clock.pass(20);
    await server.events.run();
    expect([server.handed, await rows()]).toEqual([[event()], [expect.objectContaining({ status: 'handled' })]]);
    await server.close();

    const stubborn = await serve({ later: 99 });
    await stubborn.post(event({ trace_id: 't-9' }));
    for (let i = 0; i < 12; i += 1) { clock.pass(86_400); await stubborn.events.run(); }
    expect((await rows()).find(({ tries }) => tries > 2)).toMatchObject({ status: 'failed', tries: 10, fields: '' });
    expect(stubborn.handed).toEqual([]);
    await stubborn.close();
  });

  it('is handed on once, also when several servers come to it at once', async () => {
    const servers = [await serve({ later: 6 }), await serve(), await serve()];
    for (let i = 0; i < 6; i += 1) await servers[0]!.post(event({ trace_id: `t-${i}` }));
    await tried(1);
    clock.pass(10);
    await Promise.all(servers.map(({ events }) => events.run()));
    expect(servers.flatMap(({ handed }) => handed).map(({ trace_id: trace }) => trace).sort()).toEqual(['t-0', 't-1', 't-2', 't-3', 't-4', 't-5']);
    await Promise.all(servers.map((server) => server.close()));
  });

  it('is taken up by the next server when one died after it had answered', async () => {
    const dead = await serve({ fails: 1 });
    await dead.post(event());
    await dead.close(); // what it had begun ends with it
    const heir = await serve();
    clock.pass(10);
    await heir.events.run();
    expect(heir.handed).toEqual([event()]);
    await heir.close();
  });

  it('has no door where it is not set up', async () => {
    for (const wechat of ['off', WECHAT] as const) {
      const server = await serve({ wechat });
      expect([await server.send('GET', {}), await server.post(event())]).toEqual([expect.objectContaining({ status: 404, said: 'WECHAT_OFF' }), expect.objectContaining({ status: 404, said: 'WECHAT_OFF' })]);
      await server.close();
    }
  });
});

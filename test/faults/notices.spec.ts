import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRaw, type RawDatabase } from '../bench/district/raw-database.ts';
import { emptyDatabase, ENGINES, type Database } from '../support/databases.ts';
import { freePort } from '../support/free-port.mjs';
import { serverPlace, startServer, type Place, type ServerProcess } from '../support/server-process.ts';
import { PROGRESS_TEMPLATE, SUBSCRIBE_SEND } from '../support/wechat-stand-in/messages.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';

/** Longer than the server waits for an answer, so that it is killed while it waits. */
const HANGS_MS = 60_000;

/** WeChat's messages are sent at most once, whatever is killed when; what was told stands in the inbox anyway. */
describe.each(ENGINES)('the outbox on %s', (engine) => {
  let wechat: WechatStandIn;
  let database: Database;
  let place: Place;
  let raw: RawDatabase;
  const running: ServerProcess[] = [];

  beforeEach(async () => {
    wechat = await startWechatStandIn();
    database = await emptyDatabase(engine);
    place = await serverPlace({
      MODE: 'development', DATABASE_URL: database.url, WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url,
      WECHAT_TEMPLATE_PROGRESS: PROGRESS_TEMPLATE,
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.kill()));
    await raw?.close();
    await database?.drop();
    await place?.remove();
    await wechat?.close();
  });

  const start = async (env: Record<string, string> = {}): Promise<ServerProcess> => {
    const server = await startServer({ ...place, port: Number(env.PORT ?? place.port), env: { ...place.env, ...env } });
    running.push(server);
    return server;
  };

  /** So many residents in WeChat who allow a message, each told one thing. */
  const tell = async (count: number): Promise<void> => {
    const nowMs = Date.now();
    const all = Array.from({ length: count }, (_, i) => ({ residentId: randomUUID(), noticeId: randomUUID(), openid: `o-${String(i).padStart(4, '0')}` }));
    for (const { openid } of all) wechat.messages.allow(openid, 5); // a second one would be delivered too
    await raw.insert('resident', all.map(({ residentId, openid }) => ({ id: residentId, openid, created_date: '2026-11-02' })));
    await raw.insert('notice', all.map(({ residentId, noticeId }) => ({
      id: noticeId, resident_id: residentId, event_key: 'event', title: '您的投诉已办结', text: '请确认是否满意', path: '/pages/complaint/index?id=1', told_ms: nowMs, read_ms: null,
    })));
    await raw.insert('notice_push', all.map(({ residentId, noticeId }) => ({ notice_id: noticeId, resident_id: residentId, status: 'pending', tries: 0, told_ms: nowMs, due_ms: nowMs })));
  };
  const statuses = async () => {
    const rows = await raw.all<{ status: string; n: number | string }>('SELECT status, COUNT(*) AS n FROM notice_push GROUP BY status');
    return Object.fromEntries(rows.map(({ status, n }) => [status, Number(n)]));
  };
  const until = async (isSo: () => boolean | Promise<boolean>) => {
    while (!(await isSo())) await sleep(50);
  };
  const sends = () => wechat.calls.filter(({ path }) => path === SUBSCRIBE_SEND).map(({ body }) => String(body!.touser));

  it('kill -9 between WeChat\'s having it and our knowing: nobody is sent a second one', async () => {
    const server = await start();
    raw = await openRaw(database.url);
    wechat.faults.next({ kind: 'delay', ms: 1 }, { path: SUBSCRIBE_SEND, times: 4 });
    wechat.faults.next({ kind: 'lostAnswer', afterMs: HANGS_MS }, { path: SUBSCRIBE_SEND });
    await tell(12);
    await until(() => wechat.messages.delivered.length === 5); // the fifth is with WeChat, and its answer is not with us
    await server.kill();
    expect(await statuses()).toEqual({ sent: 4, sending: 1, pending: 7 });

    // The minute for which the dead process is given the benefit of the doubt.
    await start();
    await raw.run('UPDATE job_lease SET leased_until_ms = 0, next_run_ms = 0');
    await until(async () => (await statuses()).sent === 11);
    expect((await statuses()).sending).toBe(1);
    await raw.run("UPDATE notice_push SET due_ms = 0 WHERE status = 'sending'");
    await until(async () => (await statuses()).unknown === 1);
    await sleep(7_000); // two more turns
    expect(await statuses()).toEqual({ sent: 11, unknown: 1 });
    expect([sends().length, new Set(sends()).size]).toEqual([12, 12]);
  });

  it('two servers at it send each once', async () => {
    await start();
    raw = await openRaw(database.url);
    if (engine === 'mariadb') await start({ PORT: String(await freePort()) }); // SQLite has one server
    wechat.faults.next({ kind: 'delay', ms: 5 }, { path: SUBSCRIBE_SEND, times: 200 });
    await tell(200);
    await until(async () => {
      // Whoever has the lease loses it all the time, so that both are at it at once.
      await raw.run('UPDATE job_lease SET leased_until_ms = 0, next_run_ms = 0').catch(() => undefined);
      return (await statuses()).sent === 200;
    });
    expect([sends().length, new Set(sends()).size, wechat.messages.delivered.length]).toEqual([200, 200, 200]);
  });
});

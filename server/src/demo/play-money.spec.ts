import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Application, openApplication } from '../application.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { clientOf, settings } from '../platform/wechat-pay/wechat-pay.testing.ts';
import { PlayMoney } from './play-money.ts';

const ORDER = '00000000-0000-4000-8000-000000000000';
const PATH = `/api/v1/demo/payments/${ORDER}/pay`;

describe('play money', () => {
  let standIn: Server;
  let asked: string[] = [];
  let said: object | number | 'cut' = { result: 'paid' };
  beforeAll((done) => {
    standIn = createServer((request, response) => void (async () => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      asked.push(`${request.method} ${request.url} ${body}`);
      if (said === 'cut') request.socket.destroy();
      else if (typeof said === 'number') response.writeHead(said).end('no');
      else response.end(JSON.stringify(said));
    })()).listen(0, '127.0.0.1', () => done());
  });
  afterAll(() => { standIn.close(); });

  const pay = async (wechatPay = settings({ baseUrl: `http://127.0.0.1:${(standIn.address() as AddressInfo).port}` }) as ReturnType<typeof settings> | 'off') => {
    asked = [];
    try {
      await new PlayMoney(testConfig({ wechatPay }), clientOf(wechatPay, new StoppedClock())).pay('P00001');
      return 'paid';
    } catch (cause) {
      if (cause instanceof Refused) return cause.refusal.code;
      throw cause;
    }
  };

  it('is asked for at the stand-in, and nowhere else', async () => {
    expect([await pay(), asked]).toEqual(['paid', ['POST /play/pay {"out_trade_no":"P00001"}']]);
    expect([await pay('off'), await pay(settings({ baseUrl: 'https://api.mch.weixin.qq.com' })), asked]).toEqual(['PAYMENT_OFF', 'PAYMENT_OFF', []]);
  });

  it.each([[{ result: 'refused' }, 'PAYMENT_ENDED'], [{ result: 'unknownOrder' }, 'PAYMENT_ENDED'], [500, 'PAYMENT_UNAVAILABLE'], ['cut', 'PAYMENT_UNAVAILABLE']] as [typeof said, string][])(
    'that does not come is refused: %j', async (answer, code) => {
      said = answer;
      expect(await pay()).toBe(code);
    });
});

describe('the way to pay with it', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'linping-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function knock(over: object): Promise<{ readonly visitor: string; readonly resident: string; readonly settings: unknown }> {
    let opened: Application | undefined;
    try {
      opened = await openApplication(testConfig({ dataDir: folder, databaseUrl: `sqlite:${folder}/test.db`, sealKeysDir: join(folder, 'keys'), ...over }));
      await opened.app.init();
      const { accessToken } = await opened.app.get(SessionsService).openForResident();
      const code = async (headers: object) => ((await opened!.app.inject({ method: 'POST', url: PATH, payload: {}, headers: { ...headers } })).json() as { code: string }).code;
      const reply = await opened.app.inject({ url: '/api/v1/payment-settings' });
      return { visitor: await code({}), resident: await code({ authorization: `Bearer ${accessToken}` }), settings: reply.json() };
    } finally {
      await opened?.close();
    }
  }

  it('is there in a demo, for residents', async () => {
    expect(await knock({ mode: 'demo', wechatPay: settings() })).toEqual({ visitor: 'UNAUTHENTICATED', resident: 'PAYMENT_NOT_FOUND', settings: { mode: 'partner', isPlayMoney: true } });
  });

  it('is there in a demo without a stand-in, which comes up with payments off', async () => {
    expect(await knock({ mode: 'demo' })).toMatchObject({ resident: 'PAYMENT_NOT_FOUND', settings: { mode: 'off', isPlayMoney: false } });
  });

  it.each(['development', 'production'])('is nowhere in %s', async (mode) => {
    expect(await knock({ mode, wechatPay: settings() })).toMatchObject({ visitor: 'NOT_FOUND', resident: 'NOT_FOUND' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoppedClock } from '../platform.testing.ts';
import { certificateOf } from './certificate.testing.ts';
import { CERTIFICATE_SERIAL, clientOf, error, FIRM, good, KEYS, OUR_MCHID, PARTNER, type Said, ScriptedPlatform, sealed, settings, signedHeaders, type Signing } from './wechat-pay.testing.ts';

const DAY_MS = 86_400_000;
const TRADE = { sp_mchid: OUR_MCHID, sub_mchid: FIRM, out_trade_no: 'P1', trade_state: 'NOTPAY' };
const CERTIFIED: Signing = { key: KEYS.certified.privateKey, serial: CERTIFICATE_SERIAL };
const NOW = new StoppedClock().now().getTime();
const pem = (throughMs = NOW + DAY_MS, fromMs = NOW - DAY_MS) => certificateOf(KEYS.certified, CERTIFICATE_SERIAL, fromMs, throughMs);
const list = (text = pem(), key?: string) => ({ data: [{ serial_no: CERTIFICATE_SERIAL, encrypt_certificate: sealed(text, 'certificate', key) }] });

const platform = new ScriptedPlatform();
beforeAll(() => platform.start());
afterAll(() => platform.stop());
/** A query that WeChat answers with its certificate; whether the answer was believed. */
function asking(over = {}) {
  const clock = new StoppedClock();
  const client = clientOf(settings({ baseUrl: platform.url, ...over }), clock);
  return { clock, ask: async (): Promise<boolean> => (await client.query({ merchant: PARTNER, outTradeNo: 'P1' })).outcome === 'done' };
}
const fetches = () => platform.asked.filter(({ target }) => target === '/v3/certificates').length;

describe('a platform certificate', () => {
  it('is fetched when it is first named, beside the public key or without one', async () => {
    for (const over of [{}, { publicKey: undefined }]) {
      const { ask } = asking(over);
      platform.says(good(TRADE, CERTIFIED), good(list(), CERTIFIED), good(TRADE, CERTIFIED));
      expect([await ask(), await ask(), fetches()]).toEqual([true, true, 1]);
      platform.says(good(TRADE));
      expect(await ask()).toBe(!('publicKey' in over)); // without a public key, nothing of it is believed
    }
  });

  it('may come in a list that is signed with the public key', async () => {
    platform.says(good(TRADE, CERTIFIED), good(list()), good(TRADE, CERTIFIED));
    expect(await asking().ask()).toBe(true);
  });

  it.each([
    ['under another key', good(list(pem(), 'f'.repeat(32)), CERTIFIED)], ['in a list that nobody signed', { status: 200, body: JSON.stringify(list()) }],
    ['in a list that another has signed', good(list(), { ...CERTIFIED, key: KEYS.stranger.privateKey })], ['in an old list', good(list(), { ...CERTIFIED, ms: NOW - 301_000 })],
    ['that is none', good(list('-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----'), CERTIFIED)], ['that is over', good(list(pem(NOW - 1000)), CERTIFIED)],
    ['that is not yet', good(list(pem(NOW + DAY_MS, NOW + 60_000)), CERTIFIED)], ['in no list', good({ data: 'none' }, CERTIFIED)], ['with items that are none', good({ data: [null] }, CERTIFIED)],
    ['where there is none', error(404, 'RESOURCE_NOT_EXISTS')], ['that does not come', 'cut'],
  ] as [string, Said][])('is not believed %s', async (_what, said) => {
    platform.says(good(TRADE, CERTIFIED), said, good(TRADE, CERTIFIED));
    expect(await asking().ask()).toBe(false);
  });

  it('of another serial than the one in it does not count', async () => {
    const other = '5157F09EFDC096DE15EBE81A47057A7232F1B8E2';
    platform.says(good(TRADE, { ...CERTIFIED, serial: other }), good({ data: [{ ...list().data[0], serial_no: other }] }, CERTIFIED), good(TRADE, { ...CERTIFIED, serial: other }));
    expect(await asking().ask()).toBe(false);
  });

  it('is asked for once a minute at most, however many serials are made up', async () => {
    const clock = new StoppedClock();
    const client = clientOf(settings({ baseUrl: platform.url }), clock);
    const body = JSON.stringify(TRADE);
    const forged = (serial: string) => client.notice(signedHeaders(body, { ...CERTIFIED, serial, ms: clock.now().getTime() }), body).catch(() => undefined);
    platform.says(error(404, 'RESOURCE_NOT_EXISTS'));
    await Promise.all(Array.from({ length: 20 }, (_, i) => forged(`5157F09EFDC096DE15EBE81A47057A7232F1B8${i + 10}`)));
    for (const serial of ['constructor', 'PUB_KEY_ID_1', CERTIFICATE_SERIAL]) await forged(serial);
    expect(fetches()).toBe(1);
    clock.pass(59);
    await forged(CERTIFICATE_SERIAL);
    expect(fetches()).toBe(1);
    clock.pass(1);
    await forged(CERTIFICATE_SERIAL);
    await forged(CERTIFICATE_SERIAL);
    expect([fetches(), platform.asked.length]).toEqual([2, 2]);
  });

  it('ends with its own time, and its successor is fetched', async () => {
    const { ask, clock } = asking();
    platform.says(good(TRADE, CERTIFIED), good(list(pem(NOW + 3_600_000)), CERTIFIED), good(TRADE, CERTIFIED));
    expect(await ask()).toBe(true);
    clock.pass(3_601);
    const later = { ...CERTIFIED, ms: NOW + 3_601_000 };
    platform.says(good(TRADE, later), good(list(pem(NOW + 2 * DAY_MS)), later), good(TRADE, later));
    expect([await ask(), fetches()]).toEqual([true, 1]);
  });
});

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import * as fc from 'fast-check';
import { clientOf, DIRECT, error, FIRM, good, OUR_MCHID, PARTNER, type Said, ScriptedPlatform, settings } from '../wechat-pay.testing.ts';
import { billedTrades } from './bill-lines.ts';
import { feeFenOf, fenOf } from './yuan.ts';

const NAMES = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const PAID = '`2026-11-01 09:30:05,`wx0123456789abcdef,`1900000100,`1900000109,`,`4200001,`P20261101000001,`oUser,`JSAPI,`SUCCESS,`OTHERS,`CNY,`123.45,`0.00,`0,`0,`0.00,`0.00,`,`,`物业费, 2026 年下半年,`,`0.67000,`0.54%,`123.45,`0.00,`';
const BACK = '`2026-11-01 10:00:00,`wx0123456789abcdef,`1900000100,`1900000109,`,`4200001,`P20261101000001,`oUser,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300001,`R1,`3.45,`0.00,`ORIGINAL,`SUCCESS,`物业费, 2026 年下半年,`,`-0.02000,`0.54%,`0.00,`3.45,`';
const TOTALS = '`2,`123.45,`3.45,`0.00,`0.65000,`123.45,`3.45';
const BILL = `\uFEFF${[NAMES, PAID, BACK, SUMMARY, TOTALS].join('\r\n')}\r\n`;
const TRADES = [
  {
    trade: 'payment', mchid: FIRM, tradedMs: Date.parse('2026-11-01T01:30:05Z'), outTradeNo: 'P20261101000001', transactionId: '4200001', outRefundNo: null, refundId: null, refundStatus: null,
    amountFen: 12_345, serviceFeeFen: 67,
  },
  {
    trade: 'refund', mchid: FIRM, tradedMs: Date.parse('2026-11-01T02:00:00Z'), outTradeNo: 'P20261101000001', transactionId: '4200001', outRefundNo: 'R1', refundId: '50300001', refundStatus: 'SUCCESS',
    amountFen: 345, serviceFeeFen: -2,
  },
];

describe('an amount in yuan', () => {
  it('is fen, exactly, for every amount there is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (fen) => {
      const digits = String(fen).padStart(3, '0');
      expect(fenOf(`${digits.slice(0, -2)}.${digits.slice(-2)}`)).toBe(fen);
      if (fen > 0) expect(fenOf(`-${digits.slice(0, -2)}.${digits.slice(-2)}`)).toBe(-fen);
    }));
    expect([fenOf('5'), fenOf('5.1'), fenOf('0.07'), fenOf('-0.00'), fenOf('1.15')]).toEqual([500, 510, 7, 0, 115]);
  });
  it.each(['', ' ', '1.234', '1e3', '1,000.00', '.5', '5.', '--1', '+1', '０.01', 'NaN', '0x10', '9'.repeat(13), '1.1.1', '1.0O', '=1+1'])('is not %j', (text) => expect(fenOf(text)).toBeUndefined());
  it('has more decimals where it is what WeChat keeps', () => {
    expect(['0.67000', '-0.02000', '0.00500', '0.00499', '0', '-0.00600', '1.999'].map(feeFenOf)).toEqual([67, -2, 1, 0, 0, -1, 200]);
    expect(['', 'x', '1.1234567'].map(feeFenOf)).toEqual([undefined, undefined, undefined]);
  });
});

describe('the lines', () => {
  it('are read by the names of their columns', () => {
    expect(billedTrades(BILL)).toEqual(TRADES);
    expect(billedTrades(BILL.replaceAll('\r\n', '\n').replace('\uFEFF', ''))).toEqual(TRADES);
  });

  it('of the older form have no whole amounts', () => {
    const older = (line: string) => line.split(/,(?=`)|,(?=\S)/).slice(0, 24).join(',');
    const text = [NAMES.split(',').slice(0, 24).join(','), older(PAID), older(BACK), SUMMARY.split(',').slice(0, 5).join(','), TOTALS.split(',').slice(0, 5).join(',')].join('\n');
    expect(billedTrades(text)).toEqual(TRADES);
  });

  it('of direct mode are the one firm\'s', () => {
    const [trade] = billedTrades(BILL.replaceAll('`1900000109', '`0'));
    expect(trade!.mchid).toBe(OUR_MCHID);
  });

  it('of a counter that took a payment back are a refund', () => expect(billedTrades(BILL.replace('`REFUND,', '`REVOKED,'))).toEqual(TRADES));

  it.each([
    ['nothing', '', 'summary'], ['a page', '<html></html>', 'summary'], ['no summary', [NAMES, PAID, BACK].join('\n'), 'summary'], ['only a summary', [SUMMARY, TOTALS].join('\n'), 'summary'],
    ['something after the summary', `${BILL}${PAID}\n`, 'summary'], ['no names', [PAID, BACK, SUMMARY, TOTALS].join('\n'), 'no column'], ['a name less', BILL.replace('商户订单号,', ''), 'no column 商户订单号'],
    ['a field less', BILL.replace('`4200001,', ''), 'line 2 has 26 fields, not 27'], ['a field more', BILL.replace('`4200001,', '`4200001,`x,'), 'line 2 has 28'],
    ['a line without its marks', BILL.replaceAll('`', ''), 'line 2 has 0'], ['another state', BILL.replace('`SUCCESS,`OTHERS', '`DONE,`OTHERS'), 'nothing is known of the state DONE'],
    ['another currency', BILL.replace('`CNY', '`USD'), 'another currency'], ['an amount that is none', BILL.replaceAll('`123.45', '`12E3'), '订单金额 cannot be read'],
    ['an amount below nothing', BILL.replaceAll('`3.45', '`-3.45'), 'below nothing'], ['half a fen', BILL.replaceAll('`123.45', '`123.455'), '订单金额 cannot be read'],
    ['no time', BILL.replace('`2026-11-01 09:30:05', '`2026-11-01'), '交易时间 cannot be read'], ['a day that is none', BILL.replace('`2026-11-01 09:30:05', '`2026-13-41 09:30:05'), '交易时间 cannot be read'],
    ['no number', BILL.replace('`P20261101000001', '`'), '商户订单号 cannot be read'], ['a refund without a number', BILL.replace('`R1', '`'), '商户退款单号 cannot be read'],
    ['a line less than it says', BILL.replace(`${BACK}\r\n`, ''), 'it has 1 lines, and says 2'], ['a line twice', BILL.replace(BACK, `${BACK}\r\n${BACK}`), 'it has 3 lines'],
    ['another sum', BILL.replace(/`123\.45(?=,`3\.45\r\n)/, '`123.46'), '订单总金额'], ['another sum of refunds', BILL.replace(/`3\.45(?=\r\n$)/, '`3.46'), '申请退款总金额'],
  ])('are refused with %s', (_what, text, why) => expect(() => billedTrades(text)).toThrow(why));

  it('never put an amount into another column, whatever goods are called', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(',', '`', '\n', '\r', ' ', '0', '.', '物') }), (goods) => {
      const text = BILL.replace('物业费, 2026 年下半年', () => goods);
      try {
        expect(billedTrades(text)).toEqual(TRADES);
      } catch (cause) {
        expect(cause).toHaveProperty('message', expect.stringMatching(/fields, not|summary/));
      }
    }));
  });
});

describe('the file', () => {
  const platform = new ScriptedPlatform();
  beforeAll(() => platform.start());
  afterAll(() => platform.stop());
  const sha1 = (bytes: string | Buffer) => createHash('sha1').update(bytes).digest('hex');
  const named = (over: object = {}) => good({ hash_type: 'SHA1', hash_value: sha1(BILL), download_url: 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Bb', ...over });
  const file = (body: string | Buffer, status = 200): Said => ({ status, body, headers: { 'content-type': 'application/octet-stream' } });
  const asking = (over = {}) => clientOf(settings({ baseUrl: platform.url, ...over })).tradeBill({ merchant: PARTNER, day: '2026-11-01' });

  it('is fetched from the same host with our signature, unpacked and compared', async () => {
    platform.says(named(), file(gzipSync(BILL)));
    expect(await asking()).toEqual({ outcome: 'done', trades: TRADES });
    expect(platform.asked.map(({ target }) => target)).toEqual([`/v3/bill/tradebill?bill_date=2026-11-01&sub_mchid=${FIRM}&bill_type=ALL&tar_type=GZIP`, '/v3/billdownload/file?token=a%2Bb']);
    expect(platform.asked[1]!.headers.authorization).toContain('WECHATPAY2-SHA256-RSA2048');
  });

  it('is asked for nowhere else, whatever the answer names', async () => {
    for (const host of ['https://evil.example', 'http://127.0.0.1:1', 'ftp://x']) {
      platform.says(named({ download_url: `${host}/v3/billdownload/file?token=t` }), file(BILL));
      await asking();
      expect(platform.asked.at(-1)!.target).toBe('/v3/billdownload/file?token=t');
    }
  });

  it('may come as it is', async () => {
    platform.says(named({ hash_value: sha1(BILL).toUpperCase() }), file(BILL));
    expect(await asking()).toEqual({ outcome: 'done', trades: TRADES });
  });

  it('is none of a day without trades, and not yet there before ten', async () => {
    platform.says(error(400, 'NO_STATEMENT_EXIST'));
    expect(await asking()).toEqual({ outcome: 'done', trades: [] });
    platform.says(error(400, 'STATEMENT_CREATING'));
    expect(await asking()).toEqual({ outcome: 'unknown' });
  });

  const large = Buffer.alloc(65 * 1024 * 1024);
  const others = BILL.replaceAll(FIRM, '1900000110');
  const broken = Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(50, 7)]);
  it.each([
    ['another file', named(), file(gzipSync(BILL.replaceAll('123.45', '923.45'))), 'SHA1'], ['a byte of it changed', named(), file(BILL.replace('P2026', 'P2027')), 'SHA1'],
    ['half of it', named(), file(gzipSync(BILL).subarray(0, 200)), 'unpacked'], ['a broken one', named(), file(broken), 'unpacked'],
    ['none', named(), 'cut', 'did not come'], ['an old address', named(), file('{"code":"PARAM_ERROR"}', 400), 'answered with 400'],
    ['a small one that is large inside', named({ hash_value: sha1(large) }), file(gzipSync(large)), 'larger than a bill'], ['one that is large', named(), file(large.subarray(0, 17 * 1024 * 1024)), 'did not come'],
    ['a hash of another kind', named({ hash_type: 'MD5' }), file(BILL), 'names no file'], ['no hash', named({ hash_value: undefined }), file(BILL), 'names no file'],
    ['no address', named({ download_url: 'file' }), file(BILL), 'names no file'], ['one that names another firm', named({ hash_value: sha1(others) }), file(others), 'another merchant'],
    ['one that cannot be read', named({ hash_value: sha1('x') }), file('x'), 'summary'],
  ] as [string, Said, Said, string][])('is not believed: %s', async (_what, answer, said, why) => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    platform.says(answer, said);
    expect(await asking()).toEqual({ outcome: 'unknown' });
    expect(logged.mock.calls).toEqual([[expect.stringContaining(why)]]);
    logged.mockRestore();
  });

  it('is a hash that WeChat has signed', async () => {
    platform.says({ ...(named() as Exclude<Said, 'cut'>), headers: {} }, file(BILL));
    expect(await asking()).toEqual({ outcome: 'unknown' });
  });

  it('is one firm\'s own in direct mode', async () => {
    const text = BILL.replaceAll(`\`${FIRM}`, '`0');
    platform.says(named({ hash_value: sha1(text) }), file(gzipSync(text)));
    const said = await clientOf(settings({ baseUrl: platform.url, mode: 'direct' })).tradeBill({ merchant: DIRECT, day: '2026-11-01' });
    expect(said).toMatchObject({ outcome: 'done', trades: [{ mchid: OUR_MCHID }, { mchid: OUR_MCHID }] });
    expect(platform.asked[0]!.target).not.toContain('sub_mchid');
  });
});

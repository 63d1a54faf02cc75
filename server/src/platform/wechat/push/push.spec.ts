import { describe, expect, it } from '@jest/globals';
import { decrypt } from './decrypt.ts';
import { fieldsOf } from './fields.ts';
import { mediaCheckOf } from './media-check.ts';
import { encrypt, encryptRaw } from './push.testing.ts';
import { isSigned, signatureOf } from './signature.ts';

/** The example of the platform's documentation (消息推送). */
const APP_ID = 'wxba5fad812f8e6fb9';
const KEY = Buffer.from(`${'A'.repeat(43)}=`, 'base64');
const ENCRYPTED = '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=';
const PLAIN = '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}';

describe('a signature', () => {
  it('is that of the documentation, plain and encrypted', () => {
    expect(signatureOf('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696');
    expect(signatureOf('AAAAA', '1714112445', '415670741', ENCRYPTED)).toBe('046e02f8204d34f8ba5fa3b1db94908f3df2e9b3');
  });

  it('holds for these parts in any order and for no others', () => {
    const right = 'f464b24fc39322e44b38aa78f5edd27bd1441696';
    expect(isSigned(right, '1514711492', 'AAAAA', '1714036504')).toBe(true);
    for (const wrong of ['', 'f'.repeat(40), right.toUpperCase(), `${right}0`, right.slice(1)]) expect(isSigned(wrong, 'AAAAA', '1714036504', '1514711492')).toBe(false);
    expect(isSigned(right, 'AAAAB', '1714036504', '1514711492')).toBe(false);
    expect(isSigned(right, 'AAAAA', '1714036505', '1514711492')).toBe(false);
  });
});

describe('an encrypted push', () => {
  it('is that of the documentation', () => {
    expect(decrypt(KEY, ENCRYPTED)).toEqual({ text: PLAIN, appId: APP_ID });
    expect(encrypt(KEY, PLAIN, APP_ID, Buffer.from('a8eedb185eb2fecf'))).toBe(ENCRYPTED);
    expect(encrypt(KEY, '{"demo_resp":"good luck"}', APP_ID, Buffer.from('707722b803182950'))).toBe('ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==');
  });

  it('comes back whatever its length, letters of several bytes too', () => {
    for (let length = 0; length < 70; length += 1) {
      const text = '物'.repeat(length);
      expect(decrypt(KEY, encrypt(KEY, text, APP_ID))).toEqual({ text, appId: APP_ID });
    }
  });

  it('of another key, cut, or made up is none', () => {
    const other = Buffer.alloc(32, 7);
    const padded = (bytes: Buffer, padding: number) => Buffer.concat([bytes, Buffer.alloc(padding, padding)]);
    const lying = Buffer.alloc(40);
    lying.writeUInt32BE(0xffffffff, 16);
    for (const wrong of [
      '', 'AAAA', '不是', ENCRYPTED.slice(0, 40), encrypt(other, PLAIN, APP_ID),
      encryptRaw(KEY, Buffer.alloc(32)), encryptRaw(KEY, Buffer.alloc(32, 33)), encryptRaw(KEY, Buffer.alloc(32, 32)), // a padding that cannot be, or nothing else
      encryptRaw(KEY, padded(lying, 24)), // longer than itself
    ]) expect(decrypt(KEY, wrong)).toBeUndefined();
  });
});

describe('the body', () => {
  const XML = `<?xml version="1.0" encoding="utf-8"?>
    <xml><ToUserName><![CDATA[gh_6e306981e699]]></ToUserName><CreateTime>1659967849</CreateTime><Event><![CDATA[wxa_media_check]]></Event>
    <trace_id><![CDATA[62f11967-2b24d27a]]></trace_id><version>2</version>
    <detail><strategy>content_model</strategy><suggest>pass</suggest></detail><detail><strategy>keyword</strategy></detail>
    <errcode>0</errcode><result><suggest><![CDATA[risky]]></suggest><label>20002</label></result><empty></empty></xml>`;

  it('is read in both formats', () => {
    expect(JSON.parse(JSON.stringify(fieldsOf(Buffer.from(XML))))).toEqual({
      ToUserName: 'gh_6e306981e699', CreateTime: '1659967849', Event: 'wxa_media_check', trace_id: '62f11967-2b24d27a', version: '2',
      detail: [{ strategy: 'content_model', suggest: 'pass' }, { strategy: 'keyword' }], errcode: '0', result: { suggest: 'risky', label: '20002' }, empty: '',
    });
    expect(fieldsOf(PLAIN)).toMatchObject({ Event: 'debug_demo', CreateTime: 1714112445 });
    expect(fieldsOf({ Event: 'x' })).toEqual({ Event: 'x' });
  });

  it.each([
    ['nothing', ''], ['a word', 'success'], ['a number', '1'], ['a list', '[]'], ['a list that was parsed', []], ['null', null], ['undefined', undefined],
    ['half of it', XML.slice(0, 200)], ['half of JSON', '{"a":'], ['another root', '<html></html>'], ['a text for a root', '<xml>a</xml>'], ['two roots', '<xml><a/></xml><xml/>'],
    ['a document type', '<!DOCTYPE xml><xml><a>b</a></xml>'], ['what one declares', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'], ['an unknown entity', '<xml><a>&a;</a></xml>'],
    ['an abyss of XML', `<xml>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</xml>`], ['an abyss of JSON', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ])('is not %s', (_what, body) => expect(fieldsOf(body)).toBeUndefined());

  it('may name a field after anything', () => {
    const fields = fieldsOf('<xml><__proto__><Event>x</Event></__proto__><constructor>y</constructor></xml>')!;
    expect(Object.keys(fields)).toEqual(['__proto__', 'constructor']);
    expect(fields.Event).toBeUndefined();
  });
});

describe('the answer about a picture', () => {
  it.each([
    [{ trace_id: 't', errcode: 0, result: { suggest: 'pass', label: 100 } }, { traceId: 't', suggest: 'pass' }],
    [{ trace_id: 't', errcode: '0', result: { suggest: 'risky' } }, { traceId: 't', suggest: 'risky' }],
    [{ trace_id: 't', errcode: 0, result: { suggest: 'review' } }, { traceId: 't', suggest: 'review' }],
    [{ trace_id: 't', errcode: -1008, errmsg: 'download', detail: [] }, { traceId: 't', suggest: 'review' }],
    [{ trace_id: 't', errcode: -1008, result: { suggest: 'pass' } }, { traceId: 't', suggest: 'review' }],
    [{ trace_id: 't', result: 'pass' }, { traceId: 't', suggest: 'review' }],
    [{ errcode: 0, result: { suggest: 'pass' } }, undefined],
  ])('%j', (fields, expected) => expect(mediaCheckOf(fields)).toEqual(expected));
});

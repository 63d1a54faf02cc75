import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Config, configFrom, ConfigurationRefused, isConfigured, VARIABLE_NAMES, type Variables } from './config.ts';
import { demoSecrets } from './demo-secrets.ts';

const DEMO = { token: 'demo-t', code: 'demo-c', contact: 'demo-k' };
const read = (variables: Variables): Config => configFrom(variables, () => DEMO);
const refusal = (variables: Variables): readonly string[] => {
  try {
    read(variables);
    return [];
  } catch (cause) {
    if (cause instanceof ConfigurationRefused) return cause.reasons;
    throw cause;
  }
};

const secret = (letter: string) => letter.repeat(32);
const PRODUCTION = {
  MODE: 'production', PUBLIC_URL: 'https://linping.example.gov.cn/', DATABASE_URL: 'mysql://u:p@db/linping', SEAL_KEYS_DIR: '/srv/keys',
  TOKEN_SECRET: secret('t'), CODE_SECRET: secret('c'), CONTACT_SECRET: secret('k'),
};

const S3 = { STORAGE: 's3', S3_ENDPOINT: 'https://storage.example.com', S3_BUCKET: 'linping', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' };
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const PAY = {
  WECHAT_PAY: 'partner', WECHAT_APPID: 'wx0123456789abcdef', WECHAT_PAY_MCHID: '1900000100', WECHAT_PAY_SERIAL: '5f'.repeat(20), WECHAT_PAY_KEY: RSA.privateKey, WECHAT_PAY_APIV3_KEY: '3'.repeat(32),
};
const PUBLIC_KEY = { WECHAT_PAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0117177801652025070200211653000200', WECHAT_PAY_PUBLIC_KEY: RSA.publicKey };
const WECHAT = { WECHAT: 'on', WECHAT_APPID: 'wx0123456789abcdef', WECHAT_SECRET: 'x' };

describe('nothing configured', () => {
  it('is the demo on loopback, with its own secrets and files', () => {
    expect(read({})).toMatchObject({
      mode: 'demo', host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000', databaseUrl: `sqlite:${resolve('data/linping.db')}`,
      sealKeysDir: resolve('data/seal-keys'), secrets: DEMO, wechat: 'off', logLevel: 'info', trustProxy: false, migrate: 'auto', metrics: 'off',
      storage: { kind: 'disk', folder: resolve('data/files') },
    });
  });

  it('is the demo still when only moved', () => {
    expect(isConfigured({ PORT: '8080', HOST: 'localhost', DATA_DIR: '/x', LOG_LEVEL: 'warn', PATH: '/bin' })).toBe(false);
    expect(read({ PORT: '8080', DATA_DIR: '/x' })).toMatchObject({ mode: 'demo', port: 8080, databaseUrl: 'sqlite:/x/linping.db' });
  });

  it('takes an empty value for none', () => expect(read({ DATABASE_URL: '', MODE: '' })).toMatchObject({ mode: 'demo' }));
});

describe('the demo and development', () => {
  it.each(['demo', 'development'])('refuse NODE_ENV=production and an open address: %s', (MODE) => {
    expect(refusal({ MODE, NODE_ENV: 'production' })).toEqual([expect.stringContaining(`MODE=${MODE} is refused with NODE_ENV=production`)]);
    for (const HOST of ['0.0.0.0', '::', '192.168.1.2', 'linping.example.cn', '128.0.0.1']) expect(refusal({ MODE, HOST })).toEqual([expect.stringContaining(`HOST=${HOST} is refused`)]);
    expect(refusal({ MODE, METRICS_HOST: '0.0.0.0' })).toEqual([expect.stringContaining('METRICS_HOST=0.0.0.0 is refused')]);
    for (const HOST of ['127.0.0.1', '127.9.9.9', 'localhost', '::1']) expect(refusal({ MODE, HOST })).toEqual([]);
  });

  it('refuse NODE_ENV=production also where nothing is configured', () => expect(refusal({ NODE_ENV: 'production' })).toHaveLength(1));
});

describe('production', () => {
  it('is what a configured server is without MODE', () => {
    expect(refusal({ DATABASE_URL: 'mysql://u:p@db/linping' }).join()).toContain('TOKEN_SECRET is missing');
    expect(read({ ...PRODUCTION, MODE: undefined })).toMatchObject({ mode: 'production' });
  });

  it('takes all that is needed', () => {
    expect(read({ ...PRODUCTION, HOST: '0.0.0.0', NODE_ENV: 'production', TRUST_PROXY: 'true' })).toMatchObject({
      mode: 'production', publicUrl: 'https://linping.example.gov.cn', secrets: { token: secret('t'), code: secret('c'), contact: secret('k') }, sealKeysDir: '/srv/keys', trustProxy: true,
    });
  });

  it('refuses to migrate by itself unless it is told to, and serves metrics apart from residents', () => {
    expect(read(PRODUCTION)).toMatchObject({ migrate: 'check', metrics: 'off' });
    expect(read({ ...PRODUCTION, MIGRATE: 'auto', METRICS_PORT: '9464' })).toMatchObject({ migrate: 'auto', metrics: { host: '127.0.0.1', port: 9464 } });
    expect(read({ ...PRODUCTION, METRICS_HOST: '0.0.0.0', METRICS_PORT: '9464' })).toMatchObject({ metrics: { host: '0.0.0.0', port: 9464 } });
    expect(read({ MODE: 'development', MIGRATE: 'check' })).toMatchObject({ migrate: 'check' });
  });

  it('takes pushes and sends messages only where they are set up', () => {
    const { wechat } = read({ ...PRODUCTION, ...WECHAT });
    expect(wechat).toEqual({ appId: 'wx0123456789abcdef', secret: 'x', baseUrl: 'https://api.weixin.qq.com' });
    const all = { ...WECHAT, WECHAT_PUSH_TOKEN: 'AAAAA', WECHAT_PUSH_AES_KEY: 'A'.repeat(43), WECHAT_TEMPLATE_PROGRESS: 'aBcDeFgHiJ_-01', WECHAT_TEMPLATE_PROGRESS_FIELDS: 'title:thing4,text:thing7,at:date2' };
    expect(read({ ...PRODUCTION, ...all }).wechat).toMatchObject({
      push: { token: 'AAAAA', key: Buffer.alloc(32) }, progress: { id: 'aBcDeFgHiJ_-01', fields: { title: 'thing4', text: 'thing7', at: 'date2' } },
    });
  });

  it('takes payments with a service provider\'s number, or one firm\'s', () => {
    expect(read(PRODUCTION).wechatPay).toBe('off');
    expect(read({ ...PRODUCTION, ...PAY }).wechatPay).toEqual({
      mode: 'partner', appId: 'wx0123456789abcdef', mchid: '1900000100', serial: '5F'.repeat(20), privateKey: RSA.privateKey, apiV3Key: '3'.repeat(32),
      baseUrl: 'https://api.mch.weixin.qq.com', reportsDelivery: false,
    });
    expect(read({ ...PRODUCTION, ...PAY, ...PUBLIC_KEY, ...WECHAT, WECHAT_PAY: 'direct', WECHAT_PAY_REPORT_DELIVERY: 'on', WECHAT_PAY_BASE_URL: 'https://api2.mch.weixin.qq.com' }).wechatPay).toMatchObject({
      mode: 'direct', publicKey: { id: PUBLIC_KEY.WECHAT_PAY_PUBLIC_KEY_ID, pem: RSA.publicKey }, reportsDelivery: true, baseUrl: 'https://api2.mch.weixin.qq.com',
    });
  });

  it('takes play money nowhere, and the demo nothing else', () => {
    const stand = { WECHAT_PAY_BASE_URL: 'http://127.0.0.1:4020' };
    expect(read({ MODE: 'demo', ...PAY, ...stand }).wechatPay).toMatchObject({ baseUrl: 'http://127.0.0.1:4020' });
    expect(refusal({ MODE: 'demo', ...PAY })).toEqual([expect.stringContaining('real money')]);
    for (const WECHAT_PAY_BASE_URL of [stand.WECHAT_PAY_BASE_URL, 'http://api.mch.weixin.qq.com', 'https://api.mch.weixin.qq.com.example.com', 'https://api.mch.weixin.qq.com:8443', 'https://api.mch.weixin.qq.com@example.com']) {
      expect(refusal({ ...PRODUCTION, ...PAY, WECHAT_PAY_BASE_URL })).toEqual([expect.stringContaining('WECHAT_PAY_BASE_URL points to a stand-in')]);
    }
  });

  it('keeps photos in a folder, or in a bucket', () => {
    expect(read({ ...PRODUCTION, DATA_DIR: '/srv/data' }).storage).toEqual({ kind: 'disk', folder: '/srv/data/files' });
    expect(read({ ...PRODUCTION, FILES_DIR: '/photos' }).storage).toEqual({ kind: 'disk', folder: '/photos' });
    expect(read({ ...PRODUCTION, ...S3, S3_FORCE_PATH_STYLE: 'true', S3_REGION: 'cn-x-1' }).storage).toEqual({
      kind: 's3', endpoint: 'https://storage.example.com', region: 'cn-x-1', bucket: 'linping', accessKey: 'a', secretKey: 'b', forcePathStyle: true,
    });
    expect(read({ ...PRODUCTION, ...S3, S3_ENDPOINT: 'http://127.0.0.1:9000' }).storage).toMatchObject({ forcePathStyle: false });
  });

  it('names every one that is missing', () => {
    expect(refusal({ MODE: 'production' })).toEqual(['PUBLIC_URL', 'DATABASE_URL', 'SEAL_KEYS_DIR', 'TOKEN_SECRET', 'CODE_SECRET', 'CONTACT_SECRET'].map((name) => `${name} is missing`));
  });

  it.each([
    { what: 'plain http', given: { PUBLIC_URL: 'http://linping.example.gov.cn' }, says: 'PUBLIC_URL must be https' },
    { what: 'keys beside the data', given: { DATA_DIR: '/srv', SEAL_KEYS_DIR: '/srv/keys' }, says: 'SEAL_KEYS_DIR must lie outside DATA_DIR' },
    { what: 'keys that are the data', given: { DATA_DIR: '/srv/keys' }, says: 'SEAL_KEYS_DIR must lie outside DATA_DIR' },
    { what: 'a stand-in for WeChat', given: { WECHAT: 'on', WECHAT_APPID: 'wx0123456789abcdef', WECHAT_SECRET: 'x', WECHAT_BASE_URL: 'http://127.0.0.1:4000' }, says: 'WECHAT_BASE_URL points to a stand-in' },
    { what: 'WeChat without its id', given: { WECHAT: 'on', WECHAT_SECRET: 'x' }, says: 'WECHAT_APPID is missing' },
    { what: 'WeChat without its secret', given: { WECHAT: 'on', WECHAT_APPID: 'wx0123456789abcdef' }, says: 'WECHAT_SECRET is missing' },
    { what: 'a key for pushes without their token', given: { ...WECHAT, WECHAT_PUSH_AES_KEY: 'k'.repeat(43) }, says: 'WECHAT_PUSH_TOKEN is missing' },
    { what: 'a push token that the platform would not take', given: { ...WECHAT, WECHAT_PUSH_TOKEN: 'a b' }, says: 'WECHAT_PUSH_TOKEN' },
    { what: 'a push key that is none', given: { ...WECHAT, WECHAT_PUSH_TOKEN: 'AAAAA', WECHAT_PUSH_AES_KEY: 'short' }, says: 'WECHAT_PUSH_AES_KEY' },
    { what: 'fields that no template has', given: { ...WECHAT, WECHAT_TEMPLATE_PROGRESS_FIELDS: 'title:thing1' }, says: 'WECHAT_TEMPLATE_PROGRESS_FIELDS' },
    { what: 'payments without a number', given: { ...PAY, WECHAT_PAY_MCHID: undefined }, says: 'WECHAT_PAY_MCHID is missing' },
    { what: 'payments without a serial', given: { ...PAY, WECHAT_PAY_SERIAL: undefined }, says: 'WECHAT_PAY_SERIAL is missing' },
    { what: 'payments without a key to sign with', given: { ...PAY, WECHAT_PAY_KEY: undefined }, says: 'WECHAT_PAY_KEY is missing' },
    { what: 'payments without the APIv3 key', given: { ...PAY, WECHAT_PAY_APIV3_KEY: undefined }, says: 'WECHAT_PAY_APIV3_KEY is missing' },
    { what: 'payments without a mini-program', given: { ...PAY, WECHAT_APPID: undefined }, says: 'WECHAT_APPID is missing' },
    { what: 'a key that is none', given: { ...PAY, WECHAT_PAY_KEY: 'not a key' }, says: 'WECHAT_PAY_KEY is no RSA private key' },
    { what: 'a public key to sign with', given: { ...PAY, WECHAT_PAY_KEY: RSA.publicKey }, says: 'WECHAT_PAY_KEY is no RSA private key' },
    { what: 'a public key that is none', given: { ...PAY, ...PUBLIC_KEY, WECHAT_PAY_PUBLIC_KEY: 'x' }, says: 'WECHAT_PAY_PUBLIC_KEY is no RSA public key' },
    { what: 'a public key without its id', given: { ...PAY, WECHAT_PAY_PUBLIC_KEY: RSA.publicKey }, says: 'belong together' },
    { what: 'an id without its public key', given: { ...PAY, WECHAT_PAY_PUBLIC_KEY_ID: PUBLIC_KEY.WECHAT_PAY_PUBLIC_KEY_ID }, says: 'belong together' },
    { what: 'a short APIv3 key', given: { ...PAY, WECHAT_PAY_APIV3_KEY: 'short' }, says: 'WECHAT_PAY_APIV3_KEY' },
    { what: 'delivery reported without WeChat', given: { ...PAY, WECHAT_PAY_REPORT_DELIVERY: 'on' }, says: 'WECHAT_PAY_REPORT_DELIVERY=on needs WECHAT=on' },
    { what: 'a bucket without its address', given: { ...S3, S3_ENDPOINT: undefined }, says: 'S3_ENDPOINT is missing' },
    { what: 'a bucket without its name', given: { ...S3, S3_BUCKET: undefined }, says: 'S3_BUCKET is missing' },
    { what: 'a bucket without its secret', given: { ...S3, S3_SECRET_KEY: undefined }, says: 'S3_SECRET_KEY is missing' },
    { what: 'a bucket over plain http', given: { ...S3, S3_ENDPOINT: 'http://storage.example.com' }, says: 'S3_ENDPOINT must be https' },
    { what: 'a bucket that has no such name', given: { ...S3, S3_BUCKET: 'No_Bucket' }, says: 'S3_BUCKET' },
    { what: 'another storage', given: { STORAGE: 'ftp' }, says: 'STORAGE' },
    { what: 'a short secret', given: { TOKEN_SECRET: 'short' }, says: 'TOKEN_SECRET' },
    { what: 'an unknown mode', given: { MODE: 'prod' }, says: 'MODE' },
    { what: 'no port', given: { PORT: 'eighty' }, says: 'PORT' },
    { what: 'another database', given: { DATABASE_URL: 'postgres://x' }, says: 'DATABASE_URL' },
    { what: 'metrics where residents are', given: { METRICS_PORT: '3000' }, says: 'METRICS_PORT must not be PORT' },
    { what: 'another way to migrate', given: { MIGRATE: 'yes' }, says: 'MIGRATE' },
    { what: 'another proxy word', given: { TRUST_PROXY: 'yes' }, says: 'TRUST_PROXY' },
  ] as { what: string; given: Variables; says: string }[])('refuses $what', ({ given, says }) => {
    expect(refusal({ ...PRODUCTION, ...given })).toEqual([expect.stringContaining(says)]);
  });

  it('never writes a secret into its complaint', () => {
    const said = refusal({ ...PRODUCTION, TOKEN_SECRET: 'too-short-a-secret', PUBLIC_URL: 'nonsense' }).join();
    expect(said).not.toContain('too-short-a-secret');
    expect(refusal({ ...PRODUCTION, ...PAY, WECHAT_PAY_KEY: 'half a key' }).join()).not.toContain('half a key');
    expect(refusal({ ...PRODUCTION, ...PAY, WECHAT_PAY_APIV3_KEY: 'half-a-secret' }).join()).not.toContain('half-a-secret');
    expect(said).toContain('PUBLIC_URL');
  });

  it('keeps to loopback over http for a server behind its own tests', () => expect(refusal({ ...PRODUCTION, PUBLIC_URL: 'http://127.0.0.1:3000' })).toEqual([]));
});

describe('the demo\'s secrets', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'linping-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are made once, differ, and are nobody else\'s to read', () => {
    const made = demoSecrets(join(folder, 'data'));
    expect(new Set(Object.values(made)).size).toBe(3);
    expect(demoSecrets(join(folder, 'data'))).toEqual(made);
    expect(statSync(join(folder, 'data/demo-secrets.json')).mode & 0o077).toBe(0);
  });
});

it('.env.example explains every variable that the server reads, and no other', () => {
  const lines = readFileSync(join(__dirname, '../../../../.env.example'), 'utf8').split('\n');
  const named = lines.flatMap((line) => /^#?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
  expect([...named].sort()).toEqual([...VARIABLE_NAMES].sort());
  for (const [index, line] of lines.entries()) if (/^#?[A-Z][A-Z0-9_]+=/.test(line)) expect(lines[index - 1]).toMatch(/^# .{10,}/);
});

it('.env.example is refused as it stands, for its secrets are not filled in', () => {
  const lines = readFileSync(join(__dirname, '../../../../.env.example'), 'utf8').split('\n');
  const given = Object.fromEntries(lines.flatMap((line) => { const [, name, value] = /^([A-Z][A-Z_]+)=(.*)$/.exec(line) ?? []; return name === undefined ? [] : [[name, value]]; }));
  expect(refusal(given)).toEqual(expect.arrayContaining([expect.stringContaining('TOKEN_SECRET')]));
});

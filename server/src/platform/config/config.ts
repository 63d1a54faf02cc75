import { isAbsolute, join, relative, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment, type MigrateMode, type Mode } from './environment.ts';
import { payReasons, type WechatPayConfig, wechatPayFrom } from './wechat-pay-config.ts';

export interface WechatConfig {
  readonly appId: string;
  readonly secret: string;
  readonly baseUrl: string;
  /** How the platform shows that a push is its own; left out, none is taken. With a key (32 bytes) only encrypted ones are. */
  readonly push?: { readonly token: string; readonly key?: Buffer };
  /** The subscribe message about what a resident waits for; left out, none is sent. */
  readonly progress?: ProgressTemplate;
}

/** A template is chosen out of the platform's library, which numbers its fields: which of them takes what. */
export interface ProgressTemplate {
  readonly id: string;
  readonly fields: { readonly title: string; readonly text: string; readonly at: string };
}

export interface S3Config {
  readonly kind: 's3';
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly forcePathStyle: boolean;
}
export interface DiskConfig {
  readonly kind: 'disk';
  readonly folder: string;
}

/** The configuration as the program reads it, checked once at the start. */
export class Config {
  readonly mode!: Mode;
  readonly host!: string;
  readonly port!: number;
  /** Where residents reach the server: what the QR codes say. No trailing slash. */
  readonly publicUrl!: string;
  readonly dataDir!: string;
  readonly databaseUrl!: string;
  readonly migrate!: MigrateMode;
  /** Half-year keys lie here, outside the database and its backups (ADR on sealing). */
  readonly sealKeysDir!: string;
  readonly secrets!: { readonly token: string; readonly code: string; readonly contact: string };
  readonly wechat!: WechatConfig | 'off';
  readonly wechatPay!: WechatPayConfig | 'off';
  /** The gas supplier's emergency number. */
  readonly gasPhone!: string | null;
  readonly logLevel!: string;
  readonly trustProxy!: boolean;
  /** Where photos lie. */
  readonly storage!: DiskConfig | S3Config;
  /** Where metrics are read: never the address that residents use. */
  readonly metrics!: { readonly host: string; readonly port: number } | 'off';
}

/** The configuration cannot be used; each line names a variable and what to do. */
export class ConfigurationRefused extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(`the configuration cannot be used:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
  }
}

export type Variables = Readonly<Record<string, string | undefined>>;
type Secrets = Config['secrets'];

const NAMES = Object.keys(new Environment()).concat(
  'MODE', 'PUBLIC_URL', 'DATABASE_URL', 'MIGRATE', 'SEAL_KEYS_DIR', 'TOKEN_SECRET', 'CODE_SECRET', 'CONTACT_SECRET', 'GAS_PHONE', 'WECHAT_APPID', 'WECHAT_SECRET',
  'WECHAT_PUSH_TOKEN', 'WECHAT_PUSH_AES_KEY', 'WECHAT_TEMPLATE_PROGRESS', 'METRICS_PORT',
  'WECHAT_PAY_MCHID', 'WECHAT_PAY_SERIAL', 'WECHAT_PAY_KEY', 'WECHAT_PAY_APIV3_KEY', 'WECHAT_PAY_PUBLIC_KEY_ID', 'WECHAT_PAY_PUBLIC_KEY',
  'FILES_DIR', 'S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY');
/** Every variable the server reads. */
export const VARIABLE_NAMES: readonly string[] = [...new Set(NAMES)];

/** Subscriber numbers of this form are not given out. */
const DEMO_GAS_PHONE = '0371-00009999';

/** These move a server without configuring it: with nothing else set it is still the demo. */
const NOT_CONFIGURATION = new Set(['HOST', 'PORT', 'LOG_LEVEL', 'DATA_DIR']);

export const isConfigured = (variables: Variables): boolean => VARIABLE_NAMES.some((name) => !NOT_CONFIGURATION.has(name) && variables[name] !== undefined);

/**
 * Reads the environment. Without any configuration the mode is `demo`; configured without MODE it is production, so that
 * forgetting a line never opens the demo's doors. `demoSecrets` makes or reads the demo's throw-away secrets.
 * Throws ConfigurationRefused, naming everything that is wrong.
 */
export function configFrom(variables: Variables, demoSecrets: (dataDir: string) => Secrets): Config {
  const given = Object.fromEntries(VARIABLE_NAMES.flatMap((name) => (variables[name] === undefined || variables[name] === '' ? [] : [[name, variables[name]]])));
  const environment = plainToInstance(Environment, { MODE: isConfigured(given) ? 'production' : 'demo', ...given }, { exposeDefaultValues: true });
  const invalid = validateSync(environment).map(({ property, constraints = {} }) => `${property}: ${Object.values(constraints).join(', ')}`);
  if (invalid.length > 0) throw new ConfigurationRefused(invalid);

  const production = environment.MODE === 'production' ? productionReasons(environment) : [];
  const reasons = [
    ...modeReasons(environment, variables), ...production, ...wechatReasons(environment), ...payReasons(environment), ...storageReasons(environment), ...metricsReasons(environment),
  ];
  if (reasons.length > 0) throw new ConfigurationRefused(reasons);

  const dataDir = resolve(environment.DATA_DIR);
  const { HOST: host, PORT: port } = environment;
  const own = { token: environment.TOKEN_SECRET, code: environment.CODE_SECRET, contact: environment.CONTACT_SECRET };
  return {
    mode: environment.MODE, host, port, dataDir,
    publicUrl: (environment.PUBLIC_URL ?? `http://${host}:${port}`).replace(/\/+$/, ''),
    databaseUrl: environment.DATABASE_URL ?? `sqlite:${join(dataDir, 'linping.db')}`,
    migrate: environment.MIGRATE ?? (environment.MODE === 'production' ? 'check' : 'auto'),
    sealKeysDir: resolve(environment.SEAL_KEYS_DIR ?? join(dataDir, 'seal-keys')),
    secrets: own.token && own.code && own.contact ? (own as Secrets) : demoSecrets(dataDir),
    wechat: environment.WECHAT === 'on' ? wechatFrom(environment) : 'off',
    wechatPay: wechatPayFrom(environment),
    gasPhone: environment.GAS_PHONE ?? (environment.MODE === 'demo' ? DEMO_GAS_PHONE : null),
    logLevel: environment.LOG_LEVEL,
    trustProxy: environment.TRUST_PROXY === 'true',
    storage: storageFrom(environment, dataDir),
    metrics: environment.METRICS_PORT === undefined ? 'off' : { host: environment.METRICS_HOST, port: environment.METRICS_PORT },
  };
}

function modeReasons({ MODE, HOST, METRICS_HOST }: Environment, variables: Variables): string[] {
  if (MODE === 'production') return [];
  return [
    ...(variables.NODE_ENV === 'production' ? [`MODE=${MODE} is refused with NODE_ENV=production: it lets everybody in. Set MODE=production and the secrets`] : []),
    ...Object.entries({ HOST, METRICS_HOST }).filter(([, host]) => !isLoopback(host))
      .map(([name, host]) => `${name}=${host} is refused in mode ${MODE}, which listens on loopback only. Set MODE=production and the secrets`),
  ];
}

function productionReasons(environment: Environment): string[] {
  const { WECHAT, WECHAT_BASE_URL, PUBLIC_URL, DATA_DIR, SEAL_KEYS_DIR } = environment;
  const missing = (['PUBLIC_URL', 'DATABASE_URL', 'SEAL_KEYS_DIR', 'TOKEN_SECRET', 'CODE_SECRET', 'CONTACT_SECRET'] as const)
    .filter((name) => environment[name] === undefined).map((name) => `${name} is missing`);
  return [
    ...missing,
    ...(PUBLIC_URL !== undefined && !PUBLIC_URL.startsWith('https://') && !isLoopback(new URL(PUBLIC_URL).hostname) ? ['PUBLIC_URL must be https: codes and answers travel over it'] : []),
    ...(SEAL_KEYS_DIR !== undefined && isInside(resolve(DATA_DIR), resolve(SEAL_KEYS_DIR)) ? ['SEAL_KEYS_DIR must lie outside DATA_DIR, or a backup holds answers and their keys together'] : []),
    ...(WECHAT === 'on' && new URL(WECHAT_BASE_URL).host !== 'api.weixin.qq.com' ? ['WECHAT_BASE_URL points to a stand-in: leave it out'] : []),
  ];
}

const metricsReasons = ({ PORT, METRICS_PORT }: Environment): string[] => (METRICS_PORT === PORT ? ['METRICS_PORT must not be PORT: metrics are not for residents'] : []);

const wechatReasons = ({ WECHAT, WECHAT_APPID, WECHAT_SECRET, WECHAT_PUSH_TOKEN, WECHAT_PUSH_AES_KEY }: Environment): string[] =>
  WECHAT === 'off' ? [] : [
    ...(WECHAT_APPID ? [] : ['WECHAT_APPID is missing; WECHAT=off runs without WeChat']),
    ...(WECHAT_SECRET ? [] : ['WECHAT_SECRET is missing']),
    ...(WECHAT_PUSH_AES_KEY && !WECHAT_PUSH_TOKEN ? ['WECHAT_PUSH_TOKEN is missing: WECHAT_PUSH_AES_KEY alone shows nobody to be WeChat'] : []),
  ];

function wechatFrom(environment: Environment): WechatConfig {
  const { WECHAT_APPID, WECHAT_SECRET, WECHAT_BASE_URL, WECHAT_PUSH_TOKEN, WECHAT_PUSH_AES_KEY, WECHAT_TEMPLATE_PROGRESS, WECHAT_TEMPLATE_PROGRESS_FIELDS } = environment;
  const [title, text, at] = WECHAT_TEMPLATE_PROGRESS_FIELDS.split(',').map((field) => field.split(':')[1]!) as [string, string, string];
  return {
    appId: WECHAT_APPID!, secret: WECHAT_SECRET!, baseUrl: WECHAT_BASE_URL,
    // The 43 letters are base64 without its end.
    ...(WECHAT_PUSH_TOKEN && { push: { token: WECHAT_PUSH_TOKEN, ...(WECHAT_PUSH_AES_KEY && { key: Buffer.from(`${WECHAT_PUSH_AES_KEY}=`, 'base64') }) } }),
    ...(WECHAT_TEMPLATE_PROGRESS && { progress: { id: WECHAT_TEMPLATE_PROGRESS, fields: { title, text, at } } }),
  };
}

function storageReasons({ STORAGE, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY }: Environment): string[] {
  if (STORAGE === 'disk') return [];
  const missing = Object.entries({ S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY }).filter(([, value]) => value === undefined)
    .map(([name]) => `${name} is missing; STORAGE=disk keeps photos in FILES_DIR`);
  const isOpen = S3_ENDPOINT !== undefined && !S3_ENDPOINT.startsWith('https://') && !isLoopback(new URL(S3_ENDPOINT).hostname);
  return [...missing, ...(isOpen ? ['S3_ENDPOINT must be https: residents\' photos travel over it'] : [])];
}

function storageFrom({ STORAGE, FILES_DIR, S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY, S3_FORCE_PATH_STYLE }: Environment, dataDir: string): Config['storage'] {
  if (STORAGE === 'disk') return { kind: 'disk', folder: resolve(FILES_DIR ?? join(dataDir, 'files')) };
  return {
    kind: 's3', endpoint: S3_ENDPOINT!, region: S3_REGION, bucket: S3_BUCKET!, accessKey: S3_ACCESS_KEY!, secretKey: S3_SECRET_KEY!,
    forcePathStyle: S3_FORCE_PATH_STYLE === 'true',
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host);

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

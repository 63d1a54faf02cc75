import { type Call, fail } from './answers.ts';
import { isSignedBy, type PayKeys } from './keys.ts';

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 ';
const SKEW_MS = 300_000;

/** Looks at a request as the platform does before it looks at what is asked. Fails: SIGN_ERROR, PARAM_ERROR. */
export function mustBeSigned(call: Call, keys: PayKeys, mchid: string, nowMs: number): void {
  const { authorization = '', accept = '', 'user-agent': agent = '', 'content-type': type = '' } = call.headers as Readonly<Record<string, string | undefined>>;
  if (!/^(application\/json|\*\/\*)/.test(accept) || agent === '') fail('PARAM_ERROR', 'HTTP头缺少Accept或User-Agent');
  if (call.method === 'POST' && !type.startsWith('application/json')) fail('PARAM_ERROR', 'Content-Type不为application/json');
  if (!authorization.startsWith(SCHEME)) fail('SIGN_ERROR', 'Http头Authorization认证类型不正确');
  const given = Object.fromEntries(authorization.slice(SCHEME.length).split(',').map((part) => /^(\w+)="([^"]*)"$/.exec(part)?.slice(1) ?? ['', '']) as [string, string][]);
  const { nonce_str: nonce = '', timestamp = '', signature = '' } = given;
  if (given.mchid !== mchid) fail('SIGN_ERROR', '商户号不存在');
  if (given.serial_no !== keys.merchantSerial) fail('SIGN_ERROR', '商户证书序列号有误');
  if (Math.abs(Number(timestamp) * 1000 - nowMs) > SKEW_MS || timestamp === '') fail('SIGN_ERROR', 'Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
  if (nonce === '') fail('SIGN_ERROR', 'Http头Authorization中的nonce_str不能为空');
  if (!isSignedBy(keys.merchantKey, `${call.method}\n${call.target}\n${timestamp}\n${nonce}\n${call.rawBody}\n`, signature)) fail('SIGN_ERROR');
  const serial = call.headers['wechatpay-serial'];
  if (serial !== undefined && serial !== keys.publicKeyId && serial !== keys.certificateSerial) fail('PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误');
}

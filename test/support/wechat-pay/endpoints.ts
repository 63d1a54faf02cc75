import { type Answer, type Call, fail, ok } from './answers.ts';
import { billFile, tradeBill } from './bills.ts';
import type { Trade } from './book.ts';
import { instantText } from './fields.ts';
import { type PayKeys, seal } from './keys.ts';
import { queryRefund, refund } from './refunds.ts';
import { close, prepay, query } from './transactions.ts';
import type { World } from './world.ts';

const NO = '([^/]+)';
const TEN_YEARS_MS = 3_650 * 86_400_000;

type Endpoint = (world: World, call: Call, no: string) => Answer;
const both = (method: string, rest: string, endpoint: (mode: Trade['mode']) => Endpoint): readonly (readonly [string, RegExp, Endpoint])[] => [
  [method, new RegExp(`^/v3/pay/partner/transactions/${rest}$`), endpoint('partner')], [method, new RegExp(`^/v3/pay/transactions/${rest}$`), endpoint('direct')],
];

const ENDPOINTS: readonly (readonly [string, RegExp, Endpoint])[] = [
  ...both('POST', 'jsapi', (mode) => (world, call) => prepay(world, mode, 'jsapi', call)),
  ...both('POST', 'native', (mode) => (world, call) => prepay(world, mode, 'native', call)),
  ...both('GET', `out-trade-no/${NO}`, (mode) => (world, call, no) => query(world, mode, no, call)),
  ...both('POST', `out-trade-no/${NO}/close`, (mode) => (world, call, no) => close(world, mode, no, call)),
  ['POST', /^\/v3\/refund\/domestic\/refunds$/, refund],
  ['GET', new RegExp(`^/v3/refund/domestic/refunds/${NO}$`), (world, call, no) => queryRefund(world, no, call)],
  ['GET', /^\/v3\/bill\/tradebill$/, tradeBill],
  ['GET', /^\/v3\/billdownload\/file$/, billFile],
];

/** What the platform says to a call whose signature is good. Fails with a documented error. */
export function answer(world: World, keys: PayKeys, call: Call): Answer {
  if (call.method === 'GET' && call.path === '/v3/certificates') return certificates(keys, world.now());
  for (const [method, path, endpoint] of ENDPOINTS) {
    const [, no = ''] = path.exec(call.path) ?? [];
    if (call.method === method && path.test(call.path)) return endpoint(world, call, decodeURIComponent(no));
  }
  return fail('RESOURCE_NOT_EXISTS', '请求的资源不存在');
}

/** GET /v3/certificates */
const certificates = ({ apiV3Key, certificate, certificateSerial }: PayKeys, nowMs: number): Answer => ok({
  data: [{
    serial_no: certificateSerial, effective_time: instantText(nowMs), expire_time: instantText(nowMs + TEN_YEARS_MS),
    encrypt_certificate: seal(apiV3Key, certificate, 'certificate'),
  }],
});

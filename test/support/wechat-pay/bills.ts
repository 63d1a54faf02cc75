import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type Answer, type Call, fail, ok } from './answers.ts';
import type { Refund, Trade } from './book.ts';
import { instantText } from './fields.ts';
import { subMerchantIn } from './transactions.ts';
import type { World } from './world.ts';

const FILE_LIVES_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const READY_HOUR_MS = 10 * 3_600_000;
const THREE_MONTHS_MS = 92 * DAY_MS;

const NAMES = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY_NAMES = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

/** Files by their token, until they are too old. */
export class BillFiles {
  private readonly files = new Map<string, { readonly bytes: Buffer; readonly throughMs: number }>();
  /** Puts something else into the files that follow: what a broken or hostile file looks like. The hash is of what was meant. */
  tamper: ((bytes: Buffer) => Buffer) | undefined;
  /** Changes the text itself, before it is hashed: lines that the platform thinks differently of. */
  rewrite: ((text: string) => string) | undefined;

  keep(text: string, isZipped: boolean, nowMs: number): { readonly token: string; readonly sha1: string } {
    const plain = Buffer.from(this.rewrite?.(text) ?? text);
    const bytes = isZipped ? gzipSync(plain) : plain;
    const token = randomBytes(18).toString('base64url');
    this.files.set(token, { bytes: this.tamper?.(bytes) ?? bytes, throughMs: nowMs + FILE_LIVES_MS });
    return { token, sha1: createHash('sha1').update(plain).digest('hex') };
  }
  take(token: string, nowMs: number): Buffer | undefined {
    const file = this.files.get(token);
    return file && nowMs <= file.throughMs ? file.bytes : undefined;
  }
}

/** GET /v3/bill/tradebill: of a day that is over, after ten of the next morning, for three months. */
export function tradeBill(world: World, { query }: Call): Answer {
  const { bill_date: day = '', bill_type: type = 'ALL', tar_type: tar } = query;
  const startMs = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00+08:00`) : Number.NaN;
  if (Number.isNaN(startMs) || type !== 'ALL' || (tar !== undefined && tar !== 'GZIP')) fail('PARAM_ERROR');
  const nowMs = world.now();
  if (nowMs < startMs + DAY_MS || nowMs > startMs + THREE_MONTHS_MS) fail('INVALID_REQUEST', '账单日期错误');
  if (nowMs < startMs + DAY_MS + READY_HOUR_MS) fail('STATEMENT_CREATING');
  const mchid = query.sub_mchid === undefined ? undefined : subMerchantIn(world, query);
  const text = billText(world, startMs, mchid);
  if (text === undefined) return fail('NO_STATEMENT_EXIST');
  const { token, sha1 } = world.files.keep(text, tar === 'GZIP', nowMs);
  return ok({ download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${token}`, hash_type: 'SHA1', hash_value: sha1 });
}

/** GET /v3/billdownload/file: signed by who asks, not by who answers. */
export function billFile(world: World, { query }: Call): Answer {
  const bytes = world.files.take(query.token ?? '', world.now());
  return bytes ? { status: 200, body: bytes, isSigned: false, type: 'application/octet-stream' } : fail('PARAM_ERROR', '账单下载地址已过期');
}

function billText(world: World, startMs: number, mchid: string | undefined): string | undefined {
  const isOfDay = (ms: number | null): boolean => ms !== null && ms >= startMs && ms < startMs + DAY_MS;
  const isAsked = (each: { readonly mchid: string }) => mchid === undefined || each.mchid === mchid;
  const trades = world.book.trades.filter((trade) => isAsked(trade) && isOfDay(trade.paidMs));
  const refunds = world.book.refunds.filter((refund) => isAsked(refund) && isOfDay(refund.askedMs));
  if (trades.length + refunds.length === 0) return undefined;
  const lines = [...trades.map((trade) => [trade.paidMs!, tradeLine(world, trade)] as const), ...refunds.map((refund) => [refund.askedMs, refundLine(world, refund)] as const)]
    .sort(([a], [b]) => a - b).map(([, line]) => line);
  const [paid, refunded] = [sum(trades.map(({ totalFen }) => totalFen)), sum(refunds.map(({ amountFen }) => amountFen))];
  const summary = [String(lines.length), yuan(paid), yuan(refunded), '0.00', '0.00', yuan(paid), yuan(refunded)];
  return [NAMES, ...lines, SUMMARY_NAMES, marked(summary), ''].join('\r\n');
}

function tradeLine(world: World, trade: Trade): string {
  return line(world, trade, trade.paidMs!, 'SUCCESS', [yuan(trade.totalFen), '0.00', '0', '0', '0.00', '0.00', '', ''], [yuan(trade.totalFen), '0.00']);
}

const STATUS: Readonly<Record<Refund['state'], string>> = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', ABNORMAL: 'CHANGE', CLOSED: 'FAIL' };
function refundLine(world: World, refund: Refund): string {
  const { refundId, outRefundNo, amountFen } = refund;
  const trade = world.book.trade(refund.mchid, refund.outTradeNo)!;
  const middle = ['0.00', '0.00', refundId, outRefundNo, yuan(amountFen), '0.00', 'ORIGINAL', STATUS[refund.state]];
  return line(world, trade, refund.askedMs, 'REFUND', middle, ['0.00', yuan(amountFen)]);
}

function line(world: World, trade: Trade, ms: number, state: string, middle: readonly string[], end: readonly string[]): string {
  const { mode, mchid, transactionId, outTradeNo, scene, description, attach } = trade;
  return marked([
    instantText(ms).slice(0, 19).replace('T', ' '), world.appId, world.mchid, mode === 'partner' ? mchid : '0', '', transactionId!, outTradeNo, trade.payer ?? world.stranger,
    scene.toUpperCase(), state, 'OTHERS', 'CNY', ...middle, description, attach, '0.00000', '0.00%', ...end, '',
  ]);
}

const marked = (fields: readonly string[]): string => fields.map((field) => `\`${field}`).join(',');
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
function yuan(fen: number): string {
  const digits = String(fen).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

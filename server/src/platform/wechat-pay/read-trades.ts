import type { MerchantMode } from '@linping/shared';
import { isRecord, type Json } from './json.ts';
import { type PayMerchant, type PayRefund, type PayTrade, REFUND_STATES, TRADE_STATES } from './pay-trades.ts';

/** Reading is all or nothing: undefined when a field is missing, of another kind, or in another currency. */
class Unreadable extends Error {}

/** A payment as a query answers and a notification brings it. */
export const tradeOf = (json: Json, mode: MerchantMode): PayTrade | undefined => whole(() => {
  const amount = isRecord(json.amount) ? json.amount : {};
  const payer = isRecord(json.payer) ? json.payer : {};
  return {
    state: oneOf(TRADE_STATES, json.trade_state),
    merchant: merchantOf(json, mode),
    outTradeNo: text(json.out_trade_no),
    transactionId: orNull(json.transaction_id, text),
    amountFen: orNull(amount.total, (total) => (inYuan(amount), fen(total))),
    paidMs: orNull(json.success_time, instant),
    payerOpenid: orNull(mode === 'partner' ? payer.sp_openid : payer.openid, text),
  };
});

/** A refund as requests and queries answer it (`status`) and a notification brings it (`refund_status`, and whose it is). */
export const refundOf = (json: Json, mode: MerchantMode): PayRefund | undefined => whole(() => {
  const amount = isRecord(json.amount) ? json.amount : {};
  inYuan(amount);
  return {
    state: oneOf(REFUND_STATES, json.refund_status ?? json.status),
    merchant: json.refund_status === undefined ? null : merchantOf(json, mode),
    outRefundNo: text(json.out_refund_no),
    refundId: text(json.refund_id),
    outTradeNo: text(json.out_trade_no),
    transactionId: text(json.transaction_id),
    amountFen: fen(amount.refund),
    totalFen: fen(amount.total),
    refundedMs: orNull(json.success_time, instant),
  };
});

/** Who we are in what WeChat says: it must be the number of our configuration. */
export const ownNumberIn = (json: Json, mode: MerchantMode): unknown => (mode === 'partner' ? json.sp_mchid : json.mchid);

const merchantOf = (json: Json, mode: MerchantMode): PayMerchant => ({ mode, mchid: text(mode === 'partner' ? json.sub_mchid : json.mchid) });

function whole<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Unreadable) return undefined;
    throw cause;
  }
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '' || value.length > 256) throw new Unreadable();
  return value;
}

function fen(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new Unreadable();
  return value;
}

/** Notifications of refunds name no currency. */
function inYuan({ currency = 'CNY' }: Json): true {
  if (currency !== 'CNY') throw new Unreadable();
  return true;
}

/** RFC 3339, with its offset. */
function instant(value: unknown): number {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text(value)) ? Date.parse(text(value)) : Number.NaN;
  if (Number.isNaN(ms)) throw new Unreadable();
  return ms;
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new Unreadable();
  return found;
}

/** WeChat leaves out what is not known yet, or says it is empty. */
const orNull = <T>(value: unknown, read: (value: unknown) => T): T | null => (value === undefined || value === null || value === '' ? null : read(value));

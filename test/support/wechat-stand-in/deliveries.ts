import { failed, ok, withToken } from './answers.ts';

export const UPLOAD_SHIPPING = '/wxa/sec/order/upload_shipping_info';

export interface ReportedDelivery {
  readonly transactionId: string;
  readonly openid: string;
  readonly item: string;
}

/** What was reported as delivered, once for each payment. */
export class Deliveries {
  readonly reported: ReportedDelivery[] = [];
  /** Payments that the platform has not heard of yet: it can be slower than WeChat Pay. */
  readonly notYetKnown = new Set<string>();
}

interface Report {
  readonly order_key?: { readonly order_number_type?: unknown; readonly transaction_id?: unknown };
  readonly logistics_type?: unknown;
  readonly delivery_mode?: unknown;
  readonly shipping_list?: readonly { readonly item_desc?: unknown }[];
  readonly upload_time?: unknown;
  readonly payer?: { readonly openid?: unknown };
}

/** 47001 · 10060001 · 10060023, when the same is reported again. */
export const uploadShipping = withToken(({ deliveries }, body) => {
  const { order_key: key, logistics_type: logistics, delivery_mode: mode, shipping_list: list, upload_time: time, payer } = body as Report;
  const [transactionId, item, openid] = [key?.transaction_id, list?.[0]?.item_desc, payer?.openid];
  const isTime = typeof time === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/.test(time);
  if (key?.order_number_type !== 2 || logistics !== 3 || mode !== 1 || list?.length !== 1 || !isTime) return failed(47001);
  if (typeof transactionId !== 'string' || typeof item !== 'string' || item === '' || item.length > 120 || typeof openid !== 'string' || openid === '') return failed(47001);
  if (deliveries.notYetKnown.has(transactionId)) return failed(10060001);
  if (deliveries.reported.some((known) => known.transactionId === transactionId)) return failed(10060023);
  deliveries.reported.push({ transactionId, openid, item });
  return ok({ errcode: 0, errmsg: 'ok' });
});

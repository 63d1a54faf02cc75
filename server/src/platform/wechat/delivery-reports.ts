import { Logger } from '@nestjs/common';
import { Refused } from '../refused.ts';
import { type Answer, BUSY, isNone, type NoAnswer, QUOTA, WechatError, type WechatWire } from './wechat-wire.ts';

/** That what was paid for is there: a service over the half-year, nothing that travels. */
export interface Delivery {
  /** WeChat Pay's number of the payment. */
  readonly transactionId: string;
  /** Who has paid. */
  readonly openid: string;
  /** What for; the payer reads it. */
  readonly item: string;
  readonly atMs: number;
}
/** `reported`: the platform knows it, from now or from before. `unavailable`: not now, or not known to it yet. `refused`: never. */
export interface DeliveryOutcome {
  readonly outcome: 'reported' | 'unavailable' | 'refused';
}

/** 10060002 delivered already · 10060003 delivered again already · 10060023 nothing new: a report of ours whose answer was lost. */
const KNOWN = new Set([10060002, 10060003, 10060023]);
/** 10060001 the platform has not heard of the payment yet · 10060012, 10060019 an error of its own. */
const LATER = new Set([BUSY, 10060001, 10060012, 10060019, ...QUOTA]);

const VIRTUAL = 3;
const AT_ONCE = 1;
const BY_TRANSACTION_ID = 2;
const LONGEST_ITEM = 120;
const SHANGHAI_MS = 8 * 3_600_000;

/** `/wxa/sec/order/upload_shipping_info` (小程序发货信息管理): where the platform demands it, money stays frozen until it has one. */
export class DeliveryReports {
  private readonly log = new Logger(DeliveryReports.name);

  constructor(private readonly wire: WechatWire) {}

  async report({ transactionId, openid, item, atMs }: Delivery): Promise<DeliveryOutcome> {
    const answer = await this.ask({
      order_key: { order_number_type: BY_TRANSACTION_ID, transaction_id: transactionId }, logistics_type: VIRTUAL, delivery_mode: AT_ONCE,
      shipping_list: [{ item_desc: Array.from(item).slice(0, LONGEST_ITEM).join('') }],
      upload_time: `${new Date(atMs + SHANGHAI_MS).toISOString().slice(0, -1)}+08:00`, payer: { openid },
    });
    if (isNone(answer) || LATER.has(answer.errcode)) return { outcome: 'unavailable' };
    if (answer.errcode === 0 || KNOWN.has(answer.errcode)) return { outcome: 'reported' };
    this.log.error(new WechatError(answer.errcode, answer.errmsg).message);
    return { outcome: 'refused' };
  }

  /** Without a token nothing was sent; a token that can never be had is for the log. */
  private ask(body: object): Promise<Answer | NoAnswer> {
    return this.wire.sendOnceWithToken('/wxa/sec/order/upload_shipping_info', body).catch((cause: unknown) => {
      if (cause instanceof WechatError) this.log.error(cause.message);
      else if (!(cause instanceof Refused && cause.refusal.code === 'WECHAT_UNAVAILABLE')) throw cause;
      return 'unreachable' as const;
    });
  }
}

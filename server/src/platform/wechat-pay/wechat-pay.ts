import type { MerchantMode, RequestPaymentParameters } from '@linping/shared';
import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { isReal, type WechatPayConfig } from '../config/wechat-pay-config.ts';
import type { Random } from '../random.ts';
import { refuse } from '../refused.ts';
import { type BillFile, BillRefused, readBill } from './bill/trade-bill.ts';
import type { Json } from './json.ts';
import { type NoticeHeaders, Notices } from './notices.ts';
import { PayKeys } from './pay-keys.ts';
import type { BillAsked, BilledTrade, PayMerchant, PayNotice, PayOutcome, PayRefund, PayRefused, PayTrade, Prepared, PrepayOrder, RefundOrder } from './pay-trades.ts';
import { type PayTiming, PayWire, UNKNOWN } from './pay-wire.ts';
import { refundOf, tradeOf } from './read-trades.ts';
import { SignedRequests } from './signed-requests.ts';
import { PayTransport } from './transport.ts';

const USUAL_TIMING: PayTiming = { timeoutMs: 5_000, waitsMs: [200, 800] };
const SHANGHAI_MS = 8 * 3_600_000;

interface Parts {
  readonly settings: WechatPayConfig;
  readonly requests: SignedRequests;
  readonly wire: PayWire;
  readonly notices: Notices;
}

/**
 * WeChat Pay (APIv3), as far as we use it: in the service provider's mode every firm is a sub-merchant, in direct mode there is
 * one. Money never passes through us. What WeChat will not do and what nobody knows come back as data; everything is refused
 * with PAYMENT_OFF where it is not configured.
 */
export class WechatPay {
  private readonly log = new Logger(WechatPay.name);
  private readonly parts: Parts | undefined;

  constructor(config: Config, private readonly clock: Clock, random: Random, timing: PayTiming = USUAL_TIMING) {
    if (config.wechatPay === 'off') return;
    const settings = config.wechatPay;
    const requests = new SignedRequests(settings, new PayTransport(settings.baseUrl, timing.timeoutMs), clock, random);
    const keys = new PayKeys(settings, clock, () => requests.ask('GET', '/v3/certificates'));
    this.parts = { settings, requests, wire: new PayWire(requests, keys, clock, timing), notices: new Notices(settings, keys, clock) };
  }

  get mode(): MerchantMode | 'off' {
    return this.parts?.settings.mode ?? 'off';
  }
  /** In direct mode the one merchant there is. */
  get ownMchid(): string | null {
    return this.parts?.settings.mchid ?? null;
  }
  /** True where nobody's money moves: what answers is not WeChat Pay. */
  get isPlayMoney(): boolean {
    return this.parts !== undefined && !isReal(this.parts.settings.baseUrl);
  }

  /** Opens an order at WeChat. The same again answers the same; the same number with other words is refused (OUT_TRADE_NO_USED). Refuses: PAYMENT_OFF. */
  async prepay(order: PrepayOrder): Promise<PayOutcome<Prepared>> {
    const { settings, wire } = this.on();
    const { scene, merchant, outTradeNo, description, amountFen, expiresMs, payerOpenid, notifyUrl } = order;
    const payer = settings.mode === 'partner' ? { sp_openid: payerOpenid } : { openid: payerOpenid };
    // The day's bill repeats the description, unquoted: a backtick or a new line in it would break the bill.
    const said = this.stranger(merchant) ?? await wire.ask('POST', `${this.transactions()}/${scene}`, {
      ...(settings.mode === 'partner' ? { sp_appid: settings.appId, ...this.numbers(merchant) } : { appid: settings.appId, ...this.numbers(merchant) }),
      description: description.replace(/[`\s]+/g, ' '), out_trade_no: outTradeNo, time_expire: shanghaiTime(expiresMs), notify_url: notifyUrl,
      amount: { total: amountFen, currency: 'CNY' }, ...(scene === 'jsapi' && { payer }),
    });
    if (said.outcome !== 'done') return said;
    const { prepay_id: prepayId, code_url: codeUrl } = said.json;
    if (scene === 'jsapi' && typeof prepayId === 'string') return { outcome: 'done', prepayId };
    return scene === 'native' && typeof codeUrl === 'string' ? { outcome: 'done', codeUrl } : this.unreadable('prepay');
  }

  /** What the mini-program calls `requestPayment` with. That it says ok is no proof: query the order. Refuses: PAYMENT_OFF. */
  requestPayment(prepayId: string): RequestPaymentParameters {
    return this.on().requests.requestPayment(prepayId);
  }

  /** What WeChat knows of an order; ORDER_NOT_EXIST where it never heard of it. Refuses: PAYMENT_OFF. */
  async query({ merchant, outTradeNo }: { readonly merchant: PayMerchant; readonly outTradeNo: string }): Promise<PayOutcome<{ readonly trade: PayTrade }>> {
    const { settings, wire } = this.on();
    const said = this.stranger(merchant) ?? await wire.ask('GET', `${this.order(outTradeNo)}?${new URLSearchParams(this.numbers(merchant))}`);
    if (said.outcome !== 'done') return said;
    const trade = tradeOf(said.json, settings.mode);
    const isAsked = trade?.outTradeNo === outTradeNo && trade.merchant.mchid === merchant.mchid;
    return trade && isAsked ? { outcome: 'done', trade } : this.unreadable('query');
  }

  /** Nobody can pay it any more. Closing it again is done too; ORDER_PAID where somebody was faster. Refuses: PAYMENT_OFF. */
  async close({ merchant, outTradeNo }: { readonly merchant: PayMerchant; readonly outTradeNo: string }): Promise<PayOutcome<object>> {
    const { wire } = this.on();
    const said = this.stranger(merchant) ?? await wire.ask('POST', `${this.order(outTradeNo)}/close`, this.numbers(merchant));
    if (said.outcome === 'refused' && said.code === 'ORDER_CLOSED') return { outcome: 'done' };
    return said.outcome === 'done' ? { outcome: 'done' } : said;
  }

  /** Gives back a part or all. The same `outRefundNo` again answers what became of it. Refuses: PAYMENT_OFF. */
  async refund(order: RefundOrder): Promise<PayOutcome<{ readonly refund: PayRefund }>> {
    const { wire } = this.on();
    const { merchant, outTradeNo, transactionId, outRefundNo, amountFen, totalFen, reason, notifyUrl } = order;
    const said = this.stranger(merchant) ?? await wire.ask('POST', '/v3/refund/domestic/refunds', {
      ...this.subMerchant(merchant), ...(transactionId === undefined ? { out_trade_no: outTradeNo } : { transaction_id: transactionId }),
      out_refund_no: outRefundNo, reason, notify_url: notifyUrl, amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
    });
    return this.refundIn(said, outRefundNo);
  }

  /** RESOURCE_NOT_EXISTS where WeChat never heard of it. Refuses: PAYMENT_OFF. */
  async queryRefund({ merchant, outRefundNo }: { readonly merchant: PayMerchant; readonly outRefundNo: string }): Promise<PayOutcome<{ readonly refund: PayRefund }>> {
    const query = new URLSearchParams(this.subMerchant(merchant)).toString();
    const path = `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}${query && `?${query}`}`;
    return this.refundIn(this.stranger(merchant) ?? await this.on().wire.ask('GET', path), outRefundNo);
  }

  /**
   * What WeChat says was paid and given back on a day; none where there was nothing. The file's SHA1 is compared and its size
   * bounded; a file that is not what the answer named is `unknown`. Refuses: PAYMENT_OFF.
   */
  async tradeBill({ merchant, day }: BillAsked): Promise<PayOutcome<{ readonly trades: readonly BilledTrade[] }>> {
    const { wire, requests } = this.on();
    const query = new URLSearchParams({ bill_date: day, ...this.subMerchant(merchant), bill_type: 'ALL', tar_type: 'GZIP' });
    const said = this.stranger(merchant) ?? await wire.ask('GET', `/v3/bill/tradebill?${query}`);
    if (said.outcome === 'refused' && said.code === 'NO_STATEMENT_EXIST') return { outcome: 'done', trades: [] };
    if (said.outcome !== 'done') return said;
    try {
      const trades = await readBill(said.json as BillFile, (address, mostBytes) => requests.file(address, mostBytes));
      return trades.every(({ mchid }) => mchid === merchant.mchid) ? { outcome: 'done', trades } : this.unreadable('bill: it names another merchant');
    } catch (cause) {
      if (!(cause instanceof BillRefused)) throw cause;
      return this.unreadable(`bill of ${day}: ${cause.message}`);
    }
  }

  /**
   * Reads what WeChat Pay has sent to a notify_url: `rawBody` is the bytes as they came. Merchant, number and amount are for the
   * caller to compare with its own record. Refuses: PAYMENT_OFF, PAYMENT_NOTICE_REFUSED, PAYMENT_NOTICE_UNREADABLE, PAYMENT_NOTICE_NOT_OURS.
   */
  notice(headers: NoticeHeaders, rawBody: Buffer | string): Promise<PayNotice> {
    return this.on().notices.read(headers, Buffer.from(rawBody as string));
  }

  private on(): Parts {
    return this.parts ?? refuse({ code: 'PAYMENT_OFF' });
  }

  /** A merchant of another mode, or another than the only one, is nobody WeChat knows by our keys: it is not asked. */
  private stranger({ mode, mchid }: PayMerchant): PayRefused | undefined {
    const { settings } = this.on();
    if (mode === settings.mode && (mode === 'partner' || mchid === settings.mchid)) return undefined;
    return { outcome: 'refused', code: 'MCH_NOT_EXISTS', message: 'the merchant is not one of this configuration' };
  }

  private transactions(): string {
    return this.on().settings.mode === 'partner' ? '/v3/pay/partner/transactions' : '/v3/pay/transactions';
  }
  private order(outTradeNo: string): string {
    return `${this.transactions()}/out-trade-no/${encodeURIComponent(outTradeNo)}`;
  }
  private numbers({ mchid }: PayMerchant): Record<string, string> {
    const { settings } = this.on();
    return settings.mode === 'partner' ? { sp_mchid: settings.mchid, sub_mchid: mchid } : { mchid };
  }
  private subMerchant({ mode, mchid }: PayMerchant): Record<string, string> {
    return mode === 'partner' ? { sub_mchid: mchid } : {};
  }

  private refundIn(said: PayOutcome<{ readonly json: Json }>, outRefundNo: string): PayOutcome<{ readonly refund: PayRefund }> {
    if (said.outcome !== 'done') return said;
    const refund = refundOf(said.json, this.on().settings.mode);
    return refund?.outRefundNo === outRefundNo ? { outcome: 'done', refund } : this.unreadable('refund');
  }

  /** Signed by WeChat and yet not what was asked for: nothing may be concluded from it. */
  private unreadable(what: string): typeof UNKNOWN {
    this.log.error(`WeChat Pay's answer cannot be read: ${what}`);
    return UNKNOWN;
  }
}

/** RFC 3339 in China's time, as WeChat writes it. */
const shanghaiTime = (ms: number): string => `${new Date(ms + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`;

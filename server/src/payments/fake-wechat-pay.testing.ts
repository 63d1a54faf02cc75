import type { MerchantMode } from '@linping/shared';
import type { PayMerchant, PayOutcome, PayRefund, PayTrade, Prepared, PrepayOrder, RefundOrder, RefundState } from '../platform/wechat-pay/pay-trades.ts';
import type { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';

/** `lost`: it is done and the answer is lost. `unheard`: nothing is done and nobody knows. A text: refused with this code, nothing is done. */
export type PayFault = 'lost' | 'unheard' | { readonly refused: string };
type Asked = 'prepay' | 'query' | 'close' | 'refund' | 'queryRefund';

/** WeChat will not, with this code. */
class No {
  constructor(readonly code: string) {}
}

/** Trades and refunds as WeChat would have them, without its protocol: that has its own specs, and the flows go through it. */
export class FakeWechatPay {
  mode: MerchantMode | 'off' = 'partner';
  ownMchid = '1900000100';
  isPlayMoney = true;
  readonly trades = new Map<string, PayTrade & { readonly asked: string; readonly totalFen: number }>();
  readonly refunds = new Map<string, PayRefund>();
  readonly calls: Asked[] = [];
  /** What becomes of a refund that is asked for. */
  refundsAre: RefundState = 'SUCCESS';
  private readonly faults: { readonly asked: Asked; readonly fault: PayFault }[] = [];
  private count = 0;

  constructor(private readonly now: () => number) {}

  /** The real client's type has private parts; what the services call is all here. */
  get client(): WechatPay {
    return this as unknown as WechatPay;
  }

  next(asked: Asked, fault: PayFault, times = 1): void {
    for (let i = 0; i < times; i += 1) this.faults.push({ asked, fault });
  }

  pay(outTradeNo: string, over: Partial<PayTrade> = {}): PayTrade {
    const trade = { ...this.trades.get(outTradeNo)!, state: 'SUCCESS' as const, transactionId: `42${String((this.count += 1)).padStart(8, '0')}`, paidMs: this.now(), ...over };
    this.trades.set(outTradeNo, trade);
    return trade;
  }

  requestPayment(prepayId: string) {
    return { timeStamp: '1', nonceStr: 'n', package: `prepay_id=${prepayId}`, signType: 'RSA' as const, paySign: 's' };
  }

  prepay(order: PrepayOrder): Promise<PayOutcome<Prepared>> {
    return this.said<Prepared>('prepay', () => {
      const { expiresMs: _, ...rest } = order;
      const asked = JSON.stringify(rest);
      const known = this.trades.get(order.outTradeNo);
      if (known && known.asked !== asked) return new No('OUT_TRADE_NO_USED');
      if (known && known.state !== 'NOTPAY') return new No(known.state === 'CLOSED' ? 'ORDER_CLOSED' : 'ORDERPAID');
      const { merchant, outTradeNo, amountFen, payerOpenid = null } = order;
      this.trades.set(outTradeNo, { state: 'NOTPAY', merchant, outTradeNo, transactionId: null, amountFen, paidMs: null, payerOpenid, asked, totalFen: amountFen });
      return order.scene === 'jsapi' ? { prepayId: `wx-${outTradeNo}` } : { codeUrl: `weixin://wxpay/bizpayurl?pr=${outTradeNo}` };
    });
  }

  query({ outTradeNo }: { readonly merchant: PayMerchant; readonly outTradeNo: string }): Promise<PayOutcome<{ readonly trade: PayTrade }>> {
    return this.said<{ readonly trade: PayTrade }>('query', () => {
      const trade = this.trades.get(outTradeNo);
      return trade ? { trade } : new No('ORDER_NOT_EXIST');
    });
  }

  close({ outTradeNo }: { readonly merchant: PayMerchant; readonly outTradeNo: string }): Promise<PayOutcome<object>> {
    return this.said<object>('close', () => {
      const trade = this.trades.get(outTradeNo);
      if (!trade) return new No('ORDER_NOT_EXIST');
      if (trade.state === 'SUCCESS' || trade.state === 'REFUND') return new No('ORDERPAID');
      this.trades.set(outTradeNo, { ...trade, state: 'CLOSED' });
      return {};
    });
  }

  refund(order: RefundOrder): Promise<PayOutcome<{ readonly refund: PayRefund }>> {
    return this.said<{ readonly refund: PayRefund }>('refund', () => {
      const { outTradeNo, outRefundNo, amountFen, totalFen } = order;
      const trade = this.trades.get(outTradeNo);
      if (trade?.transactionId == null) return new No('RESOURCE_NOT_EXISTS');
      const known = this.refunds.get(outRefundNo);
      if (known) return known.amountFen === amountFen ? { refund: known } : new No('INVALID_REQUEST');
      const gone = [...this.refunds.values()].filter((one) => one.outTradeNo === outTradeNo && one.state !== 'CLOSED').reduce((sum, one) => sum + one.amountFen, 0);
      if (gone + amountFen > trade.totalFen) return new No('INVALID_REQUEST');
      this.trades.set(outTradeNo, { ...trade, state: 'REFUND' });
      const refund: PayRefund = { state: 'PROCESSING', merchant: null, outRefundNo, refundId: `50-${outRefundNo}`, outTradeNo, transactionId: trade.transactionId, amountFen, totalFen, refundedMs: null };
      this.refunds.set(outRefundNo, refund);
      if (this.refundsAre !== 'PROCESSING') this.end(outRefundNo, this.refundsAre);
      return { refund: this.refunds.get(outRefundNo)! };
    });
  }

  queryRefund({ outRefundNo }: { readonly merchant: PayMerchant; readonly outRefundNo: string }): Promise<PayOutcome<{ readonly refund: PayRefund }>> {
    return this.said<{ readonly refund: PayRefund }>('queryRefund', () => {
      const refund = this.refunds.get(outRefundNo);
      return refund ? { refund } : new No('RESOURCE_NOT_EXISTS');
    });
  }

  /** A refund ends at WeChat; answers it as a notification brings it. */
  end(outRefundNo: string, state: RefundState): PayRefund {
    const refund = { ...this.refunds.get(outRefundNo)!, state, refundedMs: state === 'SUCCESS' ? this.now() : null };
    this.refunds.set(outRefundNo, refund);
    return { ...refund, merchant: this.trades.get(refund.outTradeNo)!.merchant };
  }

  private async said<T extends object>(asked: Asked, answer: () => T | No): Promise<PayOutcome<T>> {
    await Promise.resolve();
    this.calls.push(asked);
    const at = this.faults.findIndex((planned) => planned.asked === asked);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]!.fault;
    if (fault === 'unheard') return { outcome: 'unknown' };
    const said = typeof fault === 'object' ? new No(fault.refused) : answer();
    if (fault === 'lost') return { outcome: 'unknown' };
    if (said instanceof No) return { outcome: 'refused', code: said.code, message: '' };
    return { outcome: 'done', ...said };
  }
}

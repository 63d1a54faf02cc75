import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';
import { refuse } from '../platform/refused.ts';
import { WechatPay } from '../platform/wechat-pay/wechat-pay.ts';

const TIMEOUT_MS = 5_000;
const AGAIN_SECONDS = 3;

/** The payer's phone, as far as a demo has one: it asks the stand-in for WeChat Pay to take an order for paid. */
@Injectable()
export class PlayMoney {
  constructor(private readonly config: Config, private readonly wechat: WechatPay) {}

  /** Pays an order by its number at WeChat Pay. Refuses: PAYMENT_OFF where real money is taken or none, PAYMENT_ENDED, PAYMENT_UNAVAILABLE. */
  async pay(outTradeNo: string): Promise<void> {
    const { wechatPay } = this.config;
    if (wechatPay === 'off' || !this.wechat.isPlayMoney) return refuse({ code: 'PAYMENT_OFF' });
    const result = await this.ask(`${wechatPay.baseUrl}/play/pay`, { out_trade_no: outTradeNo });
    if (result !== 'paid') refuse(result === undefined ? { code: 'PAYMENT_UNAVAILABLE', retryAfterSeconds: AGAIN_SECONDS } : { code: 'PAYMENT_ENDED' });
  }

  private async ask(url: string, body: object): Promise<unknown> {
    try {
      const reply = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS) });
      return reply.ok ? ((await reply.json()) as { readonly result?: unknown }).result : undefined;
    } catch {
      return undefined;
    }
  }
}

import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.ts';
import type { WechatPayConfig } from '../config/wechat-pay-config.ts';
import { refuse } from '../refused.ts';
import { decrypt } from './decrypt.ts';
import { isRecord, type Json, jsonOf } from './json.ts';
import type { PayKeys } from './pay-keys.ts';
import type { PayNotice } from './pay-trades.ts';
import { ownNumberIn, refundOf, tradeOf } from './read-trades.ts';
import { flawOf, isSignedBy, signedOf } from './signature.ts';

/** As Node has them: in small letters, a list where one came twice. */
export type NoticeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const LONGEST_ID = 64;

/** What WeChat tells by itself. Whoever cannot show its signature of now, over these very bytes, is not WeChat. */
export class Notices {
  private readonly log = new Logger(Notices.name);

  constructor(private readonly config: WechatPayConfig, private readonly keys: PayKeys, private readonly clock: Clock) {}

  /** Refuses: PAYMENT_NOTICE_REFUSED, PAYMENT_NOTICE_UNREADABLE, PAYMENT_NOTICE_NOT_OURS. */
  async read(headers: NoticeHeaders, rawBody: Buffer): Promise<PayNotice> {
    await this.mustBeWechats(headers, rawBody);
    const envelope = jsonOf(rawBody) ?? this.unreadable('its body is no JSON');
    const { id, resource } = envelope;
    if (typeof id !== 'string' || id === '' || id.length > LONGEST_ID) return this.unreadable('it has no id');
    const plain = decrypt(this.config.apiV3Key, resource) ?? this.unreadable('it does not lie under WECHAT_PAY_APIV3_KEY');
    const json = jsonOf(plain) ?? this.unreadable('what it held is no JSON');
    if (ownNumberIn(json, this.config.mode) !== this.config.mchid) {
      this.log.warn(`notification ${id} is for another merchant`);
      return refuse({ code: 'PAYMENT_NOTICE_NOT_OURS' });
    }
    return this.meant(id, resource as Json, json) ?? this.unreadable(`${id} is neither a payment nor a refund that can be read`);
  }

  /** What is under the key says what it is, not what is written on the envelope around it. */
  private meant(id: string, resource: Json, json: Json): PayNotice | undefined {
    if (isRecord(json.amount) && json.out_refund_no !== undefined) {
      const refund = resource.original_type === 'refund' ? refundOf(json, this.config.mode) : undefined;
      return refund?.merchant ? { kind: 'refund', id, refund } : undefined;
    }
    const trade = resource.original_type === 'transaction' ? tradeOf(json, this.config.mode) : undefined;
    return trade && { kind: 'payment', id, trade };
  }

  /** The cheap looks come first: a key may have to be fetched. */
  private async mustBeWechats(headers: NoticeHeaders, rawBody: Buffer): Promise<void> {
    const signed = signedOf((name) => { const value = headers[name]; return typeof value === 'string' ? value : null; });
    if (!signed) return this.refused('a signature is missing');
    const flaw = flawOf(signed, this.clock.now().getTime());
    if (flaw !== undefined) return this.refused(flaw);
    const key = await this.keys.of(signed.serial);
    if (!key) return this.refused(`no key has the serial ${signed.serial}`);
    if (!isSignedBy(key, signed, rawBody)) this.refused('the signature does not match');
  }

  private refused(why: string): never {
    this.log.warn(`a notification was refused: ${why}`);
    return refuse({ code: 'PAYMENT_NOTICE_REFUSED' });
  }

  private unreadable(why: string): never {
    this.log.warn(`a notification cannot be read: ${why}`);
    return refuse({ code: 'PAYMENT_NOTICE_UNREADABLE' });
  }
}

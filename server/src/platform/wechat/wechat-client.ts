import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Config } from '../config/config.ts';
import { ContentChecks, type ImageAsked, type Scene, type TextSuggestion } from './content-checks.ts';
import { type Delivery, type DeliveryOutcome, DeliveryReports } from './delivery-reports.ts';
import { type SubscribeMessage, SubscribeMessages, type SubscribeOutcome } from './subscribe-messages.ts';
import { accepted, textIn, WechatError, WechatWire } from './wechat-wire.ts';

export interface WechatPhone {
  /** Without the country code. */
  readonly number: string;
  readonly countryCode: string;
}

export interface QrRequest {
  /** At most 32 of `[0-9A-Za-z_-]`: `&` and `=` break on some phones. */
  readonly scene: string;
  /** Without a leading slash. */
  readonly page: string;
  readonly widthPx?: number;
}

/** WeChat's server APIs, as far as we use them. Everything is refused with WECHAT_OFF where WeChat is not configured. */
@Injectable()
export class WechatClient {
  private readonly wire: WechatWire;
  private readonly checks: ContentChecks;
  private readonly messages: SubscribeMessages;
  private readonly deliveries: DeliveryReports;

  constructor(config: Config, clock: Clock) {
    this.wire = new WechatWire(config, clock);
    this.checks = new ContentChecks(this.wire);
    this.messages = new SubscribeMessages(this.wire);
    this.deliveries = new DeliveryReports(this.wire);
  }

  /** The openid behind a code of wx.login. The session_key that comes with it stays in here. Refuses: WECHAT_CODE_REFUSED, WECHAT_UNAVAILABLE, WECHAT_OFF. */
  async openidOf(code: string): Promise<string> {
    const { appId, secret } = this.wire.settings();
    const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' });
    const { json } = accepted(await this.wire.ask(`/sns/jscode2session?${query}`));
    return textIn(json, 'openid');
  }

  /** The number behind a code of the getPhoneNumber button. Refusals as for openidOf. */
  async phoneOf(code: string): Promise<WechatPhone> {
    const { json } = accepted(await this.wire.askWithToken('/wxa/business/getuserphonenumber', { code }));
    const phone = (json.phone_info ?? {}) as Readonly<Record<string, unknown>>;
    return { number: textIn(phone, 'purePhoneNumber'), countryCode: textIn(phone, 'countryCode') };
  }

  /** A mini-program QR as an image. Refuses: WECHAT_UNAVAILABLE, WECHAT_OFF. */
  async qr({ scene, page, widthPx = 430 }: QrRequest): Promise<Buffer> {
    const { bytes } = accepted(await this.wire.askWithToken('/wxa/getwxacodeunlimit', { scene, page, width: widthPx, check_path: true, env_version: 'release' }));
    if (!bytes) throw new WechatError(0, 'no image came');
    return bytes;
  }

  /** What WeChat thinks of a text of this user, who must have visited within two hours: ask when it is submitted. Refuses: WECHAT_OFF. */
  checkText(openid: string, text: string, scene?: Scene): Promise<TextSuggestion> {
    return this.checks.text(openid, text, scene);
  }

  /** Asks WeChat to look at a picture under an address that it can fetch; the answer is pushed within half an hour. Refuses: WECHAT_OFF. */
  checkImage(openid: string, url: string, scene?: Scene): Promise<ImageAsked> {
    return this.checks.image(openid, url, scene);
  }

  /** One subscribe message, sent at most once by this call. Refuses: WECHAT_OFF. */
  sendSubscribe(message: SubscribeMessage): Promise<SubscribeOutcome> {
    return this.messages.send(message);
  }

  /** Tells the platform that what was paid for is delivered; the same again does no harm. Refuses: WECHAT_OFF. */
  reportDelivery(delivery: Delivery): Promise<DeliveryOutcome> {
    return this.deliveries.report(delivery);
  }
}

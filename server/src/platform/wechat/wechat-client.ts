import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Config, type WechatConfig } from '../config/config.ts';
import { refuse } from '../refused.ts';

const TIMEOUT_MS = 5_000;
/** A stable token's successor is valid beside it for its last five minutes. */
const RENEW_BEFORE_MS = 300_000;

const BUSY = -1;
/** 40029 bad code · 40163 code used before · 40226 risky user. Codes are single-use, so a retry may meet its own first try. */
const CODE_REFUSED = new Set([40029, 40163, 40226]);
const TOKEN_REFUSED = new Set([40001, 40014, 42001]);
/** 45009 quota of the day · 45011 a hundred calls a minute. Waiting helps, trying again at once does not. */
const QUOTA = new Set([45009, 45011]);

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

/** What WeChat says cannot be helped by the caller: a wrong appid, a page that is not published. Logged as a bug of the deployment. */
export class WechatError extends Error {
  constructor(readonly errcode: number, errmsg: string) {
    super(`WeChat answered ${errcode}: ${errmsg}`); // errmsg carries the rid that WeChat's support asks for
  }
}

interface Answer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** What came when it was no JSON: an image. */
  readonly bytes?: Buffer;
}

/** WeChat's server APIs, as far as we use them. Everything is refused with WECHAT_OFF where WeChat is not configured. */
@Injectable()
export class WechatClient {
  private held: { readonly token: string; readonly renewAtMs: number } | undefined;
  private fetching: Promise<string> | undefined;

  constructor(private readonly config: Config, private readonly clock: Clock) {}

  /** The openid behind a code of wx.login. The session_key that comes with it stays in here. Refuses: WECHAT_CODE_REFUSED, WECHAT_UNAVAILABLE, WECHAT_OFF. */
  async openidOf(code: string): Promise<string> {
    const { appId, secret } = this.settings();
    const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' });
    const { json } = accepted(await this.ask(`/sns/jscode2session?${query}`));
    return text(json.openid, 'openid');
  }

  /** The number behind a code of the getPhoneNumber button. Refusals as for openidOf. */
  async phoneOf(code: string): Promise<WechatPhone> {
    const { json } = accepted(await this.askWithToken('/wxa/business/getuserphonenumber', { code }));
    const phone = (json.phone_info ?? {}) as Readonly<Record<string, unknown>>;
    return { number: text(phone.purePhoneNumber, 'purePhoneNumber'), countryCode: text(phone.countryCode, 'countryCode') };
  }

  /** A mini-program QR as an image. Refuses: WECHAT_UNAVAILABLE, WECHAT_OFF. */
  async qr({ scene, page, widthPx = 430 }: QrRequest): Promise<Buffer> {
    const { bytes } = accepted(await this.askWithToken('/wxa/getwxacodeunlimit', { scene, page, width: widthPx, check_path: true, env_version: 'release' }));
    if (!bytes) throw new WechatError(0, 'no image came');
    return bytes;
  }

  /** A token may be refused before its time, when another process or a person has renewed it: once more with a new one. */
  private async askWithToken(path: string, body: object): Promise<Answer> {
    const token = await this.token();
    const answer = await this.ask(`${path}?access_token=${encodeURIComponent(token)}`, body);
    if (!TOKEN_REFUSED.has(answer.errcode)) return answer;
    if (this.held?.token === token) this.held = undefined; // unless somebody has renewed it meanwhile
    return this.ask(`${path}?access_token=${encodeURIComponent(await this.token())}`, body);
  }

  /** One request for all who need a token at the same time. */
  private async token(): Promise<string> {
    if (this.held && this.held.renewAtMs > this.clock.now().getTime()) return this.held.token;
    this.fetching ??= this.fetchToken().finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetchToken(): Promise<string> {
    const { appId, secret } = this.settings();
    const { json } = accepted(await this.ask('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: appId, secret, force_refresh: false }));
    const token = text(json.access_token, 'access_token');
    this.held = { token, renewAtMs: this.clock.now().getTime() + Number(json.expires_in) * 1000 - RENEW_BEFORE_MS };
    return token;
  }

  /** Once more after a broken connection or 「系统繁忙」; then it is unavailable. */
  private async ask(path: string, body?: object): Promise<Answer> {
    const first = await this.askOnce(path, body);
    const answer = first === undefined || first.errcode === BUSY ? await this.askOnce(path, body) : first;
    return answer === undefined || answer.errcode === BUSY ? refuse({ code: 'WECHAT_UNAVAILABLE' }) : answer;
  }

  /** Undefined when nothing understandable came back in time. */
  private async askOnce(path: string, body?: object): Promise<Answer | undefined> {
    const { baseUrl } = this.settings();
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    try {
      const response = await fetch(baseUrl.replace(/\/+$/, '') + path, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (response.status !== 200) return undefined;
      if ((response.headers.get('content-type') ?? '').startsWith('image/')) return { errcode: 0, errmsg: '', json: {}, bytes };
      const json = JSON.parse(bytes.toString()) as Readonly<Record<string, unknown>>; // WeChat labels its JSON text/plain as well
      return { errcode: Number(json.errcode ?? 0), errmsg: String(json.errmsg ?? ''), json };
    } catch {
      return undefined; // the cause names the address, and that holds the secret
    }
  }

  private settings(): WechatConfig {
    return this.config.wechat === 'off' ? refuse({ code: 'WECHAT_OFF' }) : this.config.wechat;
  }
}

function accepted(answer: Answer): Answer {
  const { errcode, errmsg } = answer;
  if (errcode === 0) return answer;
  if (CODE_REFUSED.has(errcode)) refuse({ code: 'WECHAT_CODE_REFUSED' });
  if (QUOTA.has(errcode)) refuse({ code: 'WECHAT_UNAVAILABLE' });
  throw new WechatError(errcode, errmsg);
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new WechatError(0, `no ${name} came`);
  return value;
}

import type { Clock } from '../clock.ts';
import type { Config, WechatConfig } from '../config/config.ts';
import { refuse } from '../refused.ts';

const TIMEOUT_MS = 5_000;
/** A stable token's successor is valid beside it for its last five minutes. */
const RENEW_BEFORE_MS = 300_000;

export const BUSY = -1;
/** 40029 bad code · 40163 code used before · 40226 risky user. Codes are single-use, so a retry may meet its own first try. */
const CODE_REFUSED = new Set([40029, 40163, 40226]);
const TOKEN_REFUSED = new Set([40001, 40014, 42001]);
/** 45009 quota of the day · 45011 a hundred calls a minute. Waiting helps, trying again at once does not. */
export const QUOTA: ReadonlySet<number> = new Set([45009, 45011]);
/** What fetch fails with before anything has left this machine. */
const NOTHING_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** What WeChat says cannot be helped by the caller: a wrong appid, a page that is not published. Logged as a bug of the deployment. */
export class WechatError extends Error {
  constructor(readonly errcode: number, errmsg: string) {
    super(`WeChat answered ${errcode}: ${errmsg}`); // errmsg carries the rid that WeChat's support asks for
  }
}

export interface Answer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly json: Readonly<Record<string, unknown>>;
  /** What came when it was no JSON: an image. */
  readonly bytes?: Buffer;
}

/** `unreachable`: nothing was sent. `lost`: nobody knows what became of it. */
export type NoAnswer = 'unreachable' | 'lost';

/** Requests to WeChat, with the access token that most of them want. Everything is refused with WECHAT_OFF where WeChat is not configured. */
export class WechatWire {
  private held: { readonly token: string; readonly renewAtMs: number } | undefined;
  private fetching: Promise<string> | undefined;

  constructor(private readonly config: Config, private readonly clock: Clock) {}

  settings(): WechatConfig {
    return this.config.wechat === 'off' ? refuse({ code: 'WECHAT_OFF' }) : this.config.wechat;
  }

  /** Once more after a broken connection or 「系统繁忙」. Refuses: WECHAT_UNAVAILABLE, WECHAT_OFF. */
  async ask(path: string, body?: object): Promise<Answer> {
    const first = await this.askOnce(path, body);
    const answer = isNone(first) || first.errcode === BUSY ? await this.askOnce(path, body) : first;
    return isNone(answer) || answer.errcode === BUSY ? refuse({ code: 'WECHAT_UNAVAILABLE' }) : answer;
  }

  /** With a token. It may be refused before its time, when another process or a person has renewed it: once more with a new one. */
  askWithToken(path: string, body: object): Promise<Answer> {
    return this.withToken((query) => this.ask(path + query, body));
  }

  /**
   * For what must not happen twice: once more only after a refused token, which WeChat says before it does anything.
   * Refuses: WECHAT_UNAVAILABLE when there is no token to be had, WECHAT_OFF.
   */
  sendOnceWithToken(path: string, body: object): Promise<Answer | NoAnswer> {
    return this.withToken((query) => this.askOnce(path + query, body));
  }

  private async withToken<T extends Answer | NoAnswer>(ask: (query: string) => Promise<T>): Promise<T> {
    const token = await this.token();
    const answer = await ask(`?access_token=${encodeURIComponent(token)}`);
    if (isNone(answer) || !TOKEN_REFUSED.has(answer.errcode)) return answer;
    if (this.held?.token === token) this.held = undefined; // unless somebody has renewed it meanwhile
    return ask(`?access_token=${encodeURIComponent(await this.token())}`);
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
    const token = textIn(json, 'access_token');
    this.held = { token, renewAtMs: this.clock.now().getTime() + Number(json.expires_in) * 1000 - RENEW_BEFORE_MS };
    return token;
  }

  private async askOnce(path: string, body?: object): Promise<Answer | NoAnswer> {
    const { baseUrl } = this.settings();
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    try {
      const response = await fetch(baseUrl.replace(/\/+$/, '') + path, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
      const bytes = Buffer.from(await response.arrayBuffer());
      if (response.status !== 200) return 'lost';
      if ((response.headers.get('content-type') ?? '').startsWith('image/')) return { errcode: 0, errmsg: '', json: {}, bytes };
      const json = JSON.parse(bytes.toString()) as Readonly<Record<string, unknown>>; // WeChat labels its JSON text/plain as well
      return { errcode: Number(json.errcode ?? 0), errmsg: String(json.errmsg ?? ''), json };
    } catch (cause) {
      return NOTHING_SENT.has(codeOf(cause)) ? 'unreachable' : 'lost'; // the cause names the address, and that holds the secret
    }
  }
}

export const isNone = (answer: Answer | NoAnswer): answer is NoAnswer => typeof answer === 'string';

/** An answer without an error. Refuses: WECHAT_CODE_REFUSED, WECHAT_UNAVAILABLE; throws WechatError for what only the deployment can mend. */
export function accepted(answer: Answer): Answer {
  const { errcode, errmsg } = answer;
  if (errcode === 0) return answer;
  if (CODE_REFUSED.has(errcode)) refuse({ code: 'WECHAT_CODE_REFUSED' });
  if (QUOTA.has(errcode)) refuse({ code: 'WECHAT_UNAVAILABLE' });
  throw new WechatError(errcode, errmsg);
}

/** A text that must be there. Throws WechatError. */
export function textIn(json: Readonly<Record<string, unknown>>, name: string): string {
  const value = json[name];
  if (typeof value !== 'string' || value === '') throw new WechatError(0, `no ${name} came`);
  return value;
}

const codeOf = (cause: unknown): string => (cause as { readonly cause?: { readonly code?: string } }).cause?.code ?? '';

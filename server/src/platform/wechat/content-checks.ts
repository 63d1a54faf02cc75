import { Logger } from '@nestjs/common';
import { Refused } from '../refused.ts';
import { type Answer, QUOTA, WechatError, type WechatWire } from './wechat-wire.ts';

/** 1 profile · 2 comment · 3 forum · 4 social log. What is written here is nearest to a comment. */
export type Scene = 1 | 2 | 3 | 4;

/**
 * `review`: WeChat is in doubt. `notActive`: the user has not visited within two hours, so WeChat will not say.
 * `unavailable`: WeChat did not say. After these three a person decides.
 */
export type TextSuggestion = 'pass' | 'review' | 'risky' | 'notActive' | 'unavailable';
/** The number under which the answer will be pushed, or why there will be none. */
export type ImageAsked = { readonly traceId: string } | 'notActive' | 'unavailable';

const MOST_CHARACTERS = 2_500;
const RISKY = 87014;
const NOT_ACTIVE = 61010;
const IMAGE = 2;

/** WeChat's look at what users write and photograph (`/wxa/msg_sec_check`, `/wxa/media_check_async`, both version 2). */
export class ContentChecks {
  private readonly log = new Logger(ContentChecks.name);

  constructor(private readonly wire: WechatWire) {}

  /** A longer text is asked about piece by piece; the worst answer is the answer. */
  async text(openid: string, text: string, scene: Scene = 2): Promise<TextSuggestion> {
    let worst: TextSuggestion = 'pass';
    for (const content of piecesOf(text)) {
      const said = await this.piece(openid, content, scene);
      if (said === 'risky') return said;
      if (said !== 'pass') worst = said;
    }
    return worst;
  }

  async image(openid: string, url: string, scene: Scene = 2): Promise<ImageAsked> {
    const answer = await this.ask('/wxa/media_check_async', { version: 2, media_type: IMAGE, media_url: url, openid, scene });
    if (answer === 'unavailable') return answer;
    if (answer.errcode === NOT_ACTIVE) return 'notActive';
    const traceId = answer.json.trace_id;
    return answer.errcode === 0 && typeof traceId === 'string' && traceId !== '' ? { traceId } : this.unavailable(answer);
  }

  private async piece(openid: string, content: string, scene: Scene): Promise<TextSuggestion> {
    const answer = await this.ask('/wxa/msg_sec_check', { version: 2, openid, scene, content });
    if (answer === 'unavailable') return answer;
    if (answer.errcode === RISKY) return 'risky';
    if (answer.errcode === NOT_ACTIVE) return 'notActive';
    if (answer.errcode !== 0) return this.unavailable(answer);
    const { suggest } = (answer.json.result ?? {}) as { readonly suggest?: unknown };
    return suggest === 'pass' || suggest === 'risky' ? suggest : 'review';
  }

  /** A check that fails must not stop a resident from complaining, whatever it is that fails. */
  private async ask(path: string, body: object): Promise<Answer | 'unavailable'> {
    try {
      return await this.wire.askWithToken(path, body);
    } catch (cause) {
      if (cause instanceof WechatError) return this.unavailable(cause);
      if (cause instanceof Refused && cause.refusal.code === 'WECHAT_UNAVAILABLE') return 'unavailable';
      throw cause;
    }
  }

  /** What only the deployment can mend is said in its log; a quota mends itself. */
  private unavailable(said: WechatError | Answer): 'unavailable' {
    if (!QUOTA.has(said.errcode)) this.log.error(said instanceof WechatError ? said.message : new WechatError(said.errcode, said.errmsg).message);
    return 'unavailable';
  }
}

/** In WeChat's length, and never between the two halves of one character. */
function* piecesOf(text: string): Generator<string> {
  const characters = Array.from(text);
  for (let i = 0; i < characters.length; i += MOST_CHARACTERS) yield characters.slice(i, i + MOST_CHARACTERS).join('');
}

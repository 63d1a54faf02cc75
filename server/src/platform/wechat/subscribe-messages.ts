import { shanghaiDate } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { Refused } from '../refused.ts';
import { BUSY, isNone, QUOTA, WechatError, type WechatWire } from './wechat-wire.ts';

export interface SubscribeMessage {
  readonly openid: string;
  readonly templateId: string;
  /** Where a tap leads, with its query. */
  readonly page: string;
  /** By the template's names for its fields (`thing1`, `time3`); an instant in milliseconds for a time or a date. */
  readonly fields: Readonly<Record<string, string | number>>;
}

/**
 * `sent` · `notSubscribed` the user has not allowed one more · `refused` WeChat will never take this message, `field` is
 * what it found wrong · `busy` another message to this user is on its way · `unavailable` nothing was sent, later perhaps ·
 * `unknown` the answer was lost: it may have arrived, so it is not to be sent again.
 */
export type SubscribeOutcome =
  | { readonly outcome: 'sent' | 'notSubscribed' | 'busy' | 'unavailable' | 'unknown' }
  | { readonly outcome: 'refused'; readonly errcode: number; readonly field: string | null };

const NOT_SUBSCRIBED = 43101;
const CONCURRENT = 43108;
const SHANGHAI_MS = 8 * 3_600_000;

/** `/cgi-bin/message/subscribe/send`. One accept of the user is one message. */
export class SubscribeMessages {
  private readonly log = new Logger(SubscribeMessages.name);

  constructor(private readonly wire: WechatWire) {}

  async send({ openid, templateId, page, fields }: SubscribeMessage): Promise<SubscribeOutcome> {
    const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value: fieldValue(name, value) }]));
    const body = { touser: openid, template_id: templateId, page: page.replace(/^\//, ''), data, miniprogram_state: 'formal', lang: 'zh_CN' };
    const answer = await this.wire.sendOnceWithToken('/cgi-bin/message/subscribe/send', body).catch((cause: unknown) => this.withoutToken(cause));
    if (answer === 'lost') return { outcome: 'unknown' };
    if (isNone(answer)) return { outcome: 'unavailable' };
    const { errcode, errmsg } = answer;
    if (errcode === 0) return { outcome: 'sent' };
    if (errcode === NOT_SUBSCRIBED) return { outcome: 'notSubscribed' };
    if (errcode === CONCURRENT) return { outcome: 'busy' };
    if (errcode === BUSY || QUOTA.has(errcode)) return { outcome: 'unavailable' };
    this.log.error(new WechatError(errcode, errmsg).message); // a template that is not ours, a field that it has not
    return { outcome: 'refused', errcode, field: /data\.([a-z_]+\d+)\.value/.exec(errmsg)?.[1] ?? null };
  }

  /** Without a token nothing was sent. */
  private withoutToken(cause: unknown): 'unreachable' {
    if (cause instanceof WechatError) this.log.error(cause.message);
    else if (!(cause instanceof Refused && cause.refusal.code === 'WECHAT_UNAVAILABLE')) throw cause;
    return 'unreachable';
  }
}

/** A value as a field of this name takes it; the name without its number is its kind. One that is too long is refused whole (47003). */
export function fieldValue(name: string, value: string | number): string {
  const kind = name.replace(/\d+$/, '');
  if (typeof value === 'number') return kind === 'date' ? dayOf(value) : `${dayOf(value)} ${new Date(value + SHANGHAI_MS).toISOString().slice(11, 16)}`;
  if (kind === 'phrase') return cut(value.replace(/[^\p{Script=Han}]/gu, ''), 5, '') || '无';
  const line = value.replace(/\s+/g, ' ').trim();
  return (kind === 'thing' ? cut(line, 20, '…') : cut(line, 32, '')) || '无'; // an empty field is refused too
}

/** 2019年10月1日, as the platform writes it. */
function dayOf(ms: number): string {
  const [year, month, day] = shanghaiDate(ms).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

const graphemes = new Intl.Segmenter('zh-CN', { granularity: 'grapheme' });

/** At most so many UTF-16 units, the longest way to count, and never through one character as a reader sees it. */
function cut(text: string, most: number, mark: string): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + mark.length > most) break;
    kept += segment;
  }
  return kept + mark;
}

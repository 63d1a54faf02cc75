import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, failed, ok, withToken } from './answers.ts';
import type { Pushes } from './pushes.ts';
import type { World } from './wechat-stand-in.ts';

/** A text with these letters in it is risky, or in doubt; every other passes. */
export const RISKY_TEXT = '违规样例';
export const DOUBTFUL_TEXT = '存疑样例';

const ACTIVE_MS = 2 * 3_600_000;
const MOST_CHARACTERS = 2500;
/** What the platform says of an address that gave it no picture. */
const NOT_FETCHED = -1008;

export type Suggestion = 'pass' | 'review' | 'risky';
const LABELS: Readonly<Record<Suggestion, number>> = { pass: 100, review: 20001, risky: 20002 };

/** A picture that somebody asked about. */
export interface AskedMedia {
  readonly traceId: string;
  readonly openid: string;
  readonly url: string;
  /** What the address gave when the platform fetched it; undefined before. */
  fetched?: { readonly status: number; readonly type: string; readonly bytes: number };
}

/** When who was last in the mini-program, and what became of the pictures that were asked about. */
export class Content {
  readonly asked: AskedMedia[] = [];
  /** How answers come by themselves: `never` leaves them to {@link answer}. */
  callbacks: 'once' | 'twice' | 'never' = 'once';
  /** How long an answer takes. */
  delayMs = 0;
  private readonly visits = new Map<string, number>();
  private readonly planned: Suggestion[] = [];

  constructor(private readonly now: () => number, private readonly appId: string, private readonly pushes: Pushes) {}

  /** The user opens the mini-program. */
  visit(openid: string): void {
    this.visits.set(openid, this.now());
  }

  isActive(openid: string): boolean {
    return this.now() - (this.visits.get(openid) ?? -ACTIVE_MS) < ACTIVE_MS;
  }

  /** What the next pictures are, in this order; then they pass. */
  next(...suggestions: readonly Suggestion[]): void {
    this.planned.push(...suggestions);
  }

  ask(openid: string, url: string): string {
    const media: AskedMedia = { traceId: `${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`, openid, url };
    this.asked.push(media);
    const suggestion = this.planned.shift() ?? 'pass';
    if (this.callbacks !== 'never') void this.answerLater(media, suggestion).catch(() => undefined); // the stand-in was closed, or nobody listens
    return media.traceId;
  }

  /** Fetches the picture and pushes the answer, as the platform does within half an hour. */
  async answer(traceId: string, suggestion: Suggestion = 'pass'): Promise<void> {
    const media = this.asked.find((asked) => asked.traceId === traceId);
    if (!media) throw new Error(`nobody asked about ${traceId}`);
    const isFetched = await this.fetch(media);
    const found = { errcode: 0, suggest: suggestion, label: LABELS[suggestion] };
    await this.pushes.send({
      ToUserName: 'gh_0123456789ab', FromUserName: media.openid, CreateTime: Math.floor(this.now() / 1000), MsgType: 'event', Event: 'wxa_media_check',
      appid: this.appId, trace_id: traceId, version: 2,
      ...(isFetched
        ? { detail: [{ strategy: 'content_model', ...found, prob: 90 }], errcode: 0, errmsg: 'ok', result: { suggest: suggestion, label: LABELS[suggestion] } }
        : { detail: [], errcode: NOT_FETCHED, errmsg: 'download error' }),
    }, this.callbacks === 'twice' ? 2 : 1);
  }

  private async answerLater(media: AskedMedia, suggestion: Suggestion): Promise<void> {
    await sleep(this.delayMs);
    await this.answer(media.traceId, suggestion);
  }

  private async fetch(media: AskedMedia): Promise<boolean> {
    try {
      const reply = await fetch(media.url, { redirect: 'manual' });
      const bytes = (await reply.arrayBuffer()).byteLength;
      media.fetched = { status: reply.status, type: reply.headers.get('content-type') ?? '', bytes };
    } catch {
      media.fetched = { status: 0, type: '', bytes: 0 };
    }
    return media.fetched.status === 200 && media.fetched.type.startsWith('image/') && media.fetched.bytes > 0;
  }
}

/** Undefined: the user may be asked about. */
function refusedUser(world: World, openid: unknown): Answer | undefined {
  if (typeof openid !== 'string' || openid === '') return failed(40003);
  return world.content.isActive(openid) ? undefined : failed(61010);
}

const isScene = (scene: unknown): boolean => [1, 2, 3, 4].includes(scene as number);

export const textCheck = withToken((world, { version, openid, scene, content }) => {
  if (version !== 2 || !isScene(scene) || typeof content !== 'string' || content === '') return failed(40097);
  if (Array.from(content).length > MOST_CHARACTERS) return failed(47001);
  const refusal = refusedUser(world, openid);
  if (refusal) return refusal;
  const suggest: Suggestion = content.includes(RISKY_TEXT) ? 'risky' : content.includes(DOUBTFUL_TEXT) ? 'review' : 'pass';
  const label = LABELS[suggest];
  return ok({ errcode: 0, errmsg: 'ok', result: { suggest, label }, detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }], trace_id: randomBytes(12).toString('hex') });
});

export const mediaCheck = withToken((world, { version, openid, scene, media_type: type, media_url: url }) => {
  if (version !== 2 || !isScene(scene) || type !== 2) return failed(40097);
  if (typeof url !== 'string' || !URL.canParse(url)) return failed(40066);
  return refusedUser(world, openid) ?? ok({ errcode: 0, errmsg: 'ok', trace_id: world.content.ask(String(openid), url) });
});

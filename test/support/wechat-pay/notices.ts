import { randomBytes, randomUUID } from 'node:crypto';
import type { Json } from './answers.ts';
import { instantText } from './fields.ts';
import { makeKeys, type PayKeys, seal, type SignedWith, signedHeaders } from './keys.ts';

/** The platform waits five seconds for an answer. */
const ANSWER_WITHIN_MS = 5_000;
const [S, M, H] = [1_000, 60_000, 3_600_000];
/** How long after each try that was not taken the next one comes. */
export const RETRY_AFTER_MS: readonly number[] = [15 * S, 15 * S, 30 * S, 3 * M, 10 * M, 20 * M, 30 * M, 30 * M, 30 * M, 60 * M, 3 * H, 3 * H, 3 * H, 6 * H, 6 * H];

export type NoticeFault =
  /** It is never sent. */
  | { readonly kind: 'never' }
  /** It comes so many times more although it was taken. */
  | { readonly kind: 'again'; readonly times: number }
  | { readonly kind: 'late'; readonly ms: number }
  /** Signed and sealed by the platform itself, and yet another amount, or of another firm. */
  | { readonly kind: 'wrongAmount'; readonly fen: number }
  | { readonly kind: 'wrongMerchant'; readonly mchid: string }
  /** For its first try only: it was changed on its way, or somebody else has made it. */
  | { readonly kind: 'tamperedCipher' | 'badSignature' | 'oldTimestamp' | 'probe' | 'otherKey' | 'unknownSerial' };

export interface Envelope {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface Told {
  readonly id: string;
  readonly attempt: number;
  readonly status: number;
}

/** Something that the merchant is to be told, until it has said that it heard. */
export class Notice {
  readonly id = randomUUID();
  attempts = 0;
  /** Infinity: the platform has given up, or it was taken. */
  nextMs: number;
  isTaken = false;

  constructor(readonly url: string, readonly eventType: string, readonly content: Json, readonly fault: NoticeFault | undefined, readonly madeMs: number) {
    this.nextMs = fault?.kind === 'never' ? Number.POSITIVE_INFINITY : madeMs + (fault?.kind === 'late' ? fault.ms : 0);
  }
  /** As it is written: what a fault says instead is in it. */
  text(): string {
    const amount = this.content.amount as Json;
    if (this.fault?.kind === 'wrongAmount') return JSON.stringify({ ...this.content, amount: { ...amount, total: this.fault.fen, payer_total: this.fault.fen } });
    if (this.fault?.kind === 'wrongMerchant') return JSON.stringify({ ...this.content, [this.content.sub_mchid === undefined ? 'mchid' : 'sub_mchid']: this.fault.mchid });
    return JSON.stringify(this.content);
  }
}

/** What the platform tells by itself: signed, sealed, again where it was not taken, and not always at all. */
export class Notices {
  /** Every notice there ever was, oldest first. */
  readonly all: Notice[] = [];
  /** Every try that was answered, in this order; status 0 where nothing was. */
  readonly told: Told[] = [];
  signedWith: SignedWith = 'publicKey';
  private readonly planned: NoticeFault[] = [];
  private stranger: PayKeys | undefined;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();

  /** `bySchedule`: sent when they are due. `onCommand`: only by `deliver` and `runDue`. */
  constructor(private readonly keys: PayKeys, private readonly now: () => number, private readonly sends: 'bySchedule' | 'onCommand', private readonly changed: () => void) {}

  /** What goes wrong with the notices that follow, one each. */
  next(...faults: readonly NoticeFault[]): void {
    this.planned.push(...faults);
  }

  add(url: string, eventType: string, content: Json): void {
    if (url === '') return;
    this.all.push(new Notice(url, eventType, content, this.planned.shift(), this.now()));
    this.schedule();
  }

  /** Those that were not taken and are not given up. */
  pending(): Notice[] {
    return this.all.filter(({ nextMs }) => nextMs !== Number.POSITIVE_INFINITY);
  }

  /** One try of one notice, now, also when it was taken before; answers the status. */
  async deliver(notice: Notice, { headers, body } = this.sealed(notice)): Promise<number> {
    notice.attempts += 1;
    const attempt = notice.attempts;
    const status = await post(notice.url, headers, body);
    this.told.push({ id: notice.id, attempt, status });
    notice.isTaken ||= status === 200 || status === 204;
    const more = notice.fault?.kind === 'again' && attempt <= notice.fault.times;
    const afterMs = RETRY_AFTER_MS[attempt - 1];
    notice.nextMs = more ? this.now() : notice.isTaken || afterMs === undefined ? Number.POSITIVE_INFINITY : this.now() + afterMs;
    this.changed();
    return status;
  }

  /** All that are due by the clock, one after the other, until none is. */
  runDue(): Promise<void> {
    this.working = this.working.then(() => this.work());
    return this.working;
  }

  private async work(): Promise<void> {
    for (;;) {
      const due = this.all.find(({ nextMs }) => nextMs <= this.now());
      if (!due) return;
      await this.deliver(due);
    }
  }

  /** The message as it is sent, for a test to change something in it before. */
  sealed(notice: Notice, fault = notice.attempts === 0 ? notice.fault : undefined): Envelope {
    const isRefund = notice.eventType.startsWith('REFUND');
    const kind = fault?.kind;
    this.stranger ??= kind === 'otherKey' || kind === 'badSignature' ? makeKeys(this.now()) : undefined;
    const resource = seal(kind === 'otherKey' ? this.stranger!.apiV3Key : this.keys.apiV3Key, notice.text(), isRefund ? 'refund' : 'transaction');
    const body = JSON.stringify({
      id: notice.id, create_time: instantText(notice.madeMs), resource_type: 'encrypt-resource', event_type: notice.eventType, summary: isRefund ? '退款成功' : '支付成功',
      resource: { original_type: isRefund ? 'refund' : 'transaction', ...resource },
    });
    const signer = kind === 'badSignature' ? { ...this.stranger!, publicKeyId: this.keys.publicKeyId, certificateSerial: this.keys.certificateSerial } : this.keys;
    const headers = signedHeaders(signer, this.signedWith, body, this.now() - (kind === 'oldTimestamp' ? 301 * S : 0));
    if (kind === 'probe') headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${randomBytes(240).toString('base64')}`;
    if (kind === 'unknownSerial') headers['Wechatpay-Serial'] = 'PUB_KEY_ID_0000000000000000000000000000';
    return { headers, body: kind === 'tamperedCipher' ? tampered(body) : body };
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(): void {
    if (this.sends === 'onCommand') return;
    this.stop();
    const nextMs = Math.min(...this.pending().map((notice) => notice.nextMs));
    if (nextMs === Number.POSITIVE_INFINITY) return;
    this.timer = setTimeout(() => void this.runDue().then(() => this.schedule()), Math.max(0, Math.min(nextMs - this.now(), H))).unref();
  }
}

/** One letter of what lies under the key, another. */
const tampered = (body: string): string => body.replace(/("ciphertext":".{20})(.)/, (_all, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'));

async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
  try {
    // A connection of its own each time: one that was kept may be closed on the other side, and a try would be lost that no fault asked for.
    const all = { 'Content-Type': 'application/json', 'User-Agent': 'Mozilla/4.0', Connection: 'close', ...headers };
    const reply = await fetch(url, { method: 'POST', headers: all, body, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return 0;
  }
}

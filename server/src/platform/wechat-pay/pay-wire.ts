import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.ts';
import { type Json, jsonOf } from './json.ts';
import type { PayKeys } from './pay-keys.ts';
import type { PayOutcome, PayRefused, PayUnknown } from './pay-trades.ts';
import { flawOf, isSignedBy, signedOf } from './signature.ts';
import type { SignedRequests } from './signed-requests.ts';
import type { RawAnswer } from './transport.ts';

/** How long one try may take, and how long to wait before each further one. */
export interface PayTiming {
  readonly timeoutMs: number;
  readonly waitsMs: readonly number[];
}

export const UNKNOWN: PayUnknown = { outcome: 'unknown' };
/** WeChat's words for "later", whatever status they come with: nothing is decided. */
const LATER = new Set([
  'SYSTEM_ERROR', 'BIZERR_NEED_RETRY', 'BANK_ERROR', 'STATEMENT_CREATING', 'FREQUENCY_LIMITED', 'FREQUENCY_LIMIT', 'FREQUENCY_LIMIT_EXCEED', 'RATELIMIT_EXCEEDED',
]);

/**
 * A request, its answer's signature, and what the answer comes to. Everything that is asked here may be asked again (reading,
 * and what carries our own number), so a try whose end nobody knows is followed by another, signed anew.
 */
export class PayWire {
  private readonly log = new Logger(PayWire.name);

  constructor(private readonly requests: SignedRequests, private readonly keys: PayKeys, private readonly clock: Clock, private readonly timing: PayTiming) {}

  /** `json` is empty where WeChat has nothing to say (204). */
  async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<PayOutcome<{ readonly json: Json }>> {
    for (const waitMs of [...this.timing.waitsMs, undefined]) {
      const said = await this.once(method, path, body);
      if (said.outcome !== 'unknown' || waitMs === undefined) return said;
      await sleep(waitMs);
    }
    return UNKNOWN;
  }

  private async once(method: 'GET' | 'POST', path: string, body?: object): Promise<PayOutcome<{ readonly json: Json }>> {
    const answer = await this.requests.ask(method, path, body).catch((cause: unknown) => this.unheard(path, cause));
    if (!answer || answer.status >= 500 || answer.status === 429) return UNKNOWN;
    const isGood = answer.status >= 200 && answer.status < 300;
    // WeChat need not sign that it refuses us; but what is signed must be signed by it, and what it has done always is.
    if ((isGood || answer.headers.has('wechatpay-signature')) && !(await this.isWechats(answer, path))) return UNKNOWN;
    const json = answer.status === 204 ? {} : jsonOf(answer.body);
    if (!json) return UNKNOWN;
    return isGood ? { outcome: 'done', json } : this.refused(path, answer.status, json);
  }

  private async isWechats(answer: RawAnswer, path: string): Promise<boolean> {
    const signed = signedOf((name) => answer.headers.get(name));
    const flaw = signed ? flawOf(signed, this.clock.now().getTime()) : 'a signature is missing';
    const key = signed && !flaw ? await this.keys.of(signed.serial) : undefined;
    if (signed && key && isSignedBy(key, signed, answer.body)) return true;
    this.log.error(`an answer to ${plain(path)} is not signed by WeChat Pay: ${flaw ?? (key ? 'the signature does not match' : `no key has the serial ${signed?.serial}`)}`);
    return false;
  }

  private refused(path: string, status: number, { code, message }: Json): PayRefused | PayUnknown {
    const words = { code: typeof code === 'string' ? code : `HTTP_${status}`, message: typeof message === 'string' ? message : '' };
    if (LATER.has(words.code)) return UNKNOWN;
    if (status === 401) this.log.error(`WeChat Pay refused our signature of ${plain(path)}: ${words.code} ${words.message}`); // serial, key or clock
    return { outcome: 'refused', ...words };
  }

  private unheard(path: string, cause: unknown): undefined {
    const { message, cause: below } = cause as Error & { readonly cause?: { readonly code?: string } };
    this.log.warn(`no answer of WeChat Pay to ${plain(path)}: ${below?.code ?? message}`);
  }
}

/** Without the query and the numbers of merchants in it. */
const plain = (path: string): string => path.split('?')[0]!;

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { API_PREFIX } from '../platform/http/http-edge.ts';

/** `document` is a PDF as it was sent. `check` is for WeChat's image check only, and dead once the check has ended. */
export const VARIANTS = { full: 'full', thumbnail: 'thumbnail', document: 'document', check: 'check' } as const;
export type Variant = keyof typeof VARIANTS;

const MINUTE_MS = 60_000;
/** Long enough to open a photo on a page that was read for a while; a link that is passed on is dead soon. */
const LIFE_MS = 10 * MINUTE_MS;
/** Links made within one step are the same link, so that a browser keeps the picture. A link lives up to that much longer. */
const STEP_MS = 5 * MINUTE_MS;
const CHECK_LIFE_MS = 60 * MINUTE_MS;

/**
 * Links to photos. An <img> cannot send a token, so whoever may see a photo is handed an address that is good for some
 * minutes; who may is decided where the link is made. Signed with a key of its own, derived from the token secret.
 */
@Injectable()
export class PhotoLinks {
  private readonly key: Buffer;

  constructor(private readonly config: Config, private readonly clock: Clock) {
    this.key = Buffer.from(hkdfSync('sha256', config.secrets.token, '', 'linping:photo-links:1', 32));
  }

  /** A path below the server's address. */
  link(photoId: string, variant: Exclude<Variant, 'check'>): string {
    return this.signed(photoId, variant, Math.ceil((this.clock.now().getTime() + LIFE_MS) / STEP_MS) * STEP_MS);
  }

  /** An absolute address, good for an hour. */
  linkForCheck(photoId: string): string {
    return `${this.config.publicUrl}${this.signed(photoId, 'check', this.clock.now().getTime() + CHECK_LIFE_MS)}`;
  }

  /** Milliseconds that the link is still good for; 0 for one that is over or was never made here. */
  goodFor(photoId: string, variant: Variant, expiresMs: number, signature: string): number {
    // The text is compared, not the decoded bytes: base64url has several spellings of one value.
    const [given, right] = [Buffer.from(signature), Buffer.from(this.mac(photoId, variant, expiresMs))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return 0;
    return Math.max(0, expiresMs - this.clock.now().getTime());
  }

  private signed(photoId: string, variant: Variant, expiresMs: number): string {
    return `/${API_PREFIX}/files/${photoId}/${variant}?expires=${expiresMs}&signature=${this.mac(photoId, variant, expiresMs)}`;
  }

  private mac(photoId: string, variant: Variant, expiresMs: number): string {
    return createHmac('sha256', this.key).update(`${photoId}/${variant}/${expiresMs}`).digest('base64url');
  }
}

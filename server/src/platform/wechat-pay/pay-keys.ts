import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.ts';
import type { WechatPayConfig } from '../config/wechat-pay-config.ts';
import { decrypt } from './decrypt.ts';
import { isRecord } from './json.ts';
import { flawOf, isSignedBy, signedOf } from './signature.ts';
import type { RawAnswer } from './transport.ts';

interface Held {
  readonly key: KeyObject;
  readonly fromMs: number;
  readonly throughMs: number;
}

/** A message with a made-up serial must not make us ask WeChat each time. */
const FETCH_EVERY_MS = 60_000;
/** A certificate's serial; the public key's id is never fetched. */
const CERTIFICATE_SERIAL = /^[0-9A-F]{8,40}$/;

/**
 * WeChat's keys by the serial that a message names: the public key of our configuration, and platform certificates, which are
 * fetched when one is first named. Side by side, because while a merchant changes over WeChat signs with either.
 */
export class PayKeys {
  private readonly log = new Logger(PayKeys.name);
  private readonly configured = new Map<string, KeyObject>();
  private certificates: ReadonlyMap<string, Held> = new Map();
  private fetching: Promise<void> | undefined;
  private fetchedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly config: WechatPayConfig, private readonly clock: Clock, private readonly fetchCertificates: () => Promise<RawAnswer>) {
    if (config.publicKey) this.configured.set(config.publicKey.id, createPublicKey(config.publicKey.pem));
  }

  /** The key of this serial while it is valid; undefined when nobody knows it. */
  async of(serial: string): Promise<KeyObject | undefined> {
    const known = this.configured.get(serial) ?? this.certificate(serial);
    if (known || !CERTIFICATE_SERIAL.test(serial)) return known;
    if (this.now() - this.fetchedMs >= FETCH_EVERY_MS) {
      this.fetching ??= this.fetch().finally(() => (this.fetching = undefined));
    }
    await this.fetching;
    return this.certificate(serial);
  }

  private certificate(serial: string): KeyObject | undefined {
    const held = this.certificates.get(serial);
    return held && held.fromMs <= this.now() && this.now() <= held.throughMs ? held.key : undefined;
  }

  /** The list lies under the APIv3 key, which only WeChat and we know, and is signed by one of its own certificates. */
  private async fetch(): Promise<void> {
    this.fetchedMs = this.now();
    try {
      const answer = await this.fetchCertificates();
      if (answer.status !== 200) throw new Error(`WeChat Pay answered ${answer.status}`);
      const fetched = this.read(answer.body);
      const signed = signedOf((name) => answer.headers.get(name));
      const key = signed && (fetched.get(signed.serial)?.key ?? this.configured.get(signed.serial));
      if (!signed || !key || flawOf(signed, this.now()) !== undefined || !isSignedBy(key, signed, answer.body)) throw new Error('their list is not signed by one of them');
      this.certificates = fetched;
    } catch (cause) {
      this.log.error(`WeChat Pay's platform certificates could not be fetched: ${String(cause)}`);
    }
  }

  private read(body: Buffer): ReadonlyMap<string, Held> {
    const { data } = JSON.parse(body.toString()) as { readonly data?: unknown };
    const held = new Map<string, Held>();
    for (const item of Array.isArray(data) ? (data as readonly unknown[]) : []) {
      const pem = isRecord(item) ? decrypt(this.config.apiV3Key, item.encrypt_certificate) : undefined;
      if (!pem) throw new Error('they do not lie under WECHAT_PAY_APIV3_KEY');
      const { serialNumber, publicKey, validFrom, validTo } = new X509Certificate(pem);
      held.set(serialNumber, { key: publicKey, fromMs: Date.parse(validFrom), throughMs: Date.parse(validTo) });
    }
    return held;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

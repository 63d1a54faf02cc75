import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';

/** Six digits or a phone number are guessed in no time from a plain hash: the keys lie outside the database. */
@Injectable()
export class KeyedHash {
  constructor(private readonly config: Config) {}

  ofCode(householdId: string, secret: string): string {
    return hmac(this.config.secrets.code, `${householdId}|${secret}`);
  }

  /** `phone`: eleven digits, see `phone-number.ts`. */
  ofPhone(phone: string): string {
    return hmac(this.config.secrets.contact, phone);
  }
}

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');

export const isSameHash = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

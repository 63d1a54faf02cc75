import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { ContactBody } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.ts';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * How somebody may be rung, under AES-256-GCM with a key that lies outside the database; the complaint's id is bound in, so
 * that no contact can be put to another complaint. The id of the key stands before it: a key that was changed is told
 * from a row that was.
 */
@Injectable()
export class ContactCipher {
  private readonly key: Buffer;
  private readonly keyId: string;
  private readonly tagKey: Buffer;

  constructor(config: Config) {
    this.key = derived(config.secrets.contact, 'complaint contact');
    this.keyId = createHash('sha256').update(this.key).digest('hex').slice(0, 8);
    this.tagKey = derived(config.secrets.contact, 'complaint request');
  }

  seal(complaintId: string, { name, phone }: ContactBody): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(complaintId));
    const sealed = Buffer.concat([iv, cipher.update(JSON.stringify({ name, phone })), cipher.final(), cipher.getAuthTag()]);
    return `${this.keyId}.${sealed.toString('base64')}`;
  }

  /** Throws where the key is another one, and where the row was changed or is another complaint's. */
  open(complaintId: string, sealed: string): ContactBody {
    const [keyId, text = ''] = sealed.split('.');
    if (keyId !== this.keyId) throw new Error(`the contact of complaint ${complaintId} was sealed with the key ${keyId}, CONTACT_SECRET makes ${this.keyId}`);
    const bytes = Buffer.from(text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(complaintId)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const { name, phone } = JSON.parse(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString()) as ContactBody;
    return { name, phone };
  }

  /** Tells one request from another without keeping what it said: a keyed hash, so that nobody can try words and numbers against it. */
  tag(sender: string, kind: string, content: object): string {
    return createHmac('sha256', this.tagKey).update(JSON.stringify([sender, kind, sorted(content)])).digest('hex');
  }
}

const derived = (secret: string, what: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `linping ${what}`, KEY_BYTES));

/** One form for one content, in whatever order its fields came; fields that were left out are not there. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]);
}

import { createHash, randomBytes } from 'node:crypto';

const LIFE_MS = 5 * 60_000;

interface Code {
  readonly kind: 'login' | 'phone';
  readonly value: string;
  readonly expiresAt: number;
}

/** The codes that phones would hand in: made here by a test, each taken once and for five minutes. */
export class Codes {
  private readonly valid = new Map<string, Code>();

  constructor(private readonly now: () => number, private readonly dev: boolean) {}

  /** The code that wx.login would give on the phone of this openid. */
  login(openid: string): string {
    return this.make('login', openid);
  }

  /** The code that the getPhoneNumber button would give on a phone with this number. */
  phone(phoneNumber: string): string {
    return this.make('phone', phoneNumber);
  }

  /** What a code stands for, once; undefined when it is unknown, used, too old or of the other kind. */
  take(kind: Code['kind'], code: string): string | undefined {
    const name = this.dev ? /^dev:(.+)$/.exec(code)?.[1] : undefined;
    if (name !== undefined) return kind === 'login' ? openidOf(name) : name;
    const found = this.valid.get(code);
    if (!found || found.kind !== kind) return undefined;
    this.valid.delete(code);
    return found.expiresAt > this.now() ? found.value : undefined;
  }

  private make(kind: Code['kind'], value: string): string {
    const code = `0${randomBytes(15).toString('hex')}0`;
    this.valid.set(code, { kind, value, expiresAt: this.now() + LIFE_MS });
    return code;
  }
}

/** A stable openid for a name: 28 characters that begin with `o`, as the platform's do. */
export const openidOf = (name: string): string => `o${createHash('sha256').update(name).digest('base64url').slice(0, 27)}`;

import { randomBytes } from 'node:crypto';

const LIFE_MS = 7_200_000;
/** A token is renewed in its last five minutes, and the old one goes on for these. */
const OVERLAP_MS = 5 * 60_000;
const FORCED_A_DAY = 20;

interface Token {
  readonly text: string;
  readonly expiresAt: number;
}

/** Access tokens of `/cgi-bin/stable_token`: the same one for everybody who asks, until it is nearly over. */
export class Tokens {
  private readonly issued: Token[] = [];
  private readonly revoked = new Set<string>();
  private forced = 0;

  constructor(private readonly now: () => number) {}

  /** Undefined when forced more often than a day allows. */
  stable(force: boolean): { readonly access_token: string; readonly expires_in: number } | undefined {
    const current = this.issued.at(-1);
    if (force) {
      this.forced += 1;
      if (this.forced > FORCED_A_DAY) return undefined;
      if (current) this.revoked.add(current.text); // a forced refresh is for leaks: the old token ends at once
      return this.view(this.make());
    }
    const isFresh = current && this.verdict(current.text) === 'valid' && current.expiresAt - this.now() >= OVERLAP_MS;
    return this.view(isFresh ? current : this.make());
  }

  verdict(text: string | undefined): 'valid' | 'expired' | 'unknown' {
    const token = this.issued.find((issued) => issued.text === text);
    if (!token || this.revoked.has(token.text)) return 'unknown';
    return token.expiresAt > this.now() ? 'valid' : 'expired';
  }

  /** Ends every token now, as the platform sometimes does without a word: the next call meets 40001. */
  revokeAll(): void {
    for (const token of this.issued) this.revoked.add(token.text);
  }

  private make(): Token {
    const token = { text: `${this.issued.length + 1}_${randomBytes(99).toString('base64url')}`, expiresAt: this.now() + LIFE_MS };
    this.issued.push(token);
    return token;
  }

  private view(token: Token) {
    return { access_token: token.text, expires_in: Math.floor((token.expiresAt - this.now()) / 1000) };
  }
}

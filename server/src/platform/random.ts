import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Chance comes in through here: the real one is the system's, the demo district's is seeded so that every machine shows the same. */
export abstract class Random {
  /** A natural number below `bound`. */
  abstract below(bound: number): number;
  abstract bytes(count: number): Buffer;
  abstract uuid(): string;

  /** `count` digits, leading zeros included. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }

  /** An opaque token of `[0-9A-Za-z_-]`; 12 bytes give 16 characters. */
  token(bytes: number): string {
    return this.bytes(bytes).toString('base64url');
  }

  /** A new list in an order that says nothing about the old one (Fisher–Yates). */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  }
}

export class SystemRandom extends Random {
  below(bound: number): number {
    return randomInt(bound);
  }
  bytes(count: number): Buffer {
    return randomBytes(count);
  }
  uuid(): string {
    return randomUUID();
  }
}

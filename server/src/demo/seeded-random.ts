import { createHash } from 'node:crypto';
import { Random } from '../platform/random.ts';

const TWO_32 = 2 ** 32;

/** The same sequence on every machine for the same seed (sfc32). For what is invented, never for what is secret. */
export class SeededRandom extends Random {
  private readonly state: Int32Array;

  constructor(seed: string) {
    super();
    const hash = createHash('sha256').update(seed).digest();
    this.state = Int32Array.from({ length: 4 }, (_, i) => hash.readInt32LE(i * 4));
  }

  below(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > TWO_32) throw new RangeError(`below(${bound})`);
    return Math.floor(this.share() * bound);
  }

  /** Between the two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a thousand cases. */
  chance(perMille: number): boolean {
    return this.below(1000) < perMille;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** In [0, 1). */
  share(): number {
    return this.next() / TWO_32;
  }

  /** A deviate of the standard normal distribution (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.next() & 0xff));
  }

  uuid(): string {
    const words = Array.from({ length: 4 }, () => this.next().toString(16).padStart(8, '0')).join('');
    const variant = '89ab'[parseInt(words[16]!, 16) & 3]!;
    return `${words.slice(0, 8)}-${words.slice(8, 12)}-4${words.slice(13, 16)}-${variant}${words.slice(17, 20)}-${words.slice(20)}`;
  }

  private next(): number {
    const s = this.state as unknown as [number, number, number, number];
    const sum = (s[0] + s[1] + s[3]) | 0;
    s[3] += 1;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = s[2] + (s[2] << 3);
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + sum;
    return sum >>> 0;
  }
}

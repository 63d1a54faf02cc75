import type { Clock } from '../platform/clock.ts';

const LONGEST_MS = 5_000;
const MOST_ENTRIES = 20_000;

/**
 * Remembers for at most five seconds what would otherwise be read at every request, and reads once for all who ask at
 * the same time. What this process changes it forgets at once; another process sees the change after five seconds.
 */
export class BriefMemory<Value> {
  private readonly entries = new Map<string, { readonly value: Promise<Value>; readonly untilMs: number }>();

  constructor(private readonly clock: Clock) {}

  get(key: string, read: () => Promise<Value>): Promise<Value> {
    const now = this.clock.now().getTime();
    const known = this.entries.get(key);
    if (known && known.untilMs > now && known.untilMs <= now + LONGEST_MS) return known.value;
    if (this.entries.size >= MOST_ENTRIES) this.entries.clear();
    // Timed from before the read, and the promise itself is kept: a read that a forget() overtakes is not remembered.
    const entry = { value: read(), untilMs: now + LONGEST_MS };
    this.entries.set(key, entry);
    entry.value.catch(() => this.entries.get(key) === entry && this.entries.delete(key));
    return entry.value;
  }

  forget(key: string): void {
    this.entries.delete(key);
  }

  forgetAll(): void {
    this.entries.clear();
  }
}

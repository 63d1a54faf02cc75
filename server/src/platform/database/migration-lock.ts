import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { breaksKey, isConflict } from './driver-errors.ts';

export interface LockOptions {
  /** How long a holder that died keeps the others out. */
  readonly leaseMs?: number;
  readonly say?: (line: string) => void;
}

const LEASE_MS = 60_000;
const LOOK_AGAIN_MS = 250;
const LOCK_KEY = { name: 'PRIMARY', table: 'migration_lock', columns: ['id'] } as const;

interface Held {
  readonly holder: string;
  readonly until: number;
}

/** Another process took the lease over, because this one did not renew it in time: what is left is that one's to do. */
export class LockLost extends Error {
  constructor() {
    super('another process has taken over the migration lock');
  }
}

/**
 * Keeps two processes from migrating one database at the same time: one row, its key, and a lease that the holder renews.
 * No GET_LOCK, which SQLite has not and which on a cluster holds on one node only.
 */
export class MigrationLock {
  private readonly holder = randomUUID();
  private readonly leaseMs: number;
  private readonly say: (line: string) => void;

  constructor(private readonly source: DataSource, { leaseMs = LEASE_MS, say = () => undefined }: LockOptions = {}) {
    this.leaseMs = leaseMs;
    this.say = say;
  }

  /**
   * Waits for its turn, runs the work and hands the lock back. The work calls `renew` before each step that must be
   * nobody else's: it throws LockLost when this process slept through its lease.
   */
  async hold<T>(work: (renew: () => Promise<void>) => Promise<T>): Promise<T> {
    await untilFree(() => this.source.query(
      'CREATE TABLE IF NOT EXISTS migration_lock (id INT NOT NULL PRIMARY KEY, holder VARCHAR(36) NOT NULL, leased_until_ms BIGINT NOT NULL)'));
    await this.take();
    // A step that takes minutes must not cost the lease. A renewal that fails is the next step's to find out.
    const heartbeat = setInterval(() => void this.renew().catch(() => undefined), this.leaseMs / 4);
    try {
      return await work(() => this.renew());
    } finally {
      clearInterval(heartbeat);
      // Where even that fails the lease runs out by itself, and what the work threw must not be hidden.
      await untilFree(() => this.source.query('DELETE FROM migration_lock WHERE holder = ?', [this.holder])).catch(() => undefined);
    }
  }

  private async take(): Promise<void> {
    for (let waiting: string | undefined; ; await pause(LOOK_AGAIN_MS)) {
      const held = await this.held();
      if (held && held.until > Date.now()) {
        if (waiting !== held.holder) this.say(`another process is migrating this database: waiting for it, or until ${new Date(held.until).toISOString()} if it has died`);
        waiting = held.holder;
        continue;
      }
      if (await this.claim(held)) return;
    }
  }

  /** True when this process has the lock now. Of several that saw the same state only one changes it. */
  private async claim(seen: Held | undefined): Promise<boolean> {
    const until = Date.now() + this.leaseMs;
    try {
      if (!seen) await this.source.query('INSERT INTO migration_lock (id, holder, leased_until_ms) VALUES (1, ?, ?)', [this.holder, until]);
      else {
        await this.source.query('UPDATE migration_lock SET holder = ?, leased_until_ms = ? WHERE id = 1 AND holder = ? AND leased_until_ms = ?', [
          this.holder, until, seen.holder, seen.until,
        ]);
      }
    } catch (cause) {
      if (breaksKey(cause, LOCK_KEY) || isConflict(cause)) return false;
      throw cause;
    }
    return (await this.held())?.holder === this.holder;
  }

  private async renew(): Promise<void> {
    await untilFree(() => this.source.query('UPDATE migration_lock SET leased_until_ms = ? WHERE holder = ?', [Date.now() + this.leaseMs, this.holder]));
    if ((await this.held())?.holder !== this.holder) throw new LockLost();
  }

  private async held(): Promise<Held | undefined> {
    const [row] = await untilFree(() => this.source.query<{ holder: string; leased_until_ms: string | number }[]>('SELECT holder, leased_until_ms FROM migration_lock WHERE id = 1'));
    return row && { holder: row.holder, until: Number(row.leased_until_ms) };
  }
}

/** Another process has SQLite's one writer's turn, or a cluster refused the statement: ask again until it is ours. */
export async function untilFree<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (cause) {
      if (!isConflict(cause)) throw cause;
      await pause(LOOK_AGAIN_MS);
    }
  }
}

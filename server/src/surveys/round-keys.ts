import type { HalfYear } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.ts';
import { HalfYearKeys } from './half-year-keys.ts';
import { newKey, unwrapKey, wrapKey, type RoundKey } from './sealing.ts';
import { RoundsStore } from './rounds.store.ts';

const REMEMBERED_MS = 10 * 60_000;
const REMEMBERED_ROUNDS = 2000;

interface Remembered {
  readonly key: RoundKey;
  readonly untilMs: number;
}

/** The keys of running rounds. In memory for some minutes, because every submission needs one; in the database only wrapped. */
@Injectable()
export class RoundKeys {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly halfYearKeys: HalfYearKeys, private readonly store: RoundsStore, private readonly clock: Clock) {}

  /** Makes a round's key in the transaction that opens it. */
  async create(tx: EntityManager, roundId: string, halfYear: HalfYear): Promise<void> {
    await this.store.insertKey(tx, { roundId, wrapped: wrapKey(await this.halfYearKeys.of(halfYear), roundId, newKey()) });
  }

  /** The key of a running round; undefined once its certification has deleted it. */
  async find(db: EntityManager, roundId: string, halfYear: HalfYear): Promise<RoundKey | undefined> {
    const nowMs = this.clock.now().getTime();
    const known = this.remembered.get(roundId);
    if (known && known.untilMs > nowMs) return known.key;
    const row = await this.store.findKey(db, roundId);
    if (!row) return undefined;
    const key = unwrapKey(await this.halfYearKeys.existing(halfYear), roundId, row.wrapped);
    if (this.remembered.size >= REMEMBERED_ROUNDS) this.remembered.clear();
    this.remembered.set(roundId, { key, untilMs: nowMs + REMEMBERED_MS });
    return key;
  }

  /** Deletes the key in the transaction that ends its round; `forget` follows once that is durable. */
  async delete(tx: EntityManager, roundId: string): Promise<void> {
    await this.store.deleteKey(tx, roundId);
  }

  forget(roundId: string): void {
    this.remembered.get(roundId)?.key.fill(0);
    this.remembered.delete(roundId);
  }

  /** Called when every round of a half-year has ended. */
  destroyHalfYear(halfYear: HalfYear): Promise<boolean> {
    return this.halfYearKeys.destroy(halfYear);
  }
}

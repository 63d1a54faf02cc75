import { neededForSample, shanghaiDate, type HalfYear, type RoundFacts } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type RoundForScore, SatisfactionStore } from './satisfaction.store.ts';

/**
 * Item 20 for the capabilities above, inside their own transaction: facts, not acts of somebody. Points are here only
 * once a round is certified, and a certified round never changes.
 */
@Injectable()
export class SatisfactionService {
  constructor(private readonly store: SatisfactionStore) {}

  /** The rounds of a half-year by estate; an estate without one is not in the map. */
  async roundsFor(db: EntityManager, estateIds: readonly string[], halfYear: HalfYear): Promise<ReadonlyMap<string, RoundFacts>> {
    return new Map((await this.store.ofHalfYear(db, estateIds, halfYear)).map((round) => [round.estateId, factsOf(round)]));
  }

  /** The certified rounds of earlier half-years by estate, for a provider that left before this half-year's was certified. */
  async certifiedBefore(db: EntityManager, estateIds: readonly string[], halfYear: HalfYear): Promise<ReadonlyMap<string, readonly RoundFacts[]>> {
    const rounds = new Map<string, RoundFacts[]>();
    for (const round of await this.store.certifiedBefore(db, estateIds, halfYear)) rounds.set(round.estateId, [...(rounds.get(round.estateId) ?? []), factsOf(round)]);
    return rounds;
  }
}

const factsOf = ({ id, halfYear, status, households, participated, deciPoints, certifiedMs }: RoundForScore): RoundFacts => ({
  roundId: id, halfYear, status,
  needed: status === 'draft' ? 0 : neededForSample(households, participated), // a draft has not frozen its register yet
  deciPoints: status === 'certified' ? deciPoints : null,
  certifiedOn: certifiedMs === null ? null : shanghaiDate(certifiedMs),
});

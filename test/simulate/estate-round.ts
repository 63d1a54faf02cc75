import { codeOf } from '@linping/miniprogram/api';
import type { DeciPoints, RoundStatus, RoundView } from '@linping/shared';
import type { Client, Clients } from './client.ts';
import { Chance } from './chance.ts';
import type { SimulatedEstate } from './district.ts';
import { type Incidents, type Intent, intentOf, takePart } from './household.ts';
import { inPool } from './pool.ts';
import type { Slip } from './slips.ts';

const PHONES_AT_ONCE = 8;
const SPREAD = 0x9e3779b1; // neighbours' seeds must not be neighbours

/** What became of one estate's round: what was sent, and what the server made of it. */
export interface Outcome {
  readonly code: string;
  readonly archetype: string;
  readonly households: number;
  /** Households whose answers were acknowledged, and those of them that were satisfied in the end. */
  readonly valid: number;
  readonly satisfied: number;
  readonly status: RoundStatus;
  /** As certified by the server; null where it gave none. */
  readonly deciPoints: DeciPoints | null;
  readonly ratePerMille: number | null;
}

interface Parts {
  readonly clients: Clients;
  readonly officers: readonly [Client, Client];
  readonly worker: Client;
  readonly seed: number;
  readonly supplementUntil: string;
  readonly incidents: Incidents;
}

/** One estate from its first answer to its certification: closed by one officer, certified by the other, supplemented where it is short. */
export async function runRound(estate: SimulatedEstate, estateId: string, slips: readonly Slip[], parts: Parts): Promise<Outcome> {
  const { clients, officers: [closing, certifying], worker, seed, supplementUntil, incidents } = parts;
  const { plan } = estate;
  const intents = intentsOf(estate, slips, new Chance(Math.imul(seed + estate.index + 1, SPREAD)));
  const round = await clients.phone().api.estates.currentRound(estateId);
  const takeAll = (some: readonly Intent[]) => inPool(some, PHONES_AT_ONCE, (intent) => takePart(clients, worker, round, intent, incidents));

  await takeAll(intents.slice(0, plan.inTime));
  let seen = (await closing.api.coverage.close(round.id, await versionOf(closing, round))).round;
  if (plan.course === 'rescued') {
    seen = (await closing.api.coverage.supplement(round.id, { version: seen.version, closesAt: supplementUntil })).round;
    await takeAll(intents.slice(plan.inTime));
    seen = (await closing.api.coverage.close(round.id, { version: seen.version })).round;
  }
  if (seen.status === 'closed') {
    const alone = await closing.api.coverage.certify(round.id, { version: seen.version }).then(() => undefined, codeOf);
    if (alone !== 'FOUR_EYES') throw new Error(`${estate.code}: who closed was answered ${alone ?? 'yes'} on certifying`);
    seen = (await certifying.api.coverage.certify(round.id, { version: seen.version })).round;
  }
  const result = seen.status === 'certified' ? await clients.phone().api.surveys.result(round.id) : undefined;
  return {
    code: estate.code, archetype: plan.archetype, households: round.households, valid: seen.participated, satisfied: plan.satisfied,
    status: seen.status, deciPoints: seen.deciPoints, ratePerMille: result?.ratePerMille ?? null,
  };
}

function intentsOf({ plan }: SimulatedEstate, slips: readonly Slip[], chance: Chance): Intent[] {
  const opinions = chance.shuffled(Array.from({ length: plan.answers }, (_, i) => i < plan.satisfied));
  return chance.shuffled(slips).slice(0, plan.answers).map((slip, i) => intentOf(slip, opinions[i]!, chance));
}

const versionOf = async (officer: Client, round: RoundView) => ({ version: (await officer.api.coverage.ofRound(round.id)).round.version });

import { codeOf } from '@linping/miniprogram/api';
import { SCALES, TOPICS, type Opinion, type RoundView, type SubmitAnswerBody } from '@linping/shared';
import type { Chance } from './chance.ts';
import type { Client, Clients } from './client.ts';
import type { Slip } from './slips.ts';

/** What one household is going to do, drawn before anything is sent: whoever is first in the race changes nothing. */
export interface Intent {
  readonly slip: Slip;
  readonly submissionId: string;
  readonly overall: Opinion;
  readonly topics: SubmitAnswerBody['topics'];
  /** Said first, by a household that changes its mind. */
  readonly before: Opinion | undefined;
  /** The network lost the acknowledgement: the phone sends the same again. */
  readonly repeats: boolean;
  /** Somebody else has found the slip, and comes too late. */
  readonly isTried: boolean;
}

/** How often what happened, beside the answers. */
export interface Incidents {
  changed: number;
  repeated: number;
  refusedPhones: number;
}

const SCALE = SCALES.basically;
const SATISFIED: readonly Opinion[] = SCALE.satisfied;
const DISSATISFIED: readonly Opinion[] = SCALE.options.filter((option) => !SATISFIED.includes(option));

export function intentOf(slip: Slip, isSatisfied: boolean, chance: Chance): Intent {
  const opinion = (satisfied: boolean) => chance.pick(satisfied ? SATISFIED : DISSATISFIED);
  return {
    slip, submissionId: chance.uuid(), overall: opinion(isSatisfied),
    topics: Object.fromEntries(TOPICS.filter(() => chance.chance(600)).map((topic) => [topic, opinion(chance.chance(700))])),
    before: chance.chance(60) ? opinion(!isSatisfied) : undefined,
    repeats: chance.chance(80),
    isTried: chance.chance(30),
  };
}

/** A household from the slip to the acknowledged answer, as its phone goes through it. */
export async function takePart(clients: Clients, worker: Client, round: RoundView, intent: Intent, incidents: Incidents): Promise<void> {
  const { slip: { householdId, token, code }, submissionId, overall, topics, before, repeats, isTried } = intent;
  await worker.ask('POST', `/households/${householdId}/handed-out`);
  const { api } = clients.phone();
  await api.estates.scanned(token);
  const held = await api.estates.bindByCode({ buildingToken: token, code });
  if (held.householdId !== householdId) throw new Error('the code opened another door');
  if (isTried) await comesTooLate(clients, token, code, incidents);

  const say = async (revision: number, opinion: Opinion) => {
    const body = { submissionId, revision, householdId, questionnaireVersion: round.questionnaire.version, overall: opinion, topics, comment: '' };
    const stored = await api.surveys.answer(round.id, body);
    if (stored.revision !== revision) throw new Error(`revision ${stored.revision} was stored, ${revision} was sent`);
    return body;
  };
  if (before) {
    await say(1, before);
    incidents.changed += 1;
  }
  const body = await say(before ? 2 : 1, overall);
  if (!repeats) return;
  await api.surveys.answer(round.id, body);
  incidents.repeated += 1;
}

async function comesTooLate(clients: Clients, buildingToken: string, code: string, incidents: Incidents): Promise<void> {
  const refusal = await clients.phone().api.estates.bindByCode({ buildingToken, code }).then(() => undefined, codeOf);
  if (refusal !== 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE') throw new Error(`a second phone was answered ${refusal ?? 'with the household'}`);
  incidents.refusedPhones += 1;
}

import { ceilDiv, requiredSample } from '@linping/shared';
import { apportion } from '../district/distribution.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** How many households of an estate answer, and how many of them are satisfied. */
export interface Turnout {
  readonly answers: number;
  readonly satisfied: number;
}

interface Archetype<Name extends string> {
  readonly name: Name;
  /** Of a thousand estates. */
  readonly weight: number;
}

/** The half-year that has ended: how it went. */
export const PAST_KINDS = [
  { name: 'excellent', weight: 430, satisfiedPerMille: [830, 970] },
  { name: 'good', weight: 260, satisfiedPerMille: [705, 795] },
  { name: 'fair', weight: 130, satisfiedPerMille: [605, 695] },
  { name: 'weak', weight: 60, satisfiedPerMille: [505, 595] },
  { name: 'poor', weight: 30, satisfiedPerMille: [250, 480] },
  { name: 'exactly80', weight: 25, satisfiedPerMille: [800, 800] },
  { name: 'justUnder80', weight: 20, satisfiedPerMille: [800, 800] },
  { name: 'exactly50', weight: 10, satisfiedPerMille: [500, 500] },
  /** Short at closing, reached in the supplement. */
  { name: 'rescued', weight: 20, satisfiedPerMille: [650, 900] },
  /** Short to the end: no rate, no points. */
  { name: 'insufficient', weight: 15, satisfiedPerMille: [500, 900] },
] as const satisfies readonly (Archetype<string> & { readonly satisfiedPerMille: readonly [number, number] })[];
export type PastKind = (typeof PAST_KINDS)[number]['name'];

export interface PastTurnout extends Turnout {
  readonly kind: PastKind;
  /** Those of the answers that come before the closing time; the others are the supplement. */
  readonly inTime: number;
}

/** The half-year that is running: how far each estate has come. */
export const RUNNING_KINDS = [
  { name: 'untouched', weight: 80 },
  { name: 'begun', weight: 220 },
  { name: 'nearly', weight: 190 },
  { name: 'reached', weight: 240 },
  { name: 'well', weight: 250 },
  /** Reached, and closed by an officer: waits for the second one's certification. */
  { name: 'closed', weight: 12 },
  /** Closed too early: one was opened again, one waits for that. */
  { name: 'supplemented', weight: 4 },
  { name: 'short', weight: 2 },
] as const satisfies readonly Archetype<string>[];
export type RunningKind = (typeof RUNNING_KINDS)[number]['name'];

export interface RunningTurnout extends Turnout {
  readonly kind: RunningKind;
}

/** The kinds dealt to so many estates by their weights, each at least once where there are enough; in an order of chance. */
export function dealt<Name extends string>(kinds: readonly Archetype<Name>[], estates: number, random: SeededRandom): Name[] {
  const least = estates >= kinds.length ? 1 : 0;
  const counts = apportion(kinds.map(({ weight }) => weight), estates, () => ({ least, most: estates }));
  return random.shuffled(kinds.flatMap(({ name }, i) => Array.from({ length: counts[i]! }, () => name)));
}

/** Between 10 % and about 20 % of the households, where the sample was reached. */
export function pastTurnout(kind: PastKind, households: number, random: SeededRandom): PastTurnout {
  const required = requiredSample(households);
  const [least, most] = PAST_KINDS.find(({ name }) => name === kind)!.satisfiedPerMille;
  const reached = Math.max(required, share(households, random.between(102, 195)));
  const few = Math.min(required - 1, share(households, random.between(35, 85)));
  const answers = {
    exactly80: upTo(reached, 5), justUnder80: upTo(reached, 5), exactly50: upTo(reached, 2),
    rescued: required + random.below(3), insufficient: few,
  }[kind as string] ?? reached;
  const satisfied = Math.floor((answers * random.between(least, most)) / 1000) - (kind === 'justUnder80' ? 1 : 0);
  return { kind, answers, satisfied, inTime: kind === 'rescued' ? few : answers };
}

export function runningTurnout(kind: RunningKind, households: number, random: SeededRandom): RunningTurnout {
  const required = requiredSample(households);
  const answers = Math.max(0, {
    untouched: share(households, random.below(8)) - 1,
    begun: Math.min(required - 1, share(households, random.between(10, 60))),
    nearly: required - random.between(1, 3),
    reached: required + random.below(4),
    well: Math.max(required, share(households, random.between(120, 220))),
    closed: Math.max(required, share(households, random.between(102, 150))),
    supplemented: required - random.between(1, 3),
    short: required - random.between(1, 4),
  }[kind]);
  return { kind, answers, satisfied: Math.floor((answers * random.between(620, 950)) / 1000) };
}

const share = (households: number, perMille: number): number => ceilDiv(households * perMille, 1000);
const upTo = (n: number, multiple: number): number => ceilDiv(n, multiple) * multiple;

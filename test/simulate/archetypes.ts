import { ceilDiv, requiredSample } from '@linping/shared';
import type { Chance } from './chance.ts';

/** How the round of an estate goes. `short`: to the end. `rescued`: short at its closing, reached in the supplement. */
export type Course = 'certified' | 'rescued' | 'short';

interface Archetype {
  readonly name: string;
  /** Of a hundred estates. */
  readonly share: number;
  /** Households that answer, of a thousand; the sample (10 %) is the least unless the course says otherwise. */
  readonly coverage: readonly [least: number, most: number];
  /** Satisfied answers, of a thousand. */
  readonly satisfied: readonly [least: number, most: number];
  readonly course: Course;
  /** Answers are rounded up to a multiple of this, so that an edge of a band can be hit exactly. */
  readonly multiple?: number;
  /** Satisfied answers fewer than the share gives. */
  readonly minus?: number;
}

/**
 * The declared distributions, which the simulation draws from and its results are compared with. Sizes of estates are
 * drawn between 20 and 270 households, with the district's mean of about 139. In a small estate one household is several
 * percent: it may land in the band beside the one it was drawn for.
 */
export const ARCHETYPES: readonly Archetype[] = [
  //  name             share  coverage ‰     satisfied ‰   course       at an edge
  { name: 'excellent', share: 34, coverage: [105, 200], satisfied: [840, 970], course: 'certified' },
  { name: 'good', share: 22, coverage: [102, 180], satisfied: [705, 790], course: 'certified' },
  { name: 'fair', share: 13, coverage: [100, 160], satisfied: [605, 695], course: 'certified' },
  { name: 'weak', share: 7, coverage: [100, 160], satisfied: [505, 595], course: 'certified' },
  { name: 'poor', share: 5, coverage: [100, 150], satisfied: [250, 480], course: 'certified' },
  { name: 'exactly 80 %', share: 3, coverage: [110, 160], satisfied: [800, 800], course: 'certified', multiple: 5 },
  { name: 'one below 80 %', share: 3, coverage: [110, 260], satisfied: [800, 800], course: 'certified', multiple: 5, minus: 1 },
  { name: 'exactly 50 %', share: 2, coverage: [110, 160], satisfied: [500, 500], course: 'certified', multiple: 2 },
  { name: 'the sample itself', share: 3, coverage: [0, 0], satisfied: [700, 900], course: 'certified' },
  { name: 'rescued', share: 4, coverage: [0, 0], satisfied: [600, 900], course: 'rescued' },
  { name: 'short', share: 4, coverage: [20, 90], satisfied: [500, 900], course: 'short' },
];

/** What an estate is going to do. */
export interface Plan {
  readonly archetype: string;
  readonly course: Course;
  readonly answers: number;
  readonly satisfied: number;
  /** How many answer before the first closing. */
  readonly inTime: number;
}

export function planOf({ name, coverage, satisfied, course, multiple = 1, minus = 0 }: Archetype, households: number, chance: Chance): Plan {
  const required = requiredSample(households);
  const drawn = ceilDiv(households * chance.between(...coverage), 1000);
  const answers = course === 'short' ? Math.min(drawn, required - 1) : ceilDiv(Math.max(required, drawn), multiple) * multiple;
  return {
    archetype: name, course, answers, satisfied: Math.max(0, Math.floor((answers * chance.between(...satisfied)) / 1000) - minus),
    inTime: course === 'rescued' ? Math.min(answers - 1, Math.floor(answers / 2)) : answers,
  };
}

/** The archetypes dealt to so many estates: each by its share, the rarest first where there are few estates, in an order of chance. */
export function dealt(estates: number, chance: Chance): Archetype[] {
  const rarestFirst = [...ARCHETYPES].sort((a, b) => a.share - b.share);
  const dealtOnce = rarestFirst.slice(0, estates);
  const cumulative = ARCHETYPES.flatMap((archetype) => Array.from({ length: archetype.share }, () => archetype));
  const rest = Array.from({ length: estates - dealtOnce.length }, (_, i) => cumulative[Math.floor((i * cumulative.length) / Math.max(1, estates - dealtOnce.length))]!);
  return chance.shuffled([...dealtOnce, ...rest]);
}

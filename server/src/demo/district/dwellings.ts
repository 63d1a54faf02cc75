import type { SeededRandom } from '../seeded-random.ts';

/** How the buildings of an estate were built: 单元 × 层 × 每层户. */
export interface Plan {
  readonly units: number;
  readonly floors: number;
  readonly perFloor: number;
}

/** The plans of old estates: stairwells, no lift, few floors. */
const PLANS: readonly Plan[] = [
  { units: 2, floors: 5, perFloor: 2 }, { units: 3, floors: 5, perFloor: 2 }, { units: 3, floors: 6, perFloor: 2 }, { units: 4, floors: 6, perFloor: 2 },
  { units: 4, floors: 5, perFloor: 3 }, { units: 3, floors: 6, perFloor: 3 }, { units: 4, floors: 7, perFloor: 2 }, { units: 2, floors: 4, perFloor: 2 },
];
/** Four buildings of up to forty flats hold the published estate's 154. */
export const FORTY_FLATS: Plan = { units: 4, floors: 5, perFloor: 2 };

export const planFor = (households: number, random: SeededRandom): Plan => {
  const fitting = PLANS.filter((plan) => capacityOf(plan) <= Math.max(households, 20));
  return random.pick(fitting.length > 0 ? fitting : PLANS.slice(-1));
};

/** The doors of each building: all households, spread evenly, the highest doors missing where they do not come out even. */
export function doorsOfBuildings(households: number, plan: Plan): string[][] {
  const buildings = Math.ceil(households / capacityOf(plan));
  const all = doorsOf(plan);
  return Array.from({ length: buildings }, (_, i) => all.slice(0, Math.floor(households / buildings) + (i < households % buildings ? 1 : 0)));
}

const capacityOf = ({ units, floors, perFloor }: Plan): number => units * floors * perFloor;

const doorsOf = ({ units, floors, perFloor }: Plan): string[] =>
  range(units).flatMap((unit) => range(floors).flatMap((floor) => range(perFloor).map((flat) => `${unit}单元${floor}${String(flat).padStart(2, '0')}`)));

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

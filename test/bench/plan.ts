import type { EstateShape } from './district/district.ts';

export interface Scenario {
  readonly name: string;
  readonly rounds: 'spread' | 'hot';
  readonly concurrency: number;
}

/** How much is measured. `--quick` shows only that the program works: its figures say nothing. */
export interface Plan {
  readonly spread: { readonly estates: number; readonly shape: EstateShape };
  readonly hot: EstateShape;
  readonly scenarios: readonly Scenario[];
  readonly repetitions: number;
  readonly requestsPerRun: number;
  readonly warmUpRequests: number;
  readonly reads: number;
  /** No further run begins after this time on one engine. */
  readonly longestMs: number;
}

const SCENARIOS: readonly Scenario[] = [
  { name: '100 rounds, 50 at a time', rounds: 'spread', concurrency: 50 },
  { name: '100 rounds, 200 at a time', rounds: 'spread', concurrency: 200 },
  { name: 'one hot round, 50 at a time', rounds: 'hot', concurrency: 50 },
];

export const FULL: Plan = {
  spread: { estates: 100, shape: { buildings: 4, homesPerBuilding: 30 } },
  hot: { buildings: 10, homesPerBuilding: 600 },
  scenarios: SCENARIOS, repetitions: 5, requestsPerRun: 1000, warmUpRequests: 1500, reads: 500, longestMs: 180_000,
};

export const QUICK: Plan = {
  spread: { estates: 6, shape: { buildings: 2, homesPerBuilding: 30 } },
  hot: { buildings: 2, homesPerBuilding: 60 },
  scenarios: SCENARIOS.map((scenario) => ({ ...scenario, name: scenario.name.replace('100', '6') })),
  repetitions: 1, requestsPerRun: 80, warmUpRequests: 40, reads: 50, longestMs: 240_000,
};

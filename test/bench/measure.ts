import type { EngineName } from '../support/databases.ts';
import { median } from './figures.ts';
import { child, type Loaded, type LoadRequest, put } from './load-process.ts';
import type { Plan } from './plan.ts';
import { bare, type Contender, product } from './servers.ts';

export interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The slowest and the fastest run: how noisy the machine was. */
  readonly slowest: number;
  readonly fastest: number;
  readonly runs: number;
}
export interface Writes {
  readonly scenario: string;
  readonly product: Figures;
  readonly bare: Figures;
  /** The product's median rate as a share of the bare limit's. */
  readonly ratio: number;
}
export interface Reads {
  readonly page: string;
  readonly product: Figures;
}
export interface EngineReport {
  readonly engine: EngineName;
  readonly writes: readonly Writes[];
  readonly reads: readonly Reads[];
}

/** Both servers stand beside each other the whole time, and the runs alternate: whatever slows the machine meets both. */
export async function measure(engine: EngineName, plan: Plan, say: (text: string) => void): Promise<EngineReport> {
  const generator = child('./load.js');
  const running: Contender[] = [];
  try {
    say(`${engine}: preparing two districts`);
    const ours = await product(engine, plan);
    running.push(ours);
    const limit = await bare(engine, plan);
    running.push(limit);
    const load = (to: Contender, requests: readonly LoadRequest[], concurrency: number) => put(generator, { port: to.port, concurrency, requests });

    for (const to of [ours, limit]) await load(to, to.next('spread', plan.warmUpRequests), 50);
    const perScenarioMs = plan.longestMs / plan.scenarios.length;
    const writes: Writes[] = [];
    for (const { name, rounds, concurrency } of plan.scenarios) {
      say(`${engine}: ${name}`);
      const [a, b]: [Loaded[], Loaded[]] = [[], []];
      const deadline = Date.now() + perScenarioMs;
      for (let i = 0; i < plan.repetitions && (i === 0 || Date.now() < deadline); i += 1) {
        const inTurn = [{ to: ours, of: a }, { to: limit, of: b }];
        for (const { to, of } of i % 2 === 0 ? inTurn : inTurn.reverse()) of.push(await load(to, to.next(rounds, plan.requestsPerRun), concurrency));
      }
      const [p, l] = [figures(a), figures(b)];
      writes.push({ scenario: name, product: p, bare: l, ratio: p.perSecond / l.perSecond });
    }

    say(`${engine}: pages`);
    const reads: Reads[] = [];
    for (const { page, request } of pagesOf(ours)) {
      const runs: Loaded[] = [];
      for (let i = 0; i <= plan.repetitions; i += 1) runs.push(await load(ours, Array.from({ length: plan.reads }, () => request), 50));
      reads.push({ page, product: figures(runs.slice(1)) }); // the first one warms up
    }
    return { engine, writes, reads };
  } finally {
    generator.kill('SIGKILL');
    for (const contender of running) await contender.stop();
  }
}

const pagesOf = ({ district }: Contender): { readonly page: string; readonly request: LoadRequest }[] => [
  { page: 'GET /coverage (the street officer\'s board, 50 rounds)', request: { method: 'GET', path: '/api/v1/coverage', token: district.officer.token } },
  { page: 'GET /buildings/by-token (what a scanned QR opens)', request: { method: 'GET', path: `/api/v1/buildings/by-token/${district.estates[0]!.buildings[0]!.token}` } },
];

const figures = (runs: readonly Loaded[]): Figures => {
  const rates = runs.map(({ perSecond }) => perSecond);
  return {
    perSecond: median(rates), p50Ms: median(runs.map(({ p50Ms }) => p50Ms)), p99Ms: median(runs.map(({ p99Ms }) => p99Ms)),
    slowest: Math.min(...rates), fastest: Math.max(...rates), runs: runs.length,
  };
};

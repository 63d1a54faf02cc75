import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ENGINES, freshDatabase, type TestDatabase } from '../database/engines.testing.ts';
import { Platform1795305600000 } from '../database/migrations/1795305600000-platform.ts';
import { Metrics } from '../metrics/metrics.ts';
import { StoppedClock } from '../platform.testing.ts';
import { JobLeaseRow } from './jobs.entity.ts';
import { Jobs } from './jobs.ts';

const schema = { entities: [JobLeaseRow], migrations: [Platform1795305600000] };

describe.each(ENGINES)('jobs on %s', (engine) => {
  let db: TestDatabase;
  let clock: StoppedClock;
  beforeAll(async () => { db = await freshDatabase(engine, schema); Logger.overrideLogger(false); });
  afterAll(() => db.close());
  beforeEach(async () => {
    clock = new StoppedClock();
    await db.unitOfWork.run((tx) => tx.createQueryBuilder().delete().from(JobLeaseRow).execute());
  });

  const process = (runs: string[], who: string, work: () => Promise<void> = () => Promise.resolve()) => {
    const jobs = new Jobs(db.unitOfWork, clock, new Metrics());
    jobs.register({ name: 'close', everySeconds: 30, run: async () => { runs.push(who); await work(); } });
    return jobs;
  };

  it('runs what is due once in all processes, the first time as every time', async () => {
    const runs: string[] = [];
    const all = Array.from({ length: 5 }, (_, i) => process(runs, `p${i}`));
    for (const expected of [1, 2, 3]) {
      await Promise.all(all.map((jobs) => jobs.tick()));
      expect(runs).toHaveLength(expected);
      await Promise.all(all.map((jobs) => jobs.tick())); // not due yet
      expect(runs).toHaveLength(expected);
      clock.pass(30);
    }
  });

  it('lets nobody in while one is at it', async () => {
    const runs: string[] = [];
    let finish!: () => void;
    const working = new Promise<void>((resolve) => (finish = resolve));
    const one = process(runs, 'one', () => working);
    const two = process(runs, 'two');
    const ticking = one.tick();
    while (runs.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    clock.pass(59);
    await two.tick();
    expect(runs).toEqual(['one']);
    finish();
    await ticking;
  });

  it('takes over from a process that died at it, after its lease', async () => {
    const runs: string[] = [];
    const dead = process(runs, 'dead', () => Promise.reject(new Error('died')));
    const heir = process(runs, 'heir');
    await dead.tick();
    await heir.tick();
    expect(runs).toEqual(['dead']);
    clock.pass(60);
    await heir.tick();
    expect(runs).toEqual(['dead', 'heir']);
  });

  it('goes on with the other jobs after one has failed, and stops when the process stops', async () => {
    const runs: string[] = [];
    const jobs = process(runs, 'bad', () => Promise.reject(new Error('bad')));
    jobs.register({ name: 'other', everySeconds: 30, run: async () => { runs.push('good'); } });
    await jobs.tick();
    expect(runs).toEqual(['bad', 'good']);
    await jobs.onApplicationShutdown();
    clock.pass(600);
    await jobs.tick();
    expect(runs).toHaveLength(2);
  });
});

import { afterAll, describe, expect, it } from '@jest/globals';
import { ARCHETYPES } from '../simulate/archetypes.ts';
import { simulatedEstates } from '../simulate/district.ts';
import { differing, expectedPoints, table, type Report } from '../simulate/report.ts';
import { ownServer } from '../simulate/server.ts';
import { simulate } from '../simulate/simulate.ts';
import type { EngineName } from '../support/databases.ts';

const ESTATES = ARCHETYPES.length + 1;
const SEED = 7;
/** Small ones: every answer is seven round trips, and the edges are the same. */
const LARGEST = 90;

/** The simulation as a test: what the server certifies is what the answers give, and chance is only the seed. */
describe('a simulated half-year', () => {
  const run = async (engine: EngineName): Promise<Report> => {
    const server = await ownServer(engine);
    try {
      return await simulate({ ...server, estates: ESTATES, seed: SEED, largest: LARGEST });
    } finally {
      await server.close();
    }
  };
  const first = run('sqlite');
  afterAll(() => first.catch(() => undefined)); // whatever the tests say, its server ends

  it('gets the points of the scheme for the answers sent, at every edge', async () => {
    const report = await first;
    expect(report.outcomes).toHaveLength(ESTATES);
    expect(new Set(report.outcomes.map(({ archetype }) => archetype)).size).toBe(ARCHETYPES.length);
    for (const outcome of report.outcomes) expect(outcome).toMatchObject({ deciPoints: expectedPoints(outcome), status: outcome.archetype === 'short' ? 'short' : 'certified' });
    expect(differing(report)).toEqual([]);
    expect(report.outcomes.find(({ archetype }) => archetype === 'exactly 80 %')?.deciPoints).toBe(100);
    expect(report.outcomes.find(({ archetype }) => archetype === 'one below 80 %')?.deciPoints).toBeLessThan(100);
    expect(report.outcomes.find(({ archetype }) => archetype === 'exactly 50 %')?.deciPoints).toBe(50);
    expect(table(report).split('\n')[1]).toMatch(/^SIM-001 +\d+ +\d+ +\d+\.\d % .*(certified|short)/);
  });

  it('is the same again for the same seed, on the other engine too, and another for another', async () => {
    expect(await run('mariadb')).toEqual(await first);
    const plans = (seed: number) => simulatedEstates(ESTATES, seed, LARGEST).map(({ plan }) => plan);
    expect(plans(SEED)).toEqual(plans(SEED));
    expect(plans(SEED)).not.toEqual(plans(SEED + 1));
  });
});

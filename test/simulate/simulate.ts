import { startCampaign } from './campaign.ts';
import { clientsOf } from './client.ts';
import { simulatedEstates } from './district.ts';
import { type Outcome, runRound } from './estate-round.ts';
import type { Incidents } from './household.ts';
import { openOffices } from './offices.ts';
import { inPool } from './pool.ts';
import type { Report } from './report.ts';
import { printSlips, type Slip } from './slips.ts';

export interface Simulation {
  /** The base of a server's API. */
  readonly api: string;
  readonly administrator: { readonly name: string; readonly password: string };
  readonly estates: number;
  readonly seed: number;
  /** Households of the largest estate. */
  readonly largest?: number;
  readonly onStep?: (what: string) => void;
}

const ESTATES_AT_ONCE = 6;

/** Lives one half-year's survey over HTTP, from the first list of estates to the last certification. */
export async function simulate({ api, administrator, estates: count, seed, largest, onStep = () => undefined }: Simulation): Promise<Report> {
  const clients = clientsOf(api);
  const estates = simulatedEstates(count, seed, largest);
  onStep(`${count} estates and their offices`);
  const { headquarters, officers, workers, rows } = await openOffices(clients, await clients.desk(administrator.name, administrator.password), estates);

  onStep(`registers, posters and slips of ${estates.reduce((sum, { doors }) => sum + doors.length, 0)} households`);
  const slips = new Map<string, readonly Slip[]>();
  await inPool(estates, ESTATES_AT_ONCE, async (estate) => {
    const row = rows.get(estate.code)!;
    slips.set(estate.code, await printSlips(estate, row, officers.get(row.streetId)![0], workers.get(row.communityId)!));
  });

  onStep('the campaign opens');
  const { supplementUntil } = await startCampaign(headquarters, count);

  onStep(`${estates.reduce((sum, { plan }) => sum + plan.answers, 0)} households answer; the officers close, supplement and certify`);
  const outcomes: Outcome[] = [];
  const incidents: Incidents = { changed: 0, repeated: 0, refusedPhones: 0 };
  await inPool(estates, ESTATES_AT_ONCE, async (estate) => {
    const row = rows.get(estate.code)!;
    const parts = { clients, officers: officers.get(row.streetId)!, worker: workers.get(row.communityId)!, seed, supplementUntil, incidents };
    outcomes[estate.index] = await runRound(estate, row.id, slips.get(estate.code)!, parts);
  });
  return { seed, outcomes, incidents };
}

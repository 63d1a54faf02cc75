import type { EstateRowView, Page, StaffRole, StaffWithPasswordView } from '@linping/shared';
import type { Client, Clients } from './client.ts';
import { estatesCsv, type SimulatedEstate } from './district.ts';
import { inPool } from './pool.ts';

/** The people who run the survey. */
export interface Offices {
  readonly headquarters: Client;
  /** By street: who closes, and who certifies. */
  readonly officers: ReadonlyMap<string, readonly [Client, Client]>;
  /** By community. */
  readonly workers: ReadonlyMap<string, Client>;
  /** By code. */
  readonly rows: ReadonlyMap<string, EstateRowView>;
}

const PAGE = 200;
const HASHES_AT_ONCE = 4;

/** From the first administrator down: headquarters and its list of estates, two officers a street, a worker a community. */
export async function openOffices(clients: Clients, administrator: Client, estates: readonly SimulatedEstate[]): Promise<Offices> {
  const headquarters = await invited(clients, administrator, 'headquarters', null, 'sim.headquarters', '模拟 · 区指挥部办公室');
  await headquarters.ask('POST', '/imports/estates', estatesCsv(estates));
  const rows = new Map((await allEstates(headquarters)).map((row) => [row.code, row]));

  const officers = new Map<string, [Client, Client]>();
  await inPool(places(estates, rows, 'streetId'), HASHES_AT_ONCE, async ({ id, name, number }) => {
    const officer = (nth: number) => invited(clients, administrator, 'streetOfficer', id, `sim.street-${number}.officer-${nth}`, `${name} · 工作人员${nth}`);
    officers.set(id, [await officer(1), await officer(2)]);
  });
  const workers = new Map<string, Client>();
  await inPool(places(estates, rows, 'communityId'), HASHES_AT_ONCE, async ({ id, name, number }) => {
    workers.set(id, await invited(clients, headquarters, 'communityWorker', id, `sim.community-${number}.worker`, `${name} · 社区工作者`));
  });
  return { headquarters, officers, workers, rows };
}

/** The streets or communities of the estates, each once. */
function places(estates: readonly SimulatedEstate[], rows: Offices['rows'], key: 'streetId' | 'communityId') {
  const named = new Map(estates.map(({ code }) => {
    const row = rows.get(code)!;
    return [row[key], key === 'streetId' ? row.street : row.community];
  }));
  return [...named].map(([id, name], i) => ({ id, name, number: i + 1 }));
}

async function allEstates(headquarters: Client): Promise<EstateRowView[]> {
  const all: EstateRowView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<EstateRowView> = await headquarters.ask('GET', `/estates?limit=${PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

/** Invited, signed in with the one-time password, and with an own one: nothing else is allowed before. */
async function invited(clients: Clients, inviter: Client, role: StaffRole, scopeId: string | null, name: string, displayName: string): Promise<Client> {
  const { oneTimePassword } = await inviter.ask<StaffWithPasswordView>('POST', '/staff', { name, displayName, role, scopeId });
  const desk = await clients.desk(name, oneTimePassword);
  await desk.api.sessions.changePassword({ oldPassword: oneTimePassword, newPassword: `chosen by ${name}` });
  return desk;
}

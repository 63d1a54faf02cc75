import type { BuildingView, EstateRowView, IssuedCodesView, Page } from '@linping/shared';
import type { Client } from './client.ts';
import { householdsCsv, type SimulatedEstate } from './district.ts';

/** What is on a folded slip, and the QR on the wall beside it. */
export interface Slip {
  readonly householdId: string;
  readonly token: string;
  readonly code: string;
}

/** The street's officer brings the list of doors; the community worker has the posters and slips printed. In the order of the list. */
export async function printSlips(estate: SimulatedEstate, row: EstateRowView, officer: Client, worker: Client): Promise<readonly Slip[]> {
  await officer.ask('POST', `/estates/${row.id}/households/import`, householdsCsv(estate));
  const slips = new Map<string, Slip>();
  const { items: buildings } = await worker.ask<Page<BuildingView>>('GET', `/estates/${row.id}/buildings?limit=200`);
  for (const { id, name } of buildings) {
    const { token } = await worker.ask<BuildingView>('POST', `/buildings/${id}/token`);
    const { codes } = await worker.ask<IssuedCodesView>('POST', '/households/codes', { buildingId: id });
    for (const { householdId, door, code } of codes) slips.set(`${name} ${door}`, { householdId, token: token!, code });
  }
  return estate.doors.map(({ building, door }) => slips.get(`${building} ${door}`)!);
}

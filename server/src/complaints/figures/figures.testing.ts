import { randomUUID } from 'node:crypto';
import { COMPLAINT_CATEGORY_IDS, COMPLAINT_STATUSES, type ComplaintRating, type StaffActor, type StaffRole } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../app.module.ts';
import { CommunityRow, EstateRow, ProviderRow, StreetRow } from '../../estates/estates.entity.ts';
import { type EngineName, freshDatabase } from '../../platform/database/engines.testing.ts';
import { StoppedClock, testConfig } from '../../platform/platform.testing.ts';
import { SCHEMA } from '../../schema.ts';
import type { ComplaintRow } from '../complaints.entity.ts';
import { complaintRow } from './complaint-rows.testing.ts';
import { FiguresService } from './figures.service.ts';

export const NOW = new Date('2026-11-30T04:00:00.000Z');
const HOUR_MS = 3_600_000;

export async function openFigures(engine: EngineName) {
  const db = await freshDatabase(engine, SCHEMA);
  const clock = new StoppedClock(NOW);
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: db.url }), engine: db.engine, clock })] }).compile();
  return { db, clock, figures: app.get(FiguresService, { strict: false }), close: () => db.close() };
}
export type Figures = Awaited<ReturnType<typeof openFigures>>;

export const staffOf = (role: StaffRole, level: StaffActor['scope']['level'] = 'district', id = ''): StaffActor =>
  ({ role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id } });

export interface FiledPlace {
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly providerId: string;
}

/** Streets of two estates each; every estate has a community and a provider of its own. */
export async function addPlaces({ db }: Figures, streets: number): Promise<FiledPlace[]> {
  const places: FiledPlace[] = [];
  await db.unitOfWork.run(async (tx) => {
    for (let street = 0; street < streets; street += 1) {
      const streetId = randomUUID();
      await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
      for (let i = 0; i < 2; i += 1) {
        const [estateId, communityId, providerId] = [randomUUID(), randomUUID(), randomUUID()];
        await tx.insert(CommunityRow, { id: communityId, streetId, name: `社区${communityId.slice(0, 8)}` });
        await tx.insert(ProviderRow, { id: providerId, kind: 'firm', name: `企业${providerId.slice(0, 8)}`, phone: '', version: 1 });
        await tx.insert(EstateRow, {
          id: estateId, code: `E-${estateId.slice(0, 8)}`, name: `小区${estateId.slice(0, 8)}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 1_000_000,
          stage: 'inService', stageDate: '2025-02-01', managementMode: 'professional', isSynthetic: true, version: 1,
        });
        places.push({ estateId, streetId, communityId, providerId });
      }
    }
  });
  return places;
}

/** A complaint of any kind, as a number from 0 on tells it: the same number is the same complaint. */
export function anyComplaint(seed: number, place: FiledPlace): ComplaintRow {
  let state = seed * 2_654_435_761 % 4_294_967_296;
  const below = (n: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return Math.floor(state / 4_294_967_296 * n);
  };
  const maybe = <T>(value: T): T | null => (below(3) > 0 ? value : null);
  const receivedMs = NOW.getTime() - below(50 * 24) * HOUR_MS;
  const status = COMPLAINT_STATUSES[below(COMPLAINT_STATUSES.length)]!;
  const firstAcceptedMs = maybe(receivedMs + below(72) * HOUR_MS);
  return complaintRow({
    ...place, providerId: below(10) === 0 ? null : place.providerId, receivedMs, status, category: COMPLAINT_CATEGORY_IDS[below(COMPLAINT_CATEGORY_IDS.length)]!,
    firstAcceptDueMs: receivedMs + 24 * HOUR_MS, firstAcceptedMs, firstResolveDueMs: maybe(receivedMs + 120 * HOUR_MS),
    firstResolvedMs: firstAcceptedMs === null ? null : maybe(firstAcceptedMs + below(200) * HOUR_MS), referredMs: status === 'referred' || below(12) === 0 ? receivedMs : null,
    timesReopened: below(5) === 0 ? 1 : 0, ratingCounts: below(4) > 0, rating: status === 'confirmed' ? (1 + below(5)) as ComplaintRating : null,
  });
}

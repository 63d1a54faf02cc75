import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opinion, ResidentActor, StaffActor, SubmitAnswerBody } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { DwellingsService } from '../estates/dwellings.service.ts';
import { BuildingRow, CommunityRow, EstateRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdRow } from '../estates/households.entity.ts';
import { Clock } from '../platform/clock.ts';
import { insertMany } from '../platform/database/batches.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { Refused } from '../platform/refused.ts';
import { testConfig } from '../platform/platform.testing.ts';
import { SCHEMA } from '../schema.ts';
import { AnswerIntake } from './answer-intake.ts';
import { AnswersService } from './answers.service.ts';
import { AnswersStore } from './answers.store.ts';
import { CampaignsService } from './campaigns.service.ts';
import { CoverageService } from './coverage.service.ts';
import { ResultsService } from './results.service.ts';
import { RosterClaims } from './roster-claims.ts';
import { RoundClock } from './round-clock.ts';
import { RoundsService } from './rounds.service.ts';
import { RoundWatchService } from './round-watch.service.ts';
import { RoundRow } from './surveys.entity.ts';

export const OPENS_AT = '2026-10-01T00:00:00.000Z';
export const CLOSES_AT = '2026-12-20T16:00:00.000Z';
export const SUPPLEMENT_UNTIL = '2027-01-10T16:00:00.000Z';
export const ADDRESS = '127.0.0.1';

export class StoppedClock extends Clock {
  constructor(public time: Date) { super(); }
  now() { return this.time; }
}

export const headquarters: StaffActor = { role: 'headquarters', staffId: randomUUID(), scope: { level: 'district' } };
export const officerOf = (streetId: string): StaffActor => ({ role: 'streetOfficer', staffId: randomUUID(), scope: { level: 'street', id: streetId } });
export const workerOf = (communityId: string): StaffActor => ({ role: 'communityWorker', staffId: randomUUID(), scope: { level: 'community', id: communityId } });

export interface TestEstate {
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly roundId: string;
  /** Each household with the phone that holds it, in two buildings. */
  readonly households: readonly { readonly id: string; readonly phone: ResidentActor }[];
}

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openSurveys(engine: EngineName) {
  const db = await freshDatabase(engine, SCHEMA);
  const keys = await mkdtemp(join(tmpdir(), 'linping-keys-'));
  const clock = new StoppedClock(new Date('2026-10-02T00:00:00.000Z'));
  const config = testConfig({ dataDir: keys, databaseUrl: db.url, sealKeysDir: keys });
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config, engine: db.engine, clock })] }).compile();
  const services = {
    dwellings: app.get(DwellingsService, { strict: false }), rosterClaims: app.get(RosterClaims, { strict: false }),
    intake: app.get(AnswerIntake, { strict: false }), answersStore: app.get(AnswersStore, { strict: false }),
    answers: app.get(AnswersService, { strict: false }), rounds: app.get(RoundsService, { strict: false }), campaigns: app.get(CampaignsService, { strict: false }),
    results: app.get(ResultsService, { strict: false }), coverage: app.get(CoverageService, { strict: false }), watch: app.get(RoundWatchService, { strict: false }), roundClock: app.get(RoundClock, { strict: false }),
  };
  const close = async () => {
    await services.intake.onApplicationShutdown();
    await db.close();
    await rm(keys, { recursive: true });
  };
  return { db, keys, clock, ...services, close };
}
export type Surveys = Awaited<ReturnType<typeof openSurveys>>;

/** Estates of the given sizes, by turns in so many streets with a community each, their campaign created and, by default, their rounds open. */
export async function estatesWithRounds(surveys: Surveys, sizes: readonly number[], { open = true, streets = 1 } = {}): Promise<TestEstate[]> {
  const { db, campaigns, roundClock } = surveys;
  const places = Array.from({ length: streets }, () => ({ streetId: randomUUID(), communityId: randomUUID() }));
  const estates = sizes.map((size, i) => {
    const buildings = [randomUUID(), randomUUID()];
    const households = Array.from({ length: size }, (_, i) => ({ id: randomUUID(), buildingId: buildings[i % 2]!, i, phone: { role: 'resident', residentId: randomUUID(), via: 'h5' } satisfies ResidentActor }));
    return { estateId: randomUUID(), ...places[i % streets]!, buildings, households };
  });
  await db.unitOfWork.run(async (tx) => {
    for (const { streetId, communityId } of places) {
      await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
      await tx.insert(CommunityRow, { id: communityId, streetId, name: '测试社区' });
    }
    for (const { estateId, streetId, communityId, buildings, households } of estates) {
      await tx.insert(EstateRow, {
        id: estateId, code: estateId.slice(0, 20), name: `小区${estateId.slice(0, 4)}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 100_000,
        stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
      });
      await tx.insert(BuildingRow, buildings.map((id, sort) => ({ id, estateId, name: `${sort + 1}号楼`, sort })));
      await insertMany(tx, HouseholdRow, households.map(({ id, buildingId, i }) => ({ id, estateId, buildingId, door: `${i + 1}`, doorSerial: i + 1, version: 1 })));
      await insertMany(tx, HouseholdBindingRow, households.map(({ id, phone }) => ({ householdId: id, residentId: phone.residentId, boundMs: 0, via: 'code' as const })));
    }
  });
  const { version } = await campaigns.publishQuestionnaire(headquarters, { scale: 'basically', overall: '您对小区物业服务总体满意吗？', intro: '', topics: [{ topic: 'cleaning', text: '保洁绿化' }] });
  await campaigns.create(headquarters, { halfYear: '2026H2', questionnaireVersion: version, opensAt: OPENS_AT, closesAt: CLOSES_AT, supplementUntil: SUPPLEMENT_UNTIL });
  if (open) await roundClock.run();
  const rounds = await db.unitOfWork.read((d) => d.find(RoundRow));
  return estates.map(({ estateId, streetId, communityId, households }) => ({ estateId, streetId, communityId, households, roundId: rounds.find((round) => round.estateId === estateId)!.id }));
}

/** A first answer; what differs is given. */
export const submission = (householdId: string, over: Partial<SubmitAnswerBody> = {}): SubmitAnswerBody =>
  ({ submissionId: randomUUID(), revision: 1, householdId, questionnaireVersion: 1, overall: 'satisfied' as Opinion, topics: {}, comment: '', ...over });

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));

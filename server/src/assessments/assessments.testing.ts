import { randomUUID } from 'node:crypto';
import { startOfDayMs, type EnterDeductionBody, type HalfYear, type ProviderKind, type RoundStatus, type StaffActor } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.ts';
import { BuildingRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from '../estates/estates.entity.ts';
import { HouseholdRow } from '../estates/households.entity.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { SCHEMA } from '../schema.ts';
import { RoundRow } from '../surveys/surveys.entity.ts';
import { DeductionRow, SheetRow } from './assessments.entity.ts';
import { AssessmentsService } from './assessments.service.ts';
import { OpeningsService } from './openings.service.ts';
import { ScoringService } from './scoring.service.ts';

export const H1 = '2026H1';
/** The first half-year has ended and been surveyed; the second has begun. */
export const NOW = new Date('2026-07-02T04:00:00.000Z');
/** What a full score is worth: 11,494.00 ㎡ × 0.30 yuan × 6 months. */
export const AREA_CENTI_SQM = 1_149_400;
export const FULL_FEN = 2_068_920;

export const district = (role: StaffActor['role']): StaffActor => ({ role, staffId: randomUUID(), scope: { level: 'district' } });
export const officerOf = (streetId: string): StaffActor => ({ role: 'streetOfficer', staffId: randomUUID(), scope: { level: 'street', id: streetId } });
export const managerOf = (providerId: string): StaffActor => ({ role: 'providerManager', staffId: randomUUID(), scope: { level: 'provider', id: providerId } });
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
export const refusalOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal : cause));

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openAssessments(engine: EngineName) {
  const db = await freshDatabase(engine, SCHEMA);
  const clock = new StoppedClock(NOW);
  const config = testConfig({ databaseUrl: db.url });
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config, engine: db.engine, clock })] }).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get(type as never, { strict: false });
  return { db, clock, get, assessments: get(AssessmentsService), scoring: get(ScoringService), openings: get(OpeningsService), close: () => db.close() };
}
export type Assessments = Awaited<ReturnType<typeof openAssessments>>;

export interface Contracted {
  readonly kind?: ProviderKind;
  readonly entryDate: string | null;
  readonly endDate?: string | null;
  readonly signedDate?: string | null;
  readonly filedDate?: string | null;
  readonly isSubsidised?: boolean;
}
export interface Surveyed {
  readonly halfYear: HalfYear;
  readonly status?: RoundStatus;
  readonly deciPoints?: number;
  readonly certifiedOn?: string;
  readonly participated?: number;
}
export interface EstateOptions {
  readonly streetId?: string;
  readonly name?: string;
  readonly contracts?: readonly Contracted[];
  readonly rounds?: readonly Surveyed[];
}
export interface TestEstate {
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly officer: StaffActor;
  readonly contractIds: readonly string[];
  readonly providerIds: readonly string[];
  readonly roundIds: readonly string[];
}

export const SERVING: Contracted = { entryDate: '2025-02-01' };
export const CERTIFIED: Surveyed = { halfYear: H1 };
let estates = 0;

/** An estate of one household with its contracts and rounds; left out, a firm that serves and a round that gave full points. */
export async function addEstate({ db }: Assessments, { streetId = randomUUID(), name, contracts = [SERVING], rounds = [CERTIFIED] }: EstateOptions = {}): Promise<TestEstate> {
  const [estateId, communityId, buildingId] = [randomUUID(), randomUUID(), randomUUID()];
  const [contractIds, providerIds, roundIds] = [contracts.map(() => randomUUID()), contracts.map(() => randomUUID()), rounds.map(() => randomUUID())];
  const number = String((estates += 1)).padStart(4, '0');
  await db.unitOfWork.run(async (tx) => {
    if (!(await tx.findOneBy(StreetRow, { id: streetId }))) await tx.insert(StreetRow, { id: streetId, name: `街道${streetId.slice(0, 8)}` });
    await tx.insert(CommunityRow, { id: communityId, streetId, name: `社区${number}` });
    await tx.insert(EstateRow, {
      id: estateId, code: `E-${number}`, name: name ?? `小区${number}`, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: AREA_CENTI_SQM,
      stage: 'inService', stageDate: '2025-02-01', managementMode: 'professional', isSynthetic: true, version: 1,
    });
    await tx.insert(BuildingRow, { id: buildingId, estateId, name: '1号楼', sort: 1 });
    await tx.insert(HouseholdRow, { id: randomUUID(), estateId, buildingId, door: '101', doorSerial: 1, version: 1 });
    for (const [i, contract] of contracts.entries()) {
      const { kind = 'firm', entryDate, endDate = null, signedDate = entryDate, filedDate = signedDate, isSubsidised = kind === 'firm' } = contract;
      await tx.insert(ProviderRow, { id: providerIds[i]!, kind, name: `企业${number}-${i}`, phone: '', version: 1 });
      await tx.insert(ContractRow, { id: contractIds[i]!, estateId, providerId: providerIds[i]!, signedDate, filedDate, entryDate, endDate, phone: '', isSubsidised });
    }
    for (const [i, { halfYear, status = 'certified', deciPoints = 100, certifiedOn = '2026-06-25', participated = 3 }] of rounds.entries()) {
      const isCertified = status === 'certified';
      await tx.insert(RoundRow, {
        id: roundIds[i]!, campaignId: randomUUID(), halfYear, estateId, estate: '', streetId, street: '', communityId, community: '', questionnaireVersion: 1, status, version: 1,
        opensMs: 0, closesMs: 0, supplementUntilMs: 0, households: 30, required: 3, participated, closedBy: null, certifiedBy: null,
        certifiedMs: isCertified ? startOfDayMs(certifiedOn) : null, deciPoints: isCertified ? deciPoints : null, valid: null, satisfied: null, strictlySatisfied: null, tally: null,
      });
    }
  });
  return { estateId, streetId, communityId, officer: officerOf(streetId), contractIds, providerIds, roundIds };
}

/** Opens the half-year's sheets of the estate's street and answers the estate's, in the order of their days. */
export async function sheetsOf({ openings, assessments }: Assessments, { officer, estateId }: TestEstate, halfYear = H1) {
  await openings.open(officer, { halfYear });
  return (await assessments.rows(officer, { halfYear })).filter((row) => row.estateId === estateId);
}

/** An estate with its one sheet of the half-year that has ended: scored and submitted by its street's officer. */
export async function openedSheet(a: Assessments, options?: EstateOptions) {
  const estate = await addEstate(a, options);
  const [sheet] = await sheetsOf(a, estate);
  return { ...estate, sheet: sheet!, sheetId: sheet!.id };
}

export const deduction = (over: Partial<EnterDeductionBody> = {}): EnterDeductionBody =>
  ({ id: randomUUID(), item: 10, unit: 'guardAbsent', count: 1, date: '2026-03-18', place: '东门', text: '门岗无人值守', ...over });

export const sheetRow = ({ db }: Assessments, id: string) => db.unitOfWork.read((read) => read.findOneByOrFail(SheetRow, { id }));
export const linesOf = ({ db }: Assessments, sheetId: string) => db.unitOfWork.read((read) => read.findBy(DeductionRow, { sheetId }));

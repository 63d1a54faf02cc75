import type { EstateStage, ProviderKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { chunksOf, inChunks } from '../platform/database/batches.ts';
import { CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from './estates.entity.ts';
import { HouseholdRow } from './households.entity.ts';

export interface NamedEstate extends EstateRow {
  readonly street: string;
  readonly community: string;
}
/** Who manages an estate on a day. */
export interface Engagement {
  readonly estateId: string;
  readonly contractId: string;
  readonly providerId: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly phone: string;
  readonly signedDate: string | null;
  readonly filedDate: string | null;
  readonly entryDate: string | null;
  readonly endDate: string | null;
}
/** All SQL about estates and who manages them. Every method takes the transaction it runs in. */
@Injectable()
export class EstatesStore {
  find(db: EntityManager, id: string): Promise<EstateRow | null> {
    return db.findOneBy(EstateRow, { id });
  }

  street(db: EntityManager, id: string): Promise<StreetRow | null> {
    return db.findOneBy(StreetRow, { id });
  }

  streets(db: EntityManager, ids: readonly string[]): Promise<StreetRow[]> {
    return inChunks(ids, (chunk) => db.findBy(StreetRow, { id: In([...chunk]) }));
  }

  community(db: EntityManager, id: string): Promise<CommunityRow | null> {
    return db.findOneBy(CommunityRow, { id });
  }

  provider(db: EntityManager, id: string): Promise<ProviderRow | null> {
    return db.findOneBy(ProviderRow, { id });
  }

  providers(db: EntityManager, ids: readonly string[]): Promise<ProviderRow[]> {
    return inChunks(ids, (chunk) => db.findBy(ProviderRow, { id: In([...chunk]) }));
  }

  async findNamed(db: EntityManager, id: string): Promise<NamedEstate | null> {
    const estate = await this.find(db, id);
    return estate && (await this.named(db, [estate]))[0]!;
  }

  /** In the order of the codes. */
  async byIds(db: EntityManager, ids: readonly string[]): Promise<EstateRow[]> {
    const rows = await inChunks(ids, (chunk) => db.findBy(EstateRow, { id: In(chunk) }));
    return rows.sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  all(db: EntityManager): Promise<EstateRow[]> {
    return db.find(EstateRow, { order: { code: 'ASC' } });
  }

  /** Each estate with the names of its street and community. */
  async named(db: EntityManager, estates: readonly EstateRow[]): Promise<NamedEstate[]> {
    const idsOf = (key: 'streetId' | 'communityId') => [...new Set(estates.map((estate) => estate[key]))];
    const streets = await inChunks(idsOf('streetId'), (ids) => db.findBy(StreetRow, { id: In(ids) }));
    const communities = await inChunks(idsOf('communityId'), (ids) => db.findBy(CommunityRow, { id: In(ids) }));
    const names = new Map([...streets, ...communities].map(({ id, name }) => [id, name]));
    return estates.map((estate) => ({ ...estate, street: names.get(estate.streetId) ?? '', community: names.get(estate.communityId) ?? '' }));
  }

  /** Households of each estate; an estate without any is not in the map. */
  async householdCounts(db: EntityManager, estateIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await inChunks(estateIds, (ids) =>
      db
        .createQueryBuilder(HouseholdRow, 'household')
        .select('household.estate_id', 'estateId')
        .addSelect('COUNT(*)', 'count')
        .where('household.estate_id IN (:...ids)', { ids })
        .groupBy('household.estate_id')
        .getRawMany<{ estateId: string; count: string | number }>(),
    );
    return new Map(rows.map(({ estateId, count }) => [estateId, Number(count)]));
  }

  /** Every contract that has not ended by a day, those to begin later included. */
  running(db: EntityManager, estateIds: readonly string[], today: string): Promise<Engagement[]> {
    return inChunks(estateIds, (ids) =>
      db
        .createQueryBuilder(ContractRow, 'contract')
        .innerJoin(ProviderRow, 'provider', 'provider.id = contract.provider_id')
        .select('contract.estate_id', 'estateId')
        .addSelect('contract.id', 'contractId')
        .addSelect('contract.provider_id', 'providerId')
        .addSelect('provider.name', 'name')
        .addSelect('provider.kind', 'kind')
        .addSelect("CASE WHEN contract.phone = '' THEN provider.phone ELSE contract.phone END", 'phone')
        .addSelect('contract.signed_date', 'signedDate')
        .addSelect('contract.filed_date', 'filedDate')
        .addSelect('contract.entry_date', 'entryDate')
        .addSelect('contract.end_date', 'endDate')
        .where('contract.estate_id IN (:...ids) AND (contract.end_date IS NULL OR contract.end_date >= :today)', { ids, today })
        .getRawMany<Engagement>(),
    );
  }

  /** Who manages each estate on a day; one without anybody is not in the map. */
  async engagements(db: EntityManager, estateIds: readonly string[], today: string): Promise<ReadonlyMap<string, Engagement>> {
    const best = new Map<string, Engagement>();
    for (const row of await this.running(db, estateIds, today)) {
      const known = best.get(row.estateId);
      if (known === undefined || isLater(row, known, today)) best.set(row.estateId, row);
    }
    return best;
  }

  /** The estates that a provider manages on a day. */
  async estatesOf(db: EntityManager, providerId: string, today: string): Promise<string[]> {
    const rows = await db
      .createQueryBuilder(ContractRow, 'contract')
      .select('contract.estate_id', 'estateId')
      .distinct(true)
      .where('contract.provider_id = :providerId AND (contract.end_date IS NULL OR contract.end_date >= :today)', { providerId, today })
      .getRawMany<{ estateId: string }>();
    const engagements = await this.engagements(
      db,
      rows.map(({ estateId }) => estateId),
      today,
    );
    return [...engagements.values()].filter((engagement) => engagement.providerId === providerId).map(({ estateId }) => estateId);
  }

  /** Compare-and-set. True when this caller made the change. */
  async change(tx: EntityManager, id: string, version: number, to: Partial<Omit<EstateRow, 'id' | 'version'>>): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(EstateRow)
      .set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND version = :version', { id, version })
      .execute();
    return affected === 1;
  }

  /** Compare-and-set from the stage that was seen. */
  async moveStage(
    tx: EntityManager,
    seen: Pick<EstateRow, 'id' | 'stage' | 'version'>,
    to: { readonly stage: EstateStage; readonly stageDate: string },
  ): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(EstateRow)
      .set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND stage = :stage AND version = :version', { id: seen.id, stage: seen.stage, version: seen.version })
      .execute();
    return affected === 1;
  }

  /**
   * The gate of an estate's buildings and doors, and of the freezing of a round's roster: from here to the commit no
   * other of these is under way for the estates, on any engine. False where one of them is none.
   */
  async passGate(tx: EntityManager, estateIds: readonly string[]): Promise<boolean> {
    let passed = 0;
    for (const ids of chunksOf([...estateIds].sort())) {
      const { affected } = await tx
        .createQueryBuilder()
        .update(EstateRow)
        .set({ version: () => 'version + 1' })
        .where('id IN (:...ids)', { ids })
        .execute();
      passed += affected ?? 0;
    }
    return passed === estateIds.length;
  }

  /** The stages an estate has entered, in the order of their days. */
  stageRecords(db: EntityManager, estateId: string): Promise<StageRecordRow[]> {
    return db.find(StageRecordRow, { where: { estateId }, order: { date: 'ASC', recordedMs: 'ASC' } });
  }

  async recordStage(tx: EntityManager, record: StageRecordRow): Promise<void> {
    await tx.insert(StageRecordRow, record);
  }
}

/** Of two running contracts the one entered last counts; one that has not been entered yet counts only where there is no other. */
function isLater(a: Engagement, b: Engagement, today: string): boolean {
  const rank = ({ entryDate, signedDate, contractId }: Engagement) =>
    [entryDate !== null && entryDate <= today ? '1' : '0', entryDate ?? '', signedDate ?? '', contractId].join('|');
  return rank(a) > rank(b);
}

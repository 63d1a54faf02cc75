import { Injectable } from '@nestjs/common';
import { type EntityManager, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { chunksOf, inChunks, insertMany } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import {
  BUILDING_NAME, BuildingRow, BuildingTokenRow, COMMUNITY_NAME, CommunityRow, ContractRow, ESTATE_CODE, EstateRow, PROVIDER_NAME, ProviderRow,
  StageRecordRow, STREET_NAME, StreetRow,
} from './estates.entity.ts';
import { DOOR, DOOR_SERIAL, HouseholdBindingRow, HouseholdPhoneRow, HouseholdRow } from './households.entity.ts';

/** Rows of the register by the hundred. Left out is none. */
export interface RegisterRows {
  readonly streets?: readonly StreetRow[];
  readonly communities?: readonly CommunityRow[];
  readonly estates?: readonly EstateRow[];
  readonly stageRecords?: readonly StageRecordRow[];
  readonly buildings?: readonly BuildingRow[];
  readonly tokens?: readonly BuildingTokenRow[];
  readonly providers?: readonly ProviderRow[];
  readonly contracts?: readonly ContractRow[];
  readonly households?: readonly HouseholdRow[];
  readonly phones?: readonly HouseholdPhoneRow[];
  readonly bindings?: readonly HouseholdBindingRow[];
}

const KEYS = [STREET_NAME, COMMUNITY_NAME, ESTATE_CODE, BUILDING_NAME, PROVIDER_NAME, DOOR, DOOR_SERIAL];

/** All SQL of imports and of the demo's district. Every method takes the transaction it runs in. */
@Injectable()
export class ImportsStore {
  streets(db: EntityManager): Promise<StreetRow[]> {
    return db.find(StreetRow);
  }
  communities(db: EntityManager): Promise<CommunityRow[]> {
    return db.find(CommunityRow);
  }
  providers(db: EntityManager): Promise<ProviderRow[]> {
    return db.find(ProviderRow);
  }
  estatesByCode(db: EntityManager, codes: readonly string[]): Promise<EstateRow[]> {
    return inChunks(codes, (chunk) => db.findBy(EstateRow, { code: In(chunk) }));
  }
  /** Every contract the estates ever had. */
  contracts(db: EntityManager, estateIds: readonly string[]): Promise<ContractRow[]> {
    return inChunks(estateIds, (ids) => db.findBy(ContractRow, { estateId: In([...ids]) }));
  }
  households(db: EntityManager, estateId: string): Promise<HouseholdRow[]> {
    return db.findBy(HouseholdRow, { estateId });
  }
  phones(db: EntityManager, householdIds: readonly string[]): Promise<HouseholdPhoneRow[]> {
    return inChunks(householdIds, (ids) => db.findBy(HouseholdPhoneRow, { householdId: In(ids) }));
  }

  /** Inserts everything, whatever belongs to something after it. Refuses CHANGED_BY_SOMEONE_ELSE when another import was first. */
  async insert(tx: EntityManager, rows: RegisterRows): Promise<void> {
    const tables: readonly (readonly [EntityTarget<ObjectLiteral>, readonly ObjectLiteral[] | undefined])[] = [
      [StreetRow, rows.streets], [CommunityRow, rows.communities], [EstateRow, rows.estates], [StageRecordRow, rows.stageRecords],
      [BuildingRow, rows.buildings], [BuildingTokenRow, rows.tokens], [ProviderRow, rows.providers], [ContractRow, rows.contracts],
      [HouseholdRow, rows.households], [HouseholdPhoneRow, rows.phones], [HouseholdBindingRow, rows.bindings],
    ];
    try {
      for (const [table, list = []] of tables) await insertMany(tx, table, list);
    } catch (cause) {
      if (KEYS.some((key) => breaksKey(cause, key))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      throw cause;
    }
  }

  async changeContract(tx: EntityManager, id: string, to: Partial<Omit<ContractRow, 'id'>>): Promise<void> {
    await tx.update(ContractRow, { id }, to);
  }

  async dropPhones(tx: EntityManager, householdIds: readonly string[]): Promise<void> {
    for (const ids of chunksOf(householdIds)) await tx.delete(HouseholdPhoneRow, { householdId: In(ids) });
  }
}

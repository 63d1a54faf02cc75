import type { EstateStage, ManagementMode, ProviderKind } from '@linping/shared';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

/** Declared once: for the entity and for the store that reads the engine's complaint. */
export const STREET_NAME = { name: 'uq_street_name', table: 'street', columns: ['name'] } as const satisfies UniqueKey;
export const COMMUNITY_NAME = { name: 'uq_community_name', table: 'community', columns: ['street_id', 'name'] } as const satisfies UniqueKey;
export const ESTATE_CODE = { name: 'uq_estate_code', table: 'estate', columns: ['code'] } as const satisfies UniqueKey;
export const ONE_RECORD_PER_STAGE = { name: 'uq_estate_stage_record', table: 'estate_stage_record', columns: ['estate_id', 'stage'] } as const satisfies UniqueKey;
export const BUILDING_NAME = { name: 'uq_building_name', table: 'building', columns: ['estate_id', 'name'] } as const satisfies UniqueKey;
export const PROVIDER_NAME = { name: 'uq_provider_name', table: 'provider', columns: ['name'] } as const satisfies UniqueKey;
export const ONE_LIVE_TOKEN = { name: 'uq_building_token_live', table: 'building_token', columns: ['live_of'] } as const satisfies UniqueKey;

@Entity({ name: 'street' })
@Unique(STREET_NAME.name, ['name'])
export class StreetRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 40 }) name!: string;
}

@Entity({ name: 'community' })
@Unique(COMMUNITY_NAME.name, ['streetId', 'name'])
export class CommunityRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'street_id' }) streetId!: string;
  @Column({ type: 'varchar', length: 60 }) name!: string;
}

/** An estate of the renovation's scope (二): the unit that is surveyed, scored and subsidised. */
@Entity({ name: 'estate' })
@Unique(ESTATE_CODE.name, ['code'])
@Index('ix_estate_street', ['streetId'])
@Index('ix_estate_community', ['communityId'])
@Check('ck_estate_stage', "stage IN ('procedures', 'construction', 'trialRun', 'inService')")
@Check('ck_estate_management_mode', "management_mode IN ('professional', 'supported')")
export class EstateRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  /** 小区编号: what an import knows an estate by. */
  @Column({ type: 'varchar', length: 32 }) code!: string;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  @Column({ type: 'varchar', length: 36, name: 'community_id' }) communityId!: string;
  /** The community's street, written here too because every list is cut by it. */
  @Column({ type: 'varchar', length: 36, name: 'street_id' }) streetId!: string;
  @Column({ type: 'varchar', length: 200 }) address!: string;
  @Column({ type: 'int', nullable: true, name: 'built_year' }) builtYear!: number | null;
  @Column({ type: 'bigint', name: 'area_centi_sqm', transformer: safeInteger }) areaCentiSqm!: number;
  @Column({ type: 'varchar', length: 16 }) stage!: EstateStage;
  @Column({ type: 'varchar', length: 10, name: 'stage_date' }) stageDate!: string;
  @Column({ type: 'varchar', length: 16, name: 'management_mode' }) managementMode!: ManagementMode;
  @Column({ type: 'boolean', name: 'is_synthetic' }) isSynthetic!: boolean;
  /** Of the estate with its contracts, buildings and doors: raised first by whatever changes them by hand, and by the freezing of a round's roster. */
  @Column({ type: 'int' }) version!: number;
}

/** When an estate entered a stage of 六. Written once. */
@Entity({ name: 'estate_stage_record' })
@Unique(ONE_RECORD_PER_STAGE.name, ['estateId', 'stage'])
export class StageRecordRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'estate_id' }) estateId!: string;
  @Column({ type: 'varchar', length: 16 }) stage!: EstateStage;
  @Column({ type: 'varchar', length: 10 }) date!: string;
  @Column({ type: 'bigint', name: 'recorded_ms', transformer: safeInteger }) recordedMs!: number;
  @Column({ type: 'varchar', length: 64, name: 'recorded_by' }) recordedBy!: string;
}

@Entity({ name: 'building' })
@Unique(BUILDING_NAME.name, ['estateId', 'name'])
export class BuildingRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'estate_id' }) estateId!: string;
  @Column({ type: 'varchar', length: 60 }) name!: string;
  @Column({ type: 'int' }) sort!: number;
}

@Entity({ name: 'provider' })
@Unique(PROVIDER_NAME.name, ['name'])
@Check('ck_provider_kind', "kind IN ('firm', 'unit', 'cityOperator')")
export class ProviderRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 16 }) kind!: ProviderKind;
  @Column({ type: 'varchar', length: 100 }) name!: string;
  @Column({ type: 'varchar', length: 32 }) phone!: string;
  @Column({ type: 'int', default: 1 }) version!: number;
}

/** One provider's engagement at one estate. Without a signed date it works without a contract, which item 1 of the rubric counts. */
@Entity({ name: 'contract' })
@Index('ix_contract_estate', ['estateId'])
@Index('ix_contract_provider', ['providerId'])
export class ContractRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'estate_id' }) estateId!: string;
  @Column({ type: 'varchar', length: 36, name: 'provider_id' }) providerId!: string;
  @Column({ type: 'varchar', length: 10, nullable: true, name: 'signed_date' }) signedDate!: string | null;
  @Column({ type: 'varchar', length: 10, nullable: true, name: 'filed_date' }) filedDate!: string | null;
  /** 正式进场: the subsidy's clock starts. */
  @Column({ type: 'varchar', length: 10, nullable: true, name: 'entry_date' }) entryDate!: string | null;
  /** The last day of service. */
  @Column({ type: 'varchar', length: 10, nullable: true, name: 'end_date' }) endDate!: string | null;
  /** The provider's number for this estate; empty where it has only the one. */
  @Column({ type: 'varchar', length: 32 }) phone!: string;
  /** A cityOperator is paid only where the contract says so (`domain.md` §2). */
  @Column({ type: 'boolean', name: 'is_subsidised' }) isSubsidised!: boolean;
}

/** The opaque token in the QR on a building's wall. */
@Entity({ name: 'building_token' })
@Unique(ONE_LIVE_TOKEN.name, ['liveOf'])
@Index('ix_building_token_building', ['buildingId'])
export class BuildingTokenRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) token!: string;
  @Column({ type: 'varchar', length: 36, name: 'building_id' }) buildingId!: string;
  /** The building while this is its token, null once void: the key lets a building have one live token, whoever races. */
  @Column({ type: 'varchar', length: 36, nullable: true, name: 'live_of' }) liveOf!: string | null;
  @Column({ type: 'bigint', name: 'issued_ms', transformer: safeInteger }) issuedMs!: number;
  @Column({ type: 'bigint', nullable: true, name: 'voided_ms', transformer: safeInteger }) voidedMs!: number | null;
}

import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { UniqueKey } from '../platform/database/driver-errors.ts';
import { safeInteger } from '../platform/database/transformers.ts';

export const DOOR = { name: 'uq_household_door', table: 'household', columns: ['building_id', 'door'] } as const satisfies UniqueKey;
export const DOOR_SERIAL = { name: 'uq_household_serial', table: 'household', columns: ['building_id', 'door_serial'] } as const satisfies UniqueKey;
export const ONE_PHONE_PER_HOUSEHOLD = { name: 'PRIMARY', table: 'household_binding', columns: ['household_id'] } as const satisfies UniqueKey;

/** One dwelling, one vote. It is in the denominator of the sample with or without phone, owner or answer. */
@Entity({ name: 'household' })
@Unique(DOOR.name, ['buildingId', 'door'])
@Unique(DOOR_SERIAL.name, ['buildingId', 'doorSerial'])
@Index('ix_household_estate', ['estateId'])
@Check('ck_household_door_serial', 'door_serial BETWEEN 1 AND 999')
export class HouseholdRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36, name: 'estate_id' }) estateId!: string;
  @Column({ type: 'varchar', length: 36, name: 'building_id' }) buildingId!: string;
  /** 门牌, e.g. 「2单元301」. */
  @Column({ type: 'varchar', length: 60 }) door!: string;
  /** Counts within the building: the first three digits of its codes. A door that was removed may leave it to another, whose codes are its own all the same. */
  @Column({ type: 'int', name: 'door_serial' }) doorSerial!: number;
  /** The gate: raised first by whatever changes the household's code or holder, so that of two such changes one sees the other. */
  @Column({ type: 'int' }) version!: number;
}

/** A phone of the street's own register, as a keyed hash: the list itself is never stored. */
@Entity({ name: 'household_phone' })
@Index('ix_household_phone_hash', ['phoneHash'])
export class HouseholdPhoneRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'household_id' }) householdId!: string;
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'phone_hash' }) phoneHash!: string;
}

/** The one-time code of a household, as a keyed hash: a copy of the database opens no door. */
@Entity({ name: 'household_code' })
export class HouseholdCodeRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'household_id' }) householdId!: string;
  @Column({ type: 'varchar', length: 64, name: 'code_hash' }) codeHash!: string;
  @Column({ type: 'bigint', name: 'issued_ms', transformer: safeInteger }) issuedMs!: number;
  @Column({ type: 'varchar', length: 64, name: 'issued_by' }) issuedBy!: string;
  @Column({ type: 'bigint', nullable: true, name: 'handed_out_ms', transformer: safeInteger }) handedOutMs!: number | null;
  @Column({ type: 'bigint', nullable: true, name: 'redeemed_ms', transformer: safeInteger }) redeemedMs!: number | null;
}

/** Which phone holds a household: the first one, until the community worker releases it. The key decides between two. */
@Entity({ name: 'household_binding' })
@Index('ix_household_binding_resident', ['residentId'])
@Check('ck_household_binding_via', "via IN ('code', 'phone')")
export class HouseholdBindingRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'household_id' }) householdId!: string;
  @Column({ type: 'varchar', length: 36, name: 'resident_id' }) residentId!: string;
  @Column({ type: 'bigint', name: 'bound_ms', transformer: safeInteger }) boundMs!: number;
  @Column({ type: 'varchar', length: 8 }) via!: 'code' | 'phone';
}

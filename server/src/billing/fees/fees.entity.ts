import type { FeeBasis, MonthText } from '@linping/shared';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { UniqueKey } from '../../platform/database/driver-errors.ts';

/** Declared once: for the entity and for the store that reads the engine's complaint. */
export const ONE_STANDARD_PER_ID = { name: 'PRIMARY', table: 'fee_standard', columns: ['id'] } as const satisfies UniqueKey;
export const ONE_DISCOUNT_PER_ID = { name: 'PRIMARY', table: 'fee_discount', columns: ['id'] } as const satisfies UniqueKey;

const uuid = (name: string) => ({ type: 'varchar', length: 36, name }) as const;
const month = (name: string, nullable = false) => ({ type: 'varchar', length: 7, name, nullable }) as const;

/** What a firm charges at an estate. Its rate is never edited: it ends, and another begins. */
@Entity({ name: 'fee_standard' })
@Index('ix_fee_standard_estate', ['estateId', 'fromMonth'])
@Check('ck_fee_standard_basis', "basis IN ('area', 'fixed')")
export class FeeStandardRow {
  /** Made by the page. */
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column(uuid('provider_id')) providerId!: string;
  @Column({ type: 'varchar', length: 40 }) name!: string;
  @Column({ type: 'varchar', length: 8 }) basis!: FeeBasis;
  /** Fen for each ㎡ and month, or fen for each month. */
  @Column({ type: 'int', name: 'rate_fen' }) rateFen!: number;
  @Column(month('from_month')) fromMonth!: MonthText;
  /** The last month; null while it goes on. */
  @Column(month('until_month', true)) untilMonth!: MonthText | null;
  /** Of the standard with its discounts. */
  @Column({ type: 'int' }) version!: number;
}

@Entity({ name: 'fee_discount' })
@Index('ix_fee_discount_standard', ['standardId'])
@Check('ck_fee_discount_permille', 'permille_off BETWEEN 1 AND 1000')
export class FeeDiscountRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column(uuid('standard_id')) standardId!: string;
  @Column({ type: 'varchar', length: 40 }) name!: string;
  @Column({ type: 'int', name: 'permille_off' }) permilleOff!: number;
  @Column(month('from_month')) fromMonth!: MonthText;
  @Column(month('until_month', true)) untilMonth!: MonthText | null;
  @Column({ type: 'boolean', name: 'is_for_all' }) isForAll!: boolean;
}

/** A household that a discount is for. No view leads here. */
@Entity({ name: 'fee_discount_household' })
export class FeeDiscountHouseholdRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'discount_id' }) discountId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'household_id' }) householdId!: string;
}

/** How large a dwelling is that a firm bills by the ㎡: the firm's own list, nothing of the street's register. */
@Entity({ name: 'fee_area' })
@Index('ix_fee_area_estate', ['estateId', 'providerId'])
export class FeeAreaRow {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'household_id' }) householdId!: string;
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'provider_id' }) providerId!: string;
  @Column(uuid('estate_id')) estateId!: string;
  @Column({ type: 'int', name: 'area_centi_sqm' }) areaCentiSqm!: number;
  @Column({ type: 'int' }) version!: number;
}

export const FEE_ENTITIES = [FeeStandardRow, FeeDiscountRow, FeeDiscountHouseholdRow, FeeAreaRow];

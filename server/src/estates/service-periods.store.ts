import type { ProviderKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { safeInteger } from '../platform/database/transformers.ts';
import { CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from './estates.entity.ts';

/** A contract, whether or not it still runs, with whoever serves under it and the estate it serves. */
export interface ContractInPlace {
  readonly contractId: string;
  readonly signedDate: string | null;
  readonly filedDate: string | null;
  readonly entryDate: string | null;
  readonly endDate: string | null;
  readonly isSubsidised: boolean;
  readonly providerId: string;
  readonly provider: string;
  readonly kind: ProviderKind;
  readonly estateId: string;
  readonly code: string;
  readonly name: string;
  readonly areaCentiSqm: number;
  readonly streetId: string;
  readonly street: string;
  readonly communityId: string;
  readonly community: string;
}

/** SQL of who served when: one question, because every write to a score sheet asks it. */
@Injectable()
export class ServicePeriodsStore {
  /** Every contract the estates ever had: the first entry starts the clock, however long ago it was. */
  async contracts(db: EntityManager, estateIds: readonly string[]): Promise<ContractInPlace[]> {
    const rows = await inChunks(estateIds, (ids) => db.createQueryBuilder(ContractRow, 'contract')
      .innerJoin(ProviderRow, 'provider', 'provider.id = contract.provider_id').innerJoin(EstateRow, 'estate', 'estate.id = contract.estate_id')
      .innerJoin(StreetRow, 'street', 'street.id = estate.street_id').innerJoin(CommunityRow, 'community', 'community.id = estate.community_id')
      .select('contract.id', 'contractId').addSelect('contract.signed_date', 'signedDate').addSelect('contract.filed_date', 'filedDate')
      .addSelect('contract.entry_date', 'entryDate').addSelect('contract.end_date', 'endDate').addSelect('contract.is_subsidised', 'isSubsidised')
      .addSelect('provider.id', 'providerId').addSelect('provider.name', 'provider').addSelect('provider.kind', 'kind')
      .addSelect('estate.id', 'estateId').addSelect('estate.code', 'code').addSelect('estate.name', 'name').addSelect('estate.area_centi_sqm', 'areaCentiSqm')
      .addSelect('street.id', 'streetId').addSelect('street.name', 'street').addSelect('community.id', 'communityId').addSelect('community.name', 'community')
      .where('estate.id IN (:...ids)', { ids }).getRawMany<ContractInPlace & { readonly isSubsidised: number | boolean; readonly areaCentiSqm: string | number }>());
    // Raw columns are the engine's own: booleans come as 0 and 1, a bigint as text on MariaDB.
    return rows.map((row) => ({ ...row, isSubsidised: Boolean(row.isSubsidised), areaCentiSqm: safeInteger.from(row.areaCentiSqm) as number }));
  }
}

import type { ProviderContractView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { CommunityRow, ContractRow, EstateRow, ProviderRow, StreetRow } from './estates.entity.ts';

/** Where a provider's list of contracts goes on: after this one. */
export type ContractPosition = readonly [estateCode: string, contractId: string];
/** A contract with who it is with. */
export interface NamedContract extends ContractRow {
  readonly provider: Pick<ProviderRow, 'name' | 'kind'>;
}
type ContractOfProvider = ProviderContractView & { readonly code: string };
type RawContract = Omit<ContractOfProvider, 'areaCentiSqm'> & { readonly areaCentiSqm: string | number };

/** All SQL about contracts. Whoever changes one has passed the gate of its estate. */
@Injectable()
export class ContractsStore {
  find(db: EntityManager, id: string): Promise<ContractRow | null> {
    return db.findOneBy(ContractRow, { id });
  }

  /** The newest first: those not entered yet, then by their entry. */
  async ofEstate(db: EntityManager, estateId: string): Promise<NamedContract[]> {
    const contracts = await db.findBy(ContractRow, { estateId });
    const providers = new Map<string, ProviderRow>();
    for (const { providerId } of contracts) if (!providers.has(providerId)) providers.set(providerId, await db.findOneByOrFail(ProviderRow, { id: providerId }));
    const rank = ({ entryDate, signedDate, id }: ContractRow) => [entryDate ?? '9999-99-99', signedDate ?? '', id].join('|');
    return contracts.sort((a, b) => (rank(a) < rank(b) ? 1 : -1)).map((contract) => ({ ...contract, provider: providers.get(contract.providerId)! }));
  }

  async insert(tx: EntityManager, contract: ContractRow): Promise<void> {
    await tx.insert(ContractRow, contract);
  }

  async change(tx: EntityManager, id: string, to: Partial<Omit<ContractRow, 'id'>>): Promise<void> {
    await tx.update(ContractRow, { id }, to);
  }

  /** Every contract of a provider, in the order of the estates' codes. */
  async ofProvider(db: EntityManager, providerId: string, after: ContractPosition | undefined, limit: number): Promise<ContractOfProvider[]> {
    const query = this.filtered(db, providerId)
      .innerJoin(EstateRow, 'estate', 'estate.id = contract.estate_id').innerJoin(StreetRow, 'street', 'street.id = estate.street_id')
      .innerJoin(CommunityRow, 'community', 'community.id = estate.community_id')
      .select('contract.id', 'id').addSelect('estate.code', 'code').addSelect('estate.id', 'estateId').addSelect('estate.name', 'estate')
      .addSelect('street.name', 'street').addSelect('community.name', 'community').addSelect('estate.area_centi_sqm', 'areaCentiSqm')
      .addSelect('contract.signed_date', 'signedDate').addSelect('contract.filed_date', 'filedDate')
      .addSelect('contract.entry_date', 'entryDate').addSelect('contract.end_date', 'endDate')
      .orderBy('estate.code').addOrderBy('contract.id').limit(limit);
    if (after) {
      const [code, id] = after;
      query.andWhere('(estate.code > :code OR (estate.code = :code AND contract.id > :afterId))', { code, afterId: id });
    }
    return (await query.getRawMany<RawContract>()).map((row) => ({ ...row, areaCentiSqm: Number(row.areaCentiSqm) }));
  }

  countOfProvider(db: EntityManager, providerId: string): Promise<number> {
    return this.filtered(db, providerId).getCount();
  }

  private filtered(db: EntityManager, providerId: string): SelectQueryBuilder<ContractRow> {
    return db.createQueryBuilder(ContractRow, 'contract').where('contract.provider_id = :providerId', { providerId });
  }
}

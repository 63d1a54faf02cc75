import { daysOf, firstEntryOf, servicePeriods, type DateText, type Days, type HalfYear, type ProviderKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ContractInPlace, ServicePeriodsStore } from './service-periods.store.ts';

/** The days of a half-year that one provider served at an estate, and under what contract. */
export interface ServicePeriod {
  readonly contractId: string;
  readonly providerId: string;
  readonly provider: string;
  readonly kind: ProviderKind;
  readonly signedDate: DateText | null;
  readonly filedDate: DateText | null;
  readonly isSubsidised: boolean;
  readonly days: Days;
}
/** An estate that somebody served in a half-year, with what its score and subsidy are made of. */
export interface ServedEstate {
  readonly estateId: string;
  readonly code: string;
  readonly name: string;
  readonly streetId: string;
  readonly street: string;
  readonly communityId: string;
  readonly community: string;
  readonly areaCentiSqm: number;
  /** 正式进驻 for the first time, by whichever provider: the estate's one clock. */
  readonly firstEntryDate: DateText;
  /** In their order, never overlapping. */
  readonly periods: readonly ServicePeriod[];
}

/**
 * Who served the estates in a half-year. Like {@link EstatesService}: facts for the capabilities above, inside their own
 * transaction, as the register tells them now.
 */
@Injectable()
export class ServicePeriodsService {
  constructor(private readonly store: ServicePeriodsStore) {}

  /** By estate; one that nobody served in the half-year is not in the map. */
  inHalfYear(db: EntityManager, estateIds: readonly string[], halfYear: HalfYear): Promise<ReadonlyMap<string, ServedEstate>> {
    return this.within(db, estateIds, daysOf(halfYear));
  }

  /** The same for any days. */
  async within(db: EntityManager, estateIds: readonly string[], days: Days): Promise<ReadonlyMap<string, ServedEstate>> {
    const byEstate = new Map<string, ContractInPlace[]>();
    for (const contract of await this.store.contracts(db, estateIds)) byEstate.set(contract.estateId, [...(byEstate.get(contract.estateId) ?? []), contract]);
    return new Map([...byEstate.values()].flatMap((contracts): [string, ServedEstate][] => {
      const [periods, firstEntryDate] = [servicePeriods(contracts, days).map(periodOf), firstEntryOf(contracts)];
      if (firstEntryDate === null || periods.length === 0) return [];
      const { estateId, code, name, streetId, street, communityId, community, areaCentiSqm } = contracts[0]!;
      return [[estateId, { estateId, code, name, streetId, street, communityId, community, areaCentiSqm, firstEntryDate, periods }]];
    }));
  }
}

const periodOf = ({ contract, days }: { readonly contract: ContractInPlace; readonly days: Days }): ServicePeriod => {
  const { contractId, providerId, provider, kind, signedDate, filedDate, isSubsidised } = contract;
  return { contractId, providerId, provider, kind, signedDate, filedDate, isSubsidised, days };
};

import { dayBefore, managementModeOf, shanghaiDate, type DateText, type StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { changedFacts } from '../../platform/audit/audit-log.ts';
import type { RowErrors } from '../../platform/documents/row-errors.ts';
import { Random } from '../../platform/random.ts';
import { refuse } from '../../platform/refused.ts';
import type { CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from '../estates.entity.ts';
import { type Engagement, EstatesStore } from '../estates.store.ts';
import { ImportsStore } from '../imports.store.ts';
import { contractFault } from './contract-faults.ts';
import { Difference } from './difference.ts';
import { estateExample } from './estate-example.ts';
import type { EstateLine, ProviderLine } from './estate-lines.ts';
import { EstateTrail, type EstateTrailEntry } from './estate-trail.ts';

export interface EstateContext {
  readonly nowMs: number;
  readonly recordedBy: StaffActor;
}
interface Fresh {
  readonly streets: StreetRow[];
  readonly communities: CommunityRow[];
  readonly estates: EstateRow[];
  readonly stageRecords: StageRecordRow[];
  readonly providers: ProviderRow[];
  readonly contracts: ContractRow[];
}
interface ContractChange {
  readonly contractId: string;
  readonly to: Partial<Omit<ContractRow, 'id'>>;
}
/** What a list of estates makes of the register: rows that are new, and what differs in those that are there. */
export interface EstatePlan {
  readonly fresh: Fresh;
  readonly changes: readonly {
    readonly estate: EstateRow;
    readonly to: Partial<EstateRow>;
    readonly contracts: readonly ContractChange[];
    readonly trail: EstateTrailEntry;
  }[];
  readonly difference: Difference;
}

/** Compares a list with the register, and writes the difference. */
@Injectable()
export class EstateMerge {
  constructor(
    private readonly random: Random,
    private readonly store: ImportsStore,
    private readonly estates: EstatesStore,
    private readonly trail: EstateTrail,
  ) {}

  /** What the lines would do; what contradicts the register goes to `errors`. Writes nothing. */
  async plan(db: EntityManager, lines: readonly EstateLine[], context: EstateContext, errors: RowErrors): Promise<EstatePlan> {
    const fresh: Fresh = { streets: [], communities: [], estates: [], stageRecords: [], providers: [], contracts: [] };
    // The estates first: of another import that commits meanwhile, an estate that is seen brings its provider and its contract along.
    const known = new Map(
      (
        await this.store.estatesByCode(
          db,
          lines.map(({ code }) => code),
        )
      ).map((estate) => [estate.code, estate]),
    );
    const places = await this.places(db, fresh);
    const providerOf = await this.providers(db, fresh, errors);
    const today = shanghaiDate(context.nowMs);
    const knownIds = [...known.values()].map(({ id }) => id);
    const contractsOf = groupedBy(await this.store.contracts(db, knownIds), ({ estateId }) => estateId);
    const running = groupedBy(await this.estates.running(db, knownIds, today), ({ estateId }) => estateId);

    const difference = new Difference();
    const changes: EstatePlan['changes'][number][] = [];
    for (const line of lines) {
      const place = places.of(line);
      const provider = line.provider && providerOf(line.provider, line.line);
      if (errors.isWrong(line.line)) continue;
      const estate = known.get(line.code);
      if (!estate) {
        const made = this.newEstate(line, place, today);
        fresh.estates.push(made);
        fresh.stageRecords.push({
          id: this.random.uuid(),
          estateId: made.id,
          stage: made.stage,
          date: made.stageDate,
          recordedMs: context.nowMs,
          recordedBy: context.recordedBy.staffId,
        });
        if (provider) fresh.contracts.push(this.newContract(made.id, provider.id, line.provider!));
        difference.add('created', () => ({ line: line.line, name: line.name, fields: [] }));
        continue;
      }
      const to = differences(estate, {
        ...place,
        name: line.name,
        address: line.address,
        builtYear: line.builtYear,
        areaCentiSqm: line.areaCentiSqm,
      });
      const before = fresh.contracts.length;
      const engaged = running.get(estate.id) ?? [];
      const contracts = provider ? this.contractChanges(estate.id, provider.id, line, engaged, fresh, errors) : [];
      const added = fresh.contracts.slice(before);
      const after = [
        ...(contractsOf.get(estate.id) ?? []).map((row) => ({ ...row, ...contracts.find(({ contractId }) => contractId === row.id)?.to })),
        ...added,
      ];
      const fault = contractFault(after, new Set([...contracts.map(({ contractId }) => contractId), ...added.map(({ id }) => id)]), today);
      if (fault) errors.add(line.line, fault.column, fault.reason);
      if (errors.isWrong(line.line)) continue;
      const isSame = Object.keys(to).length + contracts.length + added.length === 0;
      if (!isSame) changes.push({ estate, to, contracts, trail: trailOf(line, estate, places.nameOf, engaged, contracts, added) });
      difference.add(isSame ? 'unchanged' : 'changed', () => estateExample(line, estate, places.nameOf, engaged));
    }
    return { fresh, changes, difference };
  }

  /** Refuses CHANGED_BY_SOMEONE_ELSE. */
  async write(tx: EntityManager, { fresh, changes }: EstatePlan, { nowMs, recordedBy: actor }: EstateContext): Promise<void> {
    await this.store.insert(tx, fresh);
    for (const { estate, to, contracts, trail } of changes) {
      if (!(await this.estates.change(tx, estate.id, estate.version, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' }); // also decides who changes its contracts
      for (const change of contracts) await this.store.changeContract(tx, change.contractId, change.to);
      await this.mustFit(tx, estate.id, trail, shanghaiDate(nowMs));
      await this.trail.write(tx, actor, trail);
    }
  }

  /** Behind the estate's gate once more: a contract that was written while the list was compared has not been asked. */
  private async mustFit(tx: EntityManager, estateId: string, { contracts }: EstateTrailEntry, today: DateText): Promise<void> {
    if (contracts.length === 0) return;
    const touched = new Set(contracts.map(({ facts }) => String(facts.contractId)));
    if (contractFault(await this.store.contracts(tx, [estateId]), touched, today)) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
  }

  /** Street and community by name, made where they are new; and the names back from the ids. */
  private async places(db: EntityManager, fresh: Fresh) {
    const streets = new Map((await this.store.streets(db)).map(({ name, id }) => [name, id]));
    const known = await this.store.communities(db);
    const communities = new Map(known.map(({ streetId, name, id }) => [`${streetId}|${name}`, id]));
    const names = new Map([...[...streets].map(([name, id]) => [id, name] as const), ...known.map(({ id, name }) => [id, name] as const)]);
    const of = ({ street, community }: EstateLine): { readonly streetId: string; readonly communityId: string } => {
      const streetId = streets.get(street) ?? this.random.uuid();
      if (!streets.has(street)) fresh.streets.push({ id: streetId, name: street });
      streets.set(street, streetId);
      const key = `${streetId}|${community}`;
      const communityId = communities.get(key) ?? this.random.uuid();
      if (!communities.has(key)) fresh.communities.push({ id: communityId, streetId, name: community });
      communities.set(key, communityId);
      return { streetId, communityId };
    };
    return { of, nameOf: (id: string): string => names.get(id) ?? '' };
  }

  /** A provider by its name, made where it is new. It does not change its kind by a list. */
  private async providers(db: EntityManager, fresh: Fresh, errors: RowErrors) {
    const providers = new Map((await this.store.providers(db)).map((provider) => [provider.name, provider]));
    return ({ name, kind, phone }: ProviderLine, line: number): ProviderRow => {
      const known = providers.get(name);
      if (known && known.kind !== kind) errors.add(line, '物业类型', '与已登记的同一企业不一致');
      if (known) return known;
      const made = { id: this.random.uuid(), kind, name, phone, version: 1 };
      providers.set(name, made);
      fresh.providers.push(made);
      return made;
    };
  }

  /** A provider who has entered makes an estate in service; every other starts with 六's first stage. */
  private newEstate(line: EstateLine, place: { readonly streetId: string; readonly communityId: string }, today: DateText): EstateRow {
    const entered = line.provider?.entryDate;
    const stage =
      entered && entered <= today ? { stage: 'inService' as const, stageDate: entered } : { stage: 'procedures' as const, stageDate: today };
    return {
      id: this.random.uuid(),
      code: line.code,
      name: line.name,
      ...place,
      address: line.address,
      builtYear: line.builtYear,
      areaCentiSqm: line.areaCentiSqm,
      ...stage,
      managementMode: managementModeOf(line.provider?.kind ?? 'firm'),
      isSynthetic: false,
      version: 1,
    };
  }

  private newContract(estateId: string, providerId: string, { kind, phone, signedDate, filedDate, entryDate }: ProviderLine): ContractRow {
    return { id: this.random.uuid(), estateId, providerId, signedDate, filedDate, entryDate, endDate: null, phone, isSubsidised: kind === 'firm' };
  }

  /** The same provider's dates are corrected; another provider follows, the day after those before have ended. */
  private contractChanges(
    estateId: string,
    providerId: string,
    line: EstateLine,
    running: readonly Engagement[],
    fresh: Fresh,
    errors: RowErrors,
  ): ContractChange[] {
    const { signedDate, filedDate, entryDate, phone } = line.provider!;
    const same = running.find((engagement) => engagement.providerId === providerId);
    if (same) {
      const to = { ...differences(same, { signedDate, filedDate, entryDate }), ...(phone !== '' && phone !== same.phone && { phone }) };
      return Object.keys(to).length > 0 ? [{ contractId: same.contractId, to }] : [];
    }
    if (running.length > 0 && (entryDate === null || running.some((other) => entryDate <= (other.entryDate ?? '')))) {
      errors.add(line.line, '进场日期', '更换物业企业须填写新企业的进场日期，且晚于原企业的进场日期');
      return [];
    }
    fresh.contracts.push(this.newContract(estateId, providerId, line.provider!));
    return running
      .filter(({ endDate }) => endDate === null || endDate >= entryDate!)
      .map(({ contractId }) => ({ contractId, to: { endDate: dayBefore(entryDate!) } }));
  }
}

function trailOf(
  line: EstateLine,
  estate: EstateRow,
  nameOf: (placeId: string) => string,
  engaged: readonly Engagement[],
  contracts: readonly ContractChange[],
  added: readonly ContractRow[],
): EstateTrailEntry {
  const { name, address, builtYear, areaCentiSqm } = estate;
  const before = { name, address, builtYear, areaCentiSqm, street: nameOf(estate.streetId), community: nameOf(estate.communityId) };
  const after = {
    name: line.name,
    address: line.address,
    builtYear: line.builtYear,
    areaCentiSqm: line.areaCentiSqm,
    street: line.street,
    community: line.community,
  };
  const edited = contracts.map(({ contractId, to }) => {
    const was = engaged.find((engagement) => engagement.contractId === contractId)!;
    const dates = { signedDate: was.signedDate, filedDate: was.filedDate, entryDate: was.entryDate, endDate: was.endDate, phone: was.phone };
    return { action: 'contract.edit' as const, facts: { contractId, provider: was.name, ...changedFacts(dates, { ...dates, ...to }) } };
  });
  const made = added.map(({ id, signedDate, filedDate, entryDate, phone }) => ({
    action: 'contract.add' as const,
    facts: { contractId: id, provider: line.provider!.name, signedDate, filedDate, entryDate, phone },
  }));
  return { estateId: estate.id, facts: changedFacts(before, after), contracts: [...edited, ...made] };
}

/** Those fields of `to` in which `from` is something else. */
function differences<T extends object>(from: T, to: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.entries(to).filter(([key, value]) => from[key as keyof T] !== value)) as Partial<T>;
}

function groupedBy<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

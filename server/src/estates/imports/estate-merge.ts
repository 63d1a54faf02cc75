import { managementModeOf, shanghaiDate, startOfDayMs, type DateText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Random } from '../../platform/random.ts';
import { refuse } from '../../platform/refused.ts';
import type { CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from '../estates.entity.ts';
import { type Engagement, EstatesStore } from '../estates.store.ts';
import { ImportsStore } from '../imports.store.ts';
import type { EstateLine, ProviderLine } from './estate-lines.ts';
import { RowErrors } from './row-errors.ts';

interface Context {
  readonly nowMs: number;
  readonly recordedBy: string;
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
@Injectable()
export class EstateMerge {
  constructor(private readonly random: Random, private readonly store: ImportsStore, private readonly estates: EstatesStore) {}

  /** Refuses: IMPORT_HAS_ERRORS (against what is registered), CHANGED_BY_SOMEONE_ELSE. */
  async into(tx: EntityManager, lines: readonly EstateLine[], context: Context): Promise<{ readonly created: number; readonly changed: number }> {
    const errors = new RowErrors();
    const fresh: Fresh = { streets: [], communities: [], estates: [], stageRecords: [], providers: [], contracts: [] };
    const placeOf = await this.places(tx, fresh);
    const providerOf = await this.providers(tx, fresh, errors);
    const known = new Map((await this.store.estatesByCode(tx, lines.map(({ code }) => code))).map((estate) => [estate.code, estate]));
    const today = shanghaiDate(context.nowMs);
    const running = groupedBy(await this.estates.running(tx, [...known.values()].map(({ id }) => id), today), ({ estateId }) => estateId);

    const changes: { readonly estate: EstateRow; readonly to: Partial<EstateRow>; readonly contracts: ContractChange[] }[] = [];
    for (const line of lines) {
      const place = placeOf(line);
      const provider = line.provider && providerOf(line.provider, line.line);
      const estate = known.get(line.code);
      if (!estate) {
        const made = this.newEstate(line, place, today);
        fresh.estates.push(made);
        fresh.stageRecords.push({ id: this.random.uuid(), estateId: made.id, stage: made.stage, date: made.stageDate, recordedMs: context.nowMs, recordedBy: context.recordedBy });
        if (provider) fresh.contracts.push(this.newContract(made.id, provider.id, line.provider!));
        continue;
      }
      const to = differences(estate, { ...place, name: line.name, address: line.address, builtYear: line.builtYear, areaCentiSqm: line.areaCentiSqm });
      const before = fresh.contracts.length;
      const contracts = provider ? this.contractChanges(estate.id, provider.id, line, running.get(estate.id) ?? [], fresh, errors) : [];
      if (Object.keys(to).length + contracts.length + (fresh.contracts.length - before) > 0) changes.push({ estate, to, contracts });
    }
    if (!errors.none) refuse(errors.refusal);
    await this.store.insert(tx, fresh);
    for (const { estate, to, contracts } of changes) {
      if (!(await this.estates.change(tx, estate.id, estate.version, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' }); // also decides who changes its contracts
      for (const change of contracts) await this.store.changeContract(tx, change.contractId, change.to);
    }
    return { created: fresh.estates.length, changed: changes.length };
  }

  /** Street and community by name, made where they are new. */
  private async places(tx: EntityManager, fresh: Fresh) {
    const streets = new Map((await this.store.streets(tx)).map(({ name, id }) => [name, id]));
    const communities = new Map((await this.store.communities(tx)).map(({ streetId, name, id }) => [`${streetId}|${name}`, id]));
    return ({ street, community }: EstateLine): { readonly streetId: string; readonly communityId: string } => {
      const streetId = streets.get(street) ?? this.random.uuid();
      if (!streets.has(street)) fresh.streets.push({ id: streetId, name: street });
      streets.set(street, streetId);
      const key = `${streetId}|${community}`;
      const communityId = communities.get(key) ?? this.random.uuid();
      if (!communities.has(key)) fresh.communities.push({ id: communityId, streetId, name: community });
      communities.set(key, communityId);
      return { streetId, communityId };
    };
  }

  /** A provider by its name, made where it is new. It does not change its kind by a list. */
  private async providers(tx: EntityManager, fresh: Fresh, errors: RowErrors) {
    const providers = new Map((await this.store.providers(tx)).map((provider) => [provider.name, provider]));
    return ({ name, kind, phone }: ProviderLine, line: number): ProviderRow => {
      const known = providers.get(name);
      if (known && known.kind !== kind) errors.add(line, '物业类型', '与已登记的同一企业不一致');
      if (known) return known;
      const made = { id: this.random.uuid(), kind, name, phone };
      providers.set(name, made);
      fresh.providers.push(made);
      return made;
    };
  }

  /** A provider who has entered makes an estate in service; every other starts with 六's first stage. */
  private newEstate(line: EstateLine, place: { readonly streetId: string; readonly communityId: string }, today: DateText): EstateRow {
    const entered = line.provider?.entryDate;
    const stage = entered && entered <= today ? { stage: 'inService' as const, stageDate: entered } : { stage: 'procedures' as const, stageDate: today };
    return {
      id: this.random.uuid(), code: line.code, name: line.name, ...place, address: line.address, builtYear: line.builtYear, areaCentiSqm: line.areaCentiSqm,
      ...stage, managementMode: managementModeOf(line.provider?.kind ?? 'firm'), isSynthetic: false, version: 1,
    };
  }

  private newContract(estateId: string, providerId: string, { kind, phone, signedDate, filedDate, entryDate }: ProviderLine): ContractRow {
    return { id: this.random.uuid(), estateId, providerId, signedDate, filedDate, entryDate, endDate: null, phone, isSubsidised: kind === 'firm' };
  }

  /** The same provider's dates are corrected; another provider follows, the day after those before have ended. */
  private contractChanges(estateId: string, providerId: string, line: EstateLine, running: readonly Engagement[], fresh: Fresh, errors: RowErrors): ContractChange[] {
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
    return running.filter(({ endDate }) => endDate === null || endDate >= entryDate!)
      .map(({ contractId }) => ({ contractId, to: { endDate: dayBefore(entryDate!) } }));
  }
}

/** Those fields of `to` in which `from` is something else. */
function differences<T extends object>(from: T, to: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.entries(to).filter(([key, value]) => from[key as keyof T] !== value)) as Partial<T>;
}

const dayBefore = (date: DateText): DateText => shanghaiDate(startOfDayMs(date) - 1);

function groupedBy<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

import {
  can, shanghaiDate,
  type Actor, type AddProviderBody, type EditProviderBody, type HistoryLineView, type Page, type PageQuery, type ProviderContractView,
  type ProviderSort, type ProvidersQuery, type ProviderView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../identity/audit-trail.service.ts';
import { StaffNames } from '../identity/staff-names.service.ts';
import { AuditLog, changedFacts } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { type ContractPosition, ContractsStore } from './contracts.store.ts';
import type { ProviderRow } from './estates.entity.ts';
import { EstatesStore } from './estates.store.ts';
import { ProvidersStore } from './providers.store.ts';

const PAGE = 50;

interface Order {
  readonly kind: 'string' | 'number';
  readonly of: (provider: ProviderView) => string | number;
  readonly isDescending: boolean;
}
/** Names from the first, figures from the largest. */
const ORDERS: Readonly<Record<ProviderSort, Order>> = {
  name: { kind: 'string', of: ({ name }) => name, isDescending: false },
  estates: { kind: 'number', of: ({ estates }) => estates, isDescending: true },
  area: { kind: 'number', of: ({ areaCentiSqm }) => areaCentiSqm, isDescending: true },
};

/** The firms, units and city operators that manage estates (四). */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly audit: AuditLog,
    private readonly trail: AuditTrail,
    private readonly names: StaffNames,
    private readonly estates: EstatesStore,
    private readonly contracts: ContractsStore,
    private readonly providers: ProvidersStore,
  ) {}

  /**
   * One page of the providers. A district has hundreds, not thousands, and how much each manages today follows from all
   * contracts: they are sorted here. Refuses: OUT_OF_SCOPE, INVALID_CURSOR.
   */
  async page(actor: Actor, { search = '', kind, streetId, sort = 'name', cursor, limit = PAGE }: ProvidersQuery): Promise<Page<ProviderView>> {
    mayList(actor);
    return this.unitOfWork.read(async (db) => {
      const { kind: part, of, isDescending } = ORDERS[sort];
      const after = readCursor(cursor, [part, 'string']);
      const inStreet = streetId === undefined ? undefined : await this.managing(db, streetId);
      const shown = (await this.views(db, await this.providers.all(db)))
        .filter(({ id, name, kind: its }) => (kind === undefined || its === kind) && name.toLowerCase().includes(search.toLowerCase()) && (inStreet?.has(id) ?? true))
        .sort((a, b) => compare([of(a), a.id], [of(b), b.id], isDescending));
      const rest = after ? shown.filter((provider) => compare([of(provider), provider.id], after as Rank, isDescending) > 0) : shown;
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return { items, total: shown.length, nextCursor: last && rest.length > limit ? writeCursor([of(last), last.id]) : null };
    });
  }

  /** One provider with the estates it manages. Refuses: OUT_OF_SCOPE, PROVIDER_NOT_FOUND. */
  async provider(actor: Actor, id: string): Promise<ProviderView> {
    mayList(actor);
    return this.unitOfWork.read((db) => this.view(db, id));
  }

  /** The estates it has or had, in the order of their codes. Refuses: OUT_OF_SCOPE, PROVIDER_NOT_FOUND, INVALID_CURSOR. */
  async contractsOf(actor: Actor, id: string, { cursor, limit = PAGE }: PageQuery): Promise<Page<ProviderContractView>> {
    mayList(actor);
    return this.unitOfWork.read(async (db) => {
      if (!(await this.providers.find(db, id))) refuse({ code: 'PROVIDER_NOT_FOUND' });
      const found = await this.contracts.ofProvider(db, id, readCursor(cursor, ['string', 'string']) as ContractPosition | undefined, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(({ code: _, ...contract }) => contract),
        total: await this.contracts.countOfProvider(db, id),
        nextCursor: last && found.length > limit ? writeCursor([last.code, last.id]) : null,
      };
    });
  }

  /** What became of a provider, the newest first. Refuses: OUT_OF_SCOPE, PROVIDER_NOT_FOUND, INVALID_CURSOR. */
  async history(actor: Actor, id: string, query: PageQuery): Promise<Page<HistoryLineView>> {
    mayList(actor);
    return this.unitOfWork.read(async (db) => {
      if (!(await this.providers.find(db, id))) refuse({ code: 'PROVIDER_NOT_FOUND' });
      return this.trail.history(db, { about: [{ subject: `provider:${id}` }] }, query);
    });
  }

  /** A provider that no import brought. What kind it is stays. Refuses: OUT_OF_SCOPE, PROVIDER_NAME_TAKEN. */
  async add(actor: Actor, { name, kind, phone }: AddProviderBody): Promise<ProviderView> {
    if (!can(actor, 'provider.edit')) refuse({ code: 'OUT_OF_SCOPE' });
    const id = this.random.uuid();
    return this.unitOfWork.run(async (tx) => {
      await this.providers.insert(tx, { id, name, kind, phone, version: 1 });
      await this.audit.append(tx, { actor, action: 'provider.add', subject: `provider:${id}`, facts: { name, kind, phone } });
      return this.view(tx, id);
    });
  }

  /** Where nothing differs nothing is written. Refuses: OUT_OF_SCOPE, PROVIDER_NOT_FOUND, PROVIDER_NAME_TAKEN, CHANGED_BY_SOMEONE_ELSE. */
  async edit(actor: Actor, id: string, { version, name, phone }: EditProviderBody): Promise<ProviderView> {
    if (!can(actor, 'provider.edit')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.run(async (tx) => {
      const before = (await this.providers.find(tx, id)) ?? refuse({ code: 'PROVIDER_NOT_FOUND' });
      const to = { name: name ?? before.name, phone: phone ?? before.phone };
      const facts = changedFacts({ name: before.name, phone: before.phone }, to);
      if (Object.keys(facts).length === 0 && before.version === version) return this.view(tx, id);
      if (!(await this.providers.change(tx, id, version, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if ('name' in facts) await this.names.placeRenamed(tx, 'provider', id, to.name);
      await this.audit.append(tx, { actor, action: 'provider.edit', subject: `provider:${id}`, facts });
      return this.view(tx, id);
    });
  }

  private async view(db: EntityManager, id: string): Promise<ProviderView> {
    const provider = (await this.providers.find(db, id)) ?? refuse({ code: 'PROVIDER_NOT_FOUND' });
    return (await this.views(db, [provider]))[0]!;
  }

  /** With how much each manages today. */
  private async views(db: EntityManager, providers: readonly ProviderRow[]): Promise<ProviderView[]> {
    const estates = new Map((await this.estates.all(db)).map((estate) => [estate.id, estate]));
    const managed = new Map<string, { estates: number; areaCentiSqm: number }>();
    for (const { estateId, providerId } of (await this.engagements(db, [...estates.keys()])).values()) {
      const sum = managed.get(providerId) ?? { estates: 0, areaCentiSqm: 0 };
      managed.set(providerId, { estates: sum.estates + 1, areaCentiSqm: sum.areaCentiSqm + estates.get(estateId)!.areaCentiSqm });
    }
    return providers.map(({ id, name, kind, phone, version }) => ({ id, name, kind, phone, version, ...(managed.get(id) ?? { estates: 0, areaCentiSqm: 0 }) }));
  }

  private async managing(db: EntityManager, streetId: string): Promise<ReadonlySet<string>> {
    const inStreet = (await this.estates.all(db)).filter((estate) => estate.streetId === streetId).map(({ id }) => id);
    return new Set([...(await this.engagements(db, inStreet)).values()].map(({ providerId }) => providerId));
  }

  private engagements(db: EntityManager, estateIds: readonly string[]) {
    return this.estates.engagements(db, estateIds, shanghaiDate(this.clock.now().getTime()));
  }
}

type Rank = readonly [by: string | number, id: string];

function compare([a, idA]: Rank, [b, idB]: Rank, isDescending: boolean): number {
  if (a !== b) return a < b === isDescending ? 1 : -1;
  return idA < idB ? -1 : idA > idB ? 1 : 0;
}

function mayList(actor: Actor): void {
  if (!can(actor, 'provider.list')) refuse({ code: 'OUT_OF_SCOPE' });
}

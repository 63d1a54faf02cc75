import {
  bodyName, dueOn, frequencyOf, isOverdueOn, isPeriodOwed, periodDays,
  type BookBody, type DateText, type DisclosurePeriod, type Scope, type StatementDutyRow,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService, type EstateInService } from '../../estates/estates.service.ts';
import { ServicePeriodsService } from '../../estates/service-periods.service.ts';
import type { StatementRow } from '../disclosures.entity.ts';
import { StatementListStore } from '../reading/statement-list.store.ts';
import { SettingsService } from '../settings/settings.service.ts';

/** Within whose scope duties are looked for. */
export interface DutyReach {
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  /** Of a body that reads: its own duties alone. */
  readonly ownBody?: BookBody;
}
interface Owing {
  readonly estateId: string;
  readonly body: BookBody;
  readonly bodyId: string;
}

/**
 * Who owes a statement of a period: every provider for the period in which it served a day, committee and community body
 * from their first statement on. Only where the period is one of the frequency in force. [D]
 */
@Injectable()
export class DutyFinder {
  constructor(
    private readonly estates: EstatesService, private readonly served: ServicePeriodsService, private readonly settings: SettingsService, private readonly list: StatementListStore,
  ) {}

  /** The overdue first, then by street, estate and body. */
  async find(db: EntityManager, { reach, ownBody }: DutyReach, period: DisclosurePeriod, today: DateText): Promise<StatementDutyRow[]> {
    const estates = new Map((await this.estates.estatesInService(db)).filter((estate) => isWithin(estate, reach)).map((estate) => [estate.estateId, estate]));
    const rows = await this.list.ofPeriod(db, { reach }, period, periodDays(period).last);
    const owing = isPeriodOwed(period) ? await this.owing(db, { reach }, [...estates.keys()], period) : [];
    const duties = new Map<string, Owing>([...owing, ...rows].filter(({ body }) => ownBody === undefined || body === ownBody).map((one) => [keyOf(one), one]));
    const mine = [...duties.values()].filter(({ bodyId }) => reach === 'everything' || reach.level !== 'provider' || bodyId === reach.id);
    const names = await this.estates.names(db, [...new Set(mine.map(({ estateId }) => estateId))]);
    const providers = await this.estates.providerNames(db, mine.flatMap(({ body, bodyId }) => (body === 'provider' ? [bodyId] : [])));
    const standing = standingOf(rows);
    return mine.map(({ estateId, body, bodyId }): StatementDutyRow => {
      const row = standing.get(keyOf({ estateId, body, bodyId }));
      const { name: estate = '', street = '' } = names.get(estateId) ?? {};
      const isOverdue = row?.status !== 'published' && isOverdueOn(period, today);
      return { estateId, estate, street, body, bodyId, bodyName: bodyName({ body, bodyId }, providers), dueOn: dueOn(period), isOverdue, statementId: row?.id ?? null, status: row?.status ?? null };
    }).sort(inOrder);
  }

  private async owing(db: EntityManager, { reach }: DutyReach, estateIds: readonly string[], period: DisclosurePeriod): Promise<Owing[]> {
    const { first, last } = periodDays(period);
    const frequency = await this.settings.ofEstates(db, estateIds);
    const isTheirs = (estateId: string): boolean => frequency(estateId, first) === frequencyOf(period);
    const served = await this.served.within(db, estateIds, { first, last });
    const providers = [...served.values()].flatMap(({ estateId, periods }) =>
      [...new Set(periods.map(({ providerId }) => providerId))].map((bodyId): Owing => ({ estateId, body: 'provider', bodyId })));
    const others = (await this.list.booksSince(db, { reach })).filter(({ firstDay }) => firstDay <= first);
    return [...providers, ...others].filter(({ estateId }) => isTheirs(estateId));
  }
}

/** A duty is done by the edition in force; without one the newest says how far it is. */
function standingOf(rows: readonly StatementRow[]): ReadonlyMap<string, StatementRow> {
  const standing = new Map<string, StatementRow>();
  for (const row of [...rows].sort((a, b) => a.edition - b.edition)) if (standing.get(keyOf(row))?.status !== 'published') standing.set(keyOf(row), row);
  return standing;
}

const keyOf = ({ estateId, body, bodyId }: Owing): string => `${estateId}|${body}|${bodyId}`;

/** A provider's estates are found by its service. */
function isWithin({ estateId, streetId, communityId }: EstateInService, reach: DutyReach['reach']): boolean {
  if (reach === 'everything' || reach.level === 'provider') return true;
  return { street: streetId, community: communityId, estate: estateId }[reach.level] === reach.id;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: StatementDutyRow, b: StatementDutyRow): number =>
  Number(b.isOverdue) - Number(a.isOverdue) || byText(a.street, b.street) || byText(a.estate, b.estate) || byText(a.estateId, b.estateId) || byText(a.bodyName, b.bodyName) || byText(a.bodyId, b.bodyId);

import {
  bodyName, can, DISCLOSURE_SINCE, dueOn, isOverdueOn, kindTotals, periodDays, periodsWithin, shanghaiDate, sharedDays,
  type Actor, type BodyAccountsView, type BookBody, type DateText, type Days, type DisclosureFrequency, type DisclosurePeriod, type EstateAccountsView, type StatementGlance,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { EstatesService } from '../../estates/estates.service.ts';
import { ServicePeriodsService } from '../../estates/service-periods.service.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import type { StatementRow } from '../disclosures.entity.ts';
import { StatementListStore } from '../reading/statement-list.store.ts';
import { SettingsService } from '../settings/settings.service.ts';
import { frozenFigures } from '../statement-figures.ts';
import { StatementsStore } from '../statements.store.ts';

/** Four years by the half-year. */
const MOST_GLANCES = 8;

/** A body of an estate with the days for which it accounts. */
interface Accountable {
  readonly body: BookBody;
  readonly bodyId: string;
  readonly days: readonly Days[];
}

/** What the bodies of an estate have disclosed and what they owe, for everybody to read (七(四)). */
@Injectable()
export class EstateAccountsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly statements: StatementsStore, private readonly list: StatementListStore, private readonly settings: SettingsService,
    private readonly estates: EstatesService, private readonly served: ServicePeriodsService, private readonly clock: Clock,
  ) {}

  /** Refuses: OUT_OF_SCOPE, ESTATE_NOT_FOUND. */
  accounts(actor: Actor, estateId: string): Promise<EstateAccountsView> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      const names = (await this.estates.names(db, [estateId])).get(estateId) ?? refuse({ code: 'ESTATE_NOT_FOUND' });
      const today = shanghaiDate(this.clock.now().getTime());
      const served = (await this.served.within(db, [estateId], { first: DISCLOSURE_SINCE, last: today })).get(estateId)?.periods ?? [];
      const published = await this.statements.publishedOf(db, estateId);
      const since = await this.list.booksSince(db, { reach: 'everything', estateId });
      const frequencyOn = await this.settings.ofEstate(db, estateId);
      const bodies: Accountable[] = [
        ...[...new Set([...served.map(({ providerId }) => providerId).reverse(), ...published.flatMap(({ body, bodyId }) => (body === 'provider' ? [bodyId] : []))])]
          .map((bodyId): Accountable => ({ body: 'provider', bodyId, days: served.filter(({ providerId }) => providerId === bodyId).map(({ days }) => days) })),
        ...since.map(({ body, bodyId, firstDay }): Accountable => ({ body, bodyId, days: [{ first: firstDay, last: today > firstDay ? today : firstDay }] })).sort(inOrder),
      ];
      const providers = await this.estates.providerNames(db, bodies.flatMap(({ body, bodyId }) => (body === 'provider' ? [bodyId] : [])));
      const views = bodies.map((one) => bodyView(one, bodyName(one, providers), published, frequencyOn, today));
      return { estateId, estate: names.name, bodies: views.filter(({ body, statements, overdue }) => body === 'provider' || statements.length + overdue.length > 0) }; // a first draft is nobody's to read
    });
  }
}

const inOrder = (a: Accountable, b: Accountable): number => ORDER.indexOf(a.body) - ORDER.indexOf(b.body);
const ORDER: readonly BookBody[] = ['committee', 'communityService'];

function bodyView(
  { body, bodyId, days }: Accountable, name: string, published: readonly StatementRow[], frequencyOn: (day: DateText) => DisclosureFrequency, today: DateText,
): BodyAccountsView {
  const own = published.filter((row) => row.body === body && row.bodyId === bodyId);
  const isDisclosed = (period: DisclosurePeriod): boolean => own.some((row) => row.period === period);
  const isTheirs = (period: DisclosurePeriod): boolean => days.some((span) => sharedDays(span, periodDays(period)) !== null);
  const overdue = periodsWithin({ first: DISCLOSURE_SINCE, last: today }, frequencyOn)
    .filter((period) => isOverdueOn(period, today) && isTheirs(period) && !isDisclosed(period)).map((period) => ({ period, dueOn: dueOn(period) }));
  return { body, name, frequency: frequencyOn(today), statements: own.slice(0, MOST_GLANCES).map(glanceOf), overdue };
}

function glanceOf({ id, period, edition, publishedOn, frozen }: StatementRow): StatementGlance {
  const { byKind, sums } = frozenFigures(frozen!);
  return { id, period, edition, ...sums, publishedOn: publishedOn!, totals: kindTotals(byKind) };
}

import { startOfDayMs, shanghaiDate, type ComplaintRating } from '@linping/shared';
import type { DemoEstate } from '../district/district.ts';
import type { Holder } from '../surveys/respondents.ts';
import { PERSONA_RESIDENT } from '../personas.ts';
import { SeededRandom } from '../seeded-random.ts';
import { dealt } from '../surveys/turnout.ts';
import { ANSWERS, EXTENSIONS, GRIEVANCES, PROGRESS, QUESTIONS, REOPENINGS, type Grievance } from './catalogue.ts';

/** What happens to a complaint after it was filed, `afterHours` after the filing. */
export type StoryEvent = { readonly id: string; readonly afterHours: number } & Happening;
type Planned = { readonly afterHours: number } & Happening;
type Happening =
  | { readonly step: 'accept' | 'assign' | 'withdraw' | 'grantExtension' }
  | { readonly step: 'reply' | 'ask' | 'answer' | 'resolve' | 'reopen' | 'requestExtension' | 'reject'; readonly text: string }
  | { readonly step: 'confirm' | 'callBack'; readonly rating: ComplaintRating }
  | { readonly step: 'supervise'; readonly text: string; readonly days: number };
export interface Story {
  readonly id: string;
  readonly estate: DemoEstate;
  readonly holder: Holder;
  readonly grievance: Grievance;
  readonly spot: string;
  readonly text: string;
  readonly isUrgent: boolean;
  readonly hasPhoto: boolean;
  /** Came by phone or from the hotline, and was written down by the community. */
  readonly isByPhone: boolean;
  readonly filedMs: number;
  readonly events: readonly StoryEvent[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Of the resident whom one may play: what waits for an answer, for a confirmation, and what is over. Hours before now, so that a step is always due. */
const OWN = [
  { category: 'facilities', hoursAgo: 44, hasPhoto: true, course: 'toConfirm' },
  { category: 'drains', hoursAgo: 27, hasPhoto: true, course: 'toAnswer' },
  { category: 'cleaning', hoursAgo: 40 * 24, hasPhoto: false, course: 'fixed' },
] as const;

/** How it goes, of a thousand. */
const COURSES = [
  { name: 'fixed', weight: 430 }, { name: 'fixedLate', weight: 110 }, { name: 'silent', weight: 150 }, { name: 'reopened', weight: 100 },
  { name: 'asked', weight: 60 }, { name: 'extended', weight: 50 }, { name: 'withdrawn', weight: 30 }, { name: 'rejected', weight: 30 }, { name: 'byPhone', weight: 40 },
] as const;
type Course = (typeof COURSES)[number]['name'] | (typeof OWN)[number]['course'];

/** Complaints of the published estate's other residents. */
const PUBLISHED = 12;
/** Days back within which most of the open ones were filed, so that the boards have something on them. */
const RECENT_DAYS = 9;
const RECENT_PERCENT = 22;

/** Who complains of what in the demo's running half-year, and how it went. The same for the same district, seed and days. */
export class Stories {
  private readonly random: SeededRandom;

  constructor(private readonly holders: readonly Holder[], private readonly estates: readonly DemoEstate[], seed: string, private readonly days: { readonly firstMs: number; readonly nowMs: number }) {
    this.random = new SeededRandom(`${seed} complaints`);
  }

  /** In the order of their filing; about one for each estate, and a dozen for the published one. */
  all(): Story[] {
    const of = new Map<string, Holder[]>();
    for (const holder of this.holders) of.set(holder.household.estateId, [...(of.get(holder.household.estateId) ?? []), holder]);
    const wanted = this.estates.flatMap((estate, i) => Array.from({ length: i === 0 ? PUBLISHED : this.random.between(0, 2) }, () => estate));
    const courses = dealt(COURSES, wanted.length, this.random);
    return wanted.flatMap((estate, i) => {
      const holders = of.get(estate.row.id);
      return holders ? [this.story(estate, this.random.pick(holders), courses[i]!, i < PUBLISHED ? i % 2 === 0 : this.random.chance(60))] : [];
    }).concat(this.own()).sort((a, b) => a.filedMs - b.filedMs);
  }

  private own(): Story[] {
    const holder = this.holders.find(({ resident }) => resident.residentId === PERSONA_RESIDENT.residentId)!;
    return OWN.map(({ category, hoursAgo, hasPhoto, course }) => {
      const grievance = GRIEVANCES.find((each) => each.category === category)!;
      return { ...this.story(this.estates[0]!, holder, course, hasPhoto, grievance), isUrgent: false, filedMs: this.days.nowMs - hoursAgo * HOUR_MS };
    });
  }

  private story(estate: DemoEstate, holder: Holder, course: Course, hasPhoto: boolean, grievance = this.random.pick(GRIEVANCES)): Story {
    const { random } = this;
    return {
      id: random.uuid(), estate, holder, grievance, spot: random.pick(grievance.spots), text: random.pick(grievance.texts),
      isUrgent: ['drains', 'manhole'].includes(grievance.category) && random.chance(400), hasPhoto,
      isByPhone: course === 'byPhone', filedMs: this.filedMs(), events: this.events(course, grievance).map((event) => ({ ...event, id: random.uuid() })),
    };
  }

  /** In the daytime; every fifth within the last days. */
  private filedMs(): number {
    const { firstMs, nowMs } = this.days;
    const days = Math.max(1, Math.floor((nowMs - firstMs) / DAY_MS));
    const back = this.random.below(100) < RECENT_PERCENT ? this.random.below(Math.min(RECENT_DAYS, days)) : this.random.below(days);
    const filed = startOfDayMs(shanghaiDate(nowMs - back * DAY_MS)) + (7 * 60 + this.random.below(14 * 60)) * 60_000;
    return filed < nowMs ? filed : nowMs - this.random.between(1, 90) * 60_000;
  }

  private events(course: Course, { fixes }: Grievance): Planned[] {
    const { random } = this;
    const accepted: Planned[] = [{ afterHours: 1 + random.below(9), step: 'accept' }, { afterHours: 11 + random.below(6), step: 'assign' }];
    const resolved = (afterHours: number): Planned => ({ afterHours, step: 'resolve', text: random.pick(fixes) });
    const rated = (afterHours: number, least: 1 | 3): Planned => ({ afterHours, step: 'confirm', rating: random.between(least, 5) as ComplaintRating });
    const day = 24;
    switch (course) {
      case 'fixed': return [...accepted, { afterHours: 20, step: 'reply', text: random.pick(PROGRESS) }, resolved(random.between(26, 60)), rated(random.between(64, 120), 3)];
      case 'fixedLate': return [{ afterHours: 70, step: 'accept' }, { afterHours: 8 * day, step: 'supervise', text: '请尽快办结并回复居民', days: 3 }, resolved(11 * day), rated(12 * day, 1)];
      case 'toConfirm': return [...accepted, resolved(20)];
      case 'toAnswer': return [...accepted, { afterHours: 20, step: 'ask', text: random.pick(QUESTIONS) }];
      case 'silent': return [...accepted, resolved(random.between(30, 90))];
      case 'reopened': return [...accepted, resolved(40), { afterHours: 60, step: 'reopen', text: random.pick(REOPENINGS) }, { afterHours: 66, step: 'accept' }, resolved(5 * day), rated(6 * day, 1)];
      case 'asked': return [...accepted, { afterHours: 18, step: 'ask', text: random.pick(QUESTIONS) }, { afterHours: 30, step: 'answer', text: random.pick(ANSWERS) }, resolved(70), rated(90, 3)];
      case 'extended': return [...accepted, { afterHours: 3 * day, step: 'requestExtension', text: random.pick(EXTENSIONS) }, { afterHours: 3 * day + 5, step: 'grantExtension' }, resolved(8 * day), rated(9 * day, 3)];
      case 'withdrawn': return [{ afterHours: 5, step: 'withdraw' }];
      case 'rejected': return [{ afterHours: 9, step: 'reject', text: '不属于物业服务范围，已电话说明' }];
      case 'byPhone': return [...accepted, resolved(50), { afterHours: 80, step: 'callBack', rating: random.between(3, 5) as ComplaintRating }];
    }
  }
}

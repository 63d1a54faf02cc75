import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DateText } from '@linping/shared';

/** A day that the State Council took out of its week: rest (法定节假日), or work in exchange (调休上班). */
export interface LegalDay {
  readonly date: DateText;
  readonly isWorkingDay: boolean;
  /** The holiday it belongs to: 「国庆节」. */
  readonly name: string;
}

/** By day; `「National Day,国庆节,3」`. */
type NamedDays = Readonly<Record<DateText, string>>;

/** The package's data, not its functions: west of Greenwich those answer for the day before. */
const FILE = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
const { holidays, workdays } = JSON.parse(readFileSync(FILE, 'utf8')) as { readonly holidays: NamedDays; readonly workdays: NamedDays };

const named = (days: NamedDays, isWorkingDay: boolean): LegalDay[] => Object.entries(days).map(([date, name]) => ({ date, isWorkingDay, name: name.split(',')[1]! }));
const DAYS: ReadonlyMap<DateText, LegalDay> = new Map([...named(holidays, false), ...named(workdays, true)].map((day) => [day.date, day]));

export const legalDay = (date: DateText): LegalDay | undefined => DAYS.get(date);

/** A year's legal holidays and make-up days; none before they are published and the package has been updated. */
export const legalDaysOf = (year: number): readonly LegalDay[] => [...DAYS.values()].filter(({ date }) => date.startsWith(`${year}-`));

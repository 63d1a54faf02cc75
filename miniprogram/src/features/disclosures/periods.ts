import { dayBefore, disclosurePeriodOf, dueOn, periodDays, type DateText, type DisclosureFrequency, type DisclosurePeriod } from '@linping/shared';

const SHOWN: Readonly<Record<DisclosureFrequency, number>> = { halfYear: 5, quarter: 8 };

/** The periods that a list offers: the running one and those before it, half-years first. */
export const periodsToOffer = (today: DateText): readonly DisclosurePeriod[] => [...newest('halfYear', today, SHOWN.halfYear), ...newest('quarter', today, SHOWN.quarter)];

/** What one most likely asks about: the half-year that ended last. */
export const lastEnded = (today: DateText): DisclosurePeriod => newest('halfYear', today, 2)[1]!;

/** The newest half-year and quarter that must be published by now: what may be overdue. */
export const periodsDue = (today: DateText): readonly DisclosurePeriod[] =>
  (['halfYear', 'quarter'] as const).map((frequency) => newest(frequency, today, 4).find((period) => dueOn(period) < today)!);

function newest(frequency: DisclosureFrequency, today: DateText, count: number): readonly DisclosurePeriod[] {
  const periods: DisclosurePeriod[] = [];
  for (let day = today; periods.length < count; day = dayBefore(periodDays(periods[periods.length - 1]!).first)) periods.push(disclosurePeriodOf(day, frequency));
  return periods;
}

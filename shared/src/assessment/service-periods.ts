import { dayBefore, sharedDays, type Days } from '../period/days.ts';
import type { DateText } from '../period/half-year.ts';

/** A provider's contract at one estate, as far as it decides who serves when; `entryDate` null: not entered. */
export interface ServingContract {
  readonly contractId: string;
  readonly signedDate: DateText | null;
  readonly entryDate: DateText | null;
  /** The last day of service; null while it runs. */
  readonly endDate: DateText | null;
}

/**
 * The days within a span that each contract of one estate serves, in their order and never overlapping: who enters last
 * takes over, and whoever was there before has served until the day before. Contracts that serve no day are left out.
 */
export function servicePeriods<C extends ServingContract>(contracts: readonly C[], within: Days): { readonly contract: C; readonly days: Days }[] {
  const entered = contracts.flatMap((contract) => {
    const { entryDate, endDate } = contract;
    return entryDate !== null && (endDate === null || entryDate <= endDate) ? [{ contract, entryDate, last: endDate ?? within.last }] : [];
  }).sort((a, b) => (orderOf(a.contract) < orderOf(b.contract) ? -1 : 1));
  return entered.flatMap(({ contract, entryDate, last }, i) => {
    const next = entered[i + 1];
    const until = next && dayBefore(next.entryDate) < last ? dayBefore(next.entryDate) : last;
    const days = entryDate <= until ? sharedDays({ first: entryDate, last: until }, within) : null;
    return days ? [{ contract, days }] : [];
  });
}

/** The day the estate's one clock starts (自正式进驻之日起): its first entry, by whichever contract; null before it. */
export const firstEntryOf = (contracts: readonly ServingContract[]): DateText | null =>
  contracts.reduce<DateText | null>((first, { entryDate }) => (entryDate !== null && (first === null || entryDate < first) ? entryDate : first), null);

/** Of two that entered on one day the one signed last counts, as in the register. */
const orderOf = ({ entryDate, signedDate, contractId }: ServingContract): string => [entryDate, signedDate ?? '', contractId].join('|');

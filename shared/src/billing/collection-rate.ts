import { natural, times } from '../exact.ts';
import type { BillStatus, MonthText } from './bill.ts';
import { monthsLater } from './months.ts';

/** With fewer dwellings a rate would tell who owes: it is not shown. */
export const LEAST_DWELLINGS_FOR_RATE = 5;

/** The months by whose due days a rate is reckoned: this one and the eleven before it. */
export const rateMonths = (month: MonthText): { readonly fromMonth: MonthText; readonly untilMonth: MonthText } => ({ fromMonth: monthsLater(month, -11), untilMonth: month });

/** What has come in of what was due, in thousandths, rounded down: 999 is not yet all. Null where nothing was due. */
export function collectionPermille(billedFen: number, collectedFen: number): number | null {
  if (natural(billedFen, 'billedFen') === 0) return null;
  const product = times(collectedFen, 1000);
  return (product - (product % billedFen)) / billedFen;
}

/** A bill whose day is over and which nobody has paid. A day still belongs to the payer. */
export const isOverdueBill = ({ status, dueOn }: { readonly status: BillStatus; readonly dueOn: string }, today: string): boolean =>
  (status === 'issued' || status === 'paying') && dueOn < today;

import type { MonthText } from './bill.ts';
import { chargeLine, type ChargedLine, type FeeStandard } from './charge.ts';
import { isInForce, runsOf } from './months.ts';

/** A bill before it has a number: its months without a gap, its lines, and what each month of it comes to. */
export interface PlannedBill {
  readonly fromMonth: MonthText;
  readonly untilMonth: MonthText;
  readonly lines: readonly ChargedLine[];
  /** More than 0. */
  readonly amountFen: number;
  readonly byMonth: ReadonlyMap<MonthText, number>;
}
export interface Dwelling {
  readonly householdId: string;
  /** Null where nobody has entered it. */
  readonly areaCentiSqm: number | null;
}

/** True where a fee of these months goes by the area. */
export const needsArea = (standards: readonly FeeStandard[], months: readonly MonthText[]): boolean =>
  standards.some((standard) => standard.basis === 'area' && months.some((month) => isInForce(standard, month)));

/** Months in which no standard is in force: nothing can be billed for them. */
export const monthsWithoutFee = (standards: readonly FeeStandard[], months: readonly MonthText[]): readonly MonthText[] =>
  months.filter((month) => !standards.some((standard) => isInForce(standard, month)));

/**
 * The bills of a dwelling for those of these months that have none yet: one for each run of months without a gap. [D]
 * Null where a fee goes by the area and it was not entered: then nothing is billed, rather than half. What comes to
 * nothing by its discounts makes no bill.
 */
export function planBills(standards: readonly FeeStandard[], months: readonly MonthText[], { householdId, areaCentiSqm }: Dwelling): readonly PlannedBill[] | null {
  if (areaCentiSqm === null && needsArea(standards, months)) return null;
  const inOrder = [...standards].sort((a, b) => (a.fromMonth === b.fromMonth ? (a.name < b.name ? -1 : 1) : a.fromMonth < b.fromMonth ? -1 : 1));
  return runsOf(months).flatMap((run): PlannedBill[] => {
    const lines = inOrder.flatMap((standard) => chargeLine(standard, run, householdId, areaCentiSqm) ?? []);
    const amountFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
    if (amountFen === 0) return [];
    const byMonth = new Map(run.map((month) => [month, lines.reduce((sum, line) => sum + (line.byMonth.get(month) ?? 0), 0)]));
    return [{ fromMonth: run[0]!, untilMonth: run.at(-1)!, lines, amountFen, byMonth }];
  });
}

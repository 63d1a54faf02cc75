import type { DateText } from '../period/half-year.ts';
import { isPeriodOver } from './due.ts';
import type { DisclosurePeriod } from './period.ts';

/** What can stand against submitting a statement, in the order in which one would settle it. */
export const STATEMENT_WAITS = ['periodNotOver', 'previousNotPublished', 'openingMissing', 'differenceUnexplained', 'voucherMissing'] as const;
export type StatementWait = (typeof STATEMENT_WAITS)[number];

/** A computed kind as it is declared. */
export interface Declared {
  readonly knownFen: number;
  readonly declaredFen: number;
  readonly explanation: string;
}
/** What submitting looks at. */
export interface SubmitFacts {
  readonly period: DisclosurePeriod;
  readonly today: DateText;
  /** Null while it is not known: not typed, or the period before is not published. */
  readonly openingFen: number | null;
  readonly isOpeningCarried: boolean;
  readonly computed: readonly Declared[];
  /** How many typed lines have no voucher: every figure that people typed has a document behind it. [D] */
  readonly linesWithoutVoucher: number;
}

/** What stands against submitting; empty when nothing does. */
export function statementWaits({ period, today, openingFen, isOpeningCarried, computed, linesWithoutVoucher }: SubmitFacts): StatementWait[] {
  const stands: Readonly<Record<StatementWait, boolean>> = {
    periodNotOver: !isPeriodOver(period, today),
    previousNotPublished: openingFen === null && isOpeningCarried,
    openingMissing: openingFen === null && !isOpeningCarried,
    differenceUnexplained: computed.some(isUnexplained),
    voucherMissing: linesWithoutVoucher > 0,
  };
  return STATEMENT_WAITS.filter((wait) => stands[wait]);
}

/** A declared figure that is not the known one needs a reason (填报数与系统记录不一致须说明). */
export const isUnexplained = ({ knownFen, declaredFen, explanation }: Declared): boolean => declaredFen !== knownFen && explanation.trim() === '';

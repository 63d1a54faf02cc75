import type { ReconciliationFinding } from './order.ts';

export type ReconciledKind = 'payment' | 'refund';

/**
 * A trade in our own record. `entered`: it is in the ledger · `underWay`: a refund that was asked for and is not decided ·
 * `asked`: an order that nobody has paid as far as we know · `ended`: a refund that will never happen.
 */
export interface TradeHere {
  readonly trade: ReconciledKind;
  readonly number: string;
  readonly amountFen: number;
  readonly state: 'entered' | 'underWay' | 'asked' | 'ended';
}
/** A line of WeChat's bill. A refund that is not decided yet stands in it as well. */
export interface TradeThere {
  readonly trade: ReconciledKind;
  readonly number: string;
  readonly amountFen: number;
  readonly isDecided: boolean;
}
export interface Reconciled {
  readonly trade: ReconciledKind;
  /** Our number of the order or refund. */
  readonly number: string;
  readonly finding: ReconciliationFinding;
  /** Fen that we have entered or asked for; null where we have nothing. */
  readonly hereFen: number | null;
  readonly thereFen: number | null;
}

/** Our numbers of orders; a merchant may have other business, which is not ours to compare. */
export const isOrderNumber = (number: string): boolean => /^\d{20}$/.test(number);

const keyOf = ({ trade, number }: Pick<Reconciled, 'trade' | 'number'>): string => `${trade} ${number}`;

/**
 * Compares our own record with WeChat's bill, trade by trade. What both sides agree about is `matched`; what we have not
 * entered and WeChat does not have either is nothing. Lines of the bill with one number are taken together.
 */
export function reconcile(here: readonly TradeHere[], there: readonly TradeThere[]): Reconciled[] {
  const ours = new Map(here.map((one) => [keyOf(one), one]));
  const theirs = new Map<string, TradeThere>();
  for (const line of there) {
    const before = theirs.get(keyOf(line));
    theirs.set(keyOf(line), before ? { ...line, amountFen: before.amountFen + line.amountFen, isDecided: before.isDecided || line.isDecided } : line);
  }
  return [...new Set([...theirs.keys(), ...ours.keys()])].sort().flatMap((key) => {
    const [own, their] = [ours.get(key), theirs.get(key)];
    const finding = findingOf(own, their);
    const { trade, number } = (own ?? their)!;
    if (finding === null) return [];
    return [{ trade, number, finding, hereFen: finding === 'missingHere' ? null : (own?.amountFen ?? null), thereFen: their?.amountFen ?? null }];
  });
}

function findingOf(here: TradeHere | undefined, there: TradeThere | undefined): ReconciliationFinding | null {
  if (there === undefined) return here?.state === 'entered' ? 'missingThere' : null;
  if (here === undefined) return 'missingHere';
  if (here.state === 'ended' && !there.isDecided) return null; // it failed after the bill was written
  if (here.amountFen !== there.amountFen) return 'amountDiffers';
  return here.state === 'asked' || here.state === 'ended' ? 'missingHere' : 'matched';
}

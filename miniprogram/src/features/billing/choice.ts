import { MOST_BILLS_AT_ONCE, type MyBillRow } from '@linping/shared';

/** Bills that one may pay now; those being paid have an order of their own already. */
export const isOpen = ({ status }: Pick<MyBillRow, 'status'>): boolean => status === 'issued' || status === 'paying';
export const isPayable = ({ status, isPayableHere }: Pick<MyBillRow, 'status' | 'isPayableHere'>): boolean => status === 'issued' && isPayableHere;

/** One order is for one household and one firm. */
const together = (a: MyBillRow, b: MyBillRow): boolean => a.householdId === b.householdId && a.providerId === b.providerId;

/** What is chosen before anybody has tapped: all that the first household owes the firm whose bill stands first. */
export function chosenAtFirst(rows: readonly MyBillRow[]): readonly string[] {
  const payable = rows.filter(isPayable);
  return payable.filter((row) => together(row, payable[0]!)).slice(0, MOST_BILLS_AT_ONCE).map(({ id }) => id);
}

/** After a tap on a bill: added or taken off. One of another household or firm begins anew, for both cannot be paid at once. */
export function chosenAfter(rows: readonly MyBillRow[], chosen: readonly string[], tapped: MyBillRow): readonly string[] {
  if (!isPayable(tapped)) return chosen;
  if (chosen.includes(tapped.id)) return chosen.filter((id) => id !== tapped.id);
  const kept = rows.filter((row) => chosen.includes(row.id) && isPayable(row) && together(row, tapped)).map(({ id }) => id);
  return kept.length < MOST_BILLS_AT_ONCE ? [...kept, tapped.id] : kept;
}

/** The bills that are chosen and may still be paid: a refresh may have taken some away. */
export const chosenRows = (rows: readonly MyBillRow[], chosen: readonly string[]): readonly MyBillRow[] => rows.filter((row) => chosen.includes(row.id) && isPayable(row));

export const sumFen = (rows: readonly Pick<MyBillRow, 'amountFen'>[]): number => rows.reduce((sum, { amountFen }) => sum + amountFen, 0);

/** True where more than one household or firm has bills to pay, so that the page has to say why not all can be chosen. */
export function isSeveral(rows: readonly MyBillRow[]): boolean {
  const payable = rows.filter(isPayable);
  return payable.some((row) => !together(row, payable[0]!));
}

/** The orders under way, each once. */
export const ordersOf = (rows: readonly MyBillRow[]): readonly string[] =>
  rows.flatMap(({ orderId }) => (orderId === null ? [] : [orderId])).filter((orderId, at, all) => all.indexOf(orderId) === at);

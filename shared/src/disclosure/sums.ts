import { DISCLOSURE_KINDS, isIncome, type DisclosureKind } from './kinds.ts';

/** Fen of each kind that has any. Never negative: an income that went back lessens its kind, an error is corrected. */
export type SumsByKind = ReadonlyMap<DisclosureKind, number>;

/** The four numbers of a statement, in fen. Opening and closing may be below 0: a book can have spent more than it took in. */
export interface StatementSums {
  readonly openingFen: number;
  readonly incomeFen: number;
  readonly expenseFen: number;
  readonly closingFen: number;
}

/** Opening + income − expense = closing. Throws RangeError where a sum would leave the exact integers. */
export function statementSums(openingFen: number, sums: SumsByKind): StatementSums {
  let [incomeFen, expenseFen] = [0, 0];
  for (const [kind, fen] of sums) {
    if (isIncome(kind)) incomeFen = exact(incomeFen + exact(fen));
    else expenseFen = exact(expenseFen + exact(fen));
  }
  return { openingFen: exact(openingFen), incomeFen, expenseFen, closingFen: exact(openingFen + incomeFen - expenseFen) };
}

/** In the order of the kinds; what has no amount is left out. */
export const kindTotals = (sums: SumsByKind): { readonly kind: DisclosureKind; readonly amountFen: number }[] =>
  DISCLOSURE_KINDS.flatMap((kind) => ((sums.get(kind) ?? 0) === 0 ? [] : [{ kind, amountFen: sums.get(kind)! }]));

/** What a correction changed, by kind. Two editions may differ in nothing but notes and vouchers: then nothing is in it. */
export const changesBetween = (before: SumsByKind, after: SumsByKind): { readonly kind: DisclosureKind; readonly beforeFen: number; readonly afterFen: number }[] =>
  DISCLOSURE_KINDS.flatMap((kind) => {
    const [beforeFen, afterFen] = [before.get(kind) ?? 0, after.get(kind) ?? 0];
    return beforeFen === afterFen ? [] : [{ kind, beforeFen, afterFen }];
  });

function exact(fen: number): number {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an exact amount: ${fen}`);
  return fen;
}

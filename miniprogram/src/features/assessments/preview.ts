import {
  outcomeOf, rubricItem, SATISFACTION_ITEM, scoreSheet, type CountedDeduction, type DeciPoints, type DeductionView, type ItemScore, type Outcome, type ScoredProvider,
  type SheetFacts, type SheetView,
} from '@linping/shared';

/** What of a sheet decides its points and its money. */
export type ScoredSheet = Pick<SheetView, 'provider' | 'first' | 'last' | 'items' | 'satisfaction' | 'subsidy'>;

export interface Preview {
  /** In the annex's order, 1 to 20. */
  readonly items: readonly ItemScore[];
  /** Null while item 20 waits. */
  readonly outcome: Outcome | null;
  /** Both are the outcome once item 20 is there. */
  readonly lowest: Outcome;
  readonly highest: Outcome;
}

export const scoredProvider = ({ provider, first, last }: Pick<SheetView, 'provider' | 'first' | 'last'>): ScoredProvider => ({ kind: provider.kind, period: { first, last } });

/** Every line of the sheet, in the annex's order; withdrawn ones are among them. */
export const allLines = ({ items }: Pick<SheetView, 'items'>): readonly DeductionView[] =>
  items.reduce<readonly DeductionView[]>((all, { deductions }) => [...all, ...deductions], []);

/** The lines that count. */
export const countingLines = (sheet: Pick<SheetView, 'items'>): readonly DeductionView[] => allLines(sheet).filter(({ withdrawnBy }) => withdrawnBy === null);

/** What a sheet comes to with these lines, by the functions that the server decides with. */
export function previewOf(sheet: ScoredSheet, lines: readonly CountedDeduction[]): Preview {
  const { items, enteredDeciPoints } = scoreSheet(scoredProvider(sheet), lines, sheet.satisfaction?.deciPoints ?? null);
  const withSatisfaction = (deciPoints: DeciPoints) => outcomeOf(factsOf(sheet), enteredDeciPoints + deciPoints);
  if (sheet.satisfaction) {
    const outcome = withSatisfaction(sheet.satisfaction.deciPoints);
    return { items, outcome, lowest: outcome, highest: outcome };
  }
  return { items, outcome: null, lowest: withSatisfaction(0), highest: withSatisfaction(rubricItem(SATISFACTION_ITEM).deciPoints) };
}

/** What turns points into money. What the contract says reaches the page as the reason why it would not be paid. */
const factsOf = ({ provider: { kind }, first, last, subsidy: { areaCentiSqm, firstEntryDate, whyUnpaid } }: ScoredSheet): SheetFacts => ({
  kind, isSigned: whyUnpaid !== 'noContract', isSubsidised: whyUnpaid !== 'contractSaysNo', entryDate: firstEntryDate, first, last, areaCentiSqm,
});

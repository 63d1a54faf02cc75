import { isIncome, type DisclosureKind, type StatementSums, type StatementView } from '@linping/shared';

/** Something typed that is not saved yet: by how much it would change the opening, or the sum of a kind. */
export interface Unsaved {
  readonly of: 'opening' | DisclosureKind;
  readonly changeFen: number;
}

/** The four numbers with what is being typed: opening + income − expense = closing, at every keystroke. */
export function liveSums({ openingFen, incomeFen, expenseFen }: Pick<StatementView, 'openingFen' | 'incomeFen' | 'expenseFen'>, unsaved: readonly Unsaved[]): StatementSums {
  const change = (counts: (of: Unsaved['of']) => boolean) => unsaved.filter(({ of }) => counts(of)).reduce((sum, { changeFen }) => sum + changeFen, 0);
  const opening = (openingFen ?? 0) + change((of) => of === 'opening');
  const income = incomeFen + change((of) => of !== 'opening' && isIncome(of));
  const expense = expenseFen + change((of) => of !== 'opening' && !isIncome(of));
  return { openingFen: opening, incomeFen: income, expenseFen: expense, closingFen: opening + income - expense };
}

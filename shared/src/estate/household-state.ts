/** The code of a door: none yet, printed on a slip, given to the household, or used by its phone. */
export const CODE_STATUSES = ['none', 'issued', 'handedOut', 'redeemed'] as const;
export type CodeStatus = (typeof CODE_STATUSES)[number];

/** How far a household has come on its way to a phone that holds it. */
export const HOUSEHOLD_STATES = ['held', 'handedOut', 'issued', 'none'] as const;
export type HouseholdState = (typeof HOUSEHOLD_STATES)[number];

/** A used code that nobody holds by any more (the phone was forgotten) is no code: the door needs a new one. */
export function householdState({ isHeld, codeStatus }: { readonly isHeld: boolean; readonly codeStatus: CodeStatus }): HouseholdState {
  if (isHeld) return 'held';
  return codeStatus === 'redeemed' ? 'none' : codeStatus;
}

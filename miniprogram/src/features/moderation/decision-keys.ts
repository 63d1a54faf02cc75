export interface DecisionKeys {
  readonly pass: () => void;
  readonly refuse: () => void;
  readonly later: () => void;
}

/** A mini-program has no keyboard to decide with. */
export const useDecisionKeys = (_itemId: string | undefined, _keys: DecisionKeys): void => undefined;

/** What somebody has done with the queue since the page was opened: the list itself is read anew only when it is used up. */
export interface Desk {
  readonly done: readonly string[];
  /** Put off, in this order: they come again when nothing else is left. */
  readonly later: readonly string[];
}
export const FRESH_DESK: Desk = { done: [], later: [] };

interface Item {
  readonly id: string;
}

/** The item to decide now: the oldest that was not put off, then what was put off first. Undefined when all are done. */
export function atHand<One extends Item>(rows: readonly One[], { done, later }: Desk): One | undefined {
  const open = rows.filter(({ id }) => !done.includes(id));
  return open.find(({ id }) => !later.includes(id)) ?? later.map((id) => open.find((item) => item.id === id)).find((item) => item !== undefined);
}

/** How many of the rows are still to be decided. */
export const leftOf = (rows: readonly Item[], { done }: Desk): number => rows.filter(({ id }) => !done.includes(id)).length;

export const afterDecision = ({ done, later }: Desk, id: string): Desk => ({ done: [...done, id], later: later.filter((other) => other !== id) });

/** Put off again is put off to the end. */
export const afterPuttingOff = ({ done, later }: Desk, id: string): Desk => ({ done, later: [...later.filter((other) => other !== id), id] });

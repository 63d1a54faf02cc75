import { refuse } from '../refused.ts';

/** Opaque to clients. Lists here are read by people while their counters move, so a cursor is a place in the list, not a row. */
export const cursorOf = (offset: number): string => Buffer.from(JSON.stringify([offset])).toString('base64url');

/** The place a cursor stands for; none is the beginning. Refuses INVALID_CURSOR for what is not ours. */
export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  try {
    const [offset] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown];
    if (Number.isSafeInteger(offset) && (offset as number) >= 0 && (offset as number) < 10_000_000) return offset as number;
  } catch {
    // falls through: whatever it was, it is not a cursor
  }
  return refuse({ code: 'INVALID_CURSOR' });
}

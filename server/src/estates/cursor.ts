/** Where a list goes on, written so that nobody is tempted to make one up. */
export const writeCursor = (position: readonly (string | number)[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor of exactly these kinds of parts; undefined for none and for anything we did not write. */
export function readCursor(cursor: string | undefined, kinds: readonly ('string' | 'number')[]): readonly (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits = Array.isArray(position) && position.length === kinds.length && position.every((part, i) => typeof part === kinds[i]);
    return fits ? (position as (string | number)[]) : undefined;
  } catch {
    return undefined;
  }
}

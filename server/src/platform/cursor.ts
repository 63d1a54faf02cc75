import { refuse } from './refused.ts';

/** Where a list goes on: opaque to clients, so that nobody is tempted to make one up. */
export const writeCursor = (position: readonly (string | number)[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

type Kind = 'string' | 'number';

/** Reads a cursor of exactly these kinds of parts; undefined for none. Refuses INVALID_CURSOR for anything we did not write. */
export function readCursor(cursor: string | undefined, kinds: readonly Kind[]): readonly (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  const position = parsed(cursor);
  const fits = Array.isArray(position) && position.length === kinds.length && position.every((part, i) => isOfKind(part, kinds[i]!));
  return fits ? (position as (string | number)[]) : refuse({ code: 'INVALID_CURSOR' });
}

const isOfKind = (part: unknown, kind: Kind): boolean => (kind === 'number' ? Number.isSafeInteger(part) && (part as number) >= 0 : typeof part === 'string');

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

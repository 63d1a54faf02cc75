/**
 * class-transformer recurses: a small body of deeply nested lists would overflow the stack into a 500. What we take is
 * a few levels deep, so the edge refuses the rest before anything walks it.
 */
export const MAX_JSON_DEPTH = 12;

/** True when the parsed body nests deeper than the limit; walks level by level, never by recursion. */
export function isTooDeep(body: unknown, limit = MAX_JSON_DEPTH): boolean {
  let level = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null && !Buffer.isBuffer(value) ? Object.values(value) : []));
  }
  return false;
}

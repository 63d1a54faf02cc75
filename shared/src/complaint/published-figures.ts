import { publishedCount, SMALLEST_CELL } from '../survey/small-cells.ts';
import type { ComplaintFigures, Rate } from './rates.ts';

/** The parts of a whole as residents may see them: what is too small to stand alone is in `rest`, and which parts those are is not said. */
export interface PublishedParts<Key extends string> {
  /** Null below five; zero is zero. */
  readonly total: number | null;
  /** The largest first. */
  readonly parts: readonly { readonly key: Key; readonly count: number }[];
  /** All other parts together; null where the total is hidden. */
  readonly rest: number | null;
}

/**
 * Parts of at least {@link SMALLEST_CELL}; the others become one. So that the small ones do not follow by subtraction, the
 * rest takes the smallest shown part in as long as it has one to four itself, or could only be made of full small cells.
 */
export function publishedParts<Key extends string>(counts: Readonly<Record<Key, number>>): PublishedParts<Key> {
  const cells = (Object.keys(counts) as Key[]).map((key) => ({ key, count: counts[key] }));
  const sum = cells.reduce((total, { count }) => total + count, 0);
  const total = publishedCount(sum);
  if (total === null) return { total, parts: [], rest: null };
  const parts = cells.filter(({ count }) => count >= SMALLEST_CELL).sort((a, b) => b.count - a.count);
  let rest = sum - parts.reduce((shown, { count }) => shown + count, 0);
  while (parts.length > 0 && tellsTooMuch(rest, cells.length - parts.length)) rest += parts.pop()!.count;
  return { total, parts, rest };
}

const tellsTooMuch = (rest: number, cells: number): boolean => publishedCount(rest) === null || (rest > 0 && rest === cells * (SMALLEST_CELL - 1));

/** What residents see of an estate's figures. */
export interface PublishedFigures {
  readonly received: number | null;
  /** Null below five. */
  readonly response: Rate | null;
  readonly resolution: Rate | null;
  readonly satisfaction: Rate | null;
  readonly reopened: Rate | null;
  /** Of at least five complaints that were accepted, or resolved. */
  readonly acceptHalfHours: number | null;
  readonly resolveHalfDays: number | null;
}

const publishedRate = (rate: Rate): Rate | null => (rate.denominator < SMALLEST_CELL ? null : rate);

export function publishedFigures(figures: ComplaintFigures): PublishedFigures {
  const { received, response, resolution, satisfaction, reopened, acceptHalfHours, resolveHalfDays } = figures;
  return {
    received: publishedCount(received),
    response: publishedRate(response), resolution: publishedRate(resolution), satisfaction: publishedRate(satisfaction), reopened: publishedRate(reopened),
    // accepted ones are among those whose accept clock is over
    acceptHalfHours: response.denominator - figures.lowering.notAccepted < SMALLEST_CELL ? null : acceptHalfHours,
    resolveHalfDays: reopened.denominator < SMALLEST_CELL ? null : resolveHalfDays,
  };
}

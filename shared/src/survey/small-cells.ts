import { countsAsSatisfied, SCALES, type Opinion, type Scale } from '../satisfaction/opinion.ts';

/** Fewer answers than this in any cell are never shown; below it in the whole estate only the points are. */
export const SMALLEST_CELL = 5;

/** What an answer becomes after certification where its own option was too rare: only which side it was on. */
export type MergedOpinion = Opinion | 'satisfiedSide' | 'dissatisfiedSide';

export type OptionCounts = Readonly<Partial<Record<Opinion, number>>>;

/**
 * For each option of the scale what is kept of it at certification. On a side (satisfied or not) where any option that
 * was chosen has fewer than {@link SMALLEST_CELL} answers, all options of that side become one, so that no rare opinion
 * stands alone; the side itself stays, because the rate must remain countable.
 */
export function mergeSmallCells(scale: Scale, counts: OptionCounts): Readonly<Partial<Record<Opinion, MergedOpinion>>> {
  const options: readonly Opinion[] = SCALES[scale].options;
  const isRare = (option: Opinion) => (counts[option] ?? 0) > 0 && (counts[option] ?? 0) < SMALLEST_CELL;
  const merged = (option: Opinion): MergedOpinion => {
    const side = countsAsSatisfied(scale, option);
    const sideHasRare = options.some((other) => countsAsSatisfied(scale, other) === side && isRare(other));
    if (!sideHasRare) return option;
    return side ? 'satisfiedSide' : 'dissatisfiedSide';
  };
  return Object.fromEntries(options.map((option) => [option, merged(option)]));
}

/** A count as it may be published: null hides it. Zero says nothing about anybody and stays. */
export const publishedCount = (count: number): number | null => (count > 0 && count < SMALLEST_CELL ? null : count);

import { Transform } from 'class-transformer';

/** Blanks at the ends are nobody's words. */
export const Trimmed = () => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
/** One line, and something in it. */
export const ONE_LINE = /^[^\p{Cc}]*\S[^\p{Cc}]*$/u;

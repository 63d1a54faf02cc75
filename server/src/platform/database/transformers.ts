import type { ValueTransformer } from 'typeorm';

/** A bigint column as a number: instants in milliseconds and money in fen stay far below 2^53, and what does not is a bug. */
export const safeInteger: ValueTransformer = {
  from: (stored: string | number | null) => (stored === null ? null : checked(Number(stored))),
  to: (value: number | null | undefined) => (typeof value === 'number' ? checked(value) : value),
};

function checked(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a safe integer: ${n}`);
  return n;
}

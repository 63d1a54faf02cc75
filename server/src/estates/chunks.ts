import { chunksOf } from '../platform/database/batches.ts';

/** Asks chunk by chunk, one after the other: they share one connection. */
export async function inChunks<T, R>(list: readonly T[], ask: (chunk: readonly T[]) => Promise<readonly R[]>): Promise<R[]> {
  const all: R[] = [];
  for (const chunk of chunksOf(list)) for (const found of await ask(chunk)) all.push(found);
  return all;
}

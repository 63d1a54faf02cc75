/** So many at a time, in their order; the first failure ends it. */
export async function inPool<T>(list: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = list.values();
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, async () => {
    for (const item of queue) await work(item);
  }));
}

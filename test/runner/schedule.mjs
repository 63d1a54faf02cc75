/** Two stages at a time, in order, each after those it builds on; a stage that needs the whole machine runs alone. */

const SLOTS = 2;

/**
 * @param {readonly { name: string, after?: readonly string[], slots?: number }[]} stages
 * @param {(stage: any, ranBefore: ReadonlyMap<string, boolean>) => Promise<boolean>} run resolves to whether the stage passed
 */
export async function schedule(stages, run) {
  const waiting = [...stages];
  const ended = new Map();
  const names = new Set(stages.map((stage) => stage.name));
  const active = new Set();
  let free = SLOTS;

  const isReady = (stage) => (stage.after ?? []).every((name) => ended.has(name) || !names.has(name));
  while (waiting.length > 0 || active.size > 0) {
    for (;;) {
      // Strictly in order among those that are ready: a stage that needs both slots is not overtaken for ever.
      const index = waiting.findIndex(isReady);
      const stage = waiting[index];
      if (!stage || (stage.slots ?? 1) > free) break;
      waiting.splice(index, 1);
      free -= stage.slots ?? 1;
      const work = run(stage, ended).then((passed) => {
        ended.set(stage.name, passed);
        free += stage.slots ?? 1;
        active.delete(work);
      });
      active.add(work);
    }
    await Promise.race(active);
  }
}

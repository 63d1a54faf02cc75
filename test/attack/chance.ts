import type { Strategy, Target } from './linker.ts';

export interface Verdict {
  /** The attacker's best strategy and how many households it told right. */
  readonly best: { readonly name: string; readonly right: number };
  /** What the best of as many strategies tells right by chance: on average, and in 999 of 1,000 cases at most. */
  readonly chance: { readonly mean: number; readonly most: number };
  readonly households: number;
  readonly strategies: number;
  readonly isWithinChance: boolean;
}

const PERMUTATIONS = 1000;

/**
 * Compares with chance: the contents are dealt out to the rows anew, again and again, and each time the best of all
 * strategies is taken, because an attacker with many strategies is lucky more often.
 */
export function judge(strategies: readonly Strategy[], target: Target, truth: readonly string[], permutations = PERMUTATIONS): Verdict {
  const numberOf = new Map<string, number>();
  const number = (text: string): number => numberOf.get(text) ?? numberOf.set(text, numberOf.size).get(text)!;
  const [contents, truths] = [Int32Array.from(target.contents, number), Int32Array.from(truth, number)];
  const rightOf = ({ pairing }: Strategy): number => {
    let right = 0;
    for (let i = 0; i < pairing.length; i += 1) {
      const row = pairing[i]!;
      if (row >= 0 && contents[row] === truths[i]) right += 1;
    }
    return right;
  };
  const scored = strategies.map((strategy) => ({ name: strategy.name, right: rightOf(strategy) }));
  const best = scored.reduce((a, b) => (b.right > a.right ? b : a));
  const byChance = Array.from({ length: permutations }, () => {
    shuffle(contents);
    return Math.max(...strategies.map(rightOf));
  }).sort((a, b) => a - b);
  const most = byChance.at(-1)!;
  return {
    best, households: truth.length, strategies: strategies.length, isWithinChance: best.right <= most,
    chance: { mean: byChance.reduce((sum, right) => sum + right, 0) / permutations, most },
  };
}

function shuffle(list: Int32Array): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

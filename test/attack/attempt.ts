import { judge, type Verdict } from './chance.ts';
import { type Evidence, participants, strategies, targetOf } from './linker.ts';
import type { Truth } from './planted-round.ts';

/** The attacker's whole attempt on one round, at answers or at comments. */
export function attempt(evidence: Evidence, truth: Truth, table: string, content: 'overall' | 'comment', permutations?: number): Verdict {
  const households = participants(evidence);
  const said = new Map(truth.said.map((answer) => [answer.householdId, answer[content]]));
  const target = targetOf(evidence, table, content);
  return judge(strategies(evidence, table, target, households), target, households.map((household) => said.get(household)!), permutations);
}

/**
 * The range of 99.9 % is left once in a thousand attempts by chance alone; by something that is really there, in every
 * round. So the attacker has won when most of the rounds are out of it.
 */
export const hasWon = (verdicts: readonly Verdict[]): boolean => verdicts.filter(({ isWithinChance }) => !isWithinChance).length > verdicts.length / 2;

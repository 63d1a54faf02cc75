import { DISCLOSURE_WORDS, isIncome, periodName, ratePerMille, type DisclosureKind, type KindTotal, type StatementGlance } from '@linping/shared';
import { yuan } from '../money/yuan.ts';

export type Side = 'income' | 'expense';
export const SIDE_WORDS: Readonly<Record<Side, string>> = { income: '收入', expense: '支出' };

/** A kind's part of what came in or went out. */
export interface Share {
  readonly kind: DisclosureKind;
  readonly word: string;
  readonly amountFen: number;
  /** Of the side's total; 0 where the total is none. */
  readonly perMille: number;
  /** Which of the shades it is drawn in; the small ones share the last. */
  readonly shade: number;
}
/** As many as one can tell from each other in a bar. */
export const SHADES = 5;

/** The kinds of a side, the largest first. */
export function sharesOf(totals: readonly KindTotal[], side: Side): readonly Share[] {
  const own = totals.filter(({ kind, amountFen }) => isIncome(kind) === (side === 'income') && amountFen !== 0);
  const total = own.reduce((sum, { amountFen }) => sum + Math.max(0, amountFen), 0);
  return [...own].sort((a, b) => b.amountFen - a.amountFen).map(({ kind, amountFen }, at) => ({
    kind, word: DISCLOSURE_WORDS[kind], amountFen, perMille: amountFen > 0 ? ratePerMille(amountFen, total) : 0, shade: Math.min(at, SHADES - 1),
  }));
}

export const totalOf = ({ incomeFen, expenseFen }: Pick<StatementGlance, 'incomeFen' | 'expenseFen'>, side: Side): number => (side === 'income' ? incomeFen : expenseFen);

/** 「支出 3,000.00 元：保洁 2,000.00 元，绿化 1,000.00 元」: what a bar shows, for whoever hears the page. */
export const sharesInWords = (shares: readonly Share[], side: Side, totalFen: number): string =>
  `${SIDE_WORDS[side]} ${yuan(totalFen)} 元${shares.length > 0 ? `：${shares.map(({ word, amountFen }) => `${word} ${yuan(amountFen)} 元`).join('，')}` : ''}`;

/** 「比2025年下半年多 1,200.00 元」; undefined where there is no period before it of the same kind. */
export function comparedInWords(statements: readonly StatementGlance[], side: Side): string | undefined {
  const [now, ...others] = statements;
  const before = now && others.find(({ period }) => period[4] === now.period[4]);
  if (!now || !before) return undefined;
  const change = totalOf(now, side) - totalOf(before, side);
  if (change === 0) return `与${periodName(before.period)}一样多`;
  return `比${periodName(before.period)}${change > 0 ? '多' : '少'} ${yuan(Math.abs(change))} 元`;
}

/** The largest amount of all periods: what the bars are drawn against. */
export const mostOf = (statements: readonly StatementGlance[]): number => statements.reduce((most, { incomeFen, expenseFen }) => Math.max(most, incomeFen, expenseFen), 1);

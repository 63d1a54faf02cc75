import { thousands } from '../surveys/labels.ts';

/** 「10,345.05」 of 1034505 fen, 「-0.05」 of −5. Whole numbers to the last digit: a fen is never a float. */
export const yuan = (fen: number): string => hundredths(fen);

/** The same with its sign, for what is added or taken away: 「+1.00」, 「-1.00」, 「0.00」. */
export const signedYuan = (fen: number): string => `${fen > 0 ? '+' : ''}${yuan(fen)}`;

/** Hundredths of anything with both decimals, in groups of three. */
export function hundredths(count: number): string {
  const size = Math.abs(count);
  const rest = size % 100;
  return `${count < 0 ? '-' : ''}${thousands((size - rest) / 100)}.${rest < 10 ? '0' : ''}${rest}`;
}

/** As it is typed and changed: 「10345.05」, 「10345」. */
export function typedYuan(fen: number): string {
  return hundredths(fen).replace(/,/g, '').replace(/\.00$/, '');
}

/** What was typed in yuan, in fen by moving the point, for a float would lose some; undefined where it is no amount. Below ten billion yuan. */
export function fenOf(typed: string): number | undefined {
  const [, sign, whole, decimals = ''] = /^([-−]?)(\d{1,10})(?:\.(\d{0,2}))?$/.exec(typed.trim().replace(/[,，\s]/g, '').replace(/[。．]/, '.').replace(/^[¥￥]/, '')) ?? [];
  if (whole === undefined) return undefined;
  const fen = Number(whole + decimals.padEnd(2, '0'));
  return sign && fen > 0 ? -fen : fen;
}

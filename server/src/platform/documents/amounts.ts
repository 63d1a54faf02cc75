/** Hundredths as an amount with as many decimals as it has: 1149450 is 「11494.5」. For a cell that a program reads again. */
export const hundredths = (amount: number): string => fixed(amount).replace(/\.?0+$/, '');

/** Hundredths for people to read: 1234567 is 「12,345.67」. */
export const grouped = (amount: number): string => fixed(amount).replace(/\B(?=(\d{3})+\.)/g, ',');

/** Tenths: 955 is 「95.5」, 950 is 「95」. */
export const tenths = (amount: number): string => String(amount / 10);

/** Fen as yuan with two decimals, for a cell or a program: 5 is 「0.05」, -123456 is 「-1234.56」. */
export const yuan = (fen: number): string => (fen < 0 ? `-${fixed(-fen)}` : fixed(fen));

function fixed(amount: number): string {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

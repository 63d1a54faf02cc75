const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** As somebody typed or copied it: blanks and small letters are no mistake. */
export const taxNumberOf = (typed: string): string => typed.replace(/\s/g, '').toUpperCase();

/**
 * A unified social credit code, which is a company's tax number: 18 signs, the last of which checks the others
 * (GB 32100-2015). Capital letters, without I, O, S, V and Z.
 */
export function isTaxNumber(text: string): boolean {
  if (!FORM.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * SIGNS.indexOf(text[i]!), 0);
  return SIGNS[(31 - (sum % 31)) % 31] === text[17];
}

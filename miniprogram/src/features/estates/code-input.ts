import { HOUSEHOLD_CODE_LENGTH, readHouseholdCode, spacedHouseholdCode } from '@linping/shared';

/** What the code field holds: digits only, never more than a code has, however it was typed or pasted. */
export const digitsOf = (typed: string): string =>
  typed
    .replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)) // a Chinese keyboard's full-width digits
    .replace(/\D/g, '')
    .slice(0, HOUSEHOLD_CODE_LENGTH);

export const shownCode = (digits: string): string => spacedHouseholdCode(digits);

export type CodeCheck = 'incomplete' | 'mistyped' | 'ready';

/** The check digit finds a slip of the finger before anything is sent. */
export function checkCode(digits: string): CodeCheck {
  if (digits.length < HOUSEHOLD_CODE_LENGTH) return 'incomplete';
  return readHouseholdCode(digits) ? 'ready' : 'mistyped';
}

export const CODE_SENTENCES: Readonly<Record<CodeCheck, string>> = {
  incomplete: `户码是 ${HOUSEHOLD_CODE_LENGTH} 位数字，印在社区发给您家的折叠通知单里`,
  mistyped: '有一位数字不对，请对照通知单再看一遍',
  ready: '数字核对无误',
};

import { thousands } from '../surveys/labels.ts';

/** 「11,494.5 平方米」 of the register's 0.01 ㎡, to the last digit: the subsidy is paid by it. */
export function squareMetres(areaCentiSqm: number): string {
  const [whole = '', decimals] = written(areaCentiSqm).split('.');
  return `${thousands(Number(whole))}${decimals === undefined ? '' : `.${decimals}`} 平方米`;
}

/** As it is typed and changed: 「11494.5」. */
export function written(areaCentiSqm: number): string {
  const hundredths = areaCentiSqm % 100;
  const whole = String((areaCentiSqm - hundredths) / 100);
  return hundredths === 0 ? whole : `${whole}.${String(hundredths).padStart(2, '0').replace(/0$/, '')}`;
}

/** What was typed in ㎡, in 0.01 ㎡ by moving the point, for a float would lose some; undefined where it is no area. */
export function areaOf(typed: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim().replace(/[,，]/g, '')) ?? [];
  const centi = whole === undefined ? 0 : Number(whole + decimals.padEnd(2, '0'));
  return centi > 0 ? centi : undefined;
}

import type { DeciPoints } from '@linping/shared';
import { hundredths } from '../money/yuan.ts';

export { yuan } from '../money/yuan.ts';

/** 「11,494.50」 of 1149450 hundredths of a ㎡, as the subsidy is reckoned from it. */
export const squareMetres = (areaCentiSqm: number): string => hundredths(areaCentiSqm);

/** 「94.9」, 「95.0」: always one decimal, so that points stand under each other. */
export function decimal(deciPoints: DeciPoints): string {
  const tenths = deciPoints % 10;
  return `${(deciPoints - tenths) / 10}.${tenths}`;
}

/** 「94.9分」 */
export const score = (deciPoints: DeciPoints): string => `${decimal(deciPoints)}分`;

/** 「9.5」, 「10」: whole points without a tail, as the annex writes them. */
export const brief = (deciPoints: DeciPoints): string => (deciPoints % 10 === 0 ? String(deciPoints / 10) : decimal(deciPoints));

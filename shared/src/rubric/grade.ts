import { natural, times } from '../exact.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';

/** 优秀 · 良好 · 合格 · 不合格 (七(二)1). */
export const GRADES = ['excellent', 'good', 'qualified', 'unqualified'] as const;
export type Grade = (typeof GRADES)[number];

/** 「95分（含95分）以上的为优秀；85分—95分（含85分）良好；70分—85分（含70分）合格；70分以下不合格」, best first; of 1000. */
export const GRADE_BANDS = [
  { grade: 'excellent', deciPoints: 950 },
  { grade: 'good', deciPoints: 850 },
  { grade: 'qualified', deciPoints: 700 },
  { grade: 'unqualified', deciPoints: 0 },
] as const satisfies readonly { readonly grade: Grade; readonly deciPoints: DeciPoints }[];

const FULL: DeciPoints = 1000; // 「考核采取百分制」

/**
 * The grade of a total in deci-points. Where not every item applies the total is measured in proportion to what could be
 * reached, cross-multiplied: 712.5 of 750 is exactly 95 of 100. Throws RangeError for more points than there are.
 */
export function gradeOf(deciPoints: DeciPoints, outOf: DeciPoints = FULL): Grade {
  if (natural(outOf, 'outOf') === 0 || natural(deciPoints, 'deciPoints') > outOf) throw new RangeError(`${deciPoints} of ${outOf} deci-points`);
  return GRADE_BANDS.find((band) => times(deciPoints, FULL) >= times(band.deciPoints, outOf))!.grade;
}

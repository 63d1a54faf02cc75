import { rubricItem, unitOf, type DeductionView, type RubricUnit } from '@linping/shared';
import { brief } from './numbers.ts';

/** 「垃圾外溢 0.2分/次」, and 「未备案 5分」 where the annex names no measure. */
export const unitInWords = ({ label, deciPoints, per }: RubricUnit): string => `${label} ${brief(deciPoints)}分${per ? `/${per}` : ''}`;

/** 「垃圾外溢 3次」, 「未备案」. */
export function lineInWords({ item, unit, count }: Pick<DeductionView, 'item' | 'unit' | 'count'>): string {
  const found = unitOf(rubricItem(item), unit);
  if (!found) return unit; // of a rubric that this page does not know
  return found.per ? `${found.label} ${count}${found.per}` : found.label;
}

/** 「3月5日」 of a day within the half-year, which stands on the page already. */
export const dayOf = (date: string): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;

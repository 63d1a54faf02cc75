import { rubricItem, unitOf, type AssessmentStatus, type DeductionView, type Grade, type RubricUnit, type WhyUnpaid } from '@linping/shared';
import { brief } from './numbers.ts';

export const GRADE_LABELS: Readonly<Record<Grade, string>> = { excellent: '优秀', good: '良好', qualified: '合格', unqualified: '不合格' };

export const SHEET_STATUS_LABELS: Readonly<Record<AssessmentStatus, string>> = { draft: '未提交', submitted: '已提交' };

/** Why a sheet earns no subsidy, whatever its points. */
export const WHY_UNPAID_LABELS: Readonly<Record<WhyUnpaid, string>> = {
  unitKind: '单位后勤管理的小区参加考核，不发补贴',
  contractSaysNo: '物业合同没有约定补贴',
  noContract: '没有签订物业服务合同，无从计算补贴',
  notEntered: '还没有正式进场',
  windowOver: '三年补贴期已满',
  unqualified: '不合格等次不予补贴',
};

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

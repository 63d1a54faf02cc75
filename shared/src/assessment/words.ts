import type { Grade } from '../rubric/grade.ts';
import type { WhyUnpaid } from '../subsidy/subsidy.ts';
import type { AssessmentStatus } from './assessment.ts';

/** The scheme's words for what a score sheet holds; pages, lists and the printed annex use the same. */
export const GRADE_WORDS: Readonly<Record<Grade, string>> = { excellent: '优秀', good: '良好', qualified: '合格', unqualified: '不合格' };

export const ASSESSMENT_STATUS_WORDS: Readonly<Record<AssessmentStatus, string>> = { draft: '未提交', submitted: '已提交' };

/** Why a sheet earns no subsidy, whatever its points. */
export const WHY_UNPAID_WORDS: Readonly<Record<WhyUnpaid, string>> = {
  unitKind: '单位后勤管理的小区参加考核，不发补贴',
  contractSaysNo: '物业合同没有约定补贴',
  noContract: '没有签订物业服务合同，无从计算补贴',
  notEntered: '还没有正式进场',
  windowOver: '三年补贴期已满',
  unqualified: '不合格等次不予补贴',
};

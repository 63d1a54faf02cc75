import type { AssessmentStatus, Grade, ProviderKind, RunningRoundStatus, SheetWait, WhyUnpaid } from '@linping/shared';

/** The scheme's words for what the sheets hold. */
export const GRADE_NAMES: Readonly<Record<Grade, string>> = { excellent: '优秀', good: '良好', qualified: '合格', unqualified: '不合格' };
export const KIND_NAMES: Readonly<Record<ProviderKind, string>> = { firm: '物业服务企业', unit: '单位后勤', cityOperator: '物业城市' };
export const STATUS_NAMES: Readonly<Record<AssessmentStatus, string>> = { draft: '未提交', submitted: '已提交' };

export const WHY_UNPAID_SENTENCES: Readonly<Record<WhyUnpaid, string>> = {
  unitKind: '单位后勤管理的小区参加考核，不发补贴',
  contractSaysNo: '物业合同没有约定补贴',
  noContract: '没有签订物业服务合同，无从计算补贴',
  notEntered: '还没有正式进场',
  windowOver: '三年补贴期已满',
  unqualified: '不合格等次不予补贴',
};

const ROUND_SENTENCES: Readonly<Record<RunningRoundStatus, (needed: number) => string>> = {
  draft: () => '居民满意度调查尚未开始',
  open: (needed) => (needed > 0 ? `居民满意度调查进行中，距样本数还差${needed}户` : '居民满意度调查进行中，样本数已够'),
  closed: () => '居民满意度调查已截止，等待第二人认定',
  short: (needed) => `居民满意度调查样本不足，还差${needed}户，等待补充`,
};

/** What a sheet waits for, as a sentence. */
export function waitSentence(wait: SheetWait): string {
  switch (wait.code) {
    case 'periodRunning': return `考核期尚未结束（至${wait.until}）`;
    case 'roundMissing': return '本半年还没有居民满意度调查';
    case 'roundRunning': return ROUND_SENTENCES[wait.status](wait.needed);
    case 'roundInsufficient': return '居民满意度调查样本不足10%，补充期已过：本表暂挂、补贴暂缓，不因此扣减企业';
  }
}

/** 「2026年上半年」. */
export const halfYearName = (halfYear: string): string => `${halfYear.slice(0, 4)}年${halfYear.endsWith('H1') ? '上' : '下'}半年`;

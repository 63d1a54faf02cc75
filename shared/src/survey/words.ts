import type { RoundStatus } from './round.ts';

export const ROUND_STATUS_WORDS: Readonly<Record<RoundStatus, string>> = {
  draft: '未开始', open: '进行中', closed: '待认定', short: '户数不足', certified: '已认定', insufficient: '样本不足结束',
};

/** A supplement is open like any other round, and everybody should know that it is one. */
export const roundStatusInWords = ({ status, isSupplement }: { readonly status: RoundStatus; readonly isSupplement: boolean }): string =>
  (status === 'open' && isSupplement ? '补充中' : ROUND_STATUS_WORDS[status]);

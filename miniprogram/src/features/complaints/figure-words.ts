import type { ComplaintFigures, ComplaintRateName, FigureStanding, LoweringReason, Rate } from '@linping/shared';
import { percent } from '../surveys/labels.ts';

/** 三率 */
export const RATE_LABELS: Readonly<Record<ComplaintRateName, string>> = { response: '响应率', resolution: '办结率', satisfaction: '满意率' };

/** What a rate is made of, so that nobody has to guess. */
export const RATE_DEFINITIONS: Readonly<Record<ComplaintRateName, string>> = {
  response: '按时受理的 ÷ 已受理或受理期限已过的。期限是接到后 1 个工作日。',
  resolution: '按时办结、办结后居民没有要求重办的 ÷ 已办结或办结期限已过的。期限是 5 个工作日，批准的延期和等居民回复的时间算在内。',
  satisfaction: '打 4 分、5 分的 ÷ 打了分的。只算核实过的住户和登记在案的电话回访；没有回复的不算满意，也不算不满意。',
};
/** What none of the three counts. */
export const IN_NO_RATE = '已并入、已撤回、不予受理和转给其他部门的，不计入三率。';

/** What the firm calls done, what silence closed, and what a resident confirmed are never one number. */
export const STANDING_LABELS: Readonly<Record<FigureStanding, string>> = {
  open: '还在办', resolved: '物业称已办结，等居民确认', closedSilently: '办结后没有回复，自动结束', confirmed: '居民确认解决', merged: '已并入另一件', withdrawn: '居民撤回',
  rejected: '不予受理', referred: '已转其他部门',
};

export const REASON_LABELS: Readonly<Record<LoweringReason, string>> = {
  acceptedLate: '受理晚了', notAccepted: '过期没有受理', resolvedLate: '办结晚了', notResolved: '过期没有办结', reopened: '居民要求重办', lowRating: '打了 1 到 3 分',
};

/** All that the firm ever called done and nobody took back: waiting, closed by silence, and confirmed. The confirmed stand beside it as a number of their own. */
export const closedOf = ({ standing }: Pick<ComplaintFigures, 'standing'>): number => standing.resolved + standing.closedSilently + standing.confirmed;

/** 「95%」, or 「—」 where nothing is counted yet. */
export const rateInWords = ({ permille }: Rate): string => (permille === null ? '—' : percent(permille));

/** 「19 / 20 件」 */
export const partsInWords = ({ numerator, denominator }: Rate): string => (denominator === 0 ? '还没有可算的' : `${numerator} / ${denominator} 件`);

const halves = (count: number): string => (count % 2 === 0 ? String(count / 2) : `${(count - 1) / 2}.5`);
/** 「2.5 小时」 of 5 half hours. */
export const hoursInWords = (halfHours: number | null): string => (halfHours === null ? '—' : `${halves(halfHours)} 小时`);
/** 「3 个工作日」 of 6 half days; none at all is the day it came in. */
export function daysInWords(halfDays: number | null): string {
  if (halfDays === null) return '—';
  return halfDays === 0 ? '当天' : `${halves(halfDays)} 个工作日`;
}

import type { Channel, MergedOpinion, Opinion, Topic } from '@linping/shared';

/** A new option of the scale without a word for it does not compile. */
export const OPINION_LABELS: Readonly<Record<Opinion, string>> = {
  verySatisfied: '非常满意', satisfied: '满意', basicallySatisfied: '基本满意', neutral: '一般',
  dissatisfied: '不满意', veryDissatisfied: '非常不满意',
};
/** For five narrow boxes side by side: broken where a reader would. */
export const OPINION_LABELS_NARROW: Readonly<Record<Opinion, string>> = {
  ...OPINION_LABELS, verySatisfied: '非常\n满意', basicallySatisfied: '基本\n满意', veryDissatisfied: '非常\n不满意',
};
export const MERGED_OPINION_LABELS: Readonly<Record<MergedOpinion, string>> = {
  ...OPINION_LABELS, satisfiedSide: '满意的各项（合并）', dissatisfiedSide: '不满意的各项（合并）',
};
export const TOPIC_LABELS: Readonly<Record<Topic, string>> = {
  publicOrder: '公共秩序', cleaning: '保洁绿化', facilities: '设施设备', attitude: '服务态度', accounts: '收支公开',
};
export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = { wechat: '微信', h5: '手机网页', door: '上门协助' };

/** 「85.3%」 of 853 per mille; whole percents without a tail. */
export const percent = (perMille: number): string => `${(perMille - (perMille % 10)) / 10}${perMille % 10 ? `.${perMille % 10}` : ''}%`;

/** 「70,954」 */
export const thousands = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** 「8 分」 of 80 tenths. */
export const points = (deciPoints: number): string => `${(deciPoints - (deciPoints % 10)) / 10}${deciPoints % 10 ? `.${deciPoints % 10}` : ''} 分`;

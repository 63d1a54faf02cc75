import { COMPLAINT_GROUPS, type ComplaintGroup, type ComplaintsSummaryView, type Role } from '@linping/shared';
import type { DueTone } from './due-words.ts';

/** What a cut of the list is called, above its number. */
export const GROUP_WORDS: Readonly<Record<ComplaintGroup, string>> = {
  open: '未办结', toAccept: '待受理', atWork: '处理中', awaitingResident: '等居民回复', toDecide: '等街道决定', overdue: '已超期', soon: '快到期',
  reopened: '要求重办', supervised: '督办', resolved: '待居民确认', silent: '居民未答复', ended: '已结束',
};

/** Said once below the heads while a cut is shown: what counts in it. */
export const GROUP_NOTES: Readonly<Record<ComplaintGroup, string>> = {
  open: '还没有办结的全部投诉', toAccept: '等物业受理的，含居民要求重办的', atWork: '已受理，正在办的', awaitingResident: '问了居民，计时暂停的', toDecide: '延期申请、居民异议、转出的，等街道决定',
  overdue: '过了期限还没有办的', soon: '一个工作日以内到期的', reopened: '居民说没有解决的', supervised: '街道督办的', resolved: '已办结，等居民确认', silent: '办结后居民没有答复，含自动结束的', ended: '已经结束的',
};

const FIRM: readonly ComplaintGroup[] = ['overdue', 'soon', 'toAccept', 'atWork', 'awaitingResident', 'reopened', 'supervised', 'resolved'];
const STREET: readonly ComplaintGroup[] = ['overdue', 'soon', 'toDecide', 'toAccept', 'awaitingResident', 'reopened', 'supervised', 'resolved', 'silent'];

export const isFirm = (role: Role): boolean => role === 'providerManager' || role === 'providerStaff';

/** The numbers on top of the list: the firm's are what it has to do, the street's what it has to watch. */
export const headGroups = (role: Role): readonly ComplaintGroup[] => (isFirm(role) ? FIRM : STREET);

/** What stands in the filter beside them: every cut there is, with the whole first. */
export const groupOptions = (summary: ComplaintsSummaryView | undefined): readonly { readonly value: ComplaintGroup; readonly word: string }[] =>
  COMPLAINT_GROUPS.map((group) => ({ value: group, word: summary ? `${GROUP_WORDS[group]}（${summary[group]}）` : GROUP_WORDS[group] }));

/** Only what presses is coloured, and only where there is some. */
export function groupTone(group: ComplaintGroup, count: number): DueTone {
  if (count === 0) return 'plain';
  if (group === 'overdue') return 'bad';
  return group === 'soon' || group === 'toDecide' || group === 'supervised' || group === 'reopened' ? 'warn' : 'plain';
}

import type { HistoryLineView, Role } from '@linping/shared';
import { ROLE_LABELS } from '../identity/role-labels.ts';

/** Who a line names: a person, a job of the system, or nobody in particular. */
export function actorInWords({ actor, who }: Pick<HistoryLineView, 'actor' | 'who'>): string {
  if (who !== null) return who;
  if (actor.startsWith('job:')) return '系统';
  return ROLE_LABELS[actor as Role] ?? '已删除的账号';
}

const SUBJECT_LABELS: Readonly<Record<string, string>> = {
  estate: '小区',
  provider: '企业',
  building: '楼栋',
  household: '住户',
  round: '问卷轮次',
  campaign: '问卷活动',
  questionnaire: '问卷',
  halfYear: '半年',
  sheet: '评分表',
  deduction: '扣分',
  calendarDay: '日期',
  staff: '账号',
  import: '导入',
  moderation: '待审内容',
  moderationWord: '关键词',
  street: '街道',
  district: '全区',
  complaint: '投诉',
  complaintTemplate: '投诉常用语',
  statement: '收支公示',
  bill: '账单',
};
const SHOWN_OF_ID = 8;

/** 「小区 1a2b3c4d」: the kind of thing, and enough of its id to tell two apart. */
export function subjectInWords(subject: string): string {
  const colon = subject.indexOf(':');
  const [kind, id] = [subject.slice(0, colon), subject.slice(colon + 1)];
  return `${SUBJECT_LABELS[kind] ?? kind} ${id.length > 20 ? id.slice(0, SHOWN_OF_ID) : id}`;
}

import type { ComplaintGroup, ComplaintsSummaryView, Role } from '@linping/shared';
import type { Due } from './due.ts';

interface Line {
  readonly group: ComplaintGroup;
  readonly turn: Due['turn'];
  readonly text: string;
  readonly more?: string;
}

const FIRM: readonly Line[] = [
  { group: 'overdue', turn: 'mine', text: '已经超期', more: '街道已经收到提醒，请马上办' },
  { group: 'toAccept', turn: 'mine', text: '等您受理', more: '一个工作日内受理' },
  { group: 'reopened', turn: 'mine', text: '居民说没有解决', more: '期限重新计算' },
  { group: 'soon', turn: 'mine', text: '快到期了' },
  { group: 'awaitingResident', turn: 'others', text: '在等居民回复', more: '办结的计时暂停' },
];
const SUPERVISORS: readonly Line[] = [{ group: 'overdue', turn: 'others', text: '已经超期', more: '由街道督办' }];

/** What each role does about complaints, the most urgent first. */
const LINES: Readonly<Partial<Record<Role, readonly Line[]>>> = {
  streetOfficer: [
    { group: 'toDecide', turn: 'mine', text: '等您决定', more: '延期申请、居民的异议，或者转给其他部门以后的跟进' },
    { group: 'overdue', turn: 'mine', text: '已经超期', more: '请看要不要督办' },
    { group: 'reopened', turn: 'others', text: '居民说没有解决', more: '物业在重新办理' },
  ],
  communityWorker: [{ group: 'overdue', turn: 'others', text: '已经超期', more: '由街道督办，社区可以上门调解' }],
  communityService: [{ group: 'overdue', turn: 'others', text: '已经超期', more: '由街道督办' }],
  providerStaff: FIRM,
  providerManager: FIRM,
  committee: [
    { group: 'overdue', turn: 'read', text: '已经超期', more: '由街道督办，可以当面催一催物业' },
    { group: 'open', turn: 'read', text: '正在办', more: '看得到类别和进度，看不到是谁提的' },
  ],
  headquarters: SUPERVISORS,
  housingCentre: SUPERVISORS,
  auditor: SUPERVISORS,
};

/** Somebody's complaints today; nothing where nothing waits. */
export function complaintsDue(role: Role, summary: ComplaintsSummaryView | undefined): readonly Due[] {
  if (!summary) return [];
  return (LINES[role] ?? []).filter(({ group }) => summary[group] > 0).map(({ group, ...line }) => ({
    ...line, id: `complaints-${group}`, figure: { count: summary[group], unit: '件投诉' }, way: { page: 'complaints', query: { group } },
  }));
}

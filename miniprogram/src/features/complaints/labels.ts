import {
  complaintCategory,
  type CategoryOfComplaint, type ComplaintAction, type ComplaintChannel, type ComplaintRating, type ComplaintStatus, type ComplaintStepKind, type DueView,
  type ExtensionState, type MediationOutcome,
} from '@linping/shared';

/** A new status without a word for it does not compile. 「已办结」 is the firm's word; 「已确认解决」 the resident's. */
export const COMPLAINT_STATUS_LABELS: Readonly<Record<ComplaintStatus, string>> = {
  submitted: '待受理', accepted: '已受理', inProgress: '处理中', awaitingResident: '等待居民回复', resolved: '已办结，待确认', reopened: '重新处理',
  referred: '已转其他部门', confirmed: '已确认解决', closedSilently: '已结束（未收到回复）', merged: '已并入另一件', rejected: '不予受理', withdrawn: '已撤回',
};
/** The same towards whoever waits. */
export const COMPLAINT_STATUS_FOR_RESIDENT: Readonly<Record<ComplaintStatus, string>> = {
  ...COMPLAINT_STATUS_LABELS, awaitingResident: '等待您回复', resolved: '已办结，请您确认',
};
export const COMPLAINT_CHANNEL_LABELS: Readonly<Record<ComplaintChannel, string>> = { app: '居民自己提交', phone: '电话', counter: '窗口', hotline12345: '12345热线' };

/** What a step is called in a timeline. */
export const COMPLAINT_STEP_LABELS: Readonly<Record<ComplaintStepKind, string>> = {
  file: '提交投诉', add: '补充说明', answer: '回复询问', confirm: '确认已解决', reopen: '没有解决，要求重新处理', withdraw: '撤回投诉', object: '提出异议',
  acknowledge: '已收到，先行回应', accept: '受理', assign: '派单', reply: '回复', ask: '询问居民', resolve: '办结', requestExtension: '申请延期',
  grantExtension: '同意延期', refuseExtension: '不同意延期', supervise: '督办', mediate: '矛盾调解', callBack: '回访', merge: '并入另一件', reject: '不予受理', refer: '转其他部门',
  returnToFirm: '退回物业办理', resume: '等待到期，继续计时', escalate: '超期，已上报街道', closeSilently: '未收到回复，自动结束',
};
/** What a button says. */
export const COMPLAINT_ACTION_LABELS: Readonly<Record<ComplaintAction, string>> = {
  add: '补充说明', answer: '回复', confirm: '已解决，去评价', reopen: '没有解决', withdraw: '撤回投诉', object: '提出异议',
  acknowledge: '先回应一声', accept: '受理', assign: '派单', reply: '回复进展', ask: '询问居民', resolve: '办结', requestExtension: '申请延期',
  grantExtension: '同意延期', refuseExtension: '不同意延期', supervise: '督办', mediate: '调解记录', callBack: '登记回访', merge: '并入另一件', reject: '不予受理', refer: '转其他部门',
  returnToFirm: '退回物业', resume: '继续计时', escalate: '上报', closeSilently: '结束',
};
/** Which clock runs. */
export const COMPLAINT_CLOCK_LABELS: Readonly<Record<DueView['clock'], string>> = {
  acknowledge: '先行回应', accept: '受理', resolve: '办结', supervise: '督办办结', answer: '等待居民回复', silence: '等待居民确认',
};
export const COMPLAINT_RATING_LABELS: Readonly<Record<ComplaintRating, string>> = { 1: '很不满意', 2: '不满意', 3: '一般', 4: '满意', 5: '很满意' };
export const EXTENSION_LABELS: Readonly<Record<ExtensionState, string>> = { none: '没有申请', requested: '等待街道决定', granted: '已同意', refused: '不同意' };
export const MEDIATION_OUTCOME_LABELS: Readonly<Record<MediationOutcome, string>> = { agreed: '达成一致', notAgreed: '没有达成一致', absent: '有一方没有到场' };
export const CALL_BACK_LABELS: Readonly<Record<'confirmed' | 'reopened' | 'notReached', string>> = { confirmed: '来电人说已解决', reopened: '来电人说没有解决', notReached: '没有联系上' };

/** 「垃圾满溢、没清运」 */
export const categoryInWords = (category: CategoryOfComplaint): string => complaintCategory(category).word;

/** 「祥云里小院 1号楼」 */
export const placeInWords = ({ estate, building }: { readonly estate: string; readonly building: string | null }): string => (building ? `${estate} ${building}` : estate);

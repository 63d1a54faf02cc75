import type { ComplaintChannel, ComplaintClockView, ComplaintStatus, ComplaintStepKind, MediationOutcome } from '@linping/shared';

export const STATUS_WORDS: Readonly<Record<ComplaintStatus, string>> = {
  submitted: '待受理', accepted: '已受理', inProgress: '处理中', awaitingResident: '等待居民答复', resolved: '已办结，待居民确认', reopened: '居民要求重办',
  referred: '已转其他部门', confirmed: '居民已确认', closedSilently: '居民未答复，自动结束', merged: '已并案', rejected: '不予受理', withdrawn: '居民已撤回',
};

export const STEP_WORDS: Readonly<Record<ComplaintStepKind, string>> = {
  file: '提交投诉', add: '补充说明', answer: '答复询问', confirm: '确认办结', reopen: '要求重办', withdraw: '撤回', object: '提出异议',
  acknowledge: '已响应', accept: '受理', assign: '派单', reply: '答复', ask: '询问居民', resolve: '办结', requestExtension: '申请延期',
  grantExtension: '同意延期', refuseExtension: '不同意延期', supervise: '督办', mediate: '矛盾调解', callBack: '回访', merge: '并案', reject: '不予受理',
  refer: '转交其他部门', returnToFirm: '退回物业办理', resume: '询问期满，继续计时', escalate: '超期，已报街道', closeSilently: '居民未答复，自动结束',
};

export const CLOCK_WORDS: Readonly<Record<ComplaintClockView['clock'], string>> = {
  acknowledge: '响应期限', accept: '受理期限', resolve: '办结期限', supervise: '督办期限',
};

export const CHANNEL_WORDS: Readonly<Record<ComplaintChannel, string>> = { app: '居民扫码', phone: '电话', counter: '来访', hotline12345: '12345热线' };

export const OUTCOME_WORDS: Readonly<Record<MediationOutcome | 'confirmed' | 'reopened' | 'notReached', string>> = {
  agreed: '达成一致', notAgreed: '未达成一致', absent: '当事人未到场', confirmed: '回访：已确认', reopened: '回访：要求重办', notReached: '回访：未联系上',
};

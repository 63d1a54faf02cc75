import type { ComplaintView } from '@linping/shared';
import { COMPLAINT_ACTION_LABELS } from '../../../../features/complaints/labels.ts';
import type { CallOutcome, StepDraft, StreetAction } from './steps.ts';

/** As buttons call them everywhere; the two decisions that are one panel have a word of their own. */
export const ACTION_WORDS: Readonly<Record<StreetAction, string>> = {
  ...COMPLAINT_ACTION_LABELS, decideExtension: '审批延期', callBack: '登记回访', mediate: '登记调解', refer: '转给其他部门', returnToFirm: '退回物业办理',
};

/** What the button of the panel says. */
export function sendWord(action: StreetAction, { isGranted }: Pick<StepDraft, 'isGranted'>): string {
  if (action !== 'decideExtension' || isGranted === undefined) return ACTION_WORDS[action];
  return isGranted ? COMPLAINT_ACTION_LABELS.grantExtension : COMPLAINT_ACTION_LABELS.refuseExtension;
}

/** What the list says of an action before it is opened. */
export const ACTION_NOTES: Readonly<Record<StreetAction, string>> = {
  decideExtension: '物业在等答复', callBack: '问来电人是不是真的解决了', acknowledge: '先让居民知道有人收到了', accept: '由街道代为办理', reply: '说说进展',
  ask: '问清楚再办', resolve: '写明做了什么，由居民确认', returnToFirm: '其他部门不办，回到物业', supervise: '给物业定新的期限', mediate: '谁参加、谈成没有',
  merge: '同一件事，合在一起办', refer: '不归物业管的', reject: '不属于投诉范围的',
};

/** Who usually takes over what is no firm's business; any other may be typed. */
export const DEPARTMENTS = ['城市管理局', '住房保障中心', '公安派出所', '消防救援大队', '供电公司', '供水公司', '燃气公司', '热力公司', '市场监督管理局'] as const;

type Seen = Pick<ComplaintView, 'channel' | 'provider' | 'followers'>;

/** Who files over the phone reads nothing in the app: somebody has to ring. */
const told = ({ channel }: Seen, what: string): string => (channel === 'app' ? `投诉人会收到通知，看得到${what}。` : `来电人看不到，${what}请电话告诉他。`);
const firmOf = ({ provider }: Seen): string => (provider === null ? '' : '物业、');

/** What will happen and who will see it, said before it is done. */
export function consequence(action: StreetAction, view: Seen, draft: Pick<StepDraft, 'isGranted' | 'called' | 'into'>): string {
  switch (action) {
    case 'acknowledge': return `记下街道已经收到的时间。${told(view, '这个时间')}`;
    case 'accept': return `由街道代为办理，办结期限照旧。${told(view, '受理的时间')}`;
    case 'reply': return `不改变期限。${told(view, '这段话和照片')}跟进的邻居看不到内容。`;
    case 'ask': return `办结期限从今天起暂停，最多等 3 个工作日，没有回答就接着计时。每件最多问两次。${told(view, '问题')}`;
    case 'resolve': return view.channel === 'app'
      ? '投诉人会收到通知，由他确认或者要求重办；7 天没有答复就自动结束，不算满意。'
      : '办结以后请电话回访来电人；7 天没有登记回访就自动结束，不算满意。';
    case 'decideExtension':
      if (draft.isGranted === undefined) return '每件只能延期一次，受理后最长不超过 15 个工作日。';
      return draft.isGranted ? `办结期限往后移，以后不能再延。${told(view, '新的期限')}` : `办结期限不变，物业不能再申请。${view.channel === 'app' ? '投诉人在经过里看得到原因。' : '来电人看不到。'}`;
    case 'callBack': return callConsequence(draft.called);
    case 'returnToFirm': return `物业重新受理，期限从现在重新算。${told(view, '退回的原因')}`;
    case 'supervise': return `${view.provider === null ? '' : '物业马上看到要求和新的期限，到期没有办结会再报到街道。'}${told(view, '督办和期限')}`;
    case 'mediate': return `写进经过，进度和期限都不变。${firmOf(view)}街道和社区看得到；${told(view, '记录')}请写身份，不写姓名。`;
    case 'merge': return draft.into === undefined ? '同一件事并成一件办，这一件就此结束。' : mergeConsequence(view, draft.into.number);
    case 'refer': return `物业不再办理，期限停止，由街道跟进到有结果。${told(view, '转给了哪个部门')}`;
    case 'reject': return view.channel === 'app'
      ? '这件投诉就此结束。投诉人会看到原因，可以提出一次异议，提出后重新交给物业办。'
      : '这件投诉就此结束。来电人看不到，请电话说明原因。';
  }
}

function callConsequence(called: CallOutcome | undefined): string {
  switch (called) {
    case undefined: return '办结算不算数，由来电人说了算；物业不能代答。';
    case 'confirmed': return '记为「居民确认解决」，打分计入满意率。物业看得到打分。';
    case 'reopened': return '回到物业重新办理，期限从现在重新算。物业看得到原因。';
    case 'notReached': return '进度不变，可以再打。办结后 7 天没有答复就自动结束，不算满意。';
  }
}

/** Both authors' ends of a merge. */
function mergeConsequence(view: Seen, into: string): string {
  const mine = view.channel === 'app' ? `这一件的投诉人会收到通知，以后跟着 ${into} 看进度` : `这一件的来电人看不到，请电话告诉他编号 ${into}`;
  const followers = view.followers > 0 ? `，${view.followers} 位跟进的邻居也一起转过去` : '';
  return `这一件就此结束，显示「已并入 ${into}」。${mine}${followers}。那一件的投诉人只看到跟进的人多了，看不到这一件的文字和照片；是否解决由他确认，期限照旧。`;
}

import { MOST_COMPLAINT_TEXT, type ComplaintRating, type ComplaintView, type DateText, type MediationOutcome } from '@linping/shared';
import { CALL_BACK_LABELS } from '../../../../features/complaints/labels.ts';
import type { Step } from '../desk/use-step.ts';

/** What the street's and the community's people may do with a complaint, the urgent first. An extension's two answers are one decision, a call's three one call. */
export const STREET_ACTIONS = [
  'decideExtension', 'callBack', 'acknowledge', 'accept', 'reply', 'ask', 'resolve', 'returnToFirm', 'supervise', 'mediate', 'merge', 'refer', 'reject',
] as const;
export type StreetAction = (typeof STREET_ACTIONS)[number];

/** Where a picture says more than the words. */
export const WITH_PHOTOS: readonly StreetAction[] = ['reply', 'resolve'];

/** Answered in a firm's place: where none is in charge, or once another department has it. */
const IN_THE_FIRMS_PLACE: readonly StreetAction[] = ['acknowledge', 'accept', 'reply', 'ask', 'resolve'];

/** The panels that this reader is offered now; what they may do is the server's word. */
export function offeredActions({ actions, channel }: Pick<ComplaintView, 'actions' | 'channel'>): readonly StreetAction[] {
  return STREET_ACTIONS.filter((action) => {
    if (action === 'decideExtension') return actions.includes('grantExtension');
    if (action === 'callBack') return channel !== 'app' && actions.includes('callBack');
    return actions.includes(action);
  });
}

/** What waits for this reader, apart from what may also be done. An overdue one that nobody supervises yet is among it. */
export function isWaitedFor(action: StreetAction, { due, isSupervised }: Pick<ComplaintView, 'due' | 'isSupervised'>): boolean {
  if (action === 'supervise') return Boolean(due?.isOverdue) && !isSupervised;
  return action === 'decideExtension' || action === 'callBack' || IN_THE_FIRMS_PLACE.includes(action);
}

export type CallOutcome = 'confirmed' | 'reopened' | 'notReached';
/** The other complaint that this one goes into, as much of it as the panel shows. */
export interface MergeTarget {
  readonly id: string;
  readonly number: string;
}

/** What is typed in a panel; each uses its own fields. */
export interface StepDraft {
  /** Made once when the panel first opens, so that sending it again is the same step. */
  readonly id: string;
  readonly text: string;
  readonly photoIds: readonly string[];
  /** Of decideExtension: whether it is granted. */
  readonly isGranted: boolean | undefined;
  readonly workingDays: number;
  readonly until: DateText | '';
  readonly parties: string;
  readonly outcome: MediationOutcome | undefined;
  readonly heldOn: DateText | '';
  readonly into: MergeTarget | undefined;
  readonly department: string;
  readonly called: CallOutcome | undefined;
  readonly rating: ComplaintRating | undefined;
}

export const newStep = (id: string, { extensionDays }: Pick<ComplaintView, 'extensionDays'>, today: DateText): StepDraft => ({
  id, text: '', photoIds: [], isGranted: undefined, workingDays: extensionDays, until: '', parties: '', outcome: undefined, heldOn: today, into: undefined,
  department: '', called: undefined, rating: undefined,
});

export const LONGEST_PARTIES = 100;
export const LONGEST_DEPARTMENT = 40;
export const LONGEST_TEXT = MOST_COMPLAINT_TEXT;

/** What stands for the words of a call where nobody answered. */
export const NOT_REACHED = CALL_BACK_LABELS.notReached;

/** What still has to be filled in; undefined where it may be sent. */
export function blockedBy(action: StreetAction, draft: StepDraft, today: DateText): string | undefined {
  const needsText = (sentence: string) => (draft.text.trim() === '' ? sentence : undefined);
  switch (action) {
    case 'acknowledge':
    case 'accept': return undefined;
    case 'decideExtension':
      if (draft.isGranted === undefined) return '先选同意还是不同意';
      return draft.isGranted ? undefined : needsText('写一句为什么不同意，物业和居民都看得到');
    case 'callBack':
      if (draft.called === undefined) return '先选来电人怎么说';
      if (draft.called === 'confirmed' && draft.rating === undefined) return '请问来电人打几分，1 到 5 分';
      return draft.called === 'reopened' ? needsText('写一句哪里没有解决') : undefined;
    case 'supervise':
      if (draft.until === '') return '先选新的期限';
      return draft.until <= today ? '期限最早是明天' : needsText('写一句要求，物业和居民都看得到');
    case 'mediate':
      if (draft.parties.trim() === '') return '写参加的各方，如：投诉人、楼上住户';
      if (draft.heldOn === '' || draft.heldOn > today) return '调解日期不能晚于今天';
      return draft.outcome === undefined ? '先选调解的结果' : needsText('写一句调解的经过和约定');
    case 'merge': return draft.into === undefined ? '先选要并入的那一件' : undefined;
    case 'refer': return draft.department.trim() === '' ? '写清楚转给哪个部门' : needsText('写一句转办的原因和要求');
    case 'reject': return needsText('写一句为什么不受理，居民看得到');
    case 'returnToFirm': return needsText('写一句为什么退回物业');
    case 'reply': return needsText('写一句答复');
    case 'ask': return needsText('写清楚要问居民什么');
    case 'resolve': return needsText('写一句做了什么');
  }
}

/** The step to send; undefined while {@link blockedBy} names something. */
export function stepOf(action: StreetAction, draft: StepDraft, today: DateText): Step | undefined {
  return blockedBy(action, draft, today) === undefined ? filled(action, draft) : undefined;
}

function filled(action: StreetAction, draft: StepDraft): Step | undefined {
  const { id, workingDays, until, outcome, heldOn, into, called, rating } = draft;
  const text = draft.text.trim();
  const words = { id, text };
  const said = text === '' ? {} : { text };
  const photos = draft.photoIds.length > 0 ? { photoIds: draft.photoIds } : {};
  switch (action) {
    case 'acknowledge': return { name: 'acknowledge', body: words };
    case 'accept': return { name: 'accept', body: words };
    case 'reply': return { name: 'reply', body: { ...words, ...photos } };
    case 'ask': return { name: 'ask', body: words };
    case 'resolve': return { name: 'resolve', body: { ...words, ...photos } };
    case 'decideExtension':
      return draft.isGranted ? { name: 'grant-extension', body: { id, workingDays, ...said } } : { name: 'refuse-extension', body: words };
    case 'callBack':
      if (called === undefined) return undefined;
      return {
        name: 'call-back',
        body: { id, outcome: called, ...(called === 'confirmed' && rating ? { rating } : {}), text: text || (called === 'notReached' ? NOT_REACHED : '') },
      };
    case 'supervise': return { name: 'supervise', body: { ...words, until } };
    case 'mediate': return outcome && { name: 'mediate', body: { ...words, parties: draft.parties.trim(), outcome, heldOn } };
    case 'merge': return into && { name: 'merge', body: { id, into: into.id, ...said } };
    case 'refer': return { name: 'refer', body: { ...words, department: draft.department.trim() } };
    case 'reject': return { name: 'reject', body: words };
    case 'returnToFirm': return { name: 'return-to-firm', body: words };
  }
}

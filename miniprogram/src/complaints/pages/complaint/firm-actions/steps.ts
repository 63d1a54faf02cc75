import { COMPLAINT_LIMITS, MOST_COMPLAINT_TEXT, type ComplaintView } from '@linping/shared';
import type { Step } from '../desk/use-step.ts';

/** What a firm may do, in the order of its work. It can close, delete, rate and reopen nothing: there is no panel for it. */
export const FIRM_ACTIONS = ['acknowledge', 'accept', 'assign', 'resolve', 'reply', 'ask', 'requestExtension'] as const;
export type FirmAction = (typeof FIRM_ACTIONS)[number];

export const LONGEST_TEXT = MOST_COMPLAINT_TEXT;
export const MOST_MORE_DAYS = COMPLAINT_LIMITS.mostResolveDays - COMPLAINT_LIMITS.resolveDays;

type Seen = Pick<ComplaintView, 'actions' | 'status' | 'isUrgent' | 'assignee' | 'clocks'>;

/** The panels that are offered now; what may be done is the server's word. Only an urgent one that waits for a first word is acknowledged apart. */
export function offeredActions({ actions, isUrgent, clocks }: Seen): readonly FirmAction[] {
  const waitsForAWord = isUrgent && clocks.some(({ clock, metAt }) => clock === 'acknowledge' && metAt === null);
  return FIRM_ACTIONS.filter((action) => actions.includes(action) && (action !== 'acknowledge' || waitsForAWord));
}

/** The one thing to do next: the big button. While the resident is asked there is none. */
export function nextAction(view: Seen): FirmAction | undefined {
  const offered = offeredActions(view);
  if (view.status === 'awaitingResident') return undefined;
  const order: readonly FirmAction[] = ['acknowledge', 'accept', ...(view.assignee === null ? ['assign' as const] : []), 'resolve'];
  return order.find((action) => offered.includes(action));
}

/** What is typed in a panel; each uses its own fields. */
export interface FirmDraft {
  /** Made once when the panel first opens, so that sending it again is the same step. */
  readonly id: string;
  readonly text: string;
  readonly assigneeId: string;
  readonly workingDays: number;
}
export const newDraft = (id: string): FirmDraft => ({ id, text: '', assigneeId: '', workingDays: 0 });

/** Photos of a step, complete ones, and whether some are still on their way. */
export interface StepPhotos {
  readonly photoIds: readonly string[];
  readonly beforePhotoIds: readonly string[];
  readonly isUnfinished: boolean;
}
export const NO_PHOTOS: StepPhotos = { photoIds: [], beforePhotoIds: [], isUnfinished: false };

/** What still has to be done before it may be sent; undefined where nothing has. */
export function blockedBy(action: FirmAction, draft: FirmDraft, photos: StepPhotos): string | undefined {
  const needsText = (sentence: string) => (draft.text.trim() === '' ? sentence : undefined);
  switch (action) {
    case 'acknowledge':
    case 'accept': return undefined;
    case 'assign': return draft.assigneeId === '' ? '先选派给谁' : undefined;
    case 'requestExtension': return draft.workingDays < 1 ? '先选要延几个工作日' : needsText('写一句为什么要延，街道和居民都看得到');
    case 'reply': return needsText('写一句进展') ?? unfinished(photos);
    case 'ask': return needsText('写清楚要问居民什么') ?? unfinished(photos);
    case 'resolve': return needsText('写一句做了什么') ?? unfinished(photos);
  }
}
const unfinished = ({ isUnfinished }: StepPhotos): string | undefined => (isUnfinished ? '照片还没有传完，传完再发；没有传成的请重传或者移除' : undefined);

/** The step to send; undefined while {@link blockedBy} names something. */
export function stepOf(action: FirmAction, draft: FirmDraft, photos: StepPhotos): Step | undefined {
  if (blockedBy(action, draft, photos) !== undefined) return undefined;
  const { id, assigneeId, workingDays } = draft;
  const text = draft.text.trim();
  const after = photos.photoIds.length > 0 ? { photoIds: photos.photoIds } : {};
  const before = photos.beforePhotoIds.length > 0 ? { beforePhotoIds: photos.beforePhotoIds } : {};
  switch (action) {
    case 'acknowledge': return { name: 'acknowledge', body: { id, text } };
    case 'accept': return { name: 'accept', body: { id, text } };
    case 'assign': return { name: 'assign', body: { id, assigneeId, ...(text && { text }) } };
    case 'reply': return { name: 'reply', body: { id, text, ...after } };
    case 'ask': return { name: 'ask', body: { id, text, ...after } };
    case 'resolve': return { name: 'resolve', body: { id, text, ...after, ...before } };
    case 'requestExtension': return { name: 'request-extension', body: { id, text, workingDays } };
  }
}

/** A template's words where there are none yet, else below them: nothing that was typed is lost. */
export const withTemplate = (text: string, template: string): string => (text.trim() === '' ? template : `${text.trimEnd()}\n${template}`).slice(0, LONGEST_TEXT);

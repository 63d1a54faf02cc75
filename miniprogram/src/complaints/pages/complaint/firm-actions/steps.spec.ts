import { describe, expect, it } from '@jest/globals';
import { COMPLAINT_STATUSES, complaintMoves, type ComplaintView } from '@linping/shared';
import { blockedBy, FIRM_ACTIONS, MOST_MORE_DAYS, newDraft, nextAction, NO_PHOTOS, offeredActions, stepOf, withTemplate } from './steps.ts';

const NEW_DRAFT = newDraft('step-1');
type Seen = Parameters<typeof nextAction>[0];
const facts = { extension: 'none', hasObjected: false, questions: 0, hasAuthor: true, isStreetInCharge: false } as const;
const seen = (status: ComplaintView['status'], over: Partial<Seen> = {}): Seen =>
  ({ status, actions: complaintMoves({ ...facts, status }, 'firm'), isUrgent: false, assignee: null, clocks: [], ...over });
const waiting: ComplaintView['clocks'] = [{ clock: 'acknowledge', dueAt: '2026-11-20T03:30:00.000Z', metAt: null, wasLate: false }];

describe('what a firm is offered', () => {
  it('is never an end of a complaint, in whatever state', () => {
    for (const action of ['confirm', 'reopen', 'withdraw', 'reject', 'merge', 'closeSilently', 'grantExtension', 'supervise']) expect(FIRM_ACTIONS).not.toContain(action);
    for (const status of COMPLAINT_STATUSES) for (const action of offeredActions({ ...seen(status), actions: ['confirm', 'reopen', 'reject', 'merge', 'withdraw'] })) throw new Error(action);
  });

  it('is everything that the server lets a firm do, the first word of an urgent one apart', () => {
    const mine = new Set(COMPLAINT_STATUSES.flatMap((status) => seen(status, { isUrgent: true, clocks: waiting }).actions));
    expect([...mine].sort()).toEqual([...FIRM_ACTIONS].sort());
  });

  it.each<[ComplaintView['status'], Partial<Seen>, string | undefined]>([
    ['submitted', {}, 'accept'],
    ['submitted', { isUrgent: true, clocks: waiting }, 'acknowledge'],
    ['submitted', { isUrgent: true, clocks: [{ ...waiting[0]!, metAt: '2026-11-20T02:00:00.000Z' }] }, 'accept'],
    ['reopened', { assignee: '王师傅' }, 'accept'],
    ['accepted', {}, 'assign'],
    ['accepted', { assignee: '王师傅' }, 'resolve'],
    ['inProgress', { assignee: '王师傅' }, 'resolve'],
    ['awaitingResident', { assignee: '王师傅' }, undefined],
    ['resolved', {}, undefined],
    ['confirmed', {}, undefined],
    ['referred', {}, undefined],
  ])('next of one that is %s %j is %s', (status, over, next) => expect(nextAction(seen(status, over))).toBe(next));
});

describe('a step', () => {
  const text = { ...NEW_DRAFT, text: ' 已清运 ' };
  it('needs its words, and photos that have arrived', () => {
    for (const action of ['reply', 'ask', 'resolve'] as const) {
      expect(blockedBy(action, NEW_DRAFT, NO_PHOTOS)).toContain('写');
      expect(blockedBy(action, text, { ...NO_PHOTOS, isUnfinished: true })).toContain('照片');
      expect(blockedBy(action, text, NO_PHOTOS)).toBeUndefined();
      expect(stepOf(action, NEW_DRAFT, NO_PHOTOS)).toBeUndefined();
    }
    expect(blockedBy('assign', NEW_DRAFT, NO_PHOTOS)).toBe('先选派给谁');
    expect(blockedBy('requestExtension', text, NO_PHOTOS)).toBe('先选要延几个工作日');
    expect(blockedBy('requestExtension', { ...NEW_DRAFT, workingDays: 3 }, NO_PHOTOS)).toContain('写一句');
    expect(MOST_MORE_DAYS).toBe(10);
  });

  it('is sent as it was written, without what is empty', () => {
    expect(stepOf('accept', NEW_DRAFT, NO_PHOTOS)).toEqual({ name: 'accept', body: { id: 'step-1', text: '' } });
    expect(stepOf('assign', { ...NEW_DRAFT, assigneeId: 'w' }, NO_PHOTOS)).toEqual({ name: 'assign', body: { id: 'step-1', assigneeId: 'w' } });
    expect(stepOf('assign', { ...text, assigneeId: 'w' }, NO_PHOTOS)).toEqual({ name: 'assign', body: { id: 'step-1', assigneeId: 'w', text: '已清运' } });
    expect(stepOf('resolve', text, { photoIds: ['a'], beforePhotoIds: ['b'], isUnfinished: false })).toEqual({ name: 'resolve', body: { id: 'step-1', text: '已清运', photoIds: ['a'], beforePhotoIds: ['b'] } });
    expect(stepOf('resolve', text, NO_PHOTOS)).toEqual({ name: 'resolve', body: { id: 'step-1', text: '已清运' } });
    expect(stepOf('requestExtension', { ...text, workingDays: 10 }, NO_PHOTOS)).toEqual({ name: 'request-extension', body: { id: 'step-1', text: '已清运', workingDays: 10 } });
  });

  it('takes a template below what was typed already, within the limit', () => {
    expect(withTemplate('', '您好')).toBe('您好');
    expect(withTemplate('已看 ', '您好')).toBe('已看\n您好');
    expect(withTemplate('长'.repeat(499), '您好')).toHaveLength(500);
  });
});

import { describe, expect, it } from '@jest/globals';
import { COMPLAINT_ACTIONS, complaintMoves, type ComplaintAction, type ComplaintFacts } from '@linping/shared';
import { blockedBy, isWaitedFor, newStep, NOT_REACHED, offeredActions, stepOf, STREET_ACTIONS, type StepDraft, type StreetAction } from './steps.ts';

const TODAY = '2026-11-23';
const draft = (over: Partial<StepDraft> = {}): StepDraft => ({ ...newStep('step-1', { extensionDays: 5 }, TODAY), ...over });
const step = (action: StreetAction, over: Partial<StepDraft>) => stepOf(action, draft(over), TODAY);

describe('what the street is offered', () => {
  const facts: ComplaintFacts = { status: 'accepted', extension: 'none', hasObjected: false, questions: 0, hasAuthor: true, isStreetInCharge: false };
  const offered = (over: Partial<ComplaintFacts>, channel: 'app' | 'phone' = 'app') => offeredActions({ channel, actions: complaintMoves({ ...facts, ...over }, 'street') });

  it('follows the state table', () => {
    expect(offered({})).toEqual(['supervise', 'mediate', 'merge', 'refer', 'reject']);
    expect(offered({ extension: 'requested' })).toContain('decideExtension');
    expect(offered({ status: 'referred' })).toEqual(['reply', 'resolve', 'returnToFirm', 'mediate', 'merge']);
    expect(offered({ status: 'submitted', isStreetInCharge: true })).toEqual(['acknowledge', 'accept', 'supervise', 'mediate', 'merge', 'refer', 'reject']);
    expect(offered({ status: 'confirmed' })).toEqual([]);
  });

  it('calls back for what was registered, and never for an author who can answer', () => {
    expect(offered({ status: 'resolved' }, 'phone')).toEqual(['callBack', 'mediate']);
    expect(offered({ status: 'resolved' }, 'app')).toEqual(['mediate']);
  });

  it('asks no question of whoever has nowhere to answer', () => {
    expect(offered({ isStreetInCharge: true }, 'app')).toContain('ask');
    expect(offered({ isStreetInCharge: true, hasAuthor: false }, 'phone')).not.toContain('ask');
  });

  it('has a panel for whatever the street may do, so that nothing the server offers stays out of reach', () => {
    const now: ComplaintFacts = { ...facts, status: 'inProgress', extension: 'requested', isStreetInCharge: true };
    const mine: readonly ComplaintAction[] = COMPLAINT_ACTIONS.filter((action) => complaintMoves(now, 'street').includes(action));
    const shown = offeredActions({ channel: 'app', actions: mine });
    const actionsOf = (panel: StreetAction): readonly string[] => (panel === 'decideExtension' ? ['grantExtension', 'refuseExtension'] : [panel]);
    const covered = shown.reduce<readonly string[]>((all, panel) => [...all, ...actionsOf(panel)], []);
    expect([...mine].sort()).toEqual([...covered].sort());
  });

  it('puts first what waits: a decision, a call, an overdue one that nobody supervises', () => {
    const overdue = { clock: 'resolve', dueAt: '2026-11-20T16:00:00.000Z', daysLeft: -1, isOverdue: true } as const;
    expect(isWaitedFor('decideExtension', { due: null, isSupervised: false })).toBe(true);
    expect(isWaitedFor('callBack', { due: null, isSupervised: false })).toBe(true);
    expect(isWaitedFor('supervise', { due: overdue, isSupervised: false })).toBe(true);
    expect(isWaitedFor('supervise', { due: overdue, isSupervised: true })).toBe(false);
    expect(isWaitedFor('supervise', { due: null, isSupervised: false })).toBe(false);
    expect(isWaitedFor('merge', { due: overdue, isSupervised: false })).toBe(false);
  });
});

describe('a step in hand', () => {
  it('names what is missing, and is not sent before it is there', () => {
    for (const action of STREET_ACTIONS) {
      const empty = draft();
      if (action === 'acknowledge' || action === 'accept') expect(stepOf(action, empty, TODAY)).toMatchObject({ name: action });
      else {
        expect(blockedBy(action, empty, TODAY)).not.toBe(undefined);
        expect(stepOf(action, empty, TODAY)).toBe(undefined);
      }
    }
  });

  it('supervises until tomorrow at the earliest', () => {
    expect(step('supervise', { text: '限期清运', until: TODAY })).toBe(undefined);
    expect(step('supervise', { text: ' 限期清运 ', until: '2026-11-24' })).toEqual({ name: 'supervise', body: { id: 'step-1', text: '限期清运', until: '2026-11-24' } });
  });

  it('grants an extension without words, and refuses none without a reason', () => {
    expect(step('decideExtension', { isGranted: true, workingDays: 3 })).toEqual({ name: 'grant-extension', body: { id: 'step-1', workingDays: 3 } });
    expect(step('decideExtension', { isGranted: false })).toBe(undefined);
    expect(step('decideExtension', { isGranted: false, text: '材料已到' })).toEqual({ name: 'refuse-extension', body: { id: 'step-1', text: '材料已到' } });
  });

  it('rates only what the caller calls solved', () => {
    expect(step('callBack', { called: 'confirmed' })).toBe(undefined);
    expect(step('callBack', { called: 'confirmed', rating: 4 })).toEqual({ name: 'call-back', body: { id: 'step-1', outcome: 'confirmed', rating: 4, text: '' } });
    expect(step('callBack', { called: 'reopened', rating: 4 })).toBe(undefined);
    expect(step('callBack', { called: 'reopened', rating: 4, text: '又满了' })).toEqual({ name: 'call-back', body: { id: 'step-1', outcome: 'reopened', text: '又满了' } });
    expect(step('callBack', { called: 'notReached' })).toEqual({ name: 'call-back', body: { id: 'step-1', outcome: 'notReached', text: NOT_REACHED } });
  });

  it('mediates on a day that has been', () => {
    const talk = { parties: '投诉人、楼上住户', outcome: 'agreed', text: '晚十点后不装修' } as const;
    expect(step('mediate', { ...talk, heldOn: '2026-11-24' })).toBe(undefined);
    expect(step('mediate', talk)).toEqual({ name: 'mediate', body: { id: 'step-1', ...talk, heldOn: TODAY } });
  });

  it('merges, refers, answers with photos', () => {
    expect(step('merge', { into: { id: 'other', number: 'T-1' } })).toEqual({ name: 'merge', body: { id: 'step-1', into: 'other' } });
    expect(step('refer', { department: '供水公司 ', text: '市政管网' })).toEqual({ name: 'refer', body: { id: 'step-1', text: '市政管网', department: '供水公司' } });
    expect(step('resolve', { text: '已换', photoIds: ['p'] })).toEqual({ name: 'resolve', body: { id: 'step-1', text: '已换', photoIds: ['p'] } });
    expect(step('returnToFirm', { text: '不归市政' })).toEqual({ name: 'return-to-firm', body: { id: 'step-1', text: '不归市政' } });
  });
});

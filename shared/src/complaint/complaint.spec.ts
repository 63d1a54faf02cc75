import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isItemNumber, rubricItem, unitOf } from '../rubric/rubric.ts';
import { COMPLAINT_CATEGORIES, complaintCategory } from './categories.ts';
import {
  COMPLAINT_ACTIONS, COMPLAINT_ENDED, COMPLAINT_OPEN, COMPLAINT_STATUSES, complaintMoves, moveComplaint, MOST_QUESTIONS,
  type ComplaintAction, type ComplaintFacts, type ComplaintSide, type ComplaintStatus,
} from './complaint.ts';

const facts = (status: ComplaintStatus, over: Partial<ComplaintFacts> = {}): ComplaintFacts =>
  ({ status, extension: 'none', hasObjected: false, questions: 0, hasAuthor: true, isStreetInCharge: false, ...over });
const after = (side: ComplaintSide, action: ComplaintAction, from: ComplaintFacts) => {
  const moved = moveComplaint(from, side, action);
  return moved.ok ? moved.value : moved.error.code;
};

describe('the life of a complaint', () => {
  test.each<[ComplaintStatus, readonly ComplaintAction[]]>([
    ['submitted', ['add', 'withdraw']],
    ['accepted', ['add', 'withdraw']],
    ['inProgress', ['add', 'withdraw']],
    ['awaitingResident', ['add', 'answer', 'withdraw']],
    ['resolved', ['confirm', 'reopen', 'withdraw']],
    ['reopened', ['add', 'withdraw']],
    ['referred', ['add', 'withdraw']],
    ['rejected', ['object']],
    ['confirmed', []], ['closedSilently', []], ['merged', []], ['withdrawn', []],
  ])('offers its author, when %s: %p', (status, offered) => expect(complaintMoves(facts(status), 'resident')).toEqual(offered));

  test.each<[ComplaintStatus, readonly ComplaintAction[]]>([
    ['submitted', ['acknowledge', 'accept']],
    ['accepted', ['assign', 'reply', 'ask', 'resolve', 'requestExtension']],
    ['inProgress', ['assign', 'reply', 'ask', 'resolve', 'requestExtension']],
    ['awaitingResident', ['assign', 'reply', 'resolve', 'requestExtension']],
    ['reopened', ['acknowledge', 'accept']],
    ['resolved', []], ['referred', []], ['confirmed', []], ['closedSilently', []], ['merged', []], ['rejected', []], ['withdrawn', []],
  ])('offers the firm, when %s: %p', (status, offered) => expect(complaintMoves(facts(status), 'firm')).toEqual(offered));

  test.each<[ComplaintStatus, readonly ComplaintAction[]]>([
    ['submitted', ['supervise', 'mediate', 'merge', 'reject', 'refer']],
    ['accepted', ['supervise', 'mediate', 'merge', 'reject', 'refer']],
    ['resolved', ['confirm', 'reopen', 'mediate', 'callBack']],
    ['referred', ['reply', 'resolve', 'mediate', 'merge', 'returnToFirm']],
    ['confirmed', []], ['closedSilently', []], ['merged', []], ['rejected', []], ['withdrawn', []],
  ])('offers the street, when %s: %p', (status, offered) => expect(complaintMoves(facts(status), 'street')).toEqual(offered));

  it('lets a firm lead no complaint to an end, whatever it does', () => {
    for (const status of COMPLAINT_STATUSES) for (const action of COMPLAINT_ACTIONS) {
      const moved = moveComplaint(facts(status, { extension: 'requested' }), 'firm', action);
      if (moved.ok) expect(COMPLAINT_ENDED).not.toContain(moved.value);
    }
  });

  it('leaves an end only by the one objection', () => {
    for (const status of COMPLAINT_ENDED) for (const side of ['resident', 'firm', 'street', 'clock'] as const) {
      expect(complaintMoves(facts(status), side)).toEqual(status === 'rejected' && side === 'resident' ? ['object'] : []);
    }
    expect(after('resident', 'object', facts('rejected'))).toBe('submitted');
    expect(after('resident', 'object', facts('rejected', { hasObjected: true }))).toBe('OBJECTION_ONLY_ONCE');
  });

  it('reopens and rates only what is resolved', () => {
    for (const status of COMPLAINT_STATUSES.filter((each) => each !== 'resolved')) {
      expect(after('resident', 'reopen', facts(status))).toBe('COMPLAINT_ILLEGAL_MOVE');
      expect(after('resident', 'confirm', facts(status))).toBe('COMPLAINT_ILLEGAL_MOVE');
    }
  });

  it('gives one extension, which the street decides', () => {
    expect(after('firm', 'grantExtension', facts('accepted', { extension: 'requested' }))).toBe('COMPLAINT_NOT_YOURS_TO_MOVE');
    expect(after('street', 'grantExtension', facts('accepted', { extension: 'requested' }))).toBe('accepted');
    expect(after('street', 'grantExtension', facts('accepted'))).toBe('EXTENSION_NOT_REQUESTED');
    for (const extension of ['requested', 'granted', 'refused'] as const) expect(after('firm', 'requestExtension', facts('accepted', { extension }))).toBe('EXTENSION_ONLY_ONCE');
  });

  it('lets nobody stop the clock by asking', () => {
    expect(after('firm', 'ask', facts('inProgress', { questions: MOST_QUESTIONS - 1 }))).toBe('awaitingResident');
    expect(after('firm', 'ask', facts('inProgress', { questions: MOST_QUESTIONS }))).toBe('QUESTIONS_USED_UP');
  });

  it('lets nobody ask where nobody can answer', () => {
    expect(after('firm', 'ask', facts('accepted', { hasAuthor: false }))).toBe('NOBODY_TO_ASK');
    expect(complaintMoves(facts('accepted', { hasAuthor: false }), 'firm')).not.toContain('ask');
  });

  it('lets the street answer where no firm is in charge, and the firm nowhere else', () => {
    const alone = facts('submitted', { isStreetInCharge: true });
    expect(after('street', 'accept', alone)).toBe('accepted');
    expect(after('firm', 'accept', alone)).toBe('COMPLAINT_NOT_YOURS_TO_MOVE');
    expect(after('street', 'accept', facts('submitted'))).toBe('COMPLAINT_NOT_YOURS_TO_MOVE');
    expect(after('street', 'resolve', facts('referred'))).toBe('resolved');
    expect(after('firm', 'resolve', facts('referred'))).toBe('COMPLAINT_NOT_YOURS_TO_MOVE');
  });

  it('cannot be led astray: every way from the start stays in the table, and an end stays an end', () => {
    const step = fc.record({ side: fc.constantFrom<ComplaintSide>('resident', 'firm', 'street', 'clock'), action: fc.constantFrom(...COMPLAINT_ACTIONS) });
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, isStreetInCharge) => {
      let now = facts('submitted', { isStreetInCharge });
      for (const { side, action } of steps) {
        const moved = moveComplaint(now, side, action);
        if (!moved.ok) continue;
        if (COMPLAINT_ENDED.includes(now.status)) expect([now.status, action]).toEqual(['rejected', 'object']);
        expect(COMPLAINT_STATUSES).toContain(moved.value);
        now = {
          ...now, status: moved.value, hasObjected: now.hasObjected || action === 'object', questions: now.questions + (action === 'ask' ? 1 : 0),
          extension: action === 'requestExtension' ? 'requested' : action === 'grantExtension' ? 'granted' : action === 'refuseExtension' ? 'refused' : now.extension,
        };
        expect(now.questions).toBeLessThanOrEqual(MOST_QUESTIONS);
      }
    }));
  });

  it('is at each moment open, resolved or ended', () =>
    expect([...COMPLAINT_OPEN, 'resolved', ...COMPLAINT_ENDED].sort()).toEqual([...COMPLAINT_STATUSES].sort()));
});

describe('the categories', () => {
  it('name units that the annex has', () => {
    for (const { evidence } of COMPLAINT_CATEGORIES) {
      if (!evidence) continue;
      expect(isItemNumber(evidence.item)).toBe(true);
      expect(unitOf(rubricItem(evidence.item), evidence.unit)).toBeDefined();
    }
  });
  it('are each of another word and id', () => {
    expect(new Set(COMPLAINT_CATEGORIES.map(({ word }) => word)).size).toBe(COMPLAINT_CATEGORIES.length);
    expect(new Set(COMPLAINT_CATEGORIES.map(({ id }) => id)).size).toBe(COMPLAINT_CATEGORIES.length);
  });
  it('take 垃圾外溢 to item 13, 0.2 each', () => {
    const { item, unit } = complaintCategory('garbageOverflow').evidence!;
    expect([item, unitOf(rubricItem(item), unit)]).toEqual([13, expect.objectContaining({ deciPoints: 2, label: '垃圾外溢' })]);
    expect(() => complaintCategory('nothing' as never)).toThrow(RangeError);
  });
});

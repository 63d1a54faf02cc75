import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { moveStatement, STATEMENT_ACTIONS, STATEMENT_PUBLIC, STATEMENT_STATUSES, statementMoves, type StatementAction, type StatementStatus } from './statement.ts';
import { statementWaits, type SubmitFacts } from './waits.ts';

const SIDES = ['body', 'street', 'nextEdition'] as const;
const after = (status: StatementStatus, side: (typeof SIDES)[number], action: StatementAction) => {
  const moved = moveStatement(status, side, action);
  return moved.ok ? moved.value : moved.error.code;
};

describe('the life of a statement', () => {
  test.each<[StatementStatus, readonly StatementAction[], readonly StatementAction[]]>([
    ['draft', ['edit', 'submit'], []],
    ['submitted', ['withdraw'], ['return', 'approve']],
    ['returned', ['edit', 'submit'], []],
    ['approved', ['publish'], ['return', 'publish']],
    ['published', [], []],
    ['corrected', [], []],
  ])('%s: the body may %p, the street %p', (status, body, street) => {
    expect(statementMoves(status, 'body')).toEqual(body);
    expect(statementMoves(status, 'street')).toEqual(street);
  });

  it('is approved by nobody whose accounts they are, and written by nobody who reviews them', () => {
    for (const status of STATEMENT_STATUSES) {
      for (const action of ['approve', 'return'] as const) expect(after(status, 'body', action)).toBe('STATEMENT_NOT_YOURS_TO_MOVE');
      for (const action of ['edit', 'submit', 'withdraw'] as const) expect(after(status, 'street', action)).toBe('STATEMENT_NOT_YOURS_TO_MOVE');
    }
  });

  it('leads out of what is published by the next edition alone, and out of what is corrected by nothing', () => {
    for (const side of SIDES) for (const action of STATEMENT_ACTIONS) {
      const [published, corrected] = [moveStatement('published', side, action), moveStatement('corrected', side, action)];
      expect(published.ok).toBe(side === 'nextEdition' && action === 'replace');
      expect(corrected.ok).toBe(false);
    }
    expect(after('published', 'nextEdition', 'replace')).toBe('corrected');
  });

  it('is read by residents only after the street has approved it, by whatever way it came there', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...SIDES), fc.constantFrom(...STATEMENT_ACTIONS)), { maxLength: 30 }), (steps) => {
      let [status, wasApproved]: [StatementStatus, boolean] = ['draft', false];
      for (const [side, action] of steps) {
        const moved = moveStatement(status, side, action);
        if (!moved.ok) continue;
        if (action === 'approve') wasApproved = side === 'street';
        if (['edit', 'submit', 'withdraw', 'return'].includes(action)) wasApproved = false;
        status = moved.value;
        if (STATEMENT_PUBLIC.includes(status)) expect(wasApproved).toBe(true);
      }
    }));
  });
});

describe('what stands against submitting', () => {
  const ready: SubmitFacts = { period: '2026H1', today: '2026-07-01', openingFen: 0, isOpeningCarried: true, computed: [{ knownFen: 5, declaredFen: 5, explanation: '' }], linesWithoutVoucher: 0 };
  test.each<[Partial<SubmitFacts>, readonly string[]]>([
    [{}, []],
    [{ today: '2026-06-30' }, ['periodNotOver']],
    [{ openingFen: null }, ['previousNotPublished']],
    [{ openingFen: null, isOpeningCarried: false }, ['openingMissing']],
    [{ openingFen: 0, isOpeningCarried: false }, []],
    [{ computed: [{ knownFen: 5, declaredFen: 6, explanation: ' ' }] }, ['differenceUnexplained']],
    [{ computed: [{ knownFen: 5, declaredFen: 6, explanation: '现金' }] }, []],
    [{ linesWithoutVoucher: 1 }, ['voucherMissing']],
    [{ today: '2026-01-01', openingFen: null, linesWithoutVoucher: 2 }, ['periodNotOver', 'previousNotPublished', 'voucherMissing']],
  ])('%p → %p', (over, waits) => expect(statementWaits({ ...ready, ...over })).toEqual(waits));
});

import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { DISCLOSURE_KINDS } from '../disclosure/kinds.ts';
import { FUND_ACCOUNTS, type Posting } from './accounts.ts';
import { closedWhen, entryFaults, type FoundEntry } from './checks.ts';
import { entryFault, isDisclosureKind, isFund, LEDGER_ACCOUNTS, mirrored, samePostings, sumFen, type PostedKind } from './entry.ts';
import { ACCOUNT_WORDS, ENTRY_WORDS } from './words.ts';

const fee = (amountFen: number): Posting[] => [{ account: 'wechatFunds', amountFen }, { account: 'propertyFee', amountFen: -amountFen }];

describe('an entry', () => {
  test.each<[PostedKind, Posting[], ReturnType<typeof entryFault>]>([
    ['wechatFee', fee(100), null],
    ['wechatRefund', mirrored(fee(100)), null],
    ['cashFee', [{ account: 'cashFunds', amountFen: 5 }, { account: 'propertyFee', amountFen: -5 }], null],
    ['transferFee', [{ account: 'bankFunds', amountFen: 5 }, { account: 'propertyFee', amountFen: -5 }], null],
    ['latePayment', [{ account: 'wechatFunds', amountFen: 5 }, { account: 'toRefund', amountFen: -5 }], null],
    ['declared', [{ account: 'bankFunds', amountFen: -7 }, { account: 'personnel', amountFen: 3 }, { account: 'cleaning', amountFen: 4 }], null],
    ['opening', [{ account: 'bankFunds', amountFen: 7 }, { account: 'opening', amountFen: -7 }], null],
    ['wechatFee', [], 'tooFewPostings'],
    ['wechatFee', [{ account: 'wechatFunds', amountFen: 0 }], 'tooFewPostings'],
    ['wechatFee', fee(0.5), 'amountNotWholeFen'],
    ['wechatFee', fee(Number.NaN), 'amountNotWholeFen'],
    ['wechatFee', fee(2 ** 53), 'amountNotWholeFen'],
    ['wechatFee', [{ account: 'wechatFunds', amountFen: 0 }, { account: 'propertyFee', amountFen: 0 }], 'amountZero'],
    ['wechatFee', [...fee(1), ...fee(2)], 'accountTwice'],
    ['wechatFee', [{ account: 'cashFunds', amountFen: 1 }, { account: 'propertyFee', amountFen: -1 }], 'accountForeign'],
    ['cashFee', fee(1), 'accountForeign'],
    ['declared', [{ account: 'toRefund', amountFen: 1 }, { account: 'parking', amountFen: -1 }], 'accountForeign'],
    ['wechatFee', [{ account: 'wechatFunds', amountFen: 100 }, { account: 'propertyFee', amountFen: -99 }], 'unbalanced'],
  ])('%s of %j: %s', (kind, postings, fault) => expect(entryFault(kind, postings)).toBe(fault));

  it('of every account has words, and is either a fund, the opening, or a line of a statement', () => {
    expect(LEDGER_ACCOUNTS.filter((account) => ACCOUNT_WORDS[account] === undefined)).toEqual([]);
    expect(LEDGER_ACCOUNTS.filter((account) => isFund(account) === isDisclosureKind(account))).toEqual(['opening']);
    expect(new Set(Object.values(ENTRY_WORDS)).size).toBe(Object.keys(ENTRY_WORDS).length);
  });
});

describe('laws', () => {
  const anyPostings = fc.array(fc.record({ account: fc.constantFrom(...DISCLOSURE_KINDS), amountFen: fc.integer({ min: -1e9, max: 1e9 }).filter((n) => n !== 0) }), { minLength: 1, maxLength: 8 })
    .map((list): Posting[] => {
      const once = [...new Map(list.map((one) => [one.account, one])).values()];
      return [...once, { account: 'bankFunds' as const, amountFen: -sumFen(once) }].filter(({ amountFen }) => amountFen !== 0);
    }).filter((list) => list.length >= 2);

  it('what balances stays balanced when mirrored; twice mirrored it is itself; an entry and its mirror leave nothing', () => {
    fc.assert(fc.property(anyPostings, (postings) => {
      expect(entryFault('declared', postings)).toBeNull();
      expect(entryFault('declared', mirrored(postings))).toBeNull();
      expect(mirrored(mirrored(postings))).toEqual(postings);
      for (const account of LEDGER_ACCOUNTS) expect(sumFen([...postings, ...mirrored(postings)].filter((one) => one.account === account))).toBe(0);
    }));
  });

  it('a fen too much or too little on one side never balances', () => {
    fc.assert(fc.property(anyPostings, fc.nat(), fc.constantFrom(-1, 1), (postings, at, off) => {
      const wrong = postings.map((one, i) => (i === at % postings.length ? { ...one, amountFen: one.amountFen + off } : one));
      expect(['unbalanced', 'amountZero']).toContain(entryFault('declared', wrong));
    }));
  });

  it('sameness is of accounts and amounts, not of their order', () => {
    fc.assert(fc.property(anyPostings, (postings) => {
      expect(samePostings(postings, [...postings].reverse())).toBe(true);
      expect(samePostings(postings, mirrored(postings))).toBe(false);
      expect(samePostings(postings, postings.slice(1))).toBe(false);
    }));
  });

  it('funds and the rest are equal and opposite: the balance is the opening and all income less all expense', () => {
    fc.assert(fc.property(fc.array(anyPostings), (entries) => {
      const all = entries.flat();
      const funds = sumFen(all.filter(({ account }) => (FUND_ACCOUNTS as readonly string[]).includes(account)));
      expect(funds + sumFen(all.filter(({ account }) => !isFund(account)))).toBe(0);
    }));
  });
});

describe('a found entry', () => {
  const sound: FoundEntry = { sequence: 3, kind: 'wechatFee', ofKind: 'wechatFee', bookedOn: '2026-07-01', happenedOn: '2026-06-30', postings: fee(100), reversed: null };
  const reversal: FoundEntry = { ...sound, kind: 'reversal', postings: mirrored(fee(100)), reversed: { sequence: 2, kind: 'wechatFee', postings: fee(100) } };
  const CLOSINGS = [{ afterEntries: 1, closedThrough: '2026-06-30' }, { afterEntries: 3, closedThrough: '2026-09-30' }];

  it('that nobody has touched has no fault', () => {
    expect(entryFaults(sound, 3, CLOSINGS)).toEqual([]);
    expect(entryFaults(reversal, 3, CLOSINGS)).toEqual([]);
  });

  test.each<[string, Partial<FoundEntry>, string[]]>([
    ['a gap before it', { sequence: 4 }, ['sequenceGap', 'bookedOnClosedDay']],
    ['a fen missing', { postings: [{ account: 'wechatFunds', amountFen: 99 }, { account: 'propertyFee', amountFen: -100 }] }, ['unbalanced']],
    ['no postings', { postings: [] }, ['tooFewPostings']],
    ['booked on a closed day', { bookedOn: '2026-06-30' }, ['bookedOnClosedDay']],
    ['booked before it happened', { happenedOn: '2026-07-02' }, ['bookedBeforeItHappened']],
    ['a kind that is not its own', { ofKind: 'cashFee', postings: [{ account: 'cashFunds', amountFen: 1 }, { account: 'propertyFee', amountFen: -1 }] }, ['kindOfReversal']],
    ['a reversal of nothing', { kind: 'reversal' }, ['kindOfReversal']],
    ['a reversal of another amount', { ...reversal, postings: mirrored(fee(99)) }, ['notMirrored']],
    ['a reversal that repeats', { ...reversal, postings: fee(100) }, ['notMirrored']],
    ['a reversal of a reversal', { ...reversal, reversed: { ...reversal.reversed!, kind: 'reversal' } }, ['kindOfReversal']],
    ['a reversal of something later', { ...reversal, reversed: { ...reversal.reversed!, sequence: 9 } }, ['kindOfReversal']],
  ])('%s', (_, change, faults) => expect(entryFaults({ ...sound, ...change }, 3, CLOSINGS)).toEqual(faults));

  it('stands under the last closing before it', () => {
    const closings = [{ afterEntries: 2, closedThrough: '2026-06-30' }, { afterEntries: 4, closedThrough: null }, { afterEntries: 4, closedThrough: '2026-09-30' }];
    expect([1, 2, 3, 4, 5].map((sequence) => closedWhen(closings, sequence))).toEqual([null, null, '2026-06-30', '2026-06-30', '2026-09-30']);
  });
});

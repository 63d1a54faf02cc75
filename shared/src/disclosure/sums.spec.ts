import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText, type EditionFacts, type EditionLine } from './canonical.ts';
import { COMMON_INCOME_KINDS, COMPUTED_KINDS, DISCLOSURE_KINDS, DISCLOSURE_WORDS, EXPENSE_KINDS, INCOME_KINDS, isIncome, type DisclosureKind } from './kinds.ts';
import { changesBetween, kindTotals, statementSums } from './sums.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const sums = fc.uniqueArray(fc.tuple(fc.constantFrom(...DISCLOSURE_KINDS), amount), { selector: ([kind]) => kind }).map((entries) => new Map<DisclosureKind, number>(entries));
const opening = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe('the sums of a statement', () => {
  it('opening + income − expense = closing, each kind on its side once', () => fc.assert(fc.property(opening, sums, (openingFen, byKind) => {
    const { incomeFen, expenseFen, closingFen } = statementSums(openingFen, byKind);
    const of = (kinds: readonly DisclosureKind[]) => kinds.reduce((sum, kind) => sum + (byKind.get(kind) ?? 0), 0);
    expect([incomeFen, expenseFen]).toEqual([of(INCOME_KINDS), of(EXPENSE_KINDS)]);
    expect(closingFen).toBe(openingFen + incomeFen - expenseFen);
  })));

  it('a closing carried on is an opening: two periods come to what one over both would', () => fc.assert(fc.property(opening, sums, sums, (openingFen, first, second) => {
    const carried = statementSums(statementSums(openingFen, first).closingFen, second);
    const both = new Map(DISCLOSURE_KINDS.map((kind) => [kind, (first.get(kind) ?? 0) + (second.get(kind) ?? 0)]));
    expect(carried.closingFen).toBe(statementSums(openingFen, both).closingFen);
  })));

  it('what a correction changed is the difference of the closings', () => fc.assert(fc.property(opening, sums, sums, (openingFen, before, after) => {
    const moved = changesBetween(before, after).reduce((sum, { kind, beforeFen, afterFen }) => sum + (isIncome(kind) ? 1 : -1) * (afterFen - beforeFen), 0);
    expect(statementSums(openingFen, before).closingFen + moved).toBe(statementSums(openingFen, after).closingFen);
    expect(changesBetween(before, before)).toEqual([]);
  })));

  it('shows what has an amount, in the order of the kinds', () => {
    expect(kindTotals(new Map([['office', 5], ['parking', 7], ['taxes', 0]]))).toEqual([{ kind: 'parking', amountFen: 7 }, { kind: 'office', amountFen: 5 }]);
  });

  it('leaves the exact integers by an exception, never by a rounded sum', () => {
    expect(() => statementSums(Number.MAX_SAFE_INTEGER, new Map([['parking', 1]]))).toThrow(RangeError);
    expect(() => statementSums(0.5, new Map())).toThrow(RangeError);
    const most = Number.MAX_SAFE_INTEGER; // beyond it on the way, and back within it at the closing
    expect(() => statementSums(most + 1, new Map([['cleaning', 5]]))).toThrow(RangeError);
    expect(() => statementSums(-20, new Map([['parking', most], ['advertising', 10]]))).toThrow(RangeError);
    expect(() => statementSums(20, new Map([['cleaning', most], ['office', 10]]))).toThrow(RangeError);
  });

  it('knows each kind by one word of its own', () => {
    expect(new Set(Object.values(DISCLOSURE_WORDS)).size).toBe(DISCLOSURE_KINDS.length);
    expect([...COMPUTED_KINDS, ...COMMON_INCOME_KINDS].every(isIncome)).toBe(true);
  });
});

describe('the text of an edition', () => {
  const edition: EditionFacts = {
    statementId: 's', estateId: 'e', body: 'provider', bodyId: 'p', period: '2026H1', edition: 1, publishedOn: '2026-07-12', corrects: null, openingFen: 1, incomeFen: 5, expenseFen: 2, closingFen: 4,
    totals: [{ kind: 'parking', amountFen: 5 }, { kind: 'office', amountFen: 2 }], computed: [{ kind: 'propertyFee', knownFen: 0, declaredFen: 0, explanation: '' }], remark: '', lines: 2,
  };
  const lines: readonly EditionLine[] = [{ kind: 'parking', amountFen: 5, note: '车位', voucherIds: ['a', 'b'] }, { kind: 'office', amountFen: 2, note: '纸张', voucherIds: ['c'] }];

  it('is fixed to the letter: the hashes that are published depend on it', () => expect(canonicalText(edition, lines)).toBe([
    '["linping-statement",1,["s","e","provider","p","2026H1",1,"2026-07-12",null,1,5,2,4,[["parking",5],["office",2]],[["propertyFee",0,0,""]],"",2]]',
    '["parking",5,"车位",["a","b"]]', '["office",2,"纸张",["c"]]', '',
  ].join('\n')));

  it('differs wherever anything of the edition does', () => {
    const first = canonicalText(edition, lines);
    const corrections = [{ statementId: 's', hash: 'h', reason: 'r' }, { statementId: 'x', hash: 'h', reason: 'r' }, { statementId: 's', hash: 'x', reason: 'r' }, { statementId: 's', hash: 'h', reason: 'x' }].map((corrects) => ({ corrects }));
    const others: readonly string[] = [
      ...([{ statementId: 'x' }, { bodyId: 'x' }, { edition: 2 }, { publishedOn: '2026-07-13' }, { openingFen: 2 }, { remark: 'x' }, ...corrections] as const)
        .map((over) => canonicalText({ ...edition, ...over }, lines)),
      canonicalText(edition, [lines[1]!, lines[0]!]), canonicalText(edition, [{ ...lines[0]!, note: '车位\n["office",2,"纸张",["c"]]' }]), canonicalText(edition, [{ ...lines[0]!, voucherIds: ['b', 'a'] }, lines[1]!]),
    ];
    expect(new Set([first, ...others]).size).toBe(others.length + 1);
  });
});

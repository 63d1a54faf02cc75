import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isOrderNumber, reconcile, type Reconciled, type TradeHere, type TradeThere } from './reconcile.ts';

const ORDER = '26112212345678901234';
const here = (state: TradeHere['state'], amountFen = 100, trade: TradeHere['trade'] = 'payment'): TradeHere => ({ trade, number: ORDER, amountFen, state });
const there = (amountFen = 100, trade: TradeThere['trade'] = 'payment', isDecided = true): TradeThere => ({ trade, number: ORDER, amountFen, isDecided });

describe('one trade', () => {
  test.each<[string, TradeHere[], TradeThere[], [Reconciled['finding'], number | null, number | null] | null]>([
    ['entered, and in the bill', [here('entered')], [there()], ['matched', 100, 100]],
    ['entered, and not in the bill', [here('entered')], [], ['missingThere', 100, null]],
    ['in the bill, and unknown', [], [there()], ['missingHere', null, 100]],
    ['in the bill, and not entered', [here('asked')], [there()], ['missingHere', null, 100]],
    ['entered with another amount', [here('entered', 99)], [there()], ['amountDiffers', 99, 100]],
    ['asked for another amount', [here('asked', 99)], [there()], ['amountDiffers', 99, 100]],
    ['asked for and not paid', [here('asked')], [], null],
    ['a refund under way, in the bill', [here('underWay', 5, 'refund')], [there(5, 'refund', false)], ['matched', 5, 5]],
    ['a refund under way, not in the bill', [here('underWay', 5, 'refund')], [], null],
    ['a refund under way with another amount', [here('underWay', 5, 'refund')], [there(6, 'refund', false)], ['amountDiffers', 5, 6]],
    ['a refund that failed after the bill', [here('ended', 5, 'refund')], [there(5, 'refund', false)], null],
    ['a refund that went through and that we gave up', [here('ended', 5, 'refund')], [there(5, 'refund')], ['missingHere', null, 5]],
    ['a refund that the firm made by itself', [], [there(5, 'refund', false)], ['missingHere', null, 5]],
    ['a payment is not its refund', [here('entered', 5, 'refund')], [there(5, 'payment')], ['missingHere', null, 5]],
    ['two lines with one number', [here('entered')], [there(60), there(40)], ['matched', 100, 100]],
    ['billed twice', [here('entered')], [there(), there()], ['amountDiffers', 100, 200]],
  ])('%s', (_, ours, theirs, expected) => {
    const [first] = reconcile(ours, theirs);
    expect(first ? [first.finding, first.hereFen, first.thereFen] : null).toEqual(expected);
  });

  it('tells our numbers from other business of the merchant', () => {
    expect([ORDER, `${ORDER}R1`, 'SHOP-77', '2611221234567890123', ''].map(isOrderNumber)).toEqual([true, false, false, false, false]);
  });
});

describe('laws', () => {
  const trade = fc.constantFrom('payment' as const, 'refund' as const);
  const number = fc.integer({ min: 0, max: 12 }).map(String);
  const amountFen = fc.integer({ min: 1, max: 3 });
  const ours = fc.uniqueArray(fc.record({ trade, number, amountFen, state: fc.constantFrom('entered' as const, 'underWay' as const, 'asked' as const, 'ended' as const) }), { selector: (one) => `${one.trade} ${one.number}` });
  const theirs = fc.array(fc.record({ trade, number, amountFen, isDecided: fc.boolean() }));
  const sum = (fens: readonly (number | null)[]) => fens.reduce<number>((total, fen) => total + (fen ?? 0), 0);

  it('each trade is found once, and every line of the bill is told of unless the refund failed meanwhile', () => {
    fc.assert(fc.property(ours, theirs, (a, b) => {
      const found = reconcile(a, b).map((one) => `${one.trade} ${one.number}`);
      expect(new Set(found).size).toBe(found.length);
      const failed = a.filter(({ state }) => state === 'ended').map((one) => `${one.trade} ${one.number}`);
      for (const one of b) expect(found.includes(`${one.trade} ${one.number}`) || failed.includes(`${one.trade} ${one.number}`)).toBe(true);
    }));
  });

  it('what matches comes to the same on both sides; entered and billed differ by exactly what the differences say', () => {
    fc.assert(fc.property(ours.map((list) => list.map((one) => ({ ...one, state: 'entered' as const }))), theirs, (a, b) => {
      const found = reconcile(a, b);
      const matched = found.filter(({ finding }) => finding === 'matched');
      expect(sum(matched.map(({ hereFen }) => hereFen))).toBe(sum(matched.map(({ thereFen }) => thereFen)));
      const gap = sum(a.map((one) => one.amountFen)) - sum(b.map((one) => one.amountFen));
      expect(sum(found.filter(({ finding }) => finding !== 'matched').map(({ hereFen, thereFen }) => (hereFen ?? 0) - (thereFen ?? 0)))).toBe(gap);
    }));
  });

  it('the order of either side says nothing', () => {
    fc.assert(fc.property(ours, theirs, (a, b) => expect(reconcile([...a].reverse(), [...b].reverse())).toEqual(reconcile(a, b))));
  });

  it('with sides swapped, what was missing here is missing there', () => {
    const swapped = { matched: 'matched', amountDiffers: 'amountDiffers', missingHere: 'missingThere', missingThere: 'missingHere' } as const;
    const sure = fc.uniqueArray(fc.record({ trade, number, amountFen }), { selector: (one) => `${one.trade} ${one.number}` });
    fc.assert(fc.property(sure, sure, (a, b) => {
      const entered = (list: typeof a): TradeHere[] => list.map((one) => ({ ...one, state: 'entered' }));
      const billed = (list: typeof a): TradeThere[] => list.map((one) => ({ ...one, isDecided: true }));
      expect(reconcile(entered(b), billed(a))).toEqual(reconcile(entered(a), billed(b)).map((one) => ({ ...one, finding: swapped[one.finding], hereFen: one.thereFen, thereFen: one.hereFen })));
    }));
  });

  it('a bill made of our own record matches it whole', () => {
    fc.assert(fc.property(ours, (a) => {
      const entered = a.filter(({ state }) => state === 'entered');
      expect(reconcile(entered, entered.map((one) => ({ ...one, isDecided: true }))).every(({ finding }) => finding === 'matched')).toBe(true);
    }));
  });
});

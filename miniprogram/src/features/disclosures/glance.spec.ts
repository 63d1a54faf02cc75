import { describe, expect, it } from '@jest/globals';
import type { StatementGlance } from '@linping/shared';
import { comparedInWords, mostOf, sharesInWords, sharesOf } from './glance.ts';

const glance = (over: Partial<StatementGlance>): StatementGlance => ({
  id: 'x', period: '2026H1', edition: 1, openingFen: 0, incomeFen: 0, expenseFen: 0, closingFen: 0, publishedOn: '2026-07-10', totals: [], ...over,
});

describe('accounts at one glance', () => {
  const totals = [
    { kind: 'propertyFee', amountFen: 300_000 }, { kind: 'parking', amountFen: 100_000 }, { kind: 'cleaning', amountFen: 5_000 }, { kind: 'greening', amountFen: 10_000 },
    { kind: 'order', amountFen: 4_000 }, { kind: 'office', amountFen: 3_000 }, { kind: 'taxes', amountFen: 2_000 }, { kind: 'insurance', amountFen: 1_000 },
  ] as const;

  it('is drawn by kind, the largest first, and the small ones share a shade', () => {
    expect(sharesOf(totals, 'income').map(({ kind, perMille, shade }) => [kind, perMille, shade])).toEqual([['propertyFee', 750, 0], ['parking', 250, 1]]);
    expect(sharesOf(totals, 'expense').map(({ kind, shade }) => [kind, shade])).toEqual([['greening', 0], ['cleaning', 1], ['order', 2], ['office', 3], ['taxes', 4], ['insurance', 4]]);
    expect(sharesOf([], 'income')).toEqual([]);
    expect(sharesOf([{ kind: 'propertyFee', amountFen: -500 }], 'income')).toMatchObject([{ perMille: 0 }]); // more given back than came in
    expect(sharesOf([{ kind: 'propertyFee', amountFen: -500 }, { kind: 'parking', amountFen: 1_000 }, { kind: 'subsidy', amountFen: 0 }], 'income').map(({ kind, perMille }) => [kind, perMille])).toEqual([['parking', 1000], ['propertyFee', 0]]);
  });

  it('is said in words', () => {
    expect(sharesInWords(sharesOf(totals, 'income'), 'income', 400_000)).toBe('收入 4,000.00 元：物业费 3,000.00 元，停车 1,000.00 元');
    expect(sharesInWords([], 'expense', 0)).toBe('支出 0.00 元');
  });

  it('is compared with the newest period of the same length', () => {
    const now = glance({ incomeFen: 400_000, expenseFen: 100 });
    const before = glance({ period: '2025H2', incomeFen: 280_000, expenseFen: 100 });
    expect(comparedInWords([now, glance({ period: '2025Q4' }), before], 'income')).toBe('比2025年下半年多 1,200.00 元');
    expect(comparedInWords([before, now], 'income')).toBe('比2026年上半年少 1,200.00 元');
    expect(comparedInWords([now, before], 'expense')).toBe('与2025年下半年一样多');
    expect([comparedInWords([now], 'income'), comparedInWords([], 'income')]).toEqual([undefined, undefined]);
    expect([mostOf([now, before]), mostOf([])]).toEqual([400_000, 1]);
  });
});

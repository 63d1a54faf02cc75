import { describe, expect, it } from '@jest/globals';
import { liveSums } from './live.ts';

const view = { openingFen: 10_000, incomeFen: 5_000, expenseFen: 3_000 };

describe('the balance while somebody types', () => {
  it('is the saved one where nothing is being typed', () => expect(liveSums(view, [])).toEqual({ ...view, closingFen: 12_000 }));

  it('counts what is typed on its own side, and what is typed in place of something by the difference', () => {
    expect(liveSums(view, [{ of: 'parking', changeFen: 250 }, { of: 'cleaning', changeFen: 99 }, { of: 'propertyFee', changeFen: -50 }])).toEqual({
      openingFen: 10_000, incomeFen: 5_200, expenseFen: 3_099, closingFen: 12_101,
    });
    expect(liveSums(view, [{ of: 'opening', changeFen: -10_001 }])).toMatchObject({ openingFen: -1, closingFen: 1_999 });
  });

  it('begins at nothing where no opening is known yet', () => expect(liveSums({ ...view, openingFen: null }, [{ of: 'opening', changeFen: 7 }])).toMatchObject({ openingFen: 7, closingFen: 2_007 }));
});

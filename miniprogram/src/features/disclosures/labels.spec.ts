import { describe, expect, it } from '@jest/globals';
import { waitsInOrder } from './labels.ts';

describe('what stands against submitting', () => {
  it('is told in the order in which one settles it', () => expect(waitsInOrder(['voucherMissing', 'openingMissing', 'periodNotOver'])).toEqual(['periodNotOver', 'openingMissing', 'voucherMissing']));
});

import { expect, it } from '@jest/globals';
import { sidesInWords } from './labels.ts';

it('says what each side has of a trade', () => {
  expect(sidesInWords({ hereFen: null, thereFen: 10_000 })).toEqual(['微信 100.00 元', '本系统没有']);
  expect(sidesInWords({ hereFen: 9_999, thereFen: 10_000 })).toEqual(['微信 100.00 元', '本系统 99.99 元']);
  expect(sidesInWords({ hereFen: 5, thereFen: null })).toEqual(['微信没有', '本系统 0.05 元']);
});

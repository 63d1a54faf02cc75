import { describe, expect, it } from '@jest/globals';
import { writeHouseholdCode } from '@linping/shared';
import { checkCode, digitsOf, shownCode } from './code-input.ts';

const CODE = writeHouseholdCode({ doorSerial: 12, secret: '345678' });

describe('the household code as it is typed', () => {
  it.each([
    { typed: '012 345 678', digits: '012345678' },
    { typed: '012-345', digits: '012345' },
    { typed: '０１２', digits: '012' },
    { typed: '12345678901234', digits: '1234567890' },
    { typed: 'abc', digits: '' },
  ])('"$typed" holds $digits', ({ typed, digits }) => expect(digitsOf(typed)).toBe(digits));

  it('is shown as it is printed', () => expect(shownCode(CODE)).toMatch(/^\d{3} \d{3} \d{4}$/));

  it('is ready when complete, and a slip of one finger is found', () => {
    expect(checkCode(CODE)).toBe('ready');
    expect(checkCode(CODE.slice(0, 9))).toBe('incomplete');
    const slipped = `${CODE.slice(0, 4)}${(Number(CODE[4]) + 1) % 10}${CODE.slice(5)}`;
    expect(checkCode(slipped)).toBe('mistyped');
  });
});

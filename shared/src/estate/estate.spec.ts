import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { buildingTokenIn } from './building-token.ts';
import { ESTATE_STAGES, isNextStage } from './estate.ts';
import { HOUSEHOLD_CODE_LENGTH, readHouseholdCode, spacedHouseholdCode, writeHouseholdCode } from './household-code.ts';

const parts = fc.record({ doorSerial: fc.integer({ min: 1, max: 999 }), secret: fc.stringMatching(/^[0-9]{6}$/) });

describe('household codes', () => {
  it('are read back, spaced or not', () => {
    fc.assert(fc.property(parts, (code) => {
      const digits = writeHouseholdCode(code);
      expect(digits).toHaveLength(HOUSEHOLD_CODE_LENGTH);
      expect(readHouseholdCode(digits)).toEqual(code);
      expect(readHouseholdCode(spacedHouseholdCode(digits))).toEqual(code);
    }));
  });

  it('find every single wrong digit', () => {
    fc.assert(fc.property(parts, fc.nat(9), fc.integer({ min: 1, max: 9 }), (code, place, off) => {
      const digits = [...writeHouseholdCode(code)];
      digits[place] = String((Number(digits[place]) + off) % 10);
      expect(readHouseholdCode(digits.join(''))).toBeUndefined();
    }));
  });

  it('find every swap of neighbours', () => {
    fc.assert(fc.property(parts, fc.nat(8), (code, place) => {
      const digits = [...writeHouseholdCode(code)];
      [digits[place], digits[place + 1]] = [digits[place + 1]!, digits[place]!];
      const swapped = digits.join('');
      if (swapped !== writeHouseholdCode(code)) expect(readHouseholdCode(swapped)).toBeUndefined();
    }));
  });

  it.each(['', '123', '0001234560', 'abcdefghij', '12345678901'])('%p is none', (typed) => expect(readHouseholdCode(typed)).toBeUndefined());
  it.each([{ doorSerial: 0, secret: '123456' }, { doorSerial: 1000, secret: '123456' }, { doorSerial: 1, secret: '12345' }])('%p cannot be written', (code) =>
    expect(() => writeHouseholdCode(code)).toThrow(RangeError));
  test.each([['', ''], ['012', '012'], ['0123', '012 3'], ['0123456789', '012 345 6789']])('while typing %p shows %p', (typed, shown) => expect(spacedHouseholdCode(typed)).toBe(shown));
});

describe('building tokens', () => {
  const token = 'Ab3_-Ab3_-Ab3_-Z';
  test.each([token, `https://linping.example/q/${token}`, `https://linping.example/q/${token}?from=poster`, `http://127.0.0.1:3000/q/${token}/`])('%p holds one', (scanned) =>
    expect(buildingTokenIn(scanned)).toBe(token));
  test.each(['', 'short', 'https://linping.example/other', `${token}&x=1`, 'x'.repeat(33)])('%p holds none', (scanned) => expect(buildingTokenIn(scanned)).toBeUndefined());
});

describe('stages (六)', () => {
  it('follow each other one at a time', () => {
    for (const [i, from] of ESTATE_STAGES.entries()) for (const [j, to] of ESTATE_STAGES.entries()) expect(isNextStage(from, to)).toBe(j === i + 1);
  });
});

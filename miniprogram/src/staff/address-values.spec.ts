import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decoded, queryIn, valuesIn } from './address-values.ts';

const defaults = { search: '', sort: 'risk', late: '' };

describe('the values in an address', () => {
  it('leave out what is as always', () => {
    expect(queryIn({ search: '家属院', sort: 'risk', late: '1' }, defaults)).toBe('search=%E5%AE%B6%E5%B1%9E%E9%99%A2&late=1');
    expect(queryIn(defaults, defaults)).toBe('');
  });

  it('come back as they went, whatever was typed', () => {
    fc.assert(fc.property(fc.record({ search: fc.string({ unit: 'grapheme' }), sort: fc.string(), late: fc.string() }), (values) => {
      expect(valuesIn(queryIn(values, defaults), defaults)).toEqual(values);
    }));
  });

  it('hold nothing that nobody asked for, and survive what is no code', () => {
    expect(valuesIn('sort=name&colour=red&search=100%', defaults)).toEqual({ search: '100%', sort: 'name', late: '' });
    expect(valuesIn('', defaults)).toEqual(defaults);
    expect(decoded('%')).toBe('%');
  });
});

import { describe, expect, it } from '@jest/globals';
import { networkTag } from './network.ts';

const same = (a: string, b: string) => networkTag('k', a) === networkTag('k', b);

describe('a network\'s tag', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.7', '::ffff:203.0.113.7', true],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0:0:0:9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['2001:db8::1', '2001:db8:0:0:5::', true],
    ['::1', '::2', true],
    ['fe80::1%eth0', 'fe80::2', true],
    ['', '203.0.113.7', false],
  ])('%s and %s: the same %s', (a, b, expected) => expect(same(a, b)).toBe(expected));

  it('needs the key, and shows no address', () => {
    expect(networkTag('k', '203.0.113.7')).not.toBe(networkTag('other', '203.0.113.7'));
    expect(networkTag('k', '203.0.113.7')).toMatch(/^[0-9a-f]{64}$/);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AccessClaims, readAccess, signAccess } from './access-token.ts';

const SECRET = 's'.repeat(32);
const CLAIMS: AccessClaims = { sessionId: 'a-session', kind: 'staff', principalId: 'somebody', expiresMs: 1_000_000 };
const TOKEN = signAccess(SECRET, CLAIMS);

describe('access tokens', () => {
  it('say what was signed, until they expire', () => {
    expect(readAccess(SECRET, TOKEN, 999_999)).toEqual(CLAIMS);
    expect(readAccess(SECRET, TOKEN, 1_000_000)).toBeUndefined();
  });

  it('are nothing under another secret', () => expect(readAccess('x'.repeat(32), TOKEN, 0)).toBeUndefined());

  it('are refused when the claims are another\'s', () => {
    const [, mac] = TOKEN.split('.');
    const other = signAccess(SECRET, { ...CLAIMS, principalId: 'else' }).split('.')[0];
    expect(readAccess(SECRET, `${other}.${mac}`, 0)).toBeUndefined();
  });

  it('are refused with any character changed, the unused bits of the last one included', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(fc.property(fc.nat(TOKEN.length - 1), fc.constantFrom(...alphabet), (at, character) => {
      fc.pre(TOKEN[at] !== character && TOKEN[at] !== '.');
      return readAccess(SECRET, TOKEN.slice(0, at) + character + TOKEN.slice(at + 1), 0) === undefined;
    }));
    for (const character of alphabet) {
      if (!TOKEN.endsWith(character)) expect(readAccess(SECRET, TOKEN.slice(0, -1) + character, 0)).toBeUndefined();
    }
  });

  it.each(['', '.', 'a', 'a.b', `${TOKEN}.`, `${TOKEN}=`, `.${TOKEN}`, TOKEN.split('.')[0]!, `${TOKEN}.x`, '漢.字'])('are not %j', (text) => {
    expect(readAccess(SECRET, text, 0)).toBeUndefined();
  });

  it('survive any text', () => fc.assert(fc.property(fc.string(), (text) => readAccess(SECRET, text, 0) === undefined)));
});

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signAccess } from '../identity/access-token.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { PhotoLinks, type Variant } from './photo-links.ts';

const MINUTE = 60;
const ID = randomUUID();

describe('links to photos', () => {
  let clock: StoppedClock;
  let links: PhotoLinks;
  beforeEach(() => {
    clock = new StoppedClock();
    links = new PhotoLinks(testConfig({ publicUrl: 'https://linping.example' }), clock);
  });
  const partsOf = (link: string) => {
    const { pathname, searchParams } = new URL(link, 'https://linping.example');
    const [, , , , id, variant] = pathname.split('/');
    return { id: id!, variant: variant as Variant, expires: Number(searchParams.get('expires')), signature: searchParams.get('signature')! };
  };
  const goodFor = ({ id, variant, expires, signature }: ReturnType<typeof partsOf>) => links.goodFor(id, variant, expires, signature);

  it('are good for ten to fifteen minutes, and then for nothing', () => {
    for (const pass of [0, 1, 137, 299, 300]) {
      clock.pass(pass);
      const link = partsOf(links.link(ID, 'full'));
      expect(goodFor(link)).toBeGreaterThanOrEqual(10 * MINUTE * 1000);
      expect(goodFor(link)).toBeLessThanOrEqual(15 * MINUTE * 1000);
      clock.pass(10 * MINUTE - 1);
      expect(goodFor(link)).toBeGreaterThan(0);
      clock.pass(5 * MINUTE + 1);
      expect(goodFor(link)).toBe(0);
    }
  });

  it('stay the same for some minutes, so that a browser need not fetch the picture again', () => {
    clock.pass(1);
    const first = links.link(ID, 'thumbnail');
    clock.pass(4 * MINUTE);
    expect(links.link(ID, 'thumbnail')).toBe(first);
    clock.pass(2 * MINUTE);
    expect(links.link(ID, 'thumbnail')).not.toBe(first);
  });

  it('for the check are absolute, good for an hour, and for nothing else', () => {
    const link = links.linkForCheck(ID);
    expect(link.startsWith(`https://linping.example/api/v1/files/${ID}/check?`)).toBe(true);
    const parts = partsOf(link);
    clock.pass(59 * MINUTE);
    expect(goodFor(parts)).toBeGreaterThan(0);
    for (const variant of ['full', 'thumbnail'] as const) expect(goodFor({ ...parts, variant })).toBe(0);
    expect(goodFor({ ...partsOf(links.link(ID, 'full')), variant: 'check' })).toBe(0);
    clock.pass(2 * MINUTE);
    expect(goodFor(parts)).toBe(0);
  });

  it('are for one photo, one size and one time', () => {
    const link = partsOf(links.link(ID, 'full'));
    expect(goodFor({ ...link, id: randomUUID() })).toBe(0);
    expect(goodFor({ ...link, variant: 'thumbnail' })).toBe(0);
    expect(goodFor({ ...link, expires: link.expires + 1 })).toBe(0);
  });

  it('are worth nothing with any character changed, cut off or added', () => {
    const link = partsOf(links.link(ID, 'full'));
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(fc.property(fc.nat(link.signature.length - 1), fc.constantFrom(...alphabet), (at, character) => {
      fc.pre(link.signature[at] !== character);
      return goodFor({ ...link, signature: link.signature.slice(0, at) + character + link.signature.slice(at + 1) }) === 0;
    }));
    for (const signature of ['', link.signature.slice(0, -1), `${link.signature}A`, 'é'.repeat(43)]) expect(goodFor({ ...link, signature })).toBe(0);
  });

  it('have a key of their own: the token secret alone signs none, and no other server does', () => {
    const { token } = testConfig().secrets;
    const link = partsOf(links.link(ID, 'full'));
    expect(links.link(ID, 'full')).not.toContain(signAccess(token, { sessionId: ID, kind: 'h5', principalId: ID, expiresMs: link.expires }).split('.')[1]);
    const other = new PhotoLinks(testConfig({ secrets: { token: 'u'.repeat(32), code: 'c'.repeat(32), contact: 'k'.repeat(32) } }), clock);
    expect(other.goodFor(link.id, link.variant, link.expires, link.signature)).toBe(0);
  });
});

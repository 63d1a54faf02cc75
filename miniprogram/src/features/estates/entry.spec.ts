import { describe, expect, it } from '@jest/globals';
import { tokenOfEntry, tokenOfScan } from './entry.ts';

const TOKEN = 'Ab3_-6789012345678';

describe('the building in a QR', () => {
  it.each([
    { params: { scene: TOKEN } },
    { params: { q: encodeURIComponent(`https://linping.example/q/${TOKEN}`) } },
    { params: { q: `https://linping.example/q/${TOKEN}?from=poster` } },
    { params: { scene: '', q: encodeURIComponent(`https://linping.example/q/${TOKEN}/`) } },
  ])('is found in $params', ({ params }) => expect(tokenOfEntry(params)).toBe(TOKEN));

  it.each([{}, { scene: 'short' }, { q: '%E4%zz' }, { q: encodeURIComponent('https://other.example/pay') }])('is not found in %j', (params) =>
    expect(tokenOfEntry(params)).toBeUndefined(),
  );

  it.each([`https://linping.example/q/${TOKEN}`, TOKEN, `pages/landing/index?scene=${TOKEN}`])('is read by the camera from %s', (text) =>
    expect(tokenOfScan(text)).toBe(TOKEN),
  );
});

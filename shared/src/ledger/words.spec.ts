import { describe, expect, test } from '@jest/globals';
import { bodyName } from './words.ts';

const PROVIDERS = new Map([['p1', '某物业公司'], ['e1', '不是一家物业']]);

describe('whose book it is', () => {
  test.each([
    ['provider', 'p1', '某物业公司'],
    ['provider', 'p2', '物业服务企业'],
    ['committee', 'e1', '业主委员会'],
    ['communityService', 'e1', '社区物业服务机构'],
  ] as const)('%s %s is called %s', (body, bodyId, name) => expect(bodyName({ body, bodyId }, PROVIDERS)).toBe(name));
});

import { describe, expect, it } from '@jest/globals';
import { readHouseholdCode, type PersonaView } from '@linping/shared';
import { welcome } from './welcome.ts';

const PERSONAS: readonly PersonaView[] = [
  { id: 'demo-resident', role: 'resident', displayName: '祥云里小院 · 居民', scopeName: '祥云里小院' },
  { id: 'demo-auditor', role: 'auditor', displayName: '区审计局 · 审计人员', scopeName: '全区' },
];
const door = (token: string, doorSerial: number) => ({ householdId: `${token} ${doorSerial}`, building: `${token}号楼`, token, door: `1单元${100 + doorSerial}`, doorSerial });

describe('what the demo prints', () => {
  it('names the address, the staff, and three codes of one building', () => {
    const text = welcome('http://127.0.0.1:3000', PERSONAS, [door('a', 1), door('b', 1), door('b', 2), door('b', 7), door('b', 8)]);
    expect(text).toContain('http://127.0.0.1:3000/q/b ');
    expect(text).toContain('区审计局 · 审计人员');
    const codes = [...text.matchAll(/\d{3} \d{3} \d{4}/g)].map(([code]) => readHouseholdCode(code)?.doorSerial);
    expect(codes).toEqual([1, 2, 7]);
  });

  it('does without codes once all doors are taken', () => {
    expect(welcome('http://127.0.0.1:3000', PERSONAS, [])).not.toContain('/q/');
  });
});

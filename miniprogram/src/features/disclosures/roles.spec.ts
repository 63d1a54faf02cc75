import { describe, expect, it } from '@jest/globals';
import { bodyOfRole } from './roles.ts';

describe('whose accounts a role keeps', () => {
  it('is the own body’s, and of those who read or review nobody’s', () => {
    expect((['providerManager', 'committee', 'communityService'] as const).map(bodyOfRole)).toEqual(['provider', 'committee', 'communityService']);
    for (const role of ['streetOfficer', 'headquarters', 'auditor', 'providerStaff', 'resident', 'visitor'] as const) expect([role, bodyOfRole(role)]).toEqual([role, undefined]);
  });
});

import { describe, expect, it, test } from '@jest/globals';
import type { Role } from '@linping/shared';
import { EVERYTHING, levelsOf, viewOf } from './view.ts';

describe('the coverage board by its address', () => {
  test.each<[Role, string[], string]>([
    ['headquarters', ['street', 'community', 'estate'], 'street'], ['auditor', ['street', 'community', 'estate'], 'street'],
    ['streetOfficer', ['community', 'estate'], 'estate'], ['communityWorker', ['estate'], 'estate'],
  ])('%s has the rungs %p and begins with %s', (role, levels, first) => {
    expect(levelsOf(role)).toEqual(levels);
    expect(viewOf(EVERYTHING, role).level).toBe(first);
  });

  it('compares communities only within a street', () => {
    expect(viewOf({ ...EVERYTHING, by: 'community' }, 'headquarters').level).toBe('street');
    expect(viewOf({ ...EVERYTHING, by: 'community', street: 's' }, 'headquarters').level).toBe('community');
    expect(viewOf({ ...EVERYTHING, by: 'community' }, 'streetOfficer').level).toBe('community');
  });

  it('takes nothing from an address that the server would refuse', () => {
    const view = viewOf({ ...EVERYTHING, by: 'planet', halfYear: 'last', status: 'lost', sort: 'luck', order: 'luck', late: 'yes' }, 'streetOfficer');
    expect(view).toMatchObject({ level: 'estate', sort: 'risk', order: 'late', cut: { halfYear: undefined, status: undefined, late: undefined } });
  });

  it('keeps what only estates are cut by away from streets', () => {
    const address = { ...EVERYTHING, street: 's', community: 'c', status: 'short', search: '祥云', late: '1' };
    expect(viewOf({ ...address, by: 'street' }, 'headquarters').cut).toEqual({ halfYear: undefined, streetId: 's', communityId: undefined, status: undefined, late: true, search: undefined });
    expect(viewOf({ ...address, by: 'estate' }, 'headquarters').cut).toMatchObject({ communityId: 'c', status: 'short', search: '祥云', late: true });
  });
});

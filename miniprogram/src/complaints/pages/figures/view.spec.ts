import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, groupsOf, listQueryOf, viewOf } from './view.ts';

describe('the figures’ page', () => {
  it('compares what a role has more than one of', () => {
    expect(groupsOf('headquarters')).toEqual(['street', 'provider', 'estate', 'category']);
    expect(groupsOf('streetOfficer')).toEqual(['estate', 'provider', 'category']);
    expect(groupsOf('communityWorker')).toEqual(['estate', 'provider', 'category']);
    expect(groupsOf('providerManager')).toEqual(['estate', 'category']);
    expect(groupsOf('committee')).toEqual(['category']);
  });

  it('takes nothing from the address that is none of its values', () => {
    expect(viewOf(EVERYTHING, 'auditor')).toEqual({ groups: groupsOf('auditor'), by: 'street', filter: {}, sort: 'received' });
    expect(viewOf({ ...EVERYTHING, by: 'street', halfYear: '2026H3', category: 'x', sort: 'y' }, 'committee')).toMatchObject({ by: 'category', filter: {}, sort: 'received' });
    expect(viewOf({ ...EVERYTHING, by: 'estate', halfYear: '2026H2', category: 'drains', street: 's', sort: 'response' }, 'auditor')).toMatchObject({
      by: 'estate', filter: { halfYear: '2026H2', category: 'drains', streetId: 's' }, sort: 'response',
    });
  });

  it('leads from a row to its complaints', () => {
    expect(listQueryOf('estate', { id: 'e' }, { halfYear: '2026H2', streetId: 's', category: 'drains' })).toMatchObject({ estate: 'e', street: 's', category: 'drains' });
    expect(listQueryOf('category', { id: 'drains' }, {})).toMatchObject({ category: 'drains' });
    expect(listQueryOf('provider', { id: null }, {})).toBe(undefined);
  });
});

import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, viewOf } from './view.ts';

describe("what the list's address asks for", () => {
  it('is all that is open, by deadline', () => {
    expect(viewOf(EVERYTHING)).toEqual({ group: 'open', query: { group: 'open', sort: 'due' }, places: {}, chosen: 0, isCut: false });
  });

  it('searches all of it, unless a cut is chosen', () => {
    expect(viewOf({ ...EVERYTHING, search: 'TS-1' })).toMatchObject({ group: undefined, query: { search: 'TS-1', sort: 'due' }, places: {}, isCut: true });
    expect(viewOf({ ...EVERYTHING, search: 'TS-1' }).query).not.toHaveProperty('group');
    expect(viewOf({ ...EVERYTHING, search: 'x', group: 'overdue' }).query).toMatchObject({ group: 'overdue', search: 'x' });
  });

  it('is cut by category, place and worker, and the numbers on top with it', () => {
    const view = viewOf({ ...EVERYTHING, category: 'drains', street: 's', community: 'c', estate: 'e', provider: 'p', assignee: 'w', sort: 'newest' });
    expect(view.query).toEqual({ group: 'open', category: 'drains', streetId: 's', communityId: 'c', estateId: 'e', providerId: 'p', assigneeId: 'w', sort: 'newest' });
    expect(view.places).toEqual({ category: 'drains', streetId: 's', communityId: 'c', estateId: 'e', providerId: 'p', assigneeId: 'w' });
    expect(view.chosen).toBe(5);
  });

  it('of what nobody offered is as if it were not there', () => {
    expect(viewOf({ ...EVERYTHING, group: 'all', category: 'x', sort: 'age' }).query).toEqual({ group: 'open', sort: 'due' });
  });
});

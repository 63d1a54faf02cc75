import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, viewOf } from './view.ts';

describe("what the list's address asks for", () => {
  it('is who owes one for the period that ended last', () => {
    expect(viewOf(EVERYTHING, '2026H1')).toEqual({
      list: 'duties', period: '2026H1', only: undefined, duties: { period: '2026H1' }, statements: {}, chosen: 0, isCut: false,
    });
  });

  it('is cut by period, place and progress', () => {
    const view = viewOf({ ...EVERYTHING, period: '2026Q3', street: 's', only: 'overdue', search: '祥云' }, '2026H1');
    expect(view).toMatchObject({ period: '2026Q3', duties: { period: '2026Q3', streetId: 's', only: 'overdue', search: '祥云' }, chosen: 3, isCut: true });
  });

  it('is all that were drawn up, of any period, by body and status', () => {
    const all = { ...EVERYTHING, by: 'all', body: 'committee', status: 'returned', only: 'overdue' };
    expect(viewOf(all, '2026H1')).toMatchObject({ list: 'all', statements: { body: 'committee', status: 'returned' }, chosen: 2 });
    expect(viewOf(all, '2026H1').statements).not.toHaveProperty('period');
  });

  it('is what the committee has said nothing of', () => {
    expect(viewOf({ ...EVERYTHING, by: 'all', status: 'unsigned' }, '2026H1')).toMatchObject({ statements: { unsigned: true }, chosen: 1, isCut: true });
  });

  it('of what nobody offered is as if it were not there', () => {
    expect(viewOf({ ...EVERYTHING, by: 'mine', period: '2026', only: 'late', body: 'x', status: 'x' }, '2026H1')).toEqual(viewOf(EVERYTHING, '2026H1'));
  });
});

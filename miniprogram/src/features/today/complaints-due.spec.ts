import { describe, expect, it } from '@jest/globals';
import { COMPLAINT_GROUPS, mayEver, type ComplaintsSummaryView, type Role } from '@linping/shared';
import { complaintsDue } from './complaints-due.ts';

const summary = (over: Partial<ComplaintsSummaryView>) => ({ ...Object.fromEntries(COMPLAINT_GROUPS.map((group) => [group, 0])), ...over }) as ComplaintsSummaryView;
const all = summary(Object.fromEntries(COMPLAINT_GROUPS.map((group) => [group, 2])));
const said = (role: Role, counts: ComplaintsSummaryView | undefined = all) => complaintsDue(role, counts).map(({ turn, figure, text }) => `${turn} ${figure?.count}${figure?.unit} ${text}`);

describe("somebody's complaints today", () => {
  it('are the firm’s to do, the most urgent first', () => {
    expect(said('providerManager')).toEqual(['mine 2件投诉 已经超期', 'mine 2件投诉 等您受理', 'mine 2件投诉 居民说没有解决', 'mine 2件投诉 快到期了', 'others 2件投诉 在等居民回复']);
    expect(said('providerStaff')).toEqual(said('providerManager'));
  });

  it('are the street’s to decide and to supervise', () => expect(said('streetOfficer').slice(0, 2)).toEqual(['mine 2件投诉 等您决定', 'mine 2件投诉 已经超期']));

  it('are only there to be read by the committee, and others’ turn for supervisors', () => {
    expect(complaintsDue('committee', all).map(({ turn }) => turn)).toEqual(['read', 'read']);
    for (const role of ['headquarters', 'housingCentre', 'auditor'] as const) expect(said(role)).toEqual(['others 2件投诉 已经超期']);
  });

  it('say nothing where nothing waits, to nobody who may not see them, and lead to the cut they count', () => {
    expect(complaintsDue('streetOfficer', summary({}))).toEqual([]);
    expect(complaintsDue('streetOfficer', undefined)).toEqual([]);
    for (const role of ['administrator', 'finance', 'government', 'resident'] as const) {
      expect(mayEver(role, 'complaint.list')).toBe(false);
      expect(complaintsDue(role, all)).toEqual([]);
    }
    expect(complaintsDue('auditor', all)[0]).toMatchObject({ id: 'complaints-overdue', way: { page: 'complaints', query: { group: 'overdue' } } });
  });
});

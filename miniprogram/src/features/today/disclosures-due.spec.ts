import { describe, expect, it } from '@jest/globals';
import { disclosuresDue, statusesDue, type DisclosureFigures } from './disclosures-due.ts';

const all: DisclosureFigures = {
  statements: { draft: 9, submitted: 3, returned: 2, approved: 1 }, overdue: [{ period: '2026H1', count: 4 }, { period: '2026Q3', count: 0 }], unsigned: 0, questions: { open: 5, isOneOverdue: true },
};
const said = (role: Parameters<typeof disclosuresDue>[0], figures = all) => disclosuresDue(role, figures).map(({ turn, figure, text }) => `${turn} ${figure?.count}${figure?.unit} ${text}`);

describe("somebody's statements today", () => {
  it('are the street’s to review, to publish and to press for', () => {
    expect(said('streetOfficer')).toEqual(['others 4份收支公示 2026年上半年的逾期没有公布', 'mine 3份收支公示 等您审核', 'mine 1份收支公示 审核通过，可以公布']);
    expect(statusesDue('streetOfficer')).toEqual(['submitted', 'approved']);
  });

  it('are the bodies’ to draw up, to mend and to answer for', () => {
    const body = ['mine 4份收支公示 2026年上半年的逾期没有公布', 'mine 2份收支公示 被街道退回', 'mine 1份收支公示 审核通过，可以公布', 'others 3份收支公示 在等街道审核', 'mine 5条收支疑问 等您回答'];
    for (const role of ['providerManager', 'committee', 'communityService'] as const) expect(said(role)).toEqual(body);
  });

  it('are questions to answer for a firm’s people, and only looked at by supervisors', () => {
    expect(said('providerStaff', { ...all, overdue: [] })).toEqual(['mine 5条收支疑问 等您回答']);
    for (const role of ['headquarters', 'housingCentre', 'auditor', 'finance', 'government'] as const) expect(said(role)).toEqual(['others 4份收支公示 2026年上半年的逾期没有公布']);
  });

  it('are the committee’s to have its say of', () => {
    expect(disclosuresDue('committee', { statements: {}, overdue: [], unsigned: 2, questions: { open: 0, isOneOverdue: false } })).toMatchObject([
      { turn: 'mine', figure: { count: 2 }, text: '可以联签或者提出异议', way: { page: 'statements', query: { by: 'all', status: 'unsigned' } } },
    ]);
  });

  it('lead to the list they count, and say nothing where nothing waits', () => {
    expect(disclosuresDue('streetOfficer', all).map(({ way }) => way)).toEqual([
      { page: 'statements', query: { period: '2026H1', only: 'overdue' } }, { page: 'statements', query: { by: 'all', status: 'submitted' } }, { page: 'statements', query: { by: 'all', status: 'approved' } },
    ]);
    expect(disclosuresDue('providerManager', { statements: {}, overdue: [], unsigned: 0, questions: { open: 0, isOneOverdue: false } })).toEqual([]);
  });
});

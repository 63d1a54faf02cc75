import { describe, expect, it } from '@jest/globals';
import type { CampaignView, CoverageDueView, CoverageRowView, SheetsSummaryView } from '@linping/shared';
import { accountsDue, districtDue, officerDue, sheetsToRead, workerDue, type Due } from './due.ts';

const at = (shanghai: string) => new Date(`${shanghai}+08:00`).toISOString();
const NOW = Date.parse(at('2027-01-05T09:00'));
const NONE = { rounds: 0, needed: 0, until: null, halfYear: null };
const QUIET: CoverageDueView = { short: NONE, closingSoon: NONE, below: NONE, mineToCertify: 0, othersToCertify: 0, toCertifyIn: null };
const due = (over: Partial<CoverageDueView>): CoverageDueView => ({ ...QUIET, ...over });
const sheets = (over: Partial<SheetsSummaryView>): SheetsSummaryView => ({
  halfYear: '2026H2', halfYears: ['2026H2'], sheets: 30, byStatus: { draft: 30, submitted: 0 }, byGrade: { excellent: 0, good: 0, qualified: 0, unqualified: 0 }, ready: 0, held: 0, subsidyFen: 0, ...over,
});
const said = (lines: readonly Due[]) => lines.map(({ figure, text, more }) => `${figure ? `${figure.before ?? ''}${figure.count}${figure.unit}` : ''}${text}${more ? `（${more}）` : ''}`);
const ids = (lines: readonly Due[]) => lines.map(({ id }) => id);

describe("an officer's day", () => {
  const short = { rounds: 3, needed: 12, until: at('2027-01-22T00:00'), halfYear: '2026H2' };
  const soon = { rounds: 2, needed: 5, until: at('2027-01-07T00:00'), halfYear: '2027H1' };

  it('is empty when nothing waits', () => expect(officerDue(QUIET, sheets({}), NOW)).toEqual([]));

  it('names the most urgent first, and whose turn it is', () => {
    const lines = officerDue(due({ short, closingSoon: soon, below: { ...soon, rounds: 9, needed: 30 }, mineToCertify: 4, othersToCertify: 1, toCertifyIn: '2026H2' }), sheets({ ready: 12, held: 5 }), NOW);
    expect(ids(lines)).toEqual(['short', 'closing-soon', 'certify', 'sheets-ready', 'below', 'certify-others', 'sheets-held']);
    expect(lines.filter(({ turn }) => turn === 'others').map(({ id }) => id)).toEqual(['certify-others', 'sheets-held']);
    expect(said(lines).slice(0, 5)).toEqual([
      '3个小区样本不足，还差 12 户（可以开补充调查，1月21日前补够）', '2个小区快截止了还不够，还差 5 户（最早的明天 24:00 截止）', '4个小区等您认定结果', '12张评分表可以提交',
      '7个小区还没到 10%，还差 25 户（请社区继续发住户码，或者上门协助）',
    ]);
  });

  it('leads to the half-year the work lies in', () => {
    const [line] = officerDue(due({ short }), undefined, NOW);
    expect(line?.way).toEqual({ page: 'coverage', query: { halfYear: '2026H2', status: 'short' } });
  });

  it('does not count twice what closes soon', () => expect(ids(officerDue(due({ closingSoon: soon, below: soon }), undefined, NOW))).toEqual(['closing-soon']));
});

describe("a community worker's day", () => {
  const row = (over: Partial<CoverageRowView>) => ({ roundId: 'r', estateId: 'e', estate: '祥云里小院', status: 'open', needed: 3, closesAt: at('2027-01-07T00:00'), ...over }) as CoverageRowView;
  const below = { rounds: 2, needed: 9, until: null, halfYear: '2026H2' };

  it('names the estates that still miss households, with the way to their doors', () => {
    const lines = workerDue([row({}), row({ roundId: 's', status: 'short', needed: 2 }), row({ roundId: 't', needed: 0 }), row({ roundId: 'u', status: 'closed' })], due({ below, short: { ...NONE, rounds: 1 } }), NOW);
    expect(said(lines)).toEqual(['还差3户祥云里小院（明天 24:00 截止，请去发住户码或者上门协助）', '还差2户祥云里小院（已经截止，等街道开补充调查）', '1个小区也还不够']);
    expect(lines.map(({ turn }) => turn)).toEqual(['mine', 'others', 'mine']);
    expect(lines[0]?.way).toEqual({ page: 'households', estateId: 'e' });
  });

  it('is empty when every estate has its sample', () => expect(workerDue([row({ needed: 0 })], QUIET, NOW)).toEqual([]));
});

describe("the district's day", () => {
  const campaign: CampaignView = {
    id: 'c', halfYear: '2027H1', questionnaireVersion: 1, opensAt: at('2027-01-05T00:00'), closesAt: at('2027-06-20T00:00'), supplementUntil: at('2027-07-10T00:00'),
    rounds: { draft: 0, open: 511, closed: 0, short: 0, certified: 0, insufficient: 0 },
  };
  const figures = { role: 'headquarters', campaign, due: QUIET, lateStreets: 0, currentHalfYear: '2027H1' } as const;

  it('begins with the campaign that is missing, which only headquarters makes', () => {
    for (const missing of [undefined, { ...campaign, halfYear: '2026H2' }]) {
      expect(districtDue({ ...figures, campaign: missing }, NOW)).toMatchObject([{ id: 'no-campaign', turn: 'mine', text: '2027年上半年还没有问卷活动' }]);
      expect(districtDue({ ...figures, campaign: missing, role: 'auditor' }, NOW)).toMatchObject([{ id: 'no-campaign', turn: 'others' }]);
    }
    expect(districtDue(figures, NOW)).toEqual([]);
    expect(districtDue({ ...figures, campaign: { ...campaign, halfYear: '2027H2' } }, NOW)).toEqual([]);
  });

  it('says while the rounds open, and before they do', () => {
    const draft = { ...campaign, rounds: { ...campaign.rounds, draft: 120, open: 391 } };
    expect(said(districtDue({ ...figures, campaign: draft }, NOW))).toEqual(['120个小区的问卷正在开启（会自己开完，不用等在这里）']);
    expect(said(districtDue({ ...figures, campaign: { ...draft, opensAt: at('2027-03-01T00:00') } }, NOW))).toEqual(['120个小区的问卷3月1日开始']);
  });

  it('names the late streets, and what waits for a street', () => {
    const lines = districtDue({ ...figures, lateStreets: 2, due: due({ short: { rounds: 3, needed: 8, until: at('2027-01-22T00:00'), halfYear: '2026H2' }, othersToCertify: 20, toCertifyIn: '2026H2' }) }, NOW);
    expect(said(lines)).toEqual(['2个街道有落后的小区（户数不足、样本不足结束，或者三天内截止还不够）', '3个小区样本不足，还差 8 户（街道可以补充到1月21日）', '20个小区等街道认定结果']);
    expect(lines.map(({ turn }) => turn)).toEqual(['mine', 'others', 'others']);
  });
});

describe("the administrator's day", () => {
  it('names who was given an account and has not come', () => {
    expect(said(accountsDue(2))).toEqual(['2个账号还没有登录过（一次性密码过期的，可以重新发一个）']);
    expect(accountsDue(0)).toEqual([]);
  });
});

describe('who only reads scores', () => {
  it('hears of the sheets that were handed in', () => {
    expect(said(sheetsToRead(sheets({ byStatus: { draft: 1, submitted: 4 } })))).toEqual(['4张评分表已经提交']);
    expect(sheetsToRead(sheets({}))).toEqual([]);
    expect(sheetsToRead(undefined)).toEqual([]);
  });
});

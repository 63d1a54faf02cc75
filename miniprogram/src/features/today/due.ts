import { halfYearInWords, mayEver, type CampaignView, type CoverageDueView, type CoverageRowView, type Role, type SheetsSummaryView } from '@linping/shared';
import { dayInWords, startInWords, timeLeft } from '../surveys/days-left.ts';

/** Where a line leads; the page knows the addresses. */
export type Way =
  | { readonly page: 'coverage' | 'sheets' | 'accounts' | 'complaints' | 'statements'; readonly query: Readonly<Record<string, string | undefined>> }
  | { readonly page: 'households' | 'invoices'; readonly estateId: string }
  | { readonly page: 'campaigns' | 'moderation' | 'lineQuestions' | 'reconciliation' };

/** One line of somebody's day: how many, what it is about, whose turn it is, and the way in. Read on, it is a sentence. */
export interface Due {
  readonly id: string;
  readonly turn: 'mine' | 'others' | 'read';
  /** 「3 个小区」, 「还差 3 户」; left out where there is nothing to count. */
  readonly figure?: { readonly before?: string; readonly count: number; readonly unit: string };
  readonly text: string;
  readonly more?: string;
  readonly way: Way;
}

const lines = (...all: readonly (Due | false | undefined | null)[]): readonly Due[] => all.filter((line): line is Due => Boolean(line));

/** What a street's officer has to do, the most urgent first: what may still be saved, what a colleague waits for, what may be handed in. */
export function officerDue(due: CoverageDueView, sheets: SheetsSummaryView | undefined, nowMs: number): readonly Due[] {
  const { short, closingSoon, below, mineToCertify, othersToCertify, toCertifyIn } = due;
  const later = below.rounds - closingSoon.rounds;
  return lines(
    short.rounds > 0 && {
      id: 'short', turn: 'mine', figure: { count: short.rounds, unit: '个小区' }, text: `样本不足，还差 ${short.needed} 户`,
      more: `可以开补充调查，${until(short.until, nowMs)}前补够`, way: coverage(short.halfYear, { status: 'short' }),
    },
    closingSoon.rounds > 0 && {
      id: 'closing-soon', turn: 'mine', figure: { count: closingSoon.rounds, unit: '个小区' }, text: `快截止了还不够，还差 ${closingSoon.needed} 户`,
      more: `最早的${timeLeft(closingSoon.until ?? '', nowMs)}`, way: coverage(closingSoon.halfYear, { late: '1', status: 'open' }),
    },
    mineToCertify > 0 && { id: 'certify', turn: 'mine', figure: { count: mineToCertify, unit: '个小区' }, text: '等您认定结果', way: coverage(toCertifyIn, { status: 'closed' }) },
    sheets && sheets.ready > 0 && { id: 'sheets-ready', turn: 'mine', figure: { count: sheets.ready, unit: '张评分表' }, text: '可以提交', way: sheetsOf(sheets) },
    later > 0 && {
      id: 'below', turn: 'mine', figure: { count: later, unit: '个小区' }, text: `还没到 10%，还差 ${below.needed - closingSoon.needed} 户`,
      more: '请社区继续发住户码，或者上门协助', way: coverage(below.halfYear, { status: 'open', sort: 'needed' }),
    },
    othersToCertify > 0 && {
      id: 'certify-others', turn: 'others', figure: { count: othersToCertify, unit: '个小区' }, text: '等同事认定结果', more: '是您截止的，要由另一位工作人员认定',
      way: coverage(toCertifyIn, { status: 'closed' }),
    },
    sheets && sheets.held > 0 && { id: 'sheets-held', turn: 'others', figure: { count: sheets.held, unit: '张评分表' }, text: '还不能提交', more: '每张在等什么，打开就能看到', way: sheetsOf(sheets) },
  );
}

/** What a community worker has to do: the estates still below the sample, each with the way to its doors. `rows` are those that may still be helped. */
export function workerDue(rows: readonly CoverageRowView[], due: CoverageDueView, nowMs: number): readonly Due[] {
  const below = rows.filter(({ status, needed }) => needed > 0 && (status === 'open' || status === 'short'));
  const others = due.below.rounds + due.short.rounds - below.length;
  return lines(
    ...below.map(({ roundId, estateId, estate, needed, status, closesAt }): Due => ({
      id: `estate-${roundId}`, turn: status === 'open' ? 'mine' : 'others', figure: { before: '还差', count: needed, unit: '户' }, text: estate,
      more: status === 'open' ? `${timeLeft(closesAt, nowMs)}，请去发住户码或者上门协助` : '已经截止，等街道开补充调查',
      way: { page: 'households', estateId },
    })),
    others > 0 && { id: 'others-below', turn: 'mine', figure: { count: others, unit: '个小区' }, text: '也还不够', way: coverage(due.below.halfYear ?? due.short.halfYear, {}) },
  );
}

export interface DistrictFigures {
  readonly role: Role;
  /** The newest; undefined where there is none. */
  readonly campaign: CampaignView | undefined;
  readonly due: CoverageDueView;
  /** How many streets have an estate on the late list. */
  readonly lateStreets: number;
  readonly currentHalfYear: string;
}

/** What the district's offices look after: that there is a survey at all, which streets are late, and what waits for the streets. */
export function districtDue({ role, campaign, due, lateStreets, currentHalfYear }: DistrictFigures, nowMs: number): readonly Due[] {
  const runs = mayEver(role, 'campaign.run');
  const isMissing = !campaign || campaign.halfYear < currentHalfYear;
  const closed = due.mineToCertify + due.othersToCertify;
  return lines(
    isMissing && {
      id: 'no-campaign', turn: runs ? 'mine' : 'others', text: `${halfYearInWords(currentHalfYear)}还没有问卷活动`,
      more: runs ? '建好以后，到日子每个小区自动开始' : '由区指挥部办公室建立', way: { page: 'campaigns' },
    },
    campaign && opening(campaign, nowMs),
    lateStreets > 0 && {
      id: 'late-streets', turn: runs ? 'mine' : 'others', figure: { count: lateStreets, unit: '个街道' }, text: '有落后的小区', more: '户数不足、样本不足结束，或者三天内截止还不够', way: coverage(null, { by: 'street', late: '1' }),
    },
    due.short.rounds > 0 && {
      id: 'short', turn: 'others', figure: { count: due.short.rounds, unit: '个小区' }, text: `样本不足，还差 ${due.short.needed} 户`,
      more: `街道可以补充到${until(due.short.until, nowMs)}`, way: coverage(due.short.halfYear, { by: 'estate', status: 'short' }),
    },
    closed > 0 && { id: 'certify-others', turn: 'others', figure: { count: closed, unit: '个小区' }, text: '等街道认定结果', way: coverage(due.toCertifyIn, { by: 'estate', status: 'closed' }) },
  );
}

/** A campaign whose day has come opens its rounds by itself; until they are open, that is worth a line. */
function opening({ opensAt, rounds }: CampaignView, nowMs: number): Due | false {
  if (rounds.draft === 0) return false;
  const way: Way = { page: 'campaigns' };
  if (Date.parse(opensAt) > nowMs) return { id: 'campaign-ahead', turn: 'others', figure: { count: rounds.draft, unit: '个小区' }, text: `的问卷${startInWords(opensAt, nowMs)}开始`, way };
  return { id: 'campaign-opening', turn: 'others', figure: { count: rounds.draft, unit: '个小区' }, text: '的问卷正在开启', more: '会自己开完，不用等在这里', way };
}

/** Whoever only reads scores: how many there are to read. */
export const sheetsToRead = (sheets: SheetsSummaryView | undefined): readonly Due[] => lines(
  sheets && sheets.byStatus.submitted > 0 && {
    id: 'sheets-submitted', turn: 'read', figure: { count: sheets.byStatus.submitted, unit: '张评分表' }, text: '已经提交', way: { page: 'sheets', query: { halfYear: sheets.halfYear ?? undefined, status: 'submitted' } },
  },
);

/** Accounts are all an administrator looks after: who was given one and has not come. */
export const accountsDue = (invited: number): readonly Due[] => lines(
  invited > 0 && {
    id: 'invited', turn: 'others', figure: { count: invited, unit: '个账号' }, text: '还没有登录过', more: '一次性密码过期的，可以重新发一个',
    way: { page: 'accounts', query: { status: 'invited' } },
  },
);

const coverage = (halfYear: string | null, query: Readonly<Record<string, string>>): Way => ({ page: 'coverage', query: { halfYear: halfYear ?? undefined, ...query } });
const sheetsOf = ({ halfYear }: SheetsSummaryView): Way => ({ page: 'sheets', query: { halfYear: halfYear ?? undefined, status: 'draft' } });
const until = (iso: string | null, nowMs: number): string => (iso ? dayInWords(iso, nowMs) : '期限');

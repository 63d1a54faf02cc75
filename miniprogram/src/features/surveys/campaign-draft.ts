import { checkedCampaign, daysOf, halfYearBefore, halfYearOf, isDate, shanghaiDate, startOfDayMs, SUPPLEMENT_DAYS_AFTER, type CampaignTimes, type CreateCampaignBody, type HalfYear } from '@linping/shared';
import { dateInWords } from './days-left.ts';

const DAY_MS = 86_400_000;

/** A campaign as headquarters types it: days in Asia/Shanghai. It opens as the first begins; it closes, and stops being supplemented, as the others end. */
export interface CampaignDraft {
  readonly halfYear: HalfYear;
  readonly questionnaireVersion: number;
  readonly opens: string;
  readonly closes: string;
  readonly supplementUntil: string;
}

export type CampaignField = 'opens' | 'closes' | 'supplementUntil';
export type CampaignProblems = Readonly<Partial<Record<CampaignField, string>>>;

/** The half-years a campaign can still be made for: the one before while its supplement could still run, the present one and the next; without those that have one. */
export function halfYearsToOffer(nowMs: number, taken: readonly string[]): readonly HalfYear[] {
  const current = halfYearOf(shanghaiDate(nowMs));
  return [current, halfYearAfter(current), halfYearBefore(current)].filter((halfYear) => !taken.includes(halfYear) && lastMs(halfYear) > nowMs);
}

/** What is proposed: three weeks from tomorrow, or from the half-year's beginning, and three more for the supplement. */
export function draftFor(halfYear: HalfYear, questionnaireVersion: number, nowMs: number): CampaignDraft {
  const { first } = daysOf(halfYear);
  const tomorrow = shanghaiDate(nowMs + DAY_MS);
  const latest = lastDay(halfYear);
  const opens = earlier(tomorrow > first ? tomorrow : first, latest);
  const later = (date: string, days: number) => earlier(shanghaiDate(startOfDayMs(date) + days * DAY_MS), latest);
  const closes = later(opens, 20);
  return { halfYear, questionnaireVersion, opens, closes, supplementUntil: later(closes, 21) };
}

/** The first and the last day that may be chosen at all. */
export const daysToOffer = (halfYear: HalfYear): { readonly first: string; readonly last: string } => ({ first: daysOf(halfYear).first, last: lastDay(halfYear) });

/** What is wrong with the days, each where it is wrong. Empty exactly when {@link checkedCampaign} takes them: the server decides by the same. */
export function problemsOf(draft: CampaignDraft, nowMs: number): CampaignProblems {
  const { halfYear, opens, closes, supplementUntil } = draft;
  const missing = ([['opens', opens], ['closes', closes], ['supplementUntil', supplementUntil]] as const).filter(([, date]) => !isDate(date));
  if (missing.length > 0) return Object.fromEntries(missing.map(([field]) => [field, '请选一个日期']));
  const { opensMs, closesMs, supplementUntilMs } = timesOf(draft);
  const problems: Partial<Record<CampaignField, string>> = {};
  if (opens < daysOf(halfYear).first) problems.opens = '不能早于这个半年的第一天';
  if (closesMs <= opensMs) problems.closes = '截止要在开始以后';
  else if (closesMs <= nowMs) problems.closes = '截止要在今天或今天以后';
  if (supplementUntilMs < closesMs) problems.supplementUntil = '补充期限不能早于截止';
  else if (supplementUntilMs > lastMs(halfYear)) problems.supplementUntil = `补充最晚到半年结束后的第 ${SUPPLEMENT_DAYS_AFTER} 天`;
  return problems;
}

/** True when the server would take it. */
export const isComplete = (draft: CampaignDraft, nowMs: number): boolean =>
  [draft.opens, draft.closes, draft.supplementUntil].every(isDate) && checkedCampaign(draft.halfYear, timesOf(draft), nowMs).ok;

export function bodyOf(draft: CampaignDraft): CreateCampaignBody {
  const { opensMs, closesMs, supplementUntilMs } = timesOf(draft);
  const iso = (ms: number) => new Date(ms).toISOString();
  const { halfYear, questionnaireVersion } = draft;
  return { halfYear, questionnaireVersion, opensAt: iso(opensMs), closesAt: iso(closesMs), supplementUntil: iso(supplementUntilMs) };
}

/** What creating it will do, said before it is done. */
export function consequences(draft: CampaignDraft, nowMs: number): readonly string[] {
  const { opens, closes, supplementUntil, questionnaireVersion } = draft;
  const day = (date: string) => dateInWords(date, nowMs);
  const starts = timesOf(draft).opensMs <= nowMs ? '开始的日子已经到了，建好以后马上自动开始' : `${day(opens)} 0:00 自动开始`;
  return [
    `每个已经正式进场、有住户的小区各开一轮，用第 ${questionnaireVersion} 版问卷。`,
    `${starts}；开始时登记的住户就是这一轮的户数，之后不再变。`,
    `${day(closes)} 24:00 自动截止；${supplementUntil === closes ? '没有补充的时间，不到 10% 的小区本轮不计分' : `不到 10% 的小区可以补充到${day(supplementUntil)}`}。`,
    '一个半年只能建一次，建好以后不能改日期，也不能撤回。',
  ];
}

const timesOf = ({ opens, closes, supplementUntil }: CampaignDraft): CampaignTimes =>
  ({ opensMs: startOfDayMs(opens), closesMs: endOfDayMs(closes), supplementUntilMs: endOfDayMs(supplementUntil) });
const endOfDayMs = (date: string): number => startOfDayMs(date) + DAY_MS;
const lastMs = (halfYear: HalfYear): number => endOfDayMs(daysOf(halfYear).last) + SUPPLEMENT_DAYS_AFTER * DAY_MS;
const lastDay = (halfYear: HalfYear): string => shanghaiDate(lastMs(halfYear) - DAY_MS);
const halfYearAfter = (halfYear: HalfYear): HalfYear => halfYearOf(shanghaiDate(endOfDayMs(daysOf(halfYear).last)));
const earlier = (a: string, b: string): string => (a < b ? a : b);

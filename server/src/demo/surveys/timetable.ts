import { daysOf, halfYearBefore, halfYearOf, shanghaiDate, startOfDayMs, type CreateCampaignBody, type HalfYear } from '@linping/shared';

const DAY_MS = 86_400_000;

/** When a demo campaign runs, in milliseconds since 1970 UTC. */
export interface Timetable {
  readonly halfYear: HalfYear;
  readonly opensMs: number;
  readonly closesMs: number;
  readonly supplementUntilMs: number;
}

/** The half-year before: from its fifth month on, so that its supplement too has ended when the next half-year begins. */
export function pastTimetable(nowMs: number): Timetable {
  const halfYear = halfYearBefore(halfYearOf(shanghaiDate(nowMs)));
  const opensMs = startOfDayMs(daysOf(halfYear).first) + 120 * DAY_MS;
  return { halfYear, opensMs, closesMs: opensMs + 21 * DAY_MS, supplementUntilMs: opensMs + 42 * DAY_MS };
}

/** The running half-year: opened three weeks ago, or when it began; until its end, the supplement three weeks longer. */
export function runningTimetable(nowMs: number): Timetable {
  const halfYear = halfYearOf(shanghaiDate(nowMs));
  const { first, last } = daysOf(halfYear);
  const opensMs = Math.max(startOfDayMs(first), startOfDayMs(shanghaiDate(nowMs)) - 21 * DAY_MS);
  const closesMs = startOfDayMs(last) + DAY_MS;
  return { halfYear, opensMs, closesMs, supplementUntilMs: closesMs + 21 * DAY_MS };
}

export const campaignBody = ({ halfYear, opensMs, closesMs, supplementUntilMs }: Timetable, questionnaireVersion: number): CreateCampaignBody =>
  ({ halfYear, questionnaireVersion, opensAt: isoOf(opensMs), closesAt: isoOf(closesMs), supplementUntil: isoOf(supplementUntilMs) });

export const isoOf = (ms: number): string => new Date(ms).toISOString();
export const daysAfter = (ms: number, days: number): number => ms + days * DAY_MS;

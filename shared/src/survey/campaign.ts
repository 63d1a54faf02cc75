import { err, ok, type Result } from '../result.ts';
import { daysOf, isHalfYear, startOfDayMs, type HalfYear } from '../period/half-year.ts';

const DAY_MS = 86_400_000;

/** A half-year's result is due soon after it, so a supplement runs one month into the next at the most. */
export const SUPPLEMENT_DAYS_AFTER = 31;

/** When a campaign's rounds open, close and can no longer be supplemented, in milliseconds since 1970 UTC. */
export interface CampaignTimes {
  readonly opensMs: number;
  readonly closesMs: number;
  readonly supplementUntilMs: number;
}

export interface CampaignDatesWrong {
  readonly code: 'CAMPAIGN_DATES_WRONG';
}

/**
 * The times of one half-year's campaign (七(二)1 「每半年…」): inside it, in their order, and closing in the future.
 * Refuses CAMPAIGN_DATES_WRONG.
 */
export function checkedCampaign(halfYear: string, times: CampaignTimes, nowMs: number): Result<CampaignTimes & { readonly halfYear: HalfYear }, CampaignDatesWrong> {
  const { opensMs, closesMs, supplementUntilMs } = times;
  if (!isHalfYear(halfYear)) return err({ code: 'CAMPAIGN_DATES_WRONG' });
  const { first, last } = daysOf(halfYear);
  const latestMs = startOfDayMs(last) + (1 + SUPPLEMENT_DAYS_AFTER) * DAY_MS;
  const isInOrder = startOfDayMs(first) <= opensMs && opensMs < closesMs && closesMs <= supplementUntilMs && supplementUntilMs <= latestMs;
  return isInOrder && closesMs > nowMs ? ok({ halfYear, opensMs, closesMs, supplementUntilMs }) : err({ code: 'CAMPAIGN_DATES_WRONG' });
}

/** Whether a round may be extended or supplemented to this closing time: a time to come, never past the supplement's end, and an extension is later than what was announced. */
export function mayCloseAt(action: 'extend' | 'supplement', round: Pick<CampaignTimes, 'closesMs' | 'supplementUntilMs'>, toMs: number, nowMs: number): boolean {
  const isLater = action === 'supplement' || toMs > round.closesMs;
  return isLater && toMs > nowMs && toMs <= round.supplementUntilMs;
}

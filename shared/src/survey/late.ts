import type { RoundStatus } from './round.ts';

/** An open round that closes this soon below its sample is late already: knocking at doors takes days. */
export const CLOSING_SOON_DAYS = 3;
export const CLOSING_SOON_MS = CLOSING_SOON_DAYS * 86_400_000;

/** Below the sample after closing; below it for good; below it and about to close. */
export type Lateness = 'short' | 'insufficient' | 'closingSoon';

export interface WatchedRound {
  readonly status: RoundStatus;
  readonly participated: number;
  readonly required: number;
  readonly closesMs: number;
}

/** Why a round is on its street's late list (「每个小区样本数不少于10%」 is the street's duty); undefined while it is not. */
export function lateness({ status, participated, required, closesMs }: WatchedRound, nowMs: number): Lateness | undefined {
  if (status === 'short' || status === 'insufficient') return status;
  return status === 'open' && participated < required && closesMs <= nowMs + CLOSING_SOON_MS ? 'closingSoon' : undefined;
}

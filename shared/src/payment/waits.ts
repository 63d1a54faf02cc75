const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Until WeChat is asked again about an order that may be paid: most pay within a minute. */
const OPEN_WAITS_MS = [5 * SECOND_MS, 10 * SECOND_MS, 20 * SECOND_MS, 40 * SECOND_MS, 80 * SECOND_MS, 3 * MINUTE_MS] as const;
/** Until an unanswered request is made again. */
const AGAIN_WAITS_MS = [2 * SECOND_MS, 5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS] as const;
/** After a close: whether somebody has paid all the same. The reconciliation of the next day asks last. */
const CLOSED_WAITS_MS = [MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS] as const;
/** Until WeChat is asked about a refund that it has taken: to a balance minutes, to a bank's card up to three working days. */
const REFUND_WAITS_MS = [5 * SECOND_MS, 30 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS] as const;
/** What a human has to mend is looked at once a day. */
export const STUCK_WAIT_MS = 24 * HOUR_MS;

/** The n-th wait, n from 0; the last one for ever. */
const nth = (waits: readonly number[], n: number): number => waits[Math.min(n, waits.length - 1)]!;

export const openWaitMs = (asked: number): number => nth(OPEN_WAITS_MS, asked);
export const againWaitMs = (tried: number): number => nth(AGAIN_WAITS_MS, tried);
export const refundWaitMs = (asked: number): number => nth(REFUND_WAITS_MS, asked);
/** Null once it has been asked often enough. */
export const closedWaitMs = (asked: number): number | null => CLOSED_WAITS_MS[asked] ?? null;

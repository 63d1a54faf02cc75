import { judgeRates, RATE_OF_REASON, type ComplaintRateName, type LoweringRow } from '@linping/shared';
import type { LoweringComplaint } from './figures.store.ts';

/** Row to wire, naming every field: nobody who complained is in it. */
export function loweringRow(row: LoweringComplaint, rate: ComplaintRateName, nowMs: number, estate: string): LoweringRow {
  const [dueMs, metMs] = CLOCK_OF[rate](row);
  return {
    complaintId: row.id, number: row.number, estate, category: row.category, status: row.status, receivedAt: instant(row.receivedMs),
    reasons: judgeRates(row, nowMs).lowers.filter((reason) => RATE_OF_REASON[reason] === rate),
    dueAt: dueMs === null ? null : instant(dueMs), metAt: metMs === null ? null : instant(metMs),
    rating: rate === 'satisfaction' ? row.rating : null,
  };
}

const CLOCK_OF: Readonly<Record<ComplaintRateName, (row: LoweringComplaint) => readonly [number | null, number | null]>> = {
  response: ({ firstAcceptDueMs, firstAcceptedMs }) => [firstAcceptDueMs, firstAcceptedMs],
  resolution: ({ firstResolveDueMs, firstResolvedMs }) => [firstResolveDueMs, firstResolvedMs],
  satisfaction: () => [null, null],
};

const instant = (ms: number): string => new Date(ms).toISOString();

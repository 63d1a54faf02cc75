import type { ReconciliationDayRow, ReconciliationTaskView } from '@linping/shared';
import type { ReconciledDayRow, ReconciliationTaskRow } from './reconciliation.entity.ts';
import type { TaskCounts } from './reconciliation.store.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

export const dayView = (row: ReconciledDayRow, provider: string, { open, settled }: TaskCounts): ReconciliationDayRow => ({
  id: row.id, providerId: row.providerId, provider, day: row.day, matched: row.matched, matchedFen: row.matchedFen, refundedFen: row.refundedFen, otherTrades: row.otherTrades,
  openTasks: open, settledTasks: settled, reconciledAt: instant(row.reconciledMs),
});

export const taskView = (row: ReconciliationTaskRow, provider: string): ReconciliationTaskView => ({
  id: row.id, providerId: row.providerId, provider, day: row.day, finding: row.finding, trade: row.trade, number: row.number, hereFen: row.hereFen, thereFen: row.thereFen,
  status: row.status, settledFor: row.settledFor, settledAt: row.settledMs === null ? null : instant(row.settledMs), version: row.version,
});

import type { ReconciliationFinding, ReconciliationTaskStatus } from '../payment/order.ts';
import type { PageQuery } from './paging.ts';

/** GET /reconciliation-days: a merchant's days, the newest first. */
export interface ReconciliationDaysQuery extends PageQuery {
  readonly providerId?: string;
}
export interface ReconciliationDayRow {
  readonly id: string;
  readonly providerId: string;
  readonly provider: string;
  readonly day: string;
  readonly matched: number;
  readonly matchedFen: number;
  readonly refundedFen: number;
  /** Trades of the merchant that were not made through here, and are nobody's to compare. */
  readonly otherTrades: number;
  readonly openTasks: number;
  readonly settledTasks: number;
  readonly reconciledAt: string;
}
/** GET /reconciliation-tasks: one for each difference, the open ones first. */
export interface ReconciliationTasksQuery extends PageQuery {
  readonly providerId?: string;
  readonly status?: ReconciliationTaskStatus;
}
export interface ReconciliationTaskView {
  readonly id: string;
  readonly providerId: string;
  readonly provider: string;
  readonly day: string;
  readonly finding: Exclude<ReconciliationFinding, 'matched'>;
  readonly trade: 'payment' | 'refund';
  /** Our number of the order or refund, as WeChat's bill has it. */
  readonly number: string;
  readonly hereFen: number | null;
  readonly thereFen: number | null;
  readonly status: ReconciliationTaskStatus;
  readonly settledFor: string | null;
  readonly settledAt: string | null;
  readonly version: number;
}
/** POST /reconciliation-tasks/:id/settle */
export interface SettleTaskBody {
  readonly version: number;
  readonly reason: string;
}

import { dayAfter, startOfDayMs } from '@linping/shared';
import type { EngineName } from '../../platform/database/engines.testing.ts';
import type { BillAsked, BilledTrade, PayOutcome } from '../../platform/wechat-pay/pay-trades.ts';
import { openPayments, type Payments, type PaymentsOptions } from '../payments.testing.ts';
import { DayReconciler } from './day-reconciler.ts';
import { Reconciler } from './reconciler.ts';
import { BilledLineRow, ReconciledDayRow, ReconciliationTaskRow } from './reconciliation.entity.ts';
import { ReconciliationService } from './reconciliation.service.ts';

/** What WeChat's bills say, where that is not what the fake's own trades say. */
export class FakeBills {
  readonly asked: string[] = [];
  /** Made of what the fake did, and then bent. */
  bend: (lines: BilledTrade[], day: string) => BilledTrade[] = (lines) => lines;
  outcome: 'done' | 'unknown' | { readonly refused: string } = 'done';

  constructor(private readonly payments: () => Payments) {}

  async tradeBill({ merchant, day }: BillAsked): Promise<PayOutcome<{ readonly trades: readonly BilledTrade[] }>> {
    await Promise.resolve();
    this.asked.push(`${merchant.mchid} ${day}`);
    if (this.outcome === 'unknown') return { outcome: 'unknown' };
    if (this.outcome !== 'done') return { outcome: 'refused', code: this.outcome.refused, message: '' };
    return { outcome: 'done', trades: this.bend(this.linesOf(merchant.mchid, day), day) };
  }

  private linesOf(mchid: string, day: string): BilledTrade[] {
    const [fromMs, beforeMs] = [startOfDayMs(day), startOfDayMs(dayAfter(day))];
    const { trades, refunds } = this.payments().fake;
    const lines = [...trades.values()].filter(({ merchant, paidMs }) => merchant.mchid === mchid && paidMs !== null && paidMs >= fromMs && paidMs < beforeMs)
      .map((trade) => billed({ mchid, outTradeNo: trade.outTradeNo, amountFen: trade.amountFen!, tradedMs: trade.paidMs! }));
    for (const refund of refunds.values()) {
      const trade = trades.get(refund.outTradeNo)!;
      const atMs = refund.refundedMs ?? trade.paidMs!;
      if (trade.merchant.mchid !== mchid || atMs < fromMs || atMs >= beforeMs) continue;
      lines.push(billed({ trade: 'refund', mchid, outTradeNo: refund.outTradeNo, outRefundNo: refund.outRefundNo, amountFen: refund.amountFen, tradedMs: atMs, refundStatus: refund.state }));
    }
    return lines;
  }
}

export const billed = (over: Partial<BilledTrade>): BilledTrade =>
  ({ trade: 'payment', mchid: '', tradedMs: 0, outTradeNo: '', transactionId: 't', outRefundNo: null, refundId: null, refundStatus: null, amountFen: 1, serviceFeeFen: 0, ...over });

/** Payments as their own specs open them, with a bill of each day. */
export async function openReconciliation(engine: EngineName, options: PaymentsOptions = {}, bills?: FakeBills) {
  const opened: { payments?: Payments } = {};
  const fakeBills = bills ?? new FakeBills(() => opened.payments!);
  const p = await openPayments(engine, options);
  opened.payments = p;
  if (!bills) Object.assign(p.fake, { tradeBill: (asked: BillAsked) => fakeBills.tradeBill(asked) });
  const all = <Row extends object>(table: new () => Row) => p.db.unitOfWork.read((db) => db.find(table));
  return {
    p, bills: fakeBills, reconciler: p.get(Reconciler), days: p.get(DayReconciler), service: p.get(ReconciliationService),
    dayRows: async (mchid: string) => (await all(ReconciledDayRow)).filter((row) => row.mchid === mchid).sort((a, b) => (a.day < b.day ? -1 : 1)),
    taskRows: async (mchid: string) => (await all(ReconciliationTaskRow)).filter((row) => row.mchid === mchid).sort((a, b) => (`${a.day}${a.number}` < `${b.day}${b.number}` ? -1 : 1)),
    lineRows: async (mchid: string) => (await all(BilledLineRow)).filter((row) => row.mchid === mchid),
    close: () => p.close(),
  };
}
export type TestReconciliation = Awaited<ReturnType<typeof openReconciliation>>;

let orders = 0;
/** A number of ours that nobody has given out. */
export const strangeNumber = (): string => `261102${String((orders += 1)).padStart(14, '9')}`;

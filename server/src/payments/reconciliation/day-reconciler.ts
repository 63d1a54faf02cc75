import { dayAfter, reconcile, startOfDayMs, type DateText, type Reconciled, type ReconciledKind, type ReconciliationFinding } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Random } from '../../platform/random.ts';
import { WechatPay } from '../../platform/wechat-pay/wechat-pay.ts';
import { RecoveryService } from '../recovery.service.ts';
import { ownLines, thereOf } from './bill-lines.ts';
import { OwnRecordStore, type OwnTrade, type TradingMerchant } from './own-record.store.ts';
import type { BilledLineRow } from './reconciliation.entity.ts';
import { ReconciliationStore } from './reconciliation.store.ts';

export const RECONCILER = { job: 'reconciliation' } as const;
/** Orders that WeChat is asked about in one go, because its bill has them as paid and we do not. */
const MOST_LOOKED_AT = 50;
const KINDS = ['payment', 'refund'] as const satisfies readonly ReconciledKind[];

type Difference = Reconciled & { readonly finding: Exclude<ReconciliationFinding, 'matched'> };
const isDifference = (found: Reconciled): found is Difference => found.finding !== 'matched';
const sameTrade = (a: Pick<Reconciled, 'trade' | 'number'>, b: Pick<Reconciled, 'trade' | 'number'>): boolean => a.trade === b.trade && a.number === b.number;

/**
 * Compares one merchant's day with WeChat's bill of it, once: the day's row is written first, and its key sends away
 * whoever comes second. The bill is fetched, and WeChat asked about payments we have missed, before the transaction;
 * what is compared is read inside it.
 */
@Injectable()
export class DayReconciler {
  private readonly log = new Logger(DayReconciler.name);

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: ReconciliationStore, private readonly own: OwnRecordStore, private readonly recovery: RecoveryService,
    private readonly wechat: WechatPay, private readonly audit: AuditLog, private readonly clock: Clock, private readonly random: Random,
  ) {}

  /** True once the day is compared, by us or by somebody else; false where its bill cannot be had now. */
  async day(merchant: TradingMerchant, day: DateText): Promise<boolean> {
    const said = await this.wechat.tradeBill({ merchant, day });
    if (said.outcome !== 'done') {
      this.log.warn({ merchant: merchant.mchid, day, bill: said.outcome === 'refused' ? said.code : said.outcome });
      return false;
    }
    const { lines, others } = ownLines(merchant.mchid, day, said.trades);
    await this.enterMissed(merchant.mchid, lines);
    await this.unitOfWork.run((tx) => this.write(tx, merchant, day, lines, others), { idempotent: true });
    return true;
  }

  /** What the bill has as paid and we have not: WeChat is asked, and what it says is entered as if it had told us. */
  async enterMissed(mchid: string, lines: readonly Pick<BilledLineRow, 'trade' | 'number'>[]): Promise<void> {
    const numbers = lines.filter(({ trade }) => trade === 'payment').map(({ number }) => number);
    const own = await this.unitOfWork.read((db) => this.own.byNumbers(db, mchid, 'payment', numbers));
    for (const { number } of own.filter(({ state }) => state === 'asked').slice(0, MOST_LOOKED_AT)) {
      await this.recovery.lookAt(number).catch((cause: unknown) => this.log.error({ order: number, cause })); // it becomes a task then
    }
  }

  private async write(tx: EntityManager, { mchid, providerId }: TradingMerchant, day: DateText, lines: readonly BilledLineRow[], otherTrades: number): Promise<void> {
    const id = this.random.uuid();
    const nowMs = this.clock.now().getTime();
    if (!(await this.store.insertDay(tx, { id, providerId, mchid, day, matched: 0, matchedFen: 0, refundedFen: 0, otherTrades, reconciledMs: nowMs }))) return;
    const { here, found } = await this.compare(tx, mchid, day, lines);
    await this.store.insertLines(tx, lines);
    const matched = found.filter((one) => !isDifference(one) && lines.some((line) => sameTrade(line, one)));
    const fen = (trade: ReconciledKind) => matched.reduce((sum, one) => (one.trade === trade ? sum + one.thereFen! : sum), 0);
    const figures = { matched: matched.length, matchedFen: fen('payment'), refundedFen: fen('refund') };
    await this.store.setFigures(tx, id, figures);
    const differences = found.filter(isDifference);
    await this.store.insertTasks(tx, differences.map(({ trade, number, finding, hereFen, thereFen }) => ({
      id: this.random.uuid(), providerId: here.find((one) => sameTrade(one, { trade, number }))?.providerId ?? providerId, mchid, day, trade, number, finding, hereFen, thereFen,
      status: 'open', settledFor: null, settledBy: null, settledMs: null, openedMs: nowMs, lookedMs: nowMs, version: 1,
    })));
    await this.audit.append(tx, { actor: RECONCILER, action: 'reconciliation.run', subject: `provider:${providerId}`, facts: { day, ...figures, differences: differences.length } });
  }

  /**
   * Whatever the bill names, whenever we entered it, and whatever we entered that day, whichever day's bill has it: a payment
   * around midnight and a refund that took days are in another bill, and in order.
   */
  private async compare(tx: EntityManager, mchid: string, day: DateText, lines: readonly BilledLineRow[]): Promise<{ readonly here: readonly OwnTrade[]; readonly found: readonly Reconciled[] }> {
    const here = await this.own.enteredBetween(tx, mchid, startOfDayMs(day), startOfDayMs(dayAfter(day)));
    const there = [...lines];
    for (const kind of KINDS) {
      const billed = lines.filter(({ trade }) => trade === kind).map(({ number }) => number);
      const entered = here.filter(({ trade }) => trade === kind).map(({ number }) => number);
      const [isBilled, isEntered] = [new Set(billed), new Set(entered)];
      here.push(...(await this.own.byNumbers(tx, mchid, kind, billed.filter((number) => !isEntered.has(number)))));
      there.push(...(await this.store.lines(tx, mchid, kind, entered.filter((number) => !isBilled.has(number)))));
    }
    return { here, found: reconcile(here, there.map(thereOf)) };
  }
}

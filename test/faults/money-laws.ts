import { expect } from '@jest/globals';
import type { MoneyWorld } from './money-world.ts';

const DAY_SECONDS = 86_400;
/** Each fetches twenty bills at the most. */
const RECONCILIATIONS = 4;

interface OrderLine {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly mchid: string;
  readonly amount: number | string;
  readonly transaction: string | null;
}
interface Entry {
  readonly key: string;
  readonly kind: string;
  readonly funds: number | string;
}
interface RefundLine {
  readonly id: string;
  readonly number: string;
  readonly mchid: string;
  readonly status: string;
  readonly amount: number | string;
}

/** WeChat's money in the ledger, entry by entry, in fen. */
const entriesOf = async (world: MoneyWorld): Promise<ReadonlyMap<string, number>> => {
  const rows = await world.query<Entry>("SELECT e.source_key AS `key`, e.kind AS kind, p.amount_fen AS funds FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id WHERE p.account = 'wechatFunds'");
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length); // each once
  return new Map(rows.map(({ key, funds }) => [key, Number(funds)]));
};
const ordersOf = (world: MoneyWorld) => world.query<OrderLine>('SELECT id, number, status, mchid, amount_fen AS amount, transaction_id AS `transaction` FROM payment_order');
const refundsOf = (world: MoneyWorld) =>
  world.query<RefundLine>('SELECT r.id AS id, r.number AS number, o.mchid AS mchid, r.status AS status, r.amount_fen AS amount FROM payment_refund r JOIN payment_order o ON o.id = r.order_id');

/** What holds after every single step, whatever has been lost or killed: the ledger is never ahead of WeChat, and orders, bills and ledger are of one mind. */
export async function holdsAlways(world: MoneyWorld): Promise<void> {
  const { book } = world.wechat;
  const [entries, orders, refunds] = [await entriesOf(world), await ordersOf(world), await refundsOf(world)];
  expect((await world.process.checks.run()).flatMap(({ faults }) => faults)).toEqual([]);
  const entered = new Set<string>();
  for (const { id, number, mchid, status, amount, transaction } of orders) {
    const key = status === 'paid' ? `payment:${id}` : `late:${id}`;
    expect(entries.get(key)).toBe(transaction === null ? undefined : Number(amount));
    if (transaction === null) continue;
    entered.add(key);
    const trade = book.trade(mchid, number)!;
    expect([book.isPaid(trade), trade.totalFen, trade.transactionId]).toEqual([true, Number(amount), transaction]);
  }
  for (const { id, number, mchid, status, amount } of refunds) {
    expect(entries.get(`refund:${id}`)).toBe(status === 'succeeded' ? -Number(amount) : undefined);
    if (status !== 'succeeded') continue;
    entered.add(`refund:${id}`);
    expect(book.refund(mchid, number)).toMatchObject({ state: 'SUCCESS', amountFen: Number(amount) });
  }
  expect([...entries.keys()].filter((key) => !entered.has(key))).toEqual([]);

  const bills = await world.query<{ readonly status: string; readonly orderStatus: string | null; readonly n: number }>('SELECT b.status AS status, o.status AS orderStatus FROM bill b LEFT JOIN payment_order o ON o.id = b.order_id');
  for (const { status, orderStatus } of bills) {
    if (status === 'paying') expect(['created', 'open', 'closing']).toContain(orderStatus);
    else if (status === 'issued') expect(orderStatus).toBeNull();
    else expect(orderStatus).toBe('paid');
  }
  const [twice] = await world.query<{ readonly n: number | string }>("SELECT COUNT(*) AS n FROM (SELECT b.bill_id FROM payment_order_bill b JOIN payment_order o ON o.id = b.order_id WHERE o.status = 'paid' GROUP BY b.bill_id HAVING COUNT(*) > 1) paid_twice");
  expect(Number(twice!.n)).toBe(0);
}

/** What holds once everything has had its time: WeChat's book and ours agree to the fen, and nothing is left hanging. */
export async function agreesToTheFen(world: MoneyWorld): Promise<void> {
  await holdsAlways(world);
  const { book } = world.wechat;
  const [entries, orders, refunds] = [await entriesOf(world), await ordersOf(world), await refundsOf(world)];
  expect(orders.filter(({ status }) => status !== 'paid' && status !== 'closed')).toEqual([]);
  expect(refunds.filter(({ status }) => status !== 'succeeded' && status !== 'closed')).toEqual([]);
  const paidThere = book.trades.filter((trade) => book.isPaid(trade)).reduce((sum, { totalFen }) => sum + totalFen, 0);
  const backThere = book.refunds.filter(({ state }) => state === 'SUCCESS').reduce((sum, { amountFen }) => sum + amountFen, 0);
  const [inHere, outHere] = [[...entries.values()].filter((fen) => fen > 0), [...entries.values()].filter((fen) => fen < 0)].map((list) => list.reduce((sum, fen) => sum + fen, 0));
  expect([inHere, outHere]).toEqual([paidThere, 0 - backThere]);
  for (const { mchid, estateId } of world.estates) {
    const [funds] = await world.query<{ readonly fen: number | string | null }>(`SELECT SUM(p.amount_fen) AS fen FROM ledger_posting p JOIN ledger_book k ON k.id = p.book_id WHERE p.account = 'wechatFunds' AND k.estate_id = '${estateId}'`);
    expect(Number(funds!.fen ?? 0)).toBe(book.balanceFen(mchid));
  }
  const [held] = await world.query<{ readonly fen: number | string | null }>("SELECT SUM(amount_fen) AS fen FROM ledger_posting WHERE account = 'toRefund'");
  expect(Number(held!.fen ?? 0)).toBe(0);
  const [fees] = await world.query<{ readonly ledger: number | string | null; readonly bills: number | string | null }>(
    "SELECT (SELECT SUM(-amount_fen) FROM ledger_posting WHERE account = 'propertyFee') AS ledger, (SELECT SUM(amount_fen - refunded_fen) FROM bill WHERE status IN ('paid', 'partlyRefunded', 'refunded')) AS bills");
  expect(Number(fees!.ledger ?? 0)).toBe(Number(fees!.bills ?? 0));
}

/** WeChat's bill of every day, read as it hands it out, holds what the ledger holds: no difference is left, and the matched sums are the book's. */
export async function reconciles(world: MoneyWorld): Promise<void> {
  const { book } = world.wechat;
  world.clock.pass(2 * DAY_SECONDS);
  for (let run = 0; run < RECONCILIATIONS; run += 1) await world.process.reconciler.run();
  expect((await world.findings()).filter(({ status }) => status === 'open')).toEqual([]);
  for (const { mchid } of world.estates) {
    const days = await world.reconciledDays(mchid);
    const sum = (fen: readonly number[]) => fen.reduce((total, one) => total + one, 0);
    const paid = sum(book.trades.filter((trade) => trade.mchid === mchid && book.isPaid(trade)).map(({ totalFen }) => totalFen));
    const back = sum(book.refunds.filter((refund) => refund.mchid === mchid && refund.state === 'SUCCESS').map(({ amountFen }) => amountFen));
    expect([sum(days.map(({ matchedFen }) => matchedFen)), sum(days.map(({ refundedFen }) => refundedFen))]).toEqual([paid, back]);
  }
}

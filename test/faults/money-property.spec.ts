import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ENGINES } from '../support/databases.ts';
import type { AnswerFault } from '../support/wechat-pay/faults.ts';
import { agreesToTheFen, holdsAlways, reconciles } from './money-laws.ts';
import { MoneyWorld } from './money-world.ts';

const SEED = Number(process.env.MONEY_SEED ?? 20261122);
const RUNS = Number(process.env.MONEY_RUNS ?? 4);
const COMMANDS = { minLength: 30, maxLength: 45 };
const HOUR_MS = 3_600_000;
/** A process dies within so many writes and calls: about three commands. */
const MOST_STEPS = 30;

const ANSWER_FAULTS: readonly AnswerFault[] = [
  { kind: 'lostAnswer' }, { kind: 'doneThen5xx' }, { kind: 'status', status: 503 }, { kind: 'hangUp' }, { kind: 'badSignature' }, { kind: 'unsigned' }, { kind: 'oldSignature' },
  { kind: 'changedBody' }, { kind: 'unknownSerial' }, { kind: 'error', code: 'SYSTEM_ERROR' }, { kind: 'error', code: 'FREQUENCY_LIMITED' }, { kind: 'error', code: 'NOT_ENOUGH' },
];
const NOTICE_FAULTS = ['tamperedCipher', 'badSignature', 'oldTimestamp', 'probe', 'otherKey', 'unknownSerial'] as const;
const SECONDS = [1, 5, 30, 120, 900, 1_900, 7_200, 90_000] as const;
const OFTEN = 3;
const KINDS = ['order', 'pay', 'notify', 'refund', 'jobs', 'time', 'fault', 'die', 'again', 'wrongNotice', 'look', 'close', 'refundEnds', 'withdraw'] as const;
/** The first four are what a life is made of. */
const WEIGHED = KINDS.flatMap((kind, i) => Array.from({ length: i < 4 ? OFTEN : 1 }, () => kind));
type Kind = (typeof KINDS)[number];
interface Command {
  readonly kind: Kind;
  readonly a: number;
  readonly b: number;
}
const command: fc.Arbitrary<Command> = fc.record({ kind: fc.constantFrom(...WEIGHED), a: fc.nat(9_999), b: fc.nat(9_999) });
const pick = <T>(list: readonly T[], n: number): T | undefined => (list.length === 0 ? undefined : list[n % list.length]);

/** One after the other, each against the process that lives now. */
class Player {
  readonly orders: { readonly body: { readonly id: string; readonly billIds: readonly string[]; readonly scene: 'native' }; readonly estate: number }[] = [];
  readonly lived = new Map<string, number>();

  constructor(private readonly world: MoneyWorld) {}

  async play({ kind, a, b }: Command): Promise<void> {
    const isDead = await this.world.survive(() => this.act(kind, a, b));
    for (const what of [kind, ...(isDead ? ['died', `died at ${kind}`] : [])]) this.lived.set(what, (this.lived.get(what) ?? 0) + 1);
  }

  private async act(kind: Kind, a: number, b: number): Promise<void> {
    const { world } = this;
    const { process, wechat } = world;
    const order = pick(this.orders, a);
    const estate = order && world.estates[order.estate]!;
    switch (kind) {
      case 'order': return this.order(a, b);
      case 'again': return void (order && (await process.orders.pay(estate!.resident, order.body)));
      case 'pay': return this.pay(a, b);
      case 'notify': return this.notify(a);
      case 'wrongNotice': return this.wrongNotice(a, b);
      case 'look': return void (order && (await process.orders.one(estate!.resident, order.body.id)));
      case 'close': return void (order && (await process.orders.close(estate!.resident, order.body.id)));
      case 'refund': return this.refund(a, b);
      case 'refundEnds': return this.refundEnds(a, b);
      case 'jobs': return world.jobs();
      case 'time': return world.clock.pass(pick(SECONDS, a)!);
      case 'fault': return wechat.faults.next(pick(ANSWER_FAULTS, a)!, { times: 1 + (b % 2) });
      case 'die': return void (world.life.diesAt = world.life.steps + (a % MOST_STEPS));
      case 'withdraw': return wechat.book.withdraw(pick(world.estates, a)!.mchid, b % 500);
    }
  }

  private async order(a: number, b: number): Promise<void> {
    const place = a % this.world.estates.length;
    const estate = this.world.estates[place]!;
    const billIds: string[] = [];
    for (let i = 0; i <= b % 2; i += 1) billIds.push(await this.world.addBill(estate, 200 + ((a * 7 + b + i) % 900)));
    const body = { id: randomUUID(), billIds, scene: 'native' } as const;
    this.orders.push({ body, estate: place });
    await this.world.process.orders.pay(estate.resident, body);
  }

  /** What is paid on a closed order was on its way: not long after the close. */
  private async pay(a: number, b: number): Promise<void> {
    const { world: { wechat, clock }, world } = this;
    const open = wechat.book.trades.filter(({ state }) => state === 'NOTPAY');
    const trade = pick(open.length > 0 && a % 4 > 0 ? open : wechat.book.trades, b);
    if (!trade) return;
    const [row] = await world.query<{ readonly closed: number | string | null }>(`SELECT closed_ms AS closed FROM payment_order WHERE number = '${trade.outTradeNo}'`);
    const isRecent = row?.closed == null ? trade.expiresMs + HOUR_MS > clock.now().getTime() : Number(row.closed) + HOUR_MS > clock.now().getTime();
    if (a % 5 === 0) wechat.notices.next(a % 10 === 0 ? { kind: 'never' } : { kind: 'wrongAmount', fen: trade.totalFen + 1 });
    wechat.pay({ outTradeNo: trade.outTradeNo }, { evenIfClosed: isRecent && a % 3 === 0 });
  }

  private async refund(a: number, b: number): Promise<void> {
    const paid = new Set((await this.world.query<{ readonly id: string }>("SELECT id FROM payment_order WHERE status = 'paid'")).map(({ id }) => id));
    const order = pick(this.orders.filter(({ body }) => paid.has(body.id)), a) ?? pick(this.orders, a);
    if (order) await this.world.process.refunds.ask(this.world.estates[order.estate]!.manager, order.body.id, { id: randomUUID(), billId: pick(order.body.billIds, b)!, amountFen: 1 + (b % 700), reason: '多收' });
  }

  /** Any notification there ever was, in any order and as often as it comes. */
  private async notify(a: number): Promise<void> {
    const notice = pick(this.world.wechat.notices.all.filter(({ fault }) => fault?.kind !== 'never' && fault?.kind !== 'wrongAmount'), a);
    if (notice) await this.world.deliver(notice);
  }

  /** Refused, every one of them. */
  private async wrongNotice(a: number, b: number): Promise<void> {
    const { world } = this;
    const lying = world.wechat.notices.all.filter(({ fault }) => fault?.kind === 'wrongAmount');
    const notice = pick(b % 2 === 0 && lying.length > 0 ? lying : world.wechat.notices.all, a);
    if (!notice) return;
    const said = await world.deliver(notice, notice.fault?.kind === 'wrongAmount' ? undefined : { kind: pick(NOTICE_FAULTS, b)! }).then(() => 'taken', (cause: Error) => cause.message);
    expect(['PAYMENT_NOTICE_REFUSED', 'PAYMENT_NOTICE_UNREADABLE', 'PAYMENT_NOTICE_NOT_OURS', 'this process has been killed']).toContain(said);
  }

  private refundEnds(a: number, b: number): void {
    const { wechat } = this.world;
    wechat.refundsEnd = pick(['SUCCESS', 'SUCCESS', 'onCommand', 'ABNORMAL', 'CLOSED'] as const, b)!;
    const refund = pick(wechat.book.refunds.filter(({ state }) => state === 'PROCESSING'), a);
    if (refund) wechat.endRefund(refund, pick(['SUCCESS', 'CLOSED', 'ABNORMAL'] as const, b)!);
  }
}

/** How the orders and refunds of a world have ended. */
async function endsOf(world: MoneyWorld): Promise<(readonly [string, number])[]> {
  const counts = await world.query<{ readonly what: string; readonly status: string; readonly n: number | string }>(
    "SELECT 'order' AS what, status, COUNT(*) AS n FROM payment_order GROUP BY status UNION ALL SELECT 'refund' AS what, status, COUNT(*) AS n FROM payment_refund GROUP BY status");
  const late = await world.query<{ readonly n: number | string }>("SELECT COUNT(*) AS n FROM payment_order WHERE status = 'closed' AND transaction_id IS NOT NULL");
  return [...counts.map(({ what, status, n }) => [`${what} ${status}`, Number(n)] as const), ...late.filter(({ n }) => Number(n) > 0).map(({ n }) => ['late', Number(n)] as const)];
}

describe.each(ENGINES)('money on %s', (engine) => {
  it(`agrees to the fen, whatever is lost, late, twice, forged or killed, for all sequences tried (MONEY_SEED=${SEED}, MONEY_RUNS=${RUNS})`, async () => {
    const lived = new Map<string, number>();
    await fc.assert(fc.asyncProperty(fc.array(command, COMMANDS), async (commands) => {
      const world = await MoneyWorld.open(engine, 2);
      try {
        const player = new Player(world);
        for (const one of commands) {
          await player.play(one);
          await holdsAlways(world);
        }
        world.life.diesAt = Number.POSITIVE_INFINITY;
        await world.heal();
        await agreesToTheFen(world);
        await reconciles(world);
        for (const [what, n] of [...player.lived, ...(await endsOf(world))]) lived.set(what, (lived.get(what) ?? 0) + n);
      } finally {
        await world.close();
      }
    }), { seed: SEED, numRuns: RUNS, endOnFailure: true });
    // The sequences have been everywhere, or they say nothing.
    const missed = [...KINDS, 'order paid', 'order closed', 'refund succeeded', 'late', 'died'].filter((what) => !lived.has(what));
    expect({ missed, lived: Object.fromEntries(lived) }).toMatchObject({ missed: [] });
  });
});

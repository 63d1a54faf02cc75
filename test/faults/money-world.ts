import { serverParts, type EngineName, type Life, type Payments, type ServerParts, type StoppedClock, type TestDatabase, type TestEstate } from './server-parts.ts';
import { makeKeys, type PayKeys } from '../support/wechat-pay/keys.ts';
import type { Notice, NoticeFault } from '../support/wechat-pay/notices.ts';
import { WechatPayStandIn } from '../support/wechat-pay/wechat-pay-stand-in.ts';

let keys: PayKeys | undefined;
const HOUR_SECONDS = 3600;
const ANEW_EVERY = 10;

/**
 * The real services on a real database, before the stand-in that speaks WeChat Pay's protocol; time stands still, and the
 * process can die between any two steps and is started again on what it left.
 */
export class MoneyWorld {
  life: Life;
  process!: Payments;
  estates: TestEstate[] = [];
  private deaths = 0;

  private constructor(
    private readonly server: ServerParts, readonly engine: EngineName, readonly db: TestDatabase, readonly clock: StoppedClock, readonly wechat: WechatPayStandIn,
  ) {
    this.life = new server.Life();
  }

  static async open(engine: EngineName, estates = 1): Promise<MoneyWorld> {
    const server = await serverParts();
    const clock = new server.StoppedClock(server.MONDAY);
    keys ??= makeKeys(server.MONDAY.getTime());
    const world = new MoneyWorld(server, engine, await server.freshDatabase(engine, server.SCHEMA), clock, await WechatPayStandIn.start({ keys, clock: () => clock.now().getTime() }));
    await world.start();
    for (let i = 0; i < estates; i += 1) world.estates.push(await server.addEstate(world.process));
    return world;
  }

  /** A new process on the same database; the one before is gone. */
  async start(): Promise<void> {
    await this.process?.close();
    this.life = new this.server.Life();
    this.process = await this.server.openPayments(this.engine, { beside: this.db, clock: this.clock, wechatPay: this.wechat.config(), mortal: this.life });
  }

  /** Does it; where the process dies at it, another one is started. Answers whether it died. */
  async survive(work: () => Promise<unknown>): Promise<boolean> {
    const outcome = await work().then(() => undefined, (cause: unknown) => cause);
    const isDead = this.life.isOver;
    if (isDead) await this.again(); // whatever it still said, nobody has heard it
    else if (outcome instanceof Error && !(outcome instanceof this.server.Refused)) throw outcome;
    return isDead;
  }

  /** The services keep nothing between two requests: to be started anew each time would show no more, and take long. */
  private async again(): Promise<void> {
    this.deaths += 1;
    if (this.deaths % ANEW_EVERY === 0) await this.start();
    else this.life.diesAt = Number.POSITIVE_INFINITY;
  }

  addBill(estate: TestEstate, amountFen: number): Promise<string> {
    return this.server.addBill(this.process, estate, amountFen);
  }

  /** What WeChat says arrives, as the controller would hand it on. */
  deliver(notice: Notice, fault?: NoticeFault): Promise<void> {
    const { headers, body } = this.wechat.notices.sealed(notice, fault);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const { notifications } = this.process;
    return notice.eventType.startsWith('REFUND') ? notifications.refund(this.server.VISITOR, lower, Buffer.from(body)) : notifications.payment(this.server.VISITOR, lower, Buffer.from(body));
  }

  async jobs(): Promise<void> {
    await this.process.recovery.run();
    await this.process.sender.run();
  }

  /** Nothing goes wrong any more, no notification comes, and time passes: what is owed is found and done. */
  async heal(): Promise<void> {
    this.wechat.faults.clear();
    this.wechat.refundsEnd = 'SUCCESS';
    const { book } = this.wechat;
    for (const mchid of Object.keys(book.withdrawn)) book.withdrawn[mchid] = 0;
    for (const seconds of [...Array.from({ length: 12 }, () => 300), ...Array.from({ length: 14 }, () => 6 * HOUR_SECONDS)]) {
      for (const refund of book.refunds) if (refund.state === 'PROCESSING' || refund.state === 'ABNORMAL') this.wechat.endRefund(refund, 'SUCCESS');
      this.clock.pass(seconds);
      await this.jobs();
    }
  }

  /** A merchant's compared days, the oldest first. */
  async reconciledDays(mchid: string): Promise<{ readonly day: string; readonly matched: number; readonly matchedFen: number; readonly refundedFen: number }[]> {
    const rows = await this.query<Record<string, string | number>>(`SELECT day, matched, matched_fen AS paid, refunded_fen AS refunded FROM reconciliation_day WHERE mchid = '${mchid}' ORDER BY day`);
    return rows.map(({ day, matched, paid, refunded }) => ({ day: String(day), matched: Number(matched), matchedFen: Number(paid), refundedFen: Number(refunded) }));
  }
  /** What reconciliation has found, whatever became of it. */
  async findings(): Promise<{ readonly mchid: string; readonly number: string; readonly finding: string; readonly status: string; readonly here: number | null; readonly there: number | null }[]> {
    const rows = await this.query<{ mchid: string; number: string; finding: string; status: string; here: number | string | null; there: number | string | null }>(
      'SELECT mchid, number, finding, status, here_fen AS here, there_fen AS there FROM reconciliation_task ORDER BY number, trade');
    const fen = (value: number | string | null) => (value === null ? null : Number(value));
    return rows.map(({ here, there, ...row }) => ({ ...row, here: fen(here), there: fen(there) }));
  }

  query<Row>(sql: string): Promise<Row[]> {
    return this.db.unitOfWork.read((db) => db.query<Row[]>(sql));
  }

  async close(): Promise<void> {
    await this.process.close();
    await this.db.close();
    await this.wechat.close();
  }
}

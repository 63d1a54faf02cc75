import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock.ts';
import { Config } from '../config/config.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Jobs } from '../jobs/jobs.ts';
import { type PushFields, textOf } from './push/fields.ts';
import type { WechatEventRow } from './wechat-event.entity.ts';
import { WechatEventsStore } from './wechat-events.store.ts';

/**
 * Takes one event, in the transaction that also ends it: what it writes is there once, however often WeChat sends.
 * `later`: it is about something that is not known here yet, because WeChat can be faster than the answer to our own request.
 */
export type WechatEventHandler = (tx: EntityManager, fields: PushFields) => Promise<void | 'later'>;

const AT_A_TIME = 50;
const FIRST_WAIT_MS = 10_000;
/** The last one comes after about three hours. */
const MOST_TRIES = 11;
/** WeChat gives up re-sending after a minute; a week is for whoever looks into it. */
const KEEP_MS = 7 * 86_400_000;

/** What has been tried is rolled back, and comes again. */
class Later extends Error {}

/** Events that WeChat pushes: stored first, so that it is answered in time, then handed to who waits for them. */
@Injectable()
export class WechatEvents implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(WechatEvents.name);
  private readonly handlers = new Map<string, WechatEventHandler>();
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: WechatEventsStore, private readonly clock: Clock,
    private readonly config: Config, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    if (this.config.wechat === 'off' || !this.config.wechat.push) return;
    this.jobs.register({ name: 'wechat-events', everySeconds: 10, run: () => this.run() });
    this.jobs.register({ name: 'wechat-events-sweep', everySeconds: 3600, run: () => this.sweep() });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.working;
  }

  /** Who waits for an event registers when its module starts; one for each. */
  register(event: string, handler: WechatEventHandler): void {
    if (this.handlers.has(event)) throw new Error(`${event} has a handler already`);
    this.handlers.set(event, handler);
  }

  /** Stores an event that somebody waits for, once, and begins with it; what nobody waits for is not kept. */
  async take(fields: PushFields): Promise<void> {
    const event = textOf(fields, 'Event');
    if (!this.handlers.has(event)) return;
    const receivedMs = this.clock.now().getTime();
    const row: WechatEventRow = { id: idOf(fields), event, fields: JSON.stringify(fields), status: 'stored', tries: 0, receivedMs, dueMs: receivedMs };
    const isNew = await this.unitOfWork.run((tx) => this.store.insert(tx, row), { idempotent: true });
    if (isNew) this.begin();
  }

  /** Hands on all that is due. The job calls it; two processes at once do each event once. */
  async run(): Promise<void> {
    for (;;) {
      const due = await this.unitOfWork.read((db) => this.store.due(db, this.clock.now().getTime(), AT_A_TIME));
      for (const row of due) await this.handle(row);
      if (due.length < AT_A_TIME) return;
    }
  }

  private begin(): void {
    this.working = this.working.then(() => this.run()).catch((cause: unknown) => this.log.error(cause)); // the job tries again
  }

  private async handle(row: WechatEventRow): Promise<void> {
    const handler = this.handlers.get(row.event);
    try {
      await this.unitOfWork.run(async (tx) => {
        if (!(await this.store.settle(tx, row, 'handled'))) return;
        if (!handler || (await handler(tx, JSON.parse(row.fields) as PushFields)) === 'later') throw new Later();
      });
    } catch (cause) {
      if (!(cause instanceof Later)) this.log.error({ event: row.event, id: row.id, cause });
      await this.postpone(row);
    }
  }

  private async postpone(row: WechatEventRow): Promise<void> {
    if (row.tries + 1 < MOST_TRIES) {
      const dueMs = this.clock.now().getTime() + FIRST_WAIT_MS * 2 ** row.tries;
      await this.unitOfWork.run((tx) => this.store.postpone(tx, row, dueMs));
      return;
    }
    if (await this.unitOfWork.run((tx) => this.store.settle(tx, row, 'failed'))) this.log.warn({ event: row.event, id: row.id, tries: MOST_TRIES, given: 'up' });
  }

  private async sweep(): Promise<void> {
    await this.unitOfWork.run((tx) => this.store.sweep(tx, this.clock.now().getTime() - KEEP_MS));
  }
}

/** WeChat asks to know an event again by its user and its second; two pictures of one user in one second differ by their trace. */
const idOf = (fields: PushFields): string =>
  createHash('sha256').update(JSON.stringify(['Event', 'FromUserName', 'CreateTime', 'MsgId', 'trace_id'].map((name) => textOf(fields, name)))).digest('hex');

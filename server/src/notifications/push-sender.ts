import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Openids } from '../identity/openids.service.ts';
import { Clock } from '../platform/clock.ts';
import { Config, type ProgressTemplate } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { NoticesStore } from './notices.store.ts';
import type { NoticePushRow, PushStatus } from './notifications.entity.ts';
import { type ClaimedPush, PushesStore } from './pushes.store.ts';

const EVERY_SECONDS = 3;
const AT_A_TIME = 20;
/** All jobs of a process wait for each other: after this, the rest waits for the next turn. */
const WORK_MS = 10_000;
/** Far longer than a call can last. A process that has not come back by then has died, or is taken for dead. */
const LEASE_MS = 60_000;
/** News of yesterday is not news: after downtime nobody is rung up about it. */
const NEWS_MS = 86_400_000;
/** 30 seconds, 2, 8 and 32 minutes, 2 hours. */
const FIRST_WAIT_MS = 30_000;
const WAIT_GROWS = 4;
const MOST_TRIES = 6;
/** After WeChat did not answer. Each try at it costs one message: an hour's outage must not cost them all. */
const REST_MS = 60_000;
const KEEP_MS = 30 * 86_400_000;

/**
 * Sends the outbox: each message at most once, whatever dies when. It is claimed in one transaction, sent, and settled in
 * another. A process that dies in between leaves `sending` behind, and nobody can know whether WeChat had it: it becomes
 * `unknown` and is never sent again, because the inbox has the notice anyway and a phone that rings twice is believed less.
 */
@Injectable()
export class PushSender implements OnModuleInit {
  private readonly log = new Logger(PushSender.name);
  private restsUntilMs = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: PushesStore, private readonly notices: NoticesStore, private readonly openids: Openids,
    private readonly wechat: WechatClient, private readonly clock: Clock, private readonly config: Config, private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    if (this.template()) this.jobs.register({ name: 'notice-pushes', everySeconds: EVERY_SECONDS, run: () => this.run() });
    this.jobs.register({ name: 'notice-pushes-sweep', everySeconds: 3600, run: () => this.sweep() });
  }

  /** Sends what is due, one after the other, so that no user has two at a time (43108). The job calls it; two processes at once send each once. */
  async run(): Promise<void> {
    const template = this.template();
    if (!template) return;
    const untilMs = this.nowMs() + WORK_MS;
    await this.clear();
    for (;;) {
      const due = await this.unitOfWork.read((db) => this.store.due(db, this.nowMs(), AT_A_TIME));
      for (const push of due) {
        if (this.nowMs() >= untilMs || this.nowMs() < this.restsUntilMs) return;
        await this.take(push, template);
      }
      if (due.length < AT_A_TIME) return;
    }
  }

  /** Gives up what a dead process held, and what is too old. */
  private async clear(): Promise<void> {
    const nowMs = this.nowMs();
    const { abandoned, expired } = await this.unitOfWork.run(async (tx) => ({
      abandoned: await this.store.abandon(tx, nowMs), expired: await this.store.expire(tx, nowMs - NEWS_MS, nowMs),
    }));
    if (abandoned + expired > 0) this.log.warn({ abandoned, expired });
  }

  private async take(push: NoticePushRow, template: ProgressTemplate): Promise<void> {
    const claimed = await this.unitOfWork.run((tx) => this.store.claim(tx, push, this.nowMs(), LEASE_MS));
    if (!claimed) return;
    const said = await this.send(claimed, template);
    const isAgain = said === 'busy' || said === 'unavailable';
    const status = !isAgain ? said : claimed.tries < MOST_TRIES ? 'pending' : 'failed';
    const dueMs = this.nowMs() + (status === 'pending' ? FIRST_WAIT_MS * WAIT_GROWS ** (claimed.tries - 1) : 0);
    await this.unitOfWork.run((tx) => this.store.settle(tx, claimed, status, dueMs), { idempotent: true });
    if (said === 'unavailable' || said === 'unknown') this.restsUntilMs = this.nowMs() + REST_MS;
    if (status === 'unknown' || status === 'failed') this.log.warn({ notice: claimed.noticeId, status });
  }

  private async send({ noticeId, residentId }: ClaimedPush, { id: templateId, fields }: ProgressTemplate): Promise<Exclude<PushStatus, 'pending' | 'sending'> | 'busy' | 'unavailable'> {
    const { notice, openid } = await this.unitOfWork.read(async (db) => ({ notice: await this.notices.find(db, noticeId), openid: await this.openids.of(db, residentId) }));
    if (!notice || openid === null) return 'failed'; // the resident has left
    if (notice.readMs !== null) return 'expired'; // no knock for what has been read
    const { outcome } = await this.wechat.sendSubscribe({
      openid, templateId, page: notice.path, fields: { [fields.title]: notice.title, [fields.text]: notice.text, [fields.at]: notice.toldMs },
    });
    return outcome === 'refused' ? 'failed' : outcome;
  }

  private async sweep(): Promise<void> {
    await this.unitOfWork.run((tx) => this.store.sweep(tx, this.nowMs() - KEEP_MS));
  }

  private template(): ProgressTemplate | undefined {
    return this.config.wechat === 'off' ? undefined : this.config.wechat.progress;
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}

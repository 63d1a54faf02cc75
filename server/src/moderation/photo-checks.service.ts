import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FilesService } from '../files/files.service.ts';
import { Openids } from '../identity/openids.service.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { ItemsStore } from './items.store.ts';
import type { ModerationItemRow } from './moderation.entity.ts';
import { WECHAT_CHECK } from './settlements.ts';

const EVERY_SECONDS = 10;
/** WeChat answers within half an hour, or not at all. */
const ANSWER_MS = 30 * 60_000;
/** A call may take some seconds, and the job's lease is a minute. */
const MOST_AT_ONCE = 5;

/**
 * WeChat's part with the photos of its residents: each is sent once, by a link that is good for this alone, and hidden until
 * the answer comes. Doubt, an error and silence hand it to a person; from then on WeChat's word changes nothing.
 */
@Injectable()
export class PhotoChecksService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly items: ItemsStore,
    private readonly files: FilesService,
    private readonly openids: Openids,
    private readonly wechat: WechatClient,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: WECHAT_CHECK, everySeconds: EVERY_SECONDS, run: () => this.run() });
  }

  /** Sends what is to be sent, and hands over to people what was not answered in time. Called by the clock. */
  async run(): Promise<void> {
    for (const item of await this.unitOfWork.read((db) => this.items.toSend(db, MOST_AT_ONCE))) await this.send(item);
    await this.unitOfWork.run((tx) => this.items.queueUnanswered(tx, this.clock.now().getTime() - ANSWER_MS));
  }

  /** Sent again when the process died before it was written down; the answer to the lost one then names a check that nobody knows. */
  private async send(item: ModerationItemRow): Promise<void> {
    const openid = item.writerId === null ? null : await this.unitOfWork.read((db) => this.openids.of(db, item.writerId!));
    const asked = openid === null ? 'unavailable' : await this.wechat.checkImage(openid, this.files.linkForCheck(item.photoId!)).catch(() => 'unavailable' as const);
    const now = this.clock.now().getTime();
    await this.unitOfWork.run((tx) => (typeof asked === 'string' ? this.items.queue(tx, item) : this.items.sent(tx, item, asked.traceId, now)));
  }
}

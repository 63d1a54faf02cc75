import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PushFields } from '../platform/wechat/push/fields.ts';
import { MEDIA_CHECK, mediaCheckOf } from '../platform/wechat/push/media-check.ts';
import { WechatEvents } from '../platform/wechat/wechat-events.ts';
import { ItemsStore } from './items.store.ts';
import { Settlements } from './settlements.ts';

/** WeChat's answer to a photo. It counts once, and only while the photo is WeChat's: what a person has got, a person decides. */
@Injectable()
export class PhotoVerdicts implements OnModuleInit {
  constructor(private readonly items: ItemsStore, private readonly settlements: Settlements, private readonly events: WechatEvents) {}

  onModuleInit(): void {
    this.events.register(MEDIA_CHECK, (tx, fields) => this.take(tx, fields));
  }

  /** `later` where the check is not known here: its answer can be faster than the one to our own request. */
  async take(tx: EntityManager, fields: PushFields): Promise<void | 'later'> {
    const verdict = mediaCheckOf(fields);
    if (!verdict) return;
    const item = await this.items.ofTrace(tx, verdict.traceId);
    if (!item) return 'later';
    if (item.state !== 'checking') return;
    if (verdict.suggest === 'review') await this.items.queue(tx, item);
    else await this.settlements.settle(tx, item, verdict.suggest === 'pass' ? 'passed' : 'refused', null);
  }
}

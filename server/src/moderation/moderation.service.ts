import { type Actor, type CategoryOfComplaint, isStaff } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Openids } from '../identity/openids.service.ts';
import { Clock } from '../platform/clock.ts';
import { Config } from '../platform/config/config.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { ItemsStore } from './items.store.ts';
import type { ModerationItemRow } from './moderation.entity.ts';
import { WordList } from './word-list.ts';

/** `held`: others see it once a person has passed it. */
export type TextVerdict = 'passed' | 'held' | 'refused';

interface HeldPlace {
  /** Whose it is, as `kind:id`, the kind registered with `ModerationSubjects`. */
  readonly subject: string;
  readonly category?: CategoryOfComplaint;
  readonly estateId: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly writer: Actor;
}
export type Held =
  | (HeldPlace & { readonly kind: 'text'; readonly text: string; readonly photoId?: undefined })
  | (HeldPlace & { readonly kind: 'photo'; readonly photoId: string; readonly text?: undefined });

/**
 * What residents write and photograph is looked at before others see it: by WeChat where it knows the writer, by the
 * district's list of words, and by a person wherever these two do not settle it. What staff write stands under their name.
 */
@Injectable()
export class ModerationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly items: ItemsStore,
    private readonly words: WordList,
    private readonly openids: Openids,
    private readonly wechat: WechatClient,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /**
   * Asked before the transaction that stores the text, because it may ask WeChat. WeChat's no is final; a hit of the list,
   * WeChat's doubt and WeChat's silence let a person decide. Refuses: OUT_OF_SCOPE for a visitor.
   */
  async checkText(actor: Actor, text: string): Promise<TextVerdict> {
    if (isStaff(actor)) return 'passed';
    if (actor.role !== 'resident') return refuse({ code: 'OUT_OF_SCOPE' });
    if (!/\S/.test(text)) return 'passed';
    const { isHit, openid } = await this.unitOfWork.read(async (db) => ({ isHit: await this.words.isHit(db, text), openid: await this.openidOf(db, actor) }));
    const said = openid === null ? 'pass' : await this.wechat.checkText(openid, text);
    if (said === 'risky') return 'refused';
    return isHit || said !== 'pass' ? 'held' : 'passed';
  }

  /** Hides a text or a photo until it is passed. In the transaction that stores it; the same thing is held once. */
  async hold(tx: EntityManager, { kind, subject, category, estateId, streetId, communityId, writer, ...held }: Held): Promise<void> {
    const isForWechat = kind === 'photo' && writer.role === 'resident' && this.isAnswering && (await this.openidOf(tx, writer)) !== null;
    const item: ModerationItemRow = {
      id: this.random.uuid(), kind, subject, thing: `${kind}:${held.photoId ?? subject}`, photoId: held.photoId ?? null, text: held.text ?? null, category: category ?? null,
      estateId, streetId, communityId, writerId: isForWechat ? writer.residentId : null, state: isForWechat ? 'toSend' : 'queued',
      traceId: null, sentMs: null, decidedBy: null, decidedMs: null, version: 1, createdMs: this.clock.now().getTime(),
    };
    await this.items.insert(tx, item);
  }

  /** Drops what is kept of a thing, decided or not, when the thing itself is erased (个人信息保护法 47). */
  forget(tx: EntityManager, subject: string): Promise<void> {
    return this.items.forget(tx, subject);
  }

  /** WeChat's answers are pushed: where none is taken, a photo need not be sent and waited for. */
  private get isAnswering(): boolean {
    return this.config.wechat !== 'off' && this.config.wechat.push !== undefined;
  }

  private async openidOf(db: EntityManager, { residentId }: { readonly residentId: string }): Promise<string | null> {
    return this.config.wechat === 'off' ? null : this.openids.of(db, residentId);
  }
}

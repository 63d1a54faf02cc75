import { can, type Actor, type NoticeView, type Page, type PageQuery, type ReadNoticesBody, type UnreadNoticesView, type WechatTemplatesView } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Openids } from '../identity/openids.service.ts';
import { ResidentFarewells } from '../identity/resident-farewells.service.ts';
import { Clock } from '../platform/clock.ts';
import { Config, type ProgressTemplate } from '../platform/config/config.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import { NoticesStore } from './notices.store.ts';
import type { NoticePushRow, NoticeRow } from './notifications.entity.ts';
import { noticeView } from './notifications.views.ts';

const PAGE = 50;

/** What somebody is to be told. Plain words: it is shown in a list, and WeChat shows the beginning of it on a locked phone. */
export interface Notice {
  /** Who; a resident named twice, or gone meanwhile, is no mistake. */
  readonly residentIds: readonly string[];
  /** What happened, in letters that stay: the same event is told a resident once, whoever tells it and how often. At most 120. */
  readonly eventKey: string;
  /** At most 60 characters. */
  readonly title: string;
  /** At most 500 characters. */
  readonly text: string;
  /** The page of the mini-program, with its query; at most 200 characters. */
  readonly path: string;
}

/** The inbox: what a resident waits for is told here first, and WeChat's message is only its knock. */
@Injectable()
export class NoticesService implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly store: NoticesStore, private readonly openids: Openids, private readonly farewells: ResidentFarewells,
    private readonly clock: Clock, private readonly random: Random, private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.farewells.register(async (tx, residentId) => {
      await this.openids.hold(tx, [residentId]); // first: a notice that is being written is deleted with the rest, or not written
      await this.store.deleteAllOf(tx, residentId);
    });
  }

  /**
   * Tells residents of an event, in the transaction that made it happen: neither is there without the other. Told twice is
   * told once. Where WeChat knows the resident and messages are set up, one is put into the outbox.
   */
  async tell(tx: EntityManager, { residentIds, eventKey, title, text, path }: Notice): Promise<void> {
    const present = await this.openids.hold(tx, [...new Set(residentIds)]);
    const told = await this.store.told(tx, eventKey, [...present.keys()]);
    const toldMs = this.clock.now().getTime();
    const untold = [...present.keys()].filter((residentId) => !told.has(residentId));
    const notices = untold.map((residentId): NoticeRow => ({ id: this.random.uuid(), residentId, eventKey, title, text, path, toldMs, readMs: null }));
    const reached = this.template() ? notices.filter(({ residentId }) => present.get(residentId) !== null) : [];
    const pushes = reached.map(({ id, residentId }): NoticePushRow => ({ noticeId: id, residentId, status: 'pending', tries: 0, toldMs, dueMs: toldMs }));
    await this.store.insert(tx, notices, pushes);
  }

  /** The own notices, the newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { cursor, limit = PAGE }: PageQuery): Promise<Page<NoticeView>> {
    const residentId = residentOf(actor);
    const place = readCursor(cursor, ['number', 'string']) as readonly [number, string] | undefined;
    return this.unitOfWork.read(async (db) => {
      const found = await this.store.page(db, residentId, place && { toldMs: place[0], id: place[1] }, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(noticeView),
        total: await this.store.count(db, residentId),
        nextCursor: last && found.length > limit ? writeCursor([last.toldMs, last.id]) : null,
      };
    });
  }

  /** How many of the own notices are unread. Refuses: OUT_OF_SCOPE. */
  unread(actor: Actor): Promise<UnreadNoticesView> {
    const residentId = residentOf(actor);
    return this.unitOfWork.read(async (db) => ({ unread: await this.store.countUnread(db, residentId) }));
  }

  /** Marks notices as read, once and for good; others' and unknown ones are passed over. Refuses: OUT_OF_SCOPE. */
  async read(actor: Actor, { ids }: ReadNoticesBody): Promise<void> {
    const residentId = residentOf(actor);
    await this.unitOfWork.run((tx) => this.store.read(tx, residentId, ids, this.clock.now().getTime()), { idempotent: true });
  }

  /** The subscribe messages that a page may ask for on a tap; empty where WeChat is off or none is set up. Refuses: OUT_OF_SCOPE. */
  templates(actor: Actor): WechatTemplatesView {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const template = this.template();
    return { templateIds: template ? [template.id] : [] };
  }

  private template(): ProgressTemplate | undefined {
    return this.config.wechat === 'off' ? undefined : this.config.wechat.progress;
  }
}

/** One's own notices are one's own by the id that the session has; there is nothing else to ask. */
function residentOf(actor: Actor): string {
  return actor.role === 'resident' && can(actor, 'notice.own') ? actor.residentId : refuse({ code: 'OUT_OF_SCOPE' });
}

import {
  can, isStaff, listReach,
  type Actor, type DecideModerationBody, type ModerationItemView, type ModerationQuery, type ModerationSummaryView, type Page,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../estates/estates.service.ts';
import { FilesService } from '../files/files.service.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { type ItemFilter, type ItemPosition, ItemsStore } from './items.store.ts';
import type { ModerationItemRow } from './moderation.entity.ts';
import { moderationItemView, moderationSummaryView } from './moderation.views.ts';
import { Settlements } from './settlements.ts';

const PAGE = 50;

/** What waits for a person: read and decided by the street and the community it came from. */
@Injectable()
export class QueueService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly items: ItemsStore,
    private readonly settlements: Settlements,
    private readonly estates: EstatesService,
    private readonly files: FilesService,
  ) {}

  /** What waits within the own scope, the oldest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  page(actor: Actor, { kind, cursor, limit = PAGE }: ModerationQuery): Promise<Page<ModerationItemView>> {
    return this.unitOfWork.read(async (db) => {
      const filter: ItemFilter = { reach: reachOf(actor), state: 'queued', ...(kind && { kind }) };
      const after = readCursor(cursor, ['number', 'string']) as ItemPosition | undefined;
      const found = await this.items.page(db, filter, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.views(db, shown),
        total: await this.items.count(db, filter),
        nextCursor: last && found.length > limit ? writeCursor([last.createdMs, last.id]) : null,
      };
    });
  }

  /** How much waits within the own scope. Refuses: OUT_OF_SCOPE. */
  summary(actor: Actor): Promise<ModerationSummaryView> {
    return this.unitOfWork.read(async (db) => moderationSummaryView(await this.items.counts(db, reachOf(actor))));
  }

  /**
   * Shows it to others or keeps it from them for good. The same decision by the same person again is the same decision.
   * Refuses: MODERATION_NOT_FOUND, OUT_OF_SCOPE, MODERATION_DECIDED.
   */
  async decide(actor: Actor, itemId: string, { version, decision }: DecideModerationBody): Promise<ModerationSummaryView> {
    if (!isStaff(actor)) return refuse({ code: 'OUT_OF_SCOPE' });
    await this.unitOfWork.run(async (tx) => {
      const item = (await this.items.find(tx, itemId)) ?? refuse({ code: 'MODERATION_NOT_FOUND' });
      if (!can(actor, 'moderation.decide', placeOf(item))) refuse({ code: 'OUT_OF_SCOPE' });
      if (item.state === 'toSend' || item.state === 'checking') refuse({ code: 'MODERATION_NOT_FOUND' }); // not a person's yet
      const isThisDecision = (seen: ModerationItemRow | null) => seen?.state === decision && seen.decidedBy === actor.staffId;
      if (isThisDecision(item)) return;
      const isSettled = item.state === 'queued' && item.version === version && (await this.settlements.settle(tx, item, decision, actor));
      if (!isSettled && !isThisDecision(await this.items.find(tx, itemId))) refuse({ code: 'MODERATION_DECIDED' });
    });
    return this.summary(actor);
  }

  private async views(db: EntityManager, items: readonly ModerationItemRow[]): Promise<ModerationItemView[]> {
    const estates = await this.estates.names(db, [...new Set(items.map(({ estateId }) => estateId))]);
    const photos = await this.files.photos(db, items.flatMap(({ photoId }) => photoId ?? []));
    return items.map((item) => {
      const facts = item.photoId === null ? undefined : photos.get(item.photoId);
      return moderationItemView(item, estates.get(item.estateId), facts ? this.files.view(facts, { mayISee: true, isModerator: true }) : null);
    });
  }
}

const reachOf = (actor: Actor): ItemFilter['reach'] => listReach(actor, 'moderation.decide') ?? refuse({ code: 'OUT_OF_SCOPE' });
const placeOf = ({ streetId, communityId, estateId }: ModerationItemRow) => ({ streetId, communityId, estateId });

import {
  can, mayCertifyAfter, moveRound, ROUND_STEPS, SMALLEST_CELL,
  type Action, type Actor, type CommentView, type Page, type PageQuery, type RoundCoverageView, type RoundStepView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../identity/audit-trail.service.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { AnswersStore } from './answers.store.ts';
import { RoundsStore } from './rounds.store.ts';
import type { RoundRow } from './surveys.entity.ts';
import { coverageRowView, roundStepView } from './surveys.views.ts';

const PAGE = 50;

/** What the staff sees of one estate's round: how far it is and whose turn it is, what became of it, and what residents wrote. */
@Injectable()
export class RoundWatchService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundsStore,
    private readonly answers: AnswersStore,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** One estate's buildings, channels and days, and whether this officer may certify. Refuses: ROUND_NOT_FOUND, OUT_OF_SCOPE. */
  round(actor: Actor, roundId: string): Promise<RoundCoverageView> {
    return this.unitOfWork.read(async (db) => {
      const round = await this.foundFor(db, actor, 'coverage.read', roundId);
      const staffId = 'staffId' in actor ? actor.staffId : '';
      const isClosed = moveRound(round.status, 'certify').ok;
      const participation = (await this.answers.countParticipation(db, [roundId])).get(roundId)!;
      return {
        round: coverageRowView(round, participation, this.clock.now().getTime()),
        supplementUntil: new Date(round.supplementUntilMs).toISOString(),
        mayCertify: can(actor, 'round.certify', placeOf(round)) && isClosed && mayCertifyAfter(round.closedBy, staffId),
        isClosedByMe: isClosed && !mayCertifyAfter(round.closedBy, staffId),
        buildings: (await this.rounds.buildings(db, roundId)).map(({ buildingId, building, households, participated }) => ({ buildingId, building, households, participated })),
      };
    });
  }

  /** Who moved the round and when, the newest first: what the audit log holds of it, without what certification counted. Refuses: ROUND_NOT_FOUND, OUT_OF_SCOPE, INVALID_CURSOR. */
  steps(actor: Actor, roundId: string, query: PageQuery): Promise<Page<RoundStepView>> {
    return this.unitOfWork.read(async (db) => {
      await this.foundFor(db, actor, 'coverage.read', roundId);
      const about = ROUND_STEPS.map((step) => ({ subject: `round:${roundId}`, action: `round.${step}` }));
      return this.trail.page(db, { about }, query, (line, who) => roundStepView(line, ROUND_STEPS.find((step) => line.action === `round.${step}`)!, who));
    });
  }

  /** What residents wrote, once nothing ties it to them any more; none where fewer than five answered. Refuses: ROUND_NOT_FOUND, OUT_OF_SCOPE, RESULT_NOT_CERTIFIED, INVALID_CURSOR. */
  comments(actor: Actor, roundId: string, { cursor, limit = PAGE }: PageQuery): Promise<Page<CommentView>> {
    return this.unitOfWork.read(async (db) => {
      const round = await this.foundFor(db, actor, 'comment.read', roundId);
      if (round.status !== 'certified') refuse({ code: 'RESULT_NOT_CERTIFIED' });
      const [after] = (readCursor(cursor, ['string']) ?? []) as string[];
      if ((round.valid ?? 0) < SMALLEST_CELL) return { items: [], total: 0, nextCursor: null };
      const found = await this.answers.comments(db, roundId, after, limit + 1);
      const items = found.slice(0, limit).map(({ id, comment }) => ({ id, comment }));
      return { items, total: await this.answers.countComments(db, roundId), nextCursor: found.length > limit ? writeCursor([items.at(-1)!.id]) : null };
    });
  }

  private async foundFor(db: EntityManager, actor: Actor, action: Action, roundId: string): Promise<RoundRow> {
    const round = (await this.rounds.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' });
    if (!can(actor, action, placeOf(round))) refuse({ code: 'OUT_OF_SCOPE' });
    return round;
  }
}

const placeOf = ({ streetId, communityId, estateId }: RoundRow) => ({ streetId, communityId, estateId });

import { can, type Actor, type EstateResultRowView, type Page, type PageQuery, type RoundResultView, type RoundView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { QuestionnairesStore } from './questionnaires.store.ts';
import { RoundsStore } from './rounds.store.ts';
import type { QuestionnaireRow, RoundRow } from './surveys.entity.ts';
import { estateResultRowView, roundResultView, roundView, type CertifiedRound } from './surveys.views.ts';

const PAGE = 50;

/** What anybody may read of the surveys, without login. */
@Injectable()
export class ResultsService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly rounds: RoundsStore, private readonly questionnaires: QuestionnairesStore) {}

  /** The estate's running round, or else its last. Refuses: ROUND_NOT_FOUND. */
  currentRound(actor: Actor, estateId: string): Promise<RoundView> {
    return this.read(actor, async (db) => this.viewOf(db, (await this.rounds.findCurrent(db, estateId)) ?? refuse({ code: 'ROUND_NOT_FOUND' })));
  }

  /** Refuses: ROUND_NOT_FOUND. */
  round(actor: Actor, roundId: string): Promise<RoundView> {
    return this.read(actor, async (db) => this.viewOf(db, (await this.rounds.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' })));
  }

  /** What was certified. Nothing of a running count is ever published. Refuses: ROUND_NOT_FOUND, RESULT_NOT_CERTIFIED. */
  result(actor: Actor, roundId: string): Promise<RoundResultView> {
    return this.read(actor, async (db) => {
      const round = (await this.rounds.find(db, roundId)) ?? refuse({ code: 'ROUND_NOT_FOUND' });
      if (!isCertified(round)) refuse({ code: 'RESULT_NOT_CERTIFIED' });
      return roundResultView(round, (await this.questionnaireOf(db, round)).scale);
    });
  }

  /** Every half-year that has ended, newest first. Refuses: INVALID_CURSOR. */
  history(actor: Actor, estateId: string, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<EstateResultRowView>> {
    const [before] = (readCursor(cursor, ['string']) ?? []) as string[];
    return this.read(actor, async (db) => {
      const found = await this.rounds.ended(db, estateId, before, limit + 1);
      const items = found.slice(0, limit).map(estateResultRowView);
      return { items, total: await this.rounds.countEnded(db, estateId), nextCursor: found.length > limit ? writeCursor([items.at(-1)!.halfYear]) : null };
    });
  }

  private async read<T>(actor: Actor, work: (db: EntityManager) => Promise<T>): Promise<T> {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(work);
  }

  private async viewOf(db: EntityManager, round: RoundRow): Promise<RoundView> {
    return roundView(round, await this.questionnaireOf(db, round));
  }

  private async questionnaireOf(db: EntityManager, round: RoundRow): Promise<QuestionnaireRow> {
    return (await this.questionnaires.find(db, round.questionnaireVersion)) ?? refuse({ code: 'QUESTIONNAIRE_NOT_FOUND' });
  }
}

const isCertified = (round: RoundRow): round is CertifiedRound => round.status === 'certified';

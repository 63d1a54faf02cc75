import {
  isDisclosurePeriod, listReach, shanghaiDate,
  type Actor, type Page, type StatementDutiesQuery, type StatementDutiesSummaryView, type StatementDutyRow,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { EstatesService } from '../../estates/estates.service.ts';
import { Clock } from '../../platform/clock.ts';
import { readCursor, writeCursor } from '../../platform/cursor.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { OWN_BODY } from '../statement-access.ts';
import { DutyFinder } from './duty-finder.ts';

const PAGE = 50;

/** Who owes a statement of a period and how far it is: the street's board, and a body's own. */
@Injectable()
export class DutiesService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly finder: DutyFinder, private readonly estates: EstatesService, private readonly clock: Clock) {}

  /** One page, the overdue first. Refuses: OUT_OF_SCOPE, STATEMENT_PERIOD_WRONG, INVALID_CURSOR. */
  async page(actor: Actor, { cursor, limit = PAGE, only, search = '', ...query }: StatementDutiesQuery): Promise<Page<StatementDutyRow>> {
    const [offset = 0] = (readCursor(cursor, ['number']) ?? []) as number[]; // duties are done while people read: a place in the list, not a row
    const words = search.toLowerCase();
    const rows = (await this.found(actor, query)).filter((row) => (!only || ONLY[only](row)) && (row.estate.toLowerCase().includes(words) || row.bodyName.toLowerCase().includes(words)));
    const next = offset + limit;
    return { items: rows.slice(offset, next), total: rows.length, nextCursor: next < rows.length ? writeCursor([next]) : null };
  }

  /** The head of the list. Refuses: OUT_OF_SCOPE, STATEMENT_PERIOD_WRONG. */
  async summary(actor: Actor, query: Pick<StatementDutiesQuery, 'period' | 'streetId'>): Promise<StatementDutiesSummaryView> {
    const rows = await this.found(actor, query);
    const count = (only: NonNullable<StatementDutiesQuery['only']>) => rows.filter(ONLY[only]).length;
    const [published, overdue] = [count('published'), count('overdue')];
    return { period: query.period as StatementDutiesSummaryView['period'], owed: rows.length, published, overdue, waiting: rows.length - published - overdue };
  }

  private found(actor: Actor, { period, streetId }: Pick<StatementDutiesQuery, 'period' | 'streetId'>): Promise<StatementDutyRow[]> {
    return this.unitOfWork.read(async (db) => {
      const reach = listReach(actor, 'statement.list') ?? refuse({ code: 'OUT_OF_SCOPE' });
      if (!isDisclosurePeriod(period)) return refuse({ code: 'STATEMENT_PERIOD_WRONG' });
      const ownBody = OWN_BODY[actor.role];
      const rows = await this.finder.find(db, { reach, ...(ownBody && { ownBody }) }, period, shanghaiDate(this.clock.now().getTime()));
      if (!streetId) return rows;
      const ofStreet = new Set((await this.estates.estatesInService(db)).filter((estate) => estate.streetId === streetId).map(({ estateId }) => estateId));
      return rows.filter(({ estateId }) => ofStreet.has(estateId));
    });
  }
}

const ONLY: Readonly<Record<NonNullable<StatementDutiesQuery['only']>, (row: StatementDutyRow) => boolean>> = {
  overdue: ({ isOverdue }) => isOverdue,
  missing: ({ statementId }) => statementId === null,
  published: ({ status }) => status === 'published',
};

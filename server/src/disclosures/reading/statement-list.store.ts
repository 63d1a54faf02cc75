import type { BookBody, DateText, DisclosurePeriod, Scope, StatementStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { CosignRow, StatementRow } from '../disclosures.entity.ts';

/** Which statements somebody may see, and which of them are asked for. */
export interface StatementFilter {
  readonly reach: 'everything' | Exclude<Scope, { level: 'district' }>;
  /** The body whose drafts the reader may see; of the others only what is published. Undefined: all of all. */
  readonly ownBody?: BookBody;
  readonly estateId?: string;
  readonly streetId?: string;
  readonly period?: string;
  readonly status?: StatementStatus;
  readonly body?: BookBody;
  /** In force, of another body than the committee, and without its word. */
  readonly unsigned?: boolean;
  /** Of these estates only: what a search found. */
  readonly estateIds?: readonly string[];
}
/** Last day and id: where the newest-first list goes on. */
export type StatementPosition = readonly [lastDay: DateText, id: string];
/** That a book has had statements from a day on. */
export interface BookSince {
  readonly estateId: string;
  readonly body: BookBody;
  readonly bodyId: string;
  readonly firstDay: DateText;
}

const SCOPE_COLUMN = { street: 'street_id', community: 'community_id', estate: 'estate_id', provider: 'body_id' } as const;

/** SQL of lists of statements. */
@Injectable()
export class StatementListStore {
  /** The newest first, after a position. */
  page(db: EntityManager, filter: StatementFilter, after: StatementPosition | undefined, limit: number): Promise<StatementRow[]> {
    const query = this.filtered(db, filter).orderBy('statement.last_day', 'DESC').addOrderBy('statement.id', 'DESC').limit(limit);
    if (after) query.andWhere('(statement.last_day < :afterDay OR (statement.last_day = :afterDay AND statement.id < :afterId))', { afterDay: after[0], afterId: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, filter: StatementFilter): Promise<number> {
    return this.filtered(db, filter).getCount();
  }

  /** All editions of a period. */
  ofPeriod(db: EntityManager, filter: Pick<StatementFilter, 'reach'>, period: DisclosurePeriod, lastDay: DateText): Promise<StatementRow[]> {
    return this.filtered(db, { ...filter, period }).andWhere('statement.last_day = :lastDay', { lastDay }).getMany();
  }

  /** Since when each book of committees and community bodies has had statements; a provider owes by its service. */
  async booksSince(db: EntityManager, filter: Pick<StatementFilter, 'reach' | 'estateId'>): Promise<BookSince[]> {
    return this.filtered(db, filter).andWhere("statement.body <> 'provider'")
      .select('statement.estate_id', 'estateId').addSelect('statement.body', 'body').addSelect('statement.body_id', 'bodyId').addSelect('MIN(statement.first_day)', 'firstDay')
      .groupBy('statement.estate_id').addGroupBy('statement.body').addGroupBy('statement.body_id').getRawMany<BookSince>();
  }

  private filtered(db: EntityManager, { reach, ownBody, estateId, streetId, period, status, body, unsigned, estateIds }: StatementFilter): SelectQueryBuilder<StatementRow> {
    const query = db.createQueryBuilder(StatementRow, 'statement').where('1 = 1');
    if (reach !== 'everything') query.andWhere(`statement.${SCOPE_COLUMN[reach.level]} = :scopeId`, { scopeId: reach.id });
    if (ownBody) query.andWhere("(statement.body = :ownBody OR statement.status IN ('published', 'corrected'))", { ownBody });
    const equal = { estate_id: estateId, street_id: streetId, period, status, body };
    for (const [column, value] of Object.entries(equal)) if (value !== undefined) query.andWhere(`statement.${column} = :${column}`, { [column]: value });
    if (unsigned) {
      query.andWhere("statement.status = 'published' AND statement.body <> 'committee'")
        .andWhere((of) => `NOT EXISTS ${of.subQuery().select('1').from(CosignRow, 'word').where('word.statement_id = statement.id').getQuery()}`);
    }
    if (estateIds) query.andWhere(estateIds.length === 0 ? '1 = 0' : 'statement.estate_id IN (:...estateIds)', { estateIds });
    return query;
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { ONE_QUESTIONNAIRE_PER_VERSION, QuestionnaireRow } from './surveys.entity.ts';

/** SQL of the questionnaire's versions. A version never changes, so it is read once and remembered. */
@Injectable()
export class QuestionnairesStore {
  private readonly remembered = new Map<number, QuestionnaireRow>();

  async find(db: EntityManager, version: number): Promise<QuestionnaireRow | null> {
    const known = this.remembered.get(version);
    if (known) return known;
    const row = await db.findOneBy(QuestionnaireRow, { version });
    if (row) this.remembered.set(version, row);
    return row;
  }

  /** Newest first; `before` a version. */
  page(db: EntityManager, before: number | undefined, limit: number): Promise<QuestionnaireRow[]> {
    const query = db.createQueryBuilder(QuestionnaireRow, 'questionnaire').orderBy('questionnaire.version', 'DESC').limit(limit);
    if (before !== undefined) query.where('questionnaire.version < :before', { before });
    return query.getMany();
  }

  count(db: EntityManager): Promise<number> {
    return db.count(QuestionnaireRow);
  }

  /** Refuses CHANGED_BY_SOMEONE_ELSE when another version took the number meanwhile. */
  async insert(tx: EntityManager, row: QuestionnaireRow): Promise<void> {
    try {
      await tx.insert(QuestionnaireRow, row);
    } catch (cause) {
      if (breaksKey(cause, ONE_QUESTIONNAIRE_PER_VERSION)) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      throw cause;
    }
  }

  async lastVersion(db: EntityManager): Promise<number> {
    const row = await db.createQueryBuilder(QuestionnaireRow, 'q').select('MAX(q.version)', 'last').getRawOne<{ last: number | null }>();
    return Number(row?.last ?? 0);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { ModerationWordRow, ONE_WORD_ONCE } from './moderation.entity.ts';

/** Where the list goes on: when added, and the id among those of one moment. */
export type WordPosition = readonly [addedMs: number, id: string];

/** SQL of the district's list of words. */
@Injectable()
export class WordsStore {
  find(db: EntityManager, id: string): Promise<ModerationWordRow | null> {
    return db.findOneBy(ModerationWordRow, { id });
  }

  ofFolded(db: EntityManager, folded: string): Promise<ModerationWordRow | null> {
    return db.findOneBy(ModerationWordRow, { folded });
  }

  /** All of them as they are compared. */
  async allFolded(db: EntityManager): Promise<string[]> {
    const rows = await db.find(ModerationWordRow, { select: { folded: true }, order: { folded: 'ASC' } });
    return rows.map(({ folded }) => folded);
  }

  /** What was added last first; `search` as folded. */
  page(db: EntityManager, search: string, after: WordPosition | undefined, limit: number): Promise<ModerationWordRow[]> {
    const query = this.filtered(db, search).orderBy('word.added_ms', 'DESC').addOrderBy('word.id').limit(limit);
    if (after) query.andWhere('(word.added_ms < :ms OR (word.added_ms = :ms AND word.id > :id))', { ms: after[0], id: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, search: string): Promise<number> {
    return this.filtered(db, search).getCount();
  }

  /** False when the word is there already. */
  async insert(tx: EntityManager, row: ModerationWordRow): Promise<boolean> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(ModerationWordRow, row));
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_WORD_ONCE)) return false;
      throw cause;
    }
  }

  /** True when this caller took it off. */
  async takeOff(tx: EntityManager, id: string): Promise<boolean> {
    return (await tx.delete(ModerationWordRow, { id })).affected === 1;
  }

  /** Folded text has no `%` and no `_`: they are neither letters nor figures. */
  private filtered(db: EntityManager, search: string): SelectQueryBuilder<ModerationWordRow> {
    const query = db.createQueryBuilder(ModerationWordRow, 'word');
    return search === '' ? query : query.where('word.folded LIKE :search', { search: `%${search}%` });
  }
}

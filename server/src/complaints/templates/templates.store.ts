import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertMany } from '../../platform/database/batches.ts';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { ComplaintTemplateRow, ONE_TEMPLATE_PER_ID, ONE_TEMPLATE_PER_SLOT } from './templates.entity.ts';

/** After which template a list goes on. */
export type TemplatePosition = readonly [title: string, id: string];

/** All SQL of a firm's templates. */
@Injectable()
export class TemplatesStore {
  find(db: EntityManager, id: string): Promise<ComplaintTemplateRow | null> {
    return db.findOneBy(ComplaintTemplateRow, { id });
  }

  /** In the order of their titles. */
  page(db: EntityManager, providerId: string, after: TemplatePosition | undefined, limit: number): Promise<ComplaintTemplateRow[]> {
    const query = db.createQueryBuilder(ComplaintTemplateRow, 'template').where('template.provider_id = :providerId', { providerId })
      .orderBy('template.title').addOrderBy('template.id').limit(limit);
    if (after) query.andWhere('(template.title > :title OR (template.title = :title AND template.id > :id))', { title: after[0], id: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, providerId: string): Promise<number> {
    return db.countBy(ComplaintTemplateRow, { providerId });
  }

  /** The slots that are taken. */
  async slots(db: EntityManager, providerId: string): Promise<ReadonlySet<number>> {
    return new Set((await db.find(ComplaintTemplateRow, { select: { slot: true }, where: { providerId } })).map(({ slot }) => slot));
  }

  /** False when somebody else has taken the slot, or sent the same template, since they were read. */
  async insert(tx: EntityManager, template: ComplaintTemplateRow): Promise<boolean> {
    try {
      await insertMany(tx, ComplaintTemplateRow, [template]);
      return true;
    } catch (cause) {
      if (breaksKey(cause, ONE_TEMPLATE_PER_SLOT) || breaksKey(cause, ONE_TEMPLATE_PER_ID)) return false;
      throw cause;
    }
  }

  /** Compare-and-set. True when this caller made the change. */
  async change(tx: EntityManager, id: string, version: number, to: Pick<ComplaintTemplateRow, 'title' | 'text' | 'writtenBy' | 'writtenMs'>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(ComplaintTemplateRow).set({ ...to, version: () => 'version + 1' })
      .where('id = :id AND version = :version', { id, version }).execute();
    return affected === 1;
  }

  /** True when this caller removed it as it was seen. */
  async drop(tx: EntityManager, id: string, version: number): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().delete().from(ComplaintTemplateRow).where('id = :id AND version = :version', { id, version }).execute();
    return affected === 1;
  }
}

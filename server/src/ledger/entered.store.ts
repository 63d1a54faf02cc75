import type { PostedKind } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks } from '../platform/database/batches.ts';
import { LedgerEntryRow } from './ledger.entity.ts';

/** SQL of entries by what they were made of. */
@Injectable()
export class EnteredStore {
  bySourceKeys(db: EntityManager, sourceKeys: readonly string[]): Promise<LedgerEntryRow[]> {
    return inChunks(sourceKeys, (chunk) => db.findBy(LedgerEntryRow, { sourceKey: In([...chunk]) }));
  }

  /** In the order of their keys, after one of them. */
  ofKinds(db: EntityManager, kinds: readonly PostedKind[], after: string, limit: number): Promise<LedgerEntryRow[]> {
    return db.createQueryBuilder(LedgerEntryRow, 'entry').where('entry.source_key > :after AND entry.kind IN (:...kinds)', { after, kinds })
      .orderBy('entry.source_key').limit(limit).getMany();
  }
}

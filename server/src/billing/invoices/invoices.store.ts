import type { InvoiceStatus } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { breaksKey } from '../../platform/database/driver-errors.ts';
import { refuse } from '../../platform/refused.ts';
import { InvoiceRequestRow, ONE_LIVE_REQUEST, ONE_REQUEST_PER_ID } from './invoices.entity.ts';

/** Where a page goes on: after this one. */
export type RequestPosition = readonly [requestedMs: number, id: string];

export interface RequestFilter {
  readonly estateId: string;
  readonly providerId: string;
  readonly status?: InvoiceStatus;
}

/** SQL of requests for invoices. */
@Injectable()
export class InvoicesStore {
  find(db: EntityManager, id: string): Promise<InvoiceRequestRow | null> {
    return db.findOneBy(InvoiceRequestRow, { id });
  }

  /** The newest of a bill. */
  ofBill(db: EntityManager, billId: string): Promise<InvoiceRequestRow | null> {
    return db.findOne(InvoiceRequestRow, { where: { billId }, order: { requestedMs: 'DESC', id: 'ASC' } });
  }

  /** The newest first. */
  page(db: EntityManager, filter: RequestFilter, after: RequestPosition | undefined, limit: number): Promise<InvoiceRequestRow[]> {
    const query = db.createQueryBuilder(InvoiceRequestRow, 'request').where({ ...filter }).orderBy('request.requested_ms', 'DESC').addOrderBy('request.id').limit(limit);
    if (after) query.andWhere('(request.requested_ms < :ms OR (request.requested_ms = :ms AND request.id > :id))', { ms: after[0], id: after[1] });
    return query.getMany();
  }

  count(db: EntityManager, filter: Partial<RequestFilter>): Promise<number> {
    return db.countBy(InvoiceRequestRow, { ...filter });
  }

  /** The one that a firm has let wait longest. */
  oldestWaiting(db: EntityManager, providerId: string): Promise<InvoiceRequestRow | null> {
    return db.findOne(InvoiceRequestRow, { where: { providerId, status: 'requested' }, order: { requestedMs: 'ASC', id: 'ASC' } });
  }

  /** Refuses: INVOICE_REQUESTED. */
  async insert(tx: EntityManager, row: InvoiceRequestRow): Promise<void> {
    try {
      await tx.transaction((savepoint) => savepoint.insert(InvoiceRequestRow, row));
    } catch (cause) {
      if (breaksKey(cause, ONE_LIVE_REQUEST) || breaksKey(cause, ONE_REQUEST_PER_ID)) refuse({ code: 'INVOICE_REQUESTED' });
      throw cause;
    }
  }

  /** Compare-and-set from `requested`. True when this caller decided it. */
  async decide(tx: EntityManager, id: string, version: number, to: Pick<InvoiceRequestRow, 'status' | 'decidedMs'> & Partial<Pick<InvoiceRequestRow, 'fileId' | 'refusedFor' | 'liveOf'>>): Promise<boolean> {
    const { affected } = await tx.createQueryBuilder().update(InvoiceRequestRow).set({ ...to, version: () => 'version + 1' })
      .where("id = :id AND version = :version AND status = 'requested'", { id, version }).execute();
    return affected === 1;
  }

  ofResident(db: EntityManager, residentId: string): Promise<InvoiceRequestRow[]> {
    return db.findBy(InvoiceRequestRow, { residentId });
  }

  /** What nobody has answered goes; of what was answered the bill keeps that it was, without whose title. */
  async forget(tx: EntityManager, residentId: string): Promise<void> {
    await tx.delete(InvoiceRequestRow, { residentId, status: 'requested' });
    await tx.createQueryBuilder().update(InvoiceRequestRow).set({ residentId: null, title: '', taxNumber: null, fileId: null }).where({ residentId }).execute();
  }
}

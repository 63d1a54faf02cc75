import { isStaff, shanghaiDate, type Actor, type InvoiceRequestView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../../files/files.service.ts';
import { BillsStore } from '../bills/bills.store.ts';
import type { BillRow } from '../bills/bills.entity.ts';
import type { InvoiceRequestRow } from './invoices.entity.ts';
import { InvoicesStore } from './invoices.store.ts';

/** Requests as their readers may have them: the firm, and the phone that asked. Who lives there later sees that of nobody. */
@Injectable()
export class InvoiceReader {
  constructor(private readonly requests: InvoicesStore, private readonly bills: BillsStore, private readonly files: FilesService) {}

  /** The newest request of a bill that the reader has been let to; null where there is none of the reader's. */
  async ofBill(db: EntityManager, actor: Actor, bill: BillRow): Promise<InvoiceRequestView | null> {
    const row = await this.requests.ofBill(db, bill.id);
    const isMine = row !== null && (isStaff(actor) || (actor.role === 'resident' && row.residentId === actor.residentId));
    return isMine ? (await this.views(db, actor, [row]))[0]! : null;
  }

  /** Of requests that the reader has been let to. */
  async views(db: EntityManager, actor: Actor, rows: readonly InvoiceRequestRow[]): Promise<InvoiceRequestView[]> {
    const numbers = new Map((await this.bills.byIds(db, [...new Set(rows.map(({ billId }) => billId))])).map(({ id, number }) => [id, number]));
    const files = await this.files.photos(db, rows.flatMap(({ fileId }) => fileId ?? []));
    return rows.map((row) => {
      const file = row.fileId === null ? undefined : files.get(row.fileId);
      return {
        id: row.id, billId: row.billId, billNumber: numbers.get(row.billId)!, amountFen: row.amountFen, titleKind: row.titleKind, title: row.title, taxNumber: row.taxNumber,
        status: row.status, requestedOn: shanghaiDate(row.requestedMs), refusedFor: row.refusedFor, invoice: file ? this.files.voucher(file, { mayISee: true, actor }) : null, version: row.version,
      };
    });
  }
}

import { shanghaiDate, type Actor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { BillReader } from '../bills/bill-reader.ts';
import { CollectionsStore } from './collections.store.ts';
import { type Receipt, receiptOf } from './receipt.ts';

/** Receipts, for whoever may read the bill. */
@Injectable()
export class ReceiptsService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly collections: CollectionsStore, private readonly reader: BillReader, private readonly clock: Clock) {}

  /** The receipt of a collection, a reversed one marked as such. Refuses: COLLECTION_NOT_FOUND, OUT_OF_SCOPE. */
  receipt(actor: Actor, collectionId: string): Promise<Receipt> {
    return this.unitOfWork.read(async (db) => {
      const { billId } = (await this.collections.find(db, collectionId)) ?? refuse({ code: 'COLLECTION_NOT_FOUND' });
      const bill = await this.reader.view(db, actor, billId);
      return receiptOf(bill, bill.collections.find(({ id }) => id === collectionId)!, shanghaiDate(this.clock.now().getTime()));
    });
  }
}

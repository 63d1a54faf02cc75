import { can, monthsLater, shanghaiDate, type Actor, type BillReasonBody, type BillView, type CollectBody, type DateText } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../../files/files.service.ts';
import { LedgerService } from '../../ledger/ledger.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';
import { Clock } from '../../platform/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { BillReader } from '../bills/bill-reader.ts';
import type { BillRow } from '../bills/bills.entity.ts';
import { BillsStore } from '../bills/bills.store.ts';
import { ownFirm } from '../desks.service.ts';
import { CHANNELS, reversalKeyOf, sourceKeyOf } from './collection-entries.ts';
import type { BillCollectionRow } from './collections.entity.ts';
import { CollectionsStore } from './collections.store.ts';

/** Cash and transfers that the firm took, for whole bills, with whoever took them and a voucher; what was wrong is reversed, never edited. */
@Injectable()
export class CollectionsService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly bills: BillsStore, private readonly collections: CollectionsStore, private readonly reader: BillReader,
    private readonly files: FilesService, private readonly ledger: LedgerService, private readonly audit: AuditLog, private readonly clock: Clock,
  ) {}

  /**
   * Money taken for the whole bill, into the firm's book of the estate. The same again is the same collection. Refuses:
   * BILL_NOT_FOUND, OUT_OF_SCOPE, VOUCHER_MISSING, COLLECTION_DATE_WRONG, COLLECTION_DIFFERS, CHANGED_BY_SOMEONE_ELSE,
   * BILL_BEING_PAID, BILL_NOT_PAYABLE, PHOTO_UNKNOWN.
   */
  collect(actor: Actor, billId: string, { id, version, channel, paidOn, voucherIds, note }: CollectBody): Promise<BillView> {
    const { staff } = ownFirm(actor, 'bill.collect');
    return this.unitOfWork.run(async (tx) => {
      const bill = (await this.bills.find(tx, billId)) ?? refuse({ code: 'BILL_NOT_FOUND' });
      if (!can(actor, 'bill.collect', { providerId: bill.providerId })) refuse({ code: 'OUT_OF_SCOPE' });
      const isUnchanged = await this.bills.passGate(tx, billId, version);
      const { status, number, amountFen, collections, estateId, providerId } = (await this.bills.find(tx, billId))!;
      const known = await this.collections.find(tx, id);
      if (known) {
        const isSame = known.billId === billId && known.channel === channel && known.paidOn === paidOn && known.note === note
          && ((await this.collections.vouchers(tx, [id])).get(id) ?? []).join() === voucherIds.join();
        return isSame ? this.reader.view(tx, actor, billId) : refuse({ code: 'COLLECTION_DIFFERS' });
      }
      if (status === 'paying') refuse({ code: 'BILL_BEING_PAID' });
      if (status !== 'issued') refuse({ code: 'BILL_NOT_PAYABLE' });
      if (!isUnchanged) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if (voucherIds.length === 0) refuse({ code: 'VOUCHER_MISSING' });
      if (!isLastYear(paidOn, this.today())) refuse({ code: 'COLLECTION_DATE_WRONG' });
      const receiptNumber = `${number}-${collections + 1}`;
      await this.bills.write(tx, billId, { status: 'paid', collections: collections + 1, orderId: null });
      await this.collections.insert(tx, {
        id, billId, liveOf: billId, channel, amountFen, paidOn, receiptNumber, orderId: null, collectorId: staff.staffId, note, recordedMs: this.clock.now().getTime(), reversedOn: null, reversedFor: null,
      }, voucherIds);
      await this.files.attach(tx, { actor, photoIds: voucherIds, subject: `collection:${id}`, check: 'passed' });
      const { kind, account, text } = CHANNELS[channel];
      await this.ledger.post(tx, {
        book: { estateId, body: 'provider', bodyId: providerId }, kind, sourceKey: sourceKeyOf(id), happenedOn: paidOn, text, by: `staff:${staff.staffId}`,
        postings: [{ account, amountFen }, { account: 'propertyFee', amountFen: -amountFen }],
      });
      await this.audit.append(tx, { actor, action: 'bill.collect', subject: `bill:${billId}`, facts: { collectionId: id, channel, amountFen, paidOn, receiptNumber } });
      return this.reader.view(tx, actor, billId);
    }, { idempotent: true });
  }

  /**
   * Takes a collection back by its mirror image: the bill is open again, the receipt is marked. `version` is the bill's.
   * Refuses: COLLECTION_NOT_FOUND, OUT_OF_SCOPE, BILL_PAID_BY_WECHAT (that is refunded), CHANGED_BY_SOMEONE_ELSE.
   */
  reverse(actor: Actor, collectionId: string, { version, reason }: BillReasonBody): Promise<BillView> {
    const { staff } = ownFirm(actor, 'bill.adjust');
    return this.unitOfWork.run(async (tx) => {
      const { bill, collection } = await this.own(tx, actor, collectionId);
      if (collection.channel === 'wechat') refuse({ code: 'BILL_PAID_BY_WECHAT' });
      if (!(await this.bills.passGate(tx, bill.id, version))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      const today = this.today();
      if (!(await this.collections.reverse(tx, collectionId, today, reason))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.bills.write(tx, bill.id, { status: 'issued' });
      await this.ledger.reverse(tx, { sourceKey: sourceKeyOf(collectionId), reversalKey: reversalKeyOf(collectionId), happenedOn: today, text: '冲正误登记的物业费收款', by: `staff:${staff.staffId}` });
      const facts = { collectionId, channel: collection.channel, amountFen: collection.amountFen, receiptNumber: collection.receiptNumber, reason };
      await this.audit.append(tx, { actor, action: 'bill.reverse', subject: `bill:${bill.id}`, facts });
      return this.reader.view(tx, actor, bill.id);
    });
  }

  private async own(tx: EntityManager, actor: Actor, collectionId: string): Promise<{ readonly bill: BillRow; readonly collection: BillCollectionRow }> {
    const collection = (await this.collections.find(tx, collectionId)) ?? refuse({ code: 'COLLECTION_NOT_FOUND' });
    const bill = (await this.bills.find(tx, collection.billId))!;
    return can(actor, 'bill.adjust', { providerId: bill.providerId }) ? { bill, collection } : refuse({ code: 'OUT_OF_SCOPE' });
  }

  private today(): DateText {
    return shanghaiDate(this.clock.now().getTime());
  }
}

/** No later than today, and no earlier than the same day a year ago. */
const isLastYear = (date: DateText, today: DateText): boolean => date <= today && date >= `${monthsLater(today.slice(0, 7), -12)}${today.slice(7)}`;

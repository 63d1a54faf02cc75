import { can, isOverdueBill, isStaff, shanghaiDate, type Actor, type BillView, type CollectionView, type InvoiceRequestView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EstatesService } from '../../estates/estates.service.ts';
import { FilesService } from '../../files/files.service.ts';
import { StaffNames } from '../../identity/staff-names.service.ts';
import { Clock } from '../../platform/clock.ts';
import { refuse } from '../../platform/refused.ts';
import { CollectionsStore } from '../collections/collections.store.ts';
import { InvoiceReader } from '../invoices/invoice-reader.ts';
import { PayableFirms } from '../payable-firms.service.ts';
import type { BillRow } from './bills.entity.ts';
import { BillsStore } from './bills.store.ts';
import { billLineView, orderUnderWay } from './bills.views.ts';

/** One bill as its reader may have it: the phone that holds the household, and the firm whose claim it is. Nobody else. */
@Injectable()
export class BillReader {
  constructor(
    private readonly bills: BillsStore, private readonly collections: CollectionsStore, private readonly invoices: InvoiceReader, private readonly payable: PayableFirms,
    private readonly estates: EstatesService, private readonly names: StaffNames, private readonly files: FilesService, private readonly clock: Clock,
  ) {}

  /** The bill, where the reader may have it. Refuses: BILL_NOT_FOUND, OUT_OF_SCOPE. */
  async found(db: EntityManager, actor: Actor, billId: string): Promise<BillRow> {
    const row = (await this.bills.find(db, billId)) ?? refuse({ code: 'BILL_NOT_FOUND' });
    const residentId = (await this.estates.holders(db, [row.householdId])).get(row.householdId) ?? null;
    return can(actor, 'bill.read', { residentId, providerId: row.providerId }) ? row : refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** Refuses: BILL_NOT_FOUND, OUT_OF_SCOPE. */
  async view(db: EntityManager, actor: Actor, billId: string): Promise<BillView> {
    const row = await this.found(db, actor, billId);
    const dwelling = (await this.estates.dwellingsOf(db, [row.householdId])).get(row.householdId);
    const isOpen = row.status === 'issued' || row.status === 'paying';
    return {
      id: row.id, number: row.number, estateId: row.estateId, estate: (await this.estates.names(db, [row.estateId])).get(row.estateId)?.name ?? '',
      building: dwelling?.building ?? '', door: dwelling?.door ?? '', householdId: row.householdId,
      providerId: row.providerId, provider: (await this.estates.providerNames(db, [row.providerId])).get(row.providerId) ?? '',
      fromMonth: row.fromMonth, untilMonth: row.untilMonth, lines: ((await this.bills.lines(db, [billId])).get(billId) ?? []).map(billLineView),
      amountFen: row.amountFen, refundedFen: row.refundedFen, status: row.status, dueOn: row.dueOn, isOverdue: isOverdueBill(row, shanghaiDate(this.clock.now().getTime())),
      voidedFor: row.voidedFor, orderId: orderUnderWay(row), collections: await this.collectionViews(db, actor, billId),
      refunds: (await this.collections.refundsOf(db, billId)).map(({ id, amountFen, refundedOn, reason }) => ({ id, amountFen, on: refundedOn, reason })),
      invoice: await this.invoice(db, actor, row), isPayableHere: isOpen && (await this.payable.among(db, [row.providerId])).has(row.providerId), version: row.version,
    };
  }

  /** Collector, note and vouchers are the firm's own affair: a bank's slip names whoever paid. */
  private async collectionViews(db: EntityManager, actor: Actor, billId: string): Promise<CollectionView[]> {
    const rows = await this.collections.ofBill(db, billId);
    const isFirm = isStaff(actor);
    const vouchers = isFirm ? await this.collections.vouchers(db, rows.map(({ id }) => id)) : new Map<string, readonly string[]>();
    const facts = await this.files.photos(db, [...vouchers.values()].flat());
    const names = isFirm ? await this.names.names(db, rows.flatMap(({ collectorId }) => collectorId ?? [])) : new Map<string, string>();
    return rows.map(({ id, channel, amountFen, paidOn, receiptNumber, collectorId, note, reversedOn }) => ({
      id, channel, amountFen, paidOn, receiptNumber, collector: collectorId === null ? null : (names.get(collectorId) ?? null), note: isFirm ? note : null,
      vouchers: (vouchers.get(id) ?? []).flatMap((fileId) => (facts.has(fileId) ? [this.files.voucher(facts.get(fileId)!, { mayISee: true, actor })] : [])), reversedOn,
    }));
  }

  private invoice(db: EntityManager, actor: Actor, row: BillRow): Promise<InvoiceRequestView | null> {
    return this.invoices.ofBill(db, actor, row);
  }
}

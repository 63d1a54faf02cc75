import { Module } from '@nestjs/common';
import { EstatesModule } from '../estates/estates.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { LedgerModule } from '../ledger/ledger.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { ArrearsController } from './arrears/arrears.controller.ts';
import { ArrearsService } from './arrears/arrears.service.ts';
import { ArrearsStore } from './arrears/arrears.store.ts';
import { BillNotices } from './arrears/bill-notices.ts';
import { BillNoticesStore } from './arrears/bill-notices.store.ts';
import { BillSettlement } from './bill-settlement.service.ts';
import { BillListsStore } from './bills/bill-lists.store.ts';
import { BillMonthsStore } from './bills/bill-months.store.ts';
import { BillReader } from './bills/bill-reader.ts';
import { BillWriter } from './bills/bill-writer.ts';
import { BillsController } from './bills/bills.controller.ts';
import { BillsService } from './bills/bills.service.ts';
import { BillsStore } from './bills/bills.store.ts';
import { GenerationService } from './bills/generation.service.ts';
import { PrepaymentsService } from './bills/prepayments.service.ts';
import { CollectionRateService } from './collection-rate.service.ts';
import { CollectionRateStore } from './collection-rate.store.ts';
import { CollectionChecks } from './collections/collection-checks.ts';
import { CollectionsController } from './collections/collections.controller.ts';
import { CollectionsService } from './collections/collections.service.ts';
import { CollectionsStore } from './collections/collections.store.ts';
import { ReceiptsService } from './collections/receipts.service.ts';
import { Desks } from './desks.service.ts';
import { DesksStore } from './desks.store.ts';
import { AreaImportService } from './fees/area-import.service.ts';
import { FeeAreasController } from './fees/fee-areas.controller.ts';
import { FeeAreasService } from './fees/fee-areas.service.ts';
import { FeeAreasStore } from './fees/fee-areas.store.ts';
import { FeeStandardsController } from './fees/fee-standards.controller.ts';
import { FeeStandardsService } from './fees/fee-standards.service.ts';
import { FeeStandardsStore } from './fees/fee-standards.store.ts';
import { InvoiceReader } from './invoices/invoice-reader.ts';
import { InvoicesController } from './invoices/invoices.controller.ts';
import { InvoicesService } from './invoices/invoices.service.ts';
import { InvoicesStore } from './invoices/invoices.store.ts';
import { PayableFirms } from './payable-firms.service.ts';

/** Other capabilities meet this one through its services; the stores stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule, FilesModule, NotificationsModule, LedgerModule],
  controllers: [FeeStandardsController, FeeAreasController, BillsController, CollectionsController, ArrearsController, InvoicesController],
  providers: [
    AreaImportService, ArrearsService, ArrearsStore, BillListsStore, BillMonthsStore, BillNotices, BillNoticesStore, BillReader, BillSettlement, BillWriter, BillsService, BillsStore,
    CollectionChecks, CollectionRateService, CollectionRateStore, CollectionsService, CollectionsStore, Desks, DesksStore, FeeAreasService, FeeAreasStore, FeeStandardsService, FeeStandardsStore,
    GenerationService, InvoiceReader, InvoicesService, InvoicesStore, PayableFirms, PrepaymentsService, ReceiptsService,
  ],
  exports: [BillSettlement, BillsService, CollectionRateService, PayableFirms],
})
export class BillingModule {}

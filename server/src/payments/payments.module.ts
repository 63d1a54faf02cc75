import { Module } from '@nestjs/common';
import { BillingModule } from '../billing/billing.module.ts';
import { EstatesModule } from '../estates/estates.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { LedgerModule } from '../ledger/ledger.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { DeliveriesStore } from './deliveries.store.ts';
import { DeliveryReporter } from './delivery-reporter.ts';
import { EventsStore } from './events.store.ts';
import { LateRefunds } from './late-refunds.ts';
import { MerchantsController } from './merchants.controller.ts';
import { MerchantsService } from './merchants.service.ts';
import { MerchantsStore } from './merchants.store.ts';
import { OrderReader } from './order-reader.ts';
import { OrderSteps } from './order-steps.ts';
import { OrdersService } from './orders.service.ts';
import { OrdersStore } from './orders.store.ts';
import { PayNotificationsController } from './pay-notifications.controller.ts';
import { PayNotificationsService } from './pay-notifications.service.ts';
import { PaymentChecks } from './payment-checks.ts';
import { PaymentChecksStore } from './payment-checks.store.ts';
import { PaymentListService } from './payment-list.service.ts';
import { PaymentListStore } from './payment-list.store.ts';
import { PaymentNotices } from './payment-notices.ts';
import { PaymentsController } from './payments.controller.ts';
import { RecoveryService } from './recovery.service.ts';
import { RefundEntry } from './refund-entry.ts';
import { RefundSender } from './refund-sender.ts';
import { RefundsService } from './refunds.service.ts';
import { RefundsStore } from './refunds.store.ts';
import { SettlementService } from './settlement.service.ts';

/** Other capabilities meet this one through its services; the stores stay inside. */
@Module({
  imports: [IdentityModule, EstatesModule, NotificationsModule, LedgerModule, BillingModule],
  controllers: [PaymentsController, MerchantsController, PayNotificationsController],
  providers: [
    DeliveriesStore, DeliveryReporter, EventsStore, LateRefunds, MerchantsService, MerchantsStore, OrderReader, OrderSteps, OrdersService, OrdersStore, PayNotificationsService,
    PaymentChecks, PaymentChecksStore, PaymentListService, PaymentListStore, PaymentNotices, RecoveryService, RefundEntry, RefundSender, RefundsService, RefundsStore, SettlementService,
  ],
  exports: [MerchantsService, OrdersService, RecoveryService, OrdersStore, RefundsStore],
})
export class PaymentsModule {}

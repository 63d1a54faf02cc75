import { Module } from '@nestjs/common';
import { EstatesModule } from '../../estates/estates.module.ts';
import { PaymentsModule } from '../payments.module.ts';
import { DayReconciler } from './day-reconciler.ts';
import { OwnRecordStore } from './own-record.store.ts';
import { Reconciler } from './reconciler.ts';
import { ReconciliationController } from './reconciliation.controller.ts';
import { ReconciliationService } from './reconciliation.service.ts';
import { ReconciliationStore } from './reconciliation.store.ts';

/** Stands above payments, and nothing stands on it. */
@Module({
  imports: [EstatesModule, PaymentsModule],
  controllers: [ReconciliationController],
  providers: [DayReconciler, OwnRecordStore, Reconciler, ReconciliationService, ReconciliationStore],
})
export class ReconciliationModule {}

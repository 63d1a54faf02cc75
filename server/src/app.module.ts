import { type DynamicModule, Module } from '@nestjs/common';
import { AssessmentsModule } from './assessments/assessments.module.ts';
import { BillingModule } from './billing/billing.module.ts';
import { FiguresModule } from './complaints/figures/figures.module.ts';
import { ComplaintsModule } from './complaints/complaints.module.ts';
import { TemplatesModule } from './complaints/templates/templates.module.ts';
import { CalendarModule } from './calendar/calendar.module.ts';
import { WorkbenchModule } from './complaints/workbench/workbench.module.ts';
import { DemoModule } from './demo/demo.module.ts';
import { DisclosuresModule } from './disclosures/disclosures.module.ts';
import { LineQuestionsModule } from './disclosures/questions/questions.module.ts';
import { EstatesModule } from './estates/estates.module.ts';
import { FilesModule } from './files/files.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { LedgerModule } from './ledger/ledger.module.ts';
import { ModerationModule } from './moderation/moderation.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { PaymentsModule } from './payments/payments.module.ts';
import { ReconciliationModule } from './payments/reconciliation/reconciliation.module.ts';
import { PlatformModule, type PlatformParts } from './platform/platform.module.ts';
import { SurveysModule } from './surveys/surveys.module.ts';

/** The product: the platform below, the capabilities above it in their line. */
@Module({})
export class AppModule {
  static with(parts: PlatformParts, more: readonly DynamicModule[] = []): DynamicModule {
    const demo = parts.config.mode === 'demo' ? [DemoModule] : [];
    return { module: AppModule, imports: [PlatformModule.with(parts), IdentityModule, EstatesModule, FilesModule, CalendarModule, ModerationModule, NotificationsModule, SurveysModule, ComplaintsModule, TemplatesModule, FiguresModule, WorkbenchModule, LedgerModule, BillingModule, PaymentsModule, ReconciliationModule, DisclosuresModule, LineQuestionsModule, AssessmentsModule, ...demo, ...more] };
  }
}

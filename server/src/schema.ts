import { ASSESSMENT_ENTITIES } from './assessments/assessments.entity.ts';
import { COMPLAINT_ENTITIES } from './complaints/complaints.entity.ts';
import { BILLING_ENTITIES } from './billing/billing.entity.ts';
import { ComplaintTemplateRow } from './complaints/templates/templates.entity.ts';
import { CalendarExceptionRow } from './calendar/calendar.entity.ts';
import { DISCLOSURE_ENTITIES } from './disclosures/disclosures.entity.ts';
import { LineQuestionRow } from './disclosures/questions/questions.entity.ts';
import { BuildingRow, BuildingTokenRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from './estates/estates.entity.ts';
import { HouseholdBindingRow, HouseholdCodeRow, HouseholdPhoneRow, HouseholdRow } from './estates/households.entity.ts';
import { FILE_ENTITIES } from './files/files.entity.ts';
import { ResidentRow, SessionRow, SignInRow, StaffRow } from './identity/identity.entity.ts';
import { LEDGER_ENTITIES } from './ledger/ledger.entity.ts';
import { MODERATION_ENTITIES } from './moderation/moderation.entity.ts';
import { NOTIFICATION_ENTITIES } from './notifications/notifications.entity.ts';
import { PAYMENT_ENTITIES } from './payments/payments.entity.ts';
import { RECONCILIATION_ENTITIES } from './payments/reconciliation/reconciliation.entity.ts';
import { AuditHeadRow, AuditLineRow } from './platform/audit/audit.entity.ts';
import type { Schema } from './platform/database/database.ts';
import { Platform1795305600000 } from './platform/database/migrations/1795305600000-platform.ts';
import { Identity1795305700000 } from './platform/database/migrations/1795305700000-identity.ts';
import { Estates1795305800000 } from './platform/database/migrations/1795305800000-estates.ts';
import { Surveys1795305900000 } from './platform/database/migrations/1795305900000-surveys.ts';
import { Assessments1795306000000 } from './platform/database/migrations/1795306000000-assessments.ts';
import { RegisterVersions1795306100000 } from './platform/database/migrations/1795306100000-register-versions.ts';
import { OneTimePasswords1795306110000 } from './platform/database/migrations/1795306110000-one-time-passwords.ts';
import { AuditLookup1795306120000 } from './platform/database/migrations/1795306120000-audit-lookup.ts';
import { Supplements1795306200000 } from './platform/database/migrations/1795306200000-supplements.ts';
import { Files1795306300000 } from './platform/database/migrations/1795306300000-files.ts';
import { Calendar1795306310000 } from './platform/database/migrations/1795306310000-calendar.ts';
import { Moderation1795306320000 } from './platform/database/migrations/1795306320000-moderation.ts';
import { Notifications1795306330000 } from './platform/database/migrations/1795306330000-notifications.ts';
import { Complaints1795306340000 } from './platform/database/migrations/1795306340000-complaints.ts';
import { ComplaintTemplates1795306345000 } from './platform/database/migrations/1795306345000-complaint-templates.ts';
import { Evidence1795306350000 } from './platform/database/migrations/1795306350000-evidence.ts';
import { Ledger1795306370000 } from './platform/database/migrations/1795306370000-ledger.ts';
import { FilesForPdf1795306360000 } from './platform/database/migrations/1795306360000-files-for-pdf.ts';
import { Payments1795306390000 } from './platform/database/migrations/1795306390000-payments.ts';
import { Reconciliation1795306395000 } from './platform/database/migrations/1795306395000-reconciliation.ts';
import { Billing1795306380000 } from './platform/database/migrations/1795306380000-billing.ts';
import { Disclosures1795306400000 } from './platform/database/migrations/1795306400000-disclosures.ts';
import { LineQuestions1795306410000 } from './platform/database/migrations/1795306410000-line-questions.ts';
import { JobLeaseRow } from './platform/jobs/jobs.entity.ts';
import { ThrottleRow } from './platform/throttle/throttle.entity.ts';
import { WechatEventRow } from './platform/wechat/wechat-event.entity.ts';
import { SURVEY_ENTITIES } from './surveys/surveys.entity.ts';

/** Every table and every migration, in the order of history. */
export const SCHEMA: Schema = {
  entities: [AuditLineRow, AuditHeadRow, ThrottleRow, JobLeaseRow, WechatEventRow,
    ResidentRow, StaffRow, SessionRow, SignInRow,
    StreetRow, CommunityRow, EstateRow, StageRecordRow, BuildingRow, BuildingTokenRow, ProviderRow, ContractRow,
    HouseholdRow, HouseholdPhoneRow, HouseholdCodeRow, HouseholdBindingRow,
    CalendarExceptionRow,
    ...FILE_ENTITIES,
    ...SURVEY_ENTITIES,
    ...MODERATION_ENTITIES,
    ...NOTIFICATION_ENTITIES,
    ...ASSESSMENT_ENTITIES,
    ...COMPLAINT_ENTITIES,
    ComplaintTemplateRow,
    ...LEDGER_ENTITIES,
    ...DISCLOSURE_ENTITIES,
    LineQuestionRow,
    ...BILLING_ENTITIES,
    ...PAYMENT_ENTITIES,
    ...RECONCILIATION_ENTITIES,
  ],
  migrations: [
    Platform1795305600000, Identity1795305700000, Estates1795305800000, Surveys1795305900000, Assessments1795306000000,
    RegisterVersions1795306100000, OneTimePasswords1795306110000, AuditLookup1795306120000, Supplements1795306200000,
    Files1795306300000,
    Calendar1795306310000, Moderation1795306320000, Notifications1795306330000, Complaints1795306340000, ComplaintTemplates1795306345000, Evidence1795306350000,
    FilesForPdf1795306360000,
    Ledger1795306370000, Billing1795306380000,
    Payments1795306390000, Reconciliation1795306395000,
    Disclosures1795306400000,
    LineQuestions1795306410000,
  ],
};

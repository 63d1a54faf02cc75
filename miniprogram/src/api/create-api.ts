import { assessmentsApi } from './assessments.ts';
import { auditApi } from './audit.ts';
import { billsApi } from './bills.ts';
import { calendarApi } from './calendar.ts';
import { campaignsApi } from './campaigns.ts';
import { complaintFiguresApi } from './complaint-figures.ts';
import { complaintsApi } from './complaints.ts';
import { coverageApi } from './coverage.ts';
import { disclosuresApi } from './disclosures.ts';
import { estatesApi } from './estates.ts';
import { feesApi } from './fees.ts';
import { importsApi } from './imports.ts';
import { ledgerApi, reconciliationApi } from './ledger.ts';
import { lineQuestionsApi } from './line-questions.ts';
import { moderationApi } from './moderation.ts';
import { noticesApi } from './notices.ts';
import { paymentsApi } from './payments.ts';
import { registerApi } from './register.ts';
import { sessionsApi } from './sessions.ts';
import { staffApi } from './staff.ts';
import { surveysApi } from './surveys.ts';
import type { Transport } from './transport.ts';
import { uploadsApi } from './uploads.ts';

/** One client per capability over one transport. */
export const createApi = (transport: Transport) => ({
  sessions: sessionsApi(transport),
  estates: estatesApi(transport),
  surveys: surveysApi(transport),
  coverage: coverageApi(transport),
  calendar: calendarApi(transport),
  campaigns: campaignsApi(transport),
  complaintFigures: complaintFiguresApi(transport),
  complaints: complaintsApi(transport),
  disclosures: disclosuresApi(transport),
  lineQuestions: lineQuestionsApi(transport),
  fees: feesApi(transport),
  bills: billsApi(transport),
  payments: paymentsApi(transport),
  ledger: ledgerApi(transport),
  reconciliation: reconciliationApi(transport),
  assessments: assessmentsApi(transport),
  moderation: moderationApi(transport),
  notices: noticesApi(transport),
  register: registerApi(transport),
  imports: importsApi(transport),
  accounts: staffApi(transport),
  audit: auditApi(transport),
  uploads: uploadsApi(transport),
});
export type Api = ReturnType<typeof createApi>;

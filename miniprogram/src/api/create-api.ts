import { assessmentsApi } from './assessments.ts';
import { auditApi } from './audit.ts';
import { calendarApi } from './calendar.ts';
import { campaignsApi } from './campaigns.ts';
import { complaintFiguresApi } from './complaint-figures.ts';
import { complaintsApi } from './complaints.ts';
import { coverageApi } from './coverage.ts';
import { estatesApi } from './estates.ts';
import { importsApi } from './imports.ts';
import { moderationApi } from './moderation.ts';
import { noticesApi } from './notices.ts';
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

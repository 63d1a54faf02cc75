import { assessmentsApi } from './assessments.ts';
import { auditApi } from './audit.ts';
import { campaignsApi } from './campaigns.ts';
import { coverageApi } from './coverage.ts';
import { estatesApi } from './estates.ts';
import { importsApi } from './imports.ts';
import { registerApi } from './register.ts';
import { sessionsApi } from './sessions.ts';
import { staffApi } from './staff.ts';
import { surveysApi } from './surveys.ts';
import type { Transport } from './transport.ts';

/** One client per capability over one transport. */
export const createApi = (transport: Transport) => ({
  sessions: sessionsApi(transport),
  estates: estatesApi(transport),
  surveys: surveysApi(transport),
  coverage: coverageApi(transport),
  campaigns: campaignsApi(transport),
  assessments: assessmentsApi(transport),
  register: registerApi(transport),
  imports: importsApi(transport),
  accounts: staffApi(transport),
  audit: auditApi(transport),
});
export type Api = ReturnType<typeof createApi>;

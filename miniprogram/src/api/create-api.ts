import { coverageApi } from './coverage.ts';
import { estatesApi } from './estates.ts';
import { sessionsApi } from './sessions.ts';
import { surveysApi } from './surveys.ts';
import type { Transport } from './transport.ts';

/** One client per capability over one transport. */
export const createApi = (transport: Transport) => ({
  sessions: sessionsApi(transport),
  estates: estatesApi(transport),
  surveys: surveysApi(transport),
  coverage: coverageApi(transport),
});
export type Api = ReturnType<typeof createApi>;

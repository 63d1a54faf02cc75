import type { AuditCheckQuery, AuditCheckView, AuditLineView, AuditQuery, Page } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** The audit log, for the auditor. */
export const auditApi = (transport: Transport) => ({
  list: (query: AuditQuery) => send<Page<AuditLineView>>(transport, { method: 'GET', path: `/audit${queryOf(query)}`, session: 'held' }),
  /** One stretch of the chain; called again with what it answered until it is done. */
  check: (query: AuditCheckQuery) => send<AuditCheckView>(transport, { method: 'GET', path: `/audit/check${queryOf(query)}`, session: 'held' }),
});

import { can, type Actor, type AuditLineView, type Page } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { auditLineView } from './identity.views.ts';

/** The audit log as the auditor reads it (七(三)4). */
@Injectable()
export class AuditService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly audit: AuditLog) {}

  /** Lines after a sequence, oldest first. Refuses: OUT_OF_SCOPE. */
  page(actor: Actor, { after = 0, limit = 50 }: { readonly after?: number; readonly limit?: number }): Promise<Page<AuditLineView>> {
    if (!can(actor, 'audit.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => {
      const lines = await this.audit.read(db, after, limit + 1);
      const items = lines.slice(0, limit);
      const last = lines.length > limit ? items.at(-1) : undefined;
      return { items: items.map(auditLineView), total: await this.audit.length(db), nextCursor: last ? String(last.sequence) : null };
    });
  }
}

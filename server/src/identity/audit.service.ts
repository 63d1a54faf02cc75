import { can, startOfDayMs, type Actor, type AuditCheckQuery, type AuditCheckView, type AuditLineView, type AuditQuery, type Page } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog, GENESIS } from '../platform/audit/audit-log.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { AuditTrail } from './audit-trail.service.ts';
import { auditLineView } from './identity.views.ts';
import { StaffStore } from './staff.store.ts';

const DAY_MS = 86_400_000;
/** Recomputed at one request: a tenth of a second's work, so that the page can say how far it has come. */
const CHECKED_AT_ONCE = 5_000;

/** The audit log as the auditor reads it (七(三)4). */
@Injectable()
export class AuditService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly log: AuditLog, private readonly trail: AuditTrail, private readonly staff: StaffStore,
  ) {}

  /** Lines by who, what, about which thing and on which days, the newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { actor: by, action, subject, from, to, ...query }: AuditQuery): Promise<Page<AuditLineView>> {
    if (!can(actor, 'audit.read')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.read(async (db) => this.trail.page(db, {
      ...(by !== undefined && { actor: await this.actorNamed(db, by) }),
      ...(action !== undefined && { action }),
      ...(subject !== undefined && { about: [{ subject }] }),
      ...(from !== undefined && { fromMs: startOfDayMs(from) }),
      ...(to !== undefined && { beforeMs: startOfDayMs(to) + DAY_MS }),
    }, query, auditLineView));
  }

  /**
   * Recomputes the chain of hashes, a stretch at a time: from the first line, or from where the caller's last call ended,
   * by the hash that the caller was told then. Refuses: OUT_OF_SCOPE.
   */
  async check(actor: Actor, { after, hash }: AuditCheckQuery): Promise<AuditCheckView> {
    if (!can(actor, 'audit.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const from = after === undefined || hash === undefined ? GENESIS : { sequence: after, hash };
    return this.unitOfWork.read(async (db) => {
      const { sequence: checkedTo, hash: last, ...found } = await this.log.check(db, from, CHECKED_AT_ONCE);
      return { checkedTo, hash: last, ...found };
    });
  }

  /** What a line names the actor by; an account's name stands for the account. */
  private async actorNamed(db: EntityManager, named: string): Promise<string> {
    const staff = named.includes(':') ? null : await this.staff.findByName(db, named.trim().toLowerCase());
    return staff ? `staff:${staff.id}` : named;
  }
}

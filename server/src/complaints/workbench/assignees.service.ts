import type { Actor, AssigneeView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type StaffAccount, StaffAccounts } from '../../identity/staff-accounts.service.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { refuse } from '../../platform/refused.ts';
import { ownFirm } from '../own-firm.ts';

/** To whom a firm may give a complaint: its own people, manager and staff alike. */
@Injectable()
export class AssigneesService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly accounts: StaffAccounts) {}

  /** The own firm's active accounts, by name. Refuses: OUT_OF_SCOPE. */
  async list(actor: Actor): Promise<AssigneeView[]> {
    const { providerId } = ownFirm(actor, 'complaint.handle');
    return (await this.unitOfWork.read((db) => this.of(db, providerId))).map(({ staffId, name }) => ({ id: staffId, name }));
  }

  /** One of them, inside the transaction that gives the complaint away. Refuses ASSIGNEE_UNKNOWN. */
  async one(tx: EntityManager, providerId: string, assigneeId: string): Promise<StaffAccount> {
    return (await this.of(tx, providerId)).find(({ staffId }) => staffId === assigneeId) ?? refuse({ code: 'ASSIGNEE_UNKNOWN' });
  }

  private of(db: EntityManager, providerId: string): Promise<StaffAccount[]> {
    return this.accounts.activeOf(db, { level: 'provider', id: providerId });
  }
}

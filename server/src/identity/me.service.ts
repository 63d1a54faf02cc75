import { can, isStaff, type Actor, type ChangePasswordBody, type MeView } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { RESIDENT_ME, staffMeView } from './identity.views.ts';
import { hashPassword, isPassword, isStrongPassword } from './passwords.ts';
import { ResidentFarewells } from './resident-farewells.service.ts';
import { SessionKeeper } from './session-keeper.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { StaffStore } from './staff.store.ts';

/** What somebody may see and do about the own account. */
@Injectable()
export class MeService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly staff: StaffStore, private readonly keeper: SessionKeeper,
    private readonly attempts: SignInAttempts, private readonly farewells: ResidentFarewells, private readonly audit: AuditLog,
  ) {}

  /** Who is signed in, in which role and where. Refuses: OUT_OF_SCOPE for a visitor. */
  async me(actor: Actor): Promise<MeView> {
    if (!can(actor, 'session.own')) refuse({ code: 'OUT_OF_SCOPE' });
    if (!isStaff(actor)) return RESIDENT_ME;
    const staff = await this.unitOfWork.read((db) => this.staff.find(db, actor.staffId));
    return staff ? staffMeView(staff) : refuse({ code: 'SESSION_ENDED' });
  }

  /**
   * The own password; every other session ends. A wrong old one counts like a failed sign-in, because a phone left lying
   * about must not be a place to guess. Refuses: SIGN_IN_LOCKED, SIGN_IN_FAILED, PASSWORD_TOO_WEAK, CHANGED_BY_SOMEONE_ELSE.
   */
  async changePassword(actor: Actor, sessionId: string, { oldPassword, newPassword }: ChangePasswordBody): Promise<void> {
    if (!isStaff(actor) || !can(actor, 'password.change')) return refuse({ code: 'OUT_OF_SCOPE' });
    const staff = (await this.unitOfWork.read((db) => this.staff.find(db, actor.staffId))) ?? refuse({ code: 'SESSION_ENDED' });
    const attempt = await this.attempts.take(staff.name);
    if (!(await isPassword(staff.passwordHash, oldPassword))) return this.attempts.failed(staff.name, attempt, staff.id);
    const isTooWeak = !isStrongPassword(newPassword, staff.name) || (await isPassword(staff.passwordHash, newPassword));
    const passwordHash = isTooWeak ? '' : await hashPassword(newPassword);
    await this.unitOfWork.run(async (tx) => {
      await this.attempts.forget(tx, staff.name);
      if (isTooWeak) return;
      await this.audit.append(tx, { actor, action: 'password.change', subject: `staff:${staff.id}` });
      if (!(await this.staff.move(tx, staff, { passwordHash, status: 'active' }))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      await this.keeper.endAllOf(tx, staff.id, sessionId);
    });
    if (isTooWeak) refuse({ code: 'PASSWORD_TOO_WEAK' });
  }

  /** Deletes a resident: the sessions, the row, and what other capabilities keep of one. What was answered knows nobody. Refuses: OUT_OF_SCOPE. */
  async forgetMe(actor: Actor): Promise<void> {
    if (actor.role !== 'resident' || !can(actor, 'session.own')) return refuse({ code: 'OUT_OF_SCOPE' });
    await this.unitOfWork.run(async (tx) => {
      await this.farewells.say(tx, actor.residentId);
      await this.keeper.deleteResident(tx, actor.residentId);
    });
  }
}

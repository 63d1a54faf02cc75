import {
  can,
  isStaff,
  MANAGES,
  SCOPE_LEVEL_OF,
  type Actor,
  type InviteStaffBody,
  type MoveStaffBody,
  type ScopeStaffBody,
  type StaffActor,
  type StaffRole,
  type StaffStatus,
  type StaffView,
  type StaffWithPasswordView,
} from '@linping/shared';
import { Injectable, Optional } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog, type AuditEntry } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { refuse } from '../platform/refused.ts';
import type { StaffRow } from './identity.entity.ts';
import { staffView } from './identity.views.ts';
import { hashPassword, ONE_TIME_DAYS, oneTimePassword } from './passwords.ts';
import { NoScopes, ScopeDirectory } from './scope-directory.ts';
import { SessionKeeper } from './session-keeper.ts';
import { SignInAttempts } from './sign-in-attempts.ts';
import { type StaffChange, StaffStore } from './staff.store.ts';

/** What may become of an account, and from where. An account that was shut is opened like an invited one: with a password to be changed. */
const MOVES = {
  'staff.disable': { from: ['invited', 'active'], to: 'disabled' },
  'staff.enable': { from: ['disabled'], to: 'invited' },
  'staff.reset': { from: ['invited', 'active'], to: 'invited' },
} as const satisfies Record<string, { readonly from: readonly StaffStatus[]; readonly to: StaffStatus }>;
type Move = keyof typeof MOVES;

export interface NewStaff {
  /** Kept in lower case. */
  readonly name: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly scopeId: string | null;
  readonly password: string;
  /** `invited` has to change the password at the first sign-in. */
  readonly status: Extract<StaffStatus, 'invited' | 'active'>;
  readonly actor: AuditEntry['actor'];
}

type ScopeColumns = Pick<StaffRow, 'role' | 'scopeLevel' | 'scopeId' | 'scopeName'>;

const DAY_MS = 86_400_000;

/** The life of staff accounts, delegated by role and scope (`MANAGES`). Every change is an audit line. */
@Injectable()
export class StaffService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: StaffStore,
    private readonly keeper: SessionKeeper,
    private readonly attempts: SignInAttempts,
    private readonly audit: AuditLog,
    private readonly random: Random,
    private readonly clock: Clock,
    @Optional() private readonly directory: ScopeDirectory = new NoScopes(),
  ) {}

  /** An account with a one-time password, which is answered once and good for seven days. Refuses: OUT_OF_SCOPE, STAFF_SCOPE_WRONG, STAFF_NAME_TAKEN. */
  async invite(actor: Actor, { name, displayName, role, scopeId }: InviteStaffBody): Promise<StaffWithPasswordView> {
    const manager = managerOf(actor);
    const password = oneTimePassword(this.random);
    const staff = await this.create({ name, displayName, role, scopeId, password, status: 'invited', actor: manager }, (db) =>
      this.mustManage(db, manager, { role, scopeId }),
    );
    return { staff, oneTimePassword: password };
  }

  /** Makes an account. For the demo and the command line, which answer for what they make; joins a running unit of work. Refuses: STAFF_SCOPE_WRONG, STAFF_NAME_TAKEN. */
  async create(
    { name, displayName, role, scopeId, password, status, actor }: NewStaff,
    check: (tx: EntityManager) => Promise<void> = () => Promise.resolve(),
  ): Promise<StaffView> {
    const passwordHash = await hashPassword(password); // outside the transaction: it takes its time on purpose
    const id = this.random.uuid();
    return this.unitOfWork.run(async (tx) => {
      await check(tx);
      const scope = await this.scopeColumns(tx, role, scopeId);
      const oneTimeUntilMs = status === 'invited' ? this.oneTimeUntilMs() : 0;
      const row: StaffRow = {
        id,
        name: name.toLowerCase(),
        displayName,
        ...scope,
        passwordHash,
        status,
        version: 1,
        lastSignInMs: 0,
        oneTimeUntilMs,
      };
      await this.store.insert(tx, row);
      await this.audit.append(tx, {
        actor,
        action: status === 'invited' ? 'staff.invite' : 'staff.create',
        subject: `staff:${id}`,
        facts: { name: row.name, ...placeFacts(row) },
      });
      return staffView(row);
    });
  }

  /** True when somebody can administer accounts already. For the command line, which makes the first administrator only. */
  async hasAdministrator(): Promise<boolean> {
    return (await this.unitOfWork.read((db) => this.store.countActiveAdministrators(db))) > 0;
  }

  /** Another role or another place. Refuses: OUT_OF_SCOPE, STAFF_NOT_FOUND, STAFF_NOT_YOURSELF, STAFF_SCOPE_WRONG, STAFF_LAST_ADMINISTRATOR, CHANGED_BY_SOMEONE_ELSE. */
  scope(actor: Actor, id: string, { version, role, scopeId }: ScopeStaffBody): Promise<StaffView> {
    const manager = managerOf(actor);
    return this.unitOfWork.run(async (tx) => {
      const staff = await this.managed(tx, manager, id);
      await this.mustManage(tx, manager, { role, scopeId });
      const to = await this.scopeColumns(tx, role, scopeId);
      const facts = { ...placeFacts(to), formerRole: staff.role, formerScopeId: staff.scopeId, formerScopeName: staff.scopeName };
      return this.change(tx, manager, { ...staff, version }, to, { action: 'staff.scope', facts });
    });
  }

  /** Shuts an account and ends its sessions. Refusals as for scope. */
  disable(actor: Actor, id: string, body: MoveStaffBody): Promise<StaffView> {
    return this.move(actor, id, body, 'staff.disable');
  }

  /** Opens a shut account again; its password has to be changed within seven days. Refusals as for scope. */
  enable(actor: Actor, id: string, body: MoveStaffBody): Promise<StaffView> {
    return this.move(actor, id, body, 'staff.enable');
  }

  /** A new one-time password, answered once; the old one and all sessions end. Refusals as for scope. */
  async reset(actor: Actor, id: string, body: MoveStaffBody): Promise<StaffWithPasswordView> {
    const password = oneTimePassword(this.random);
    const staff = await this.move(actor, id, body, 'staff.reset', { passwordHash: await hashPassword(password) });
    return { staff, oneTimePassword: password };
  }

  private move(actor: Actor, id: string, { version }: MoveStaffBody, action: Move, more: StaffChange = {}): Promise<StaffView> {
    const manager = managerOf(actor);
    const { from, to } = MOVES[action];
    return this.unitOfWork.run(async (tx) => {
      const staff = await this.managed(tx, manager, id);
      if (!(from as readonly StaffStatus[]).includes(staff.status)) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
      if (action !== 'staff.disable') await this.attempts.forget(tx, staff.name);
      return this.change(
        tx,
        manager,
        { ...staff, version },
        { status: to, ...(to === 'invited' && { oneTimeUntilMs: this.oneTimeUntilMs() }), ...more },
        { action },
      );
    });
  }

  /**
   * The change itself. The audit line goes first: its UPDATE of the chain's head lets one change of accounts through at
   * a time, so that two administrators who disable each other cannot both count the other as the one that is left.
   */
  private async change(
    tx: EntityManager,
    manager: StaffActor,
    seen: StaffRow,
    to: StaffChange,
    entry: Pick<AuditEntry, 'action' | 'facts'>,
  ): Promise<StaffView> {
    await this.audit.append(tx, { actor: manager, subject: `staff:${seen.id}`, ...entry });
    if (!(await this.store.move(tx, seen, to))) refuse({ code: 'CHANGED_BY_SOMEONE_ELSE' });
    const after = { ...seen, ...to, version: seen.version + 1 };
    const wasOne = seen.role === 'administrator' && seen.status === 'active';
    const isOne = after.role === 'administrator' && after.status === 'active';
    if (wasOne && !isOne && (await this.store.countActiveAdministrators(tx)) === 0) refuse({ code: 'STAFF_LAST_ADMINISTRATOR' });
    if (to.status) await this.keeper.endAllOf(tx, seen.id);
    else this.keeper.forgetStaff(seen.id);
    return staffView(after);
  }

  private oneTimeUntilMs(): number {
    return this.clock.now().getTime() + ONE_TIME_DAYS * DAY_MS;
  }

  /** The account, if the actor administers it and it is not the actor's own. */
  private async managed(tx: EntityManager, manager: StaffActor, id: string): Promise<StaffRow> {
    const staff = (await this.store.find(tx, id)) ?? refuse({ code: 'STAFF_NOT_FOUND' });
    if (staff.id === manager.staffId) refuse({ code: 'STAFF_NOT_YOURSELF' });
    await this.mustManage(tx, manager, staff);
    return staff;
  }

  /** Whose role the actor may hand out, and where: in the actor's own scope, or anywhere. */
  private async mustManage(db: EntityManager, manager: StaffActor, { role, scopeId }: Pick<StaffRow, 'role' | 'scopeId'>): Promise<void> {
    if (!MANAGES[manager.role]?.includes(role)) refuse({ code: 'OUT_OF_SCOPE' });
    if (can(manager, 'staff.manage')) return;
    const level = SCOPE_LEVEL_OF[role];
    const entry = level === 'district' || scopeId === null ? undefined : await this.directory.find(db, level, scopeId);
    if (!entry?.places.some((place) => can(manager, 'staff.manage', place))) refuse({ code: 'OUT_OF_SCOPE' });
  }

  /** Refuses: STAFF_SCOPE_WRONG, when the role needs another level or the place does not exist. */
  private async scopeColumns(db: EntityManager, role: StaffRole, scopeId: string | null): Promise<ScopeColumns> {
    const scopeLevel = SCOPE_LEVEL_OF[role];
    if (scopeLevel === 'district')
      return scopeId === null ? { role, scopeLevel, scopeId, scopeName: DISTRICT } : refuse({ code: 'STAFF_SCOPE_WRONG' });
    const entry = scopeId === null ? undefined : await this.directory.find(db, scopeLevel, scopeId);
    if (!entry) return refuse({ code: 'STAFF_SCOPE_WRONG' });
    return { role, scopeLevel, scopeId, scopeName: entry.name };
  }
}

/** One deployment is one district. */
const DISTRICT = '全区';

const placeFacts = ({ role, scopeId, scopeName }: ScopeColumns) => ({ role, scopeId, scopeName });

function managerOf(actor: Actor): StaffActor {
  return isStaff(actor) && MANAGES[actor.role] ? actor : refuse({ code: 'OUT_OF_SCOPE' });
}

import type { AuditFacts, AuditLineView, HistoryLineView, MeView, Scope, StaffActor, StaffView } from '@linping/shared';
import type { AuditLineRow } from '../platform/audit/audit.entity.ts';
import type { StaffRow } from './identity.entity.ts';

type Scoped = Pick<StaffRow, 'scopeLevel' | 'scopeId'>;

export function scopeOf({ scopeLevel, scopeId }: Scoped): Scope {
  if (scopeLevel === 'district') return { level: 'district' };
  if (scopeId === null) throw new Error(`a ${scopeLevel} scope without an id`); // the table's CHECK forbids it
  return { level: scopeLevel, id: scopeId };
}

export const actorOf = (staff: StaffRow): StaffActor => ({ role: staff.role, staffId: staff.id, scope: scopeOf(staff) });

export const staffView = (staff: StaffRow): StaffView => ({
  id: staff.id,
  name: staff.name,
  displayName: staff.displayName,
  role: staff.role,
  scope: scopeOf(staff),
  scopeName: staff.scopeName,
  status: staff.status,
  oneTimeUntil: staff.status === 'invited' ? iso(staff.oneTimeUntilMs) : null,
  lastSignInAt: staff.lastSignInMs === 0 ? null : iso(staff.lastSignInMs),
  version: staff.version,
});

export const staffMeView = (staff: StaffRow): MeView => ({
  role: staff.role,
  name: staff.name,
  displayName: staff.displayName,
  scope: scopeOf(staff),
  scopeName: staff.scopeName,
  mustChangePassword: staff.status === 'invited',
});

/** A resident is a phone: there is nothing to say about it. */
export const RESIDENT_ME: MeView = { role: 'resident', name: null, displayName: null, scope: null, scopeName: null, mustChangePassword: false };

/** `who`: the account's name, where the actor is one. */
export const auditLineView = (line: AuditLineRow, who: string | undefined): AuditLineView => ({
  ...historyLineView(line, who),
  subject: line.subject,
  hash: line.hash,
});

export const historyLineView = (line: AuditLineRow, who: string | undefined): HistoryLineView => ({
  sequence: line.sequence,
  at: iso(line.at),
  actor: line.actor,
  who: who ?? null,
  action: line.action,
  facts: JSON.parse(line.facts) as AuditFacts,
});

const iso = (ms: number): string => new Date(ms).toISOString();

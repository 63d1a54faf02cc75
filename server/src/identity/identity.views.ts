import type { AuditLineView, MeView, Scope, StaffActor, StaffView } from '@linping/shared';
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

export const auditLineView = (line: AuditLineRow): AuditLineView => ({
  sequence: line.sequence,
  at: new Date(line.at).toISOString(),
  actor: line.actor,
  action: line.action,
  subject: line.subject,
  facts: JSON.parse(line.facts) as AuditLineView['facts'],
  hash: line.hash,
});

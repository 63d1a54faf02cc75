import { describe, expect, it, test } from '@jest/globals';
import { ROLES, SCOPE_LEVEL_OF, STAFF_ROLES, type Actor, type Role, type StaffRole } from './actor.ts';
import { can, listReach, mayEver, type Place } from './can.ts';
import { ACTIONS, MANAGES, type Action } from './permissions.ts';

const actorOf = (role: Role, id = 'mine'): Actor => {
  if (role === 'visitor') return { role };
  if (role === 'resident') return { role, residentId: id, via: 'h5' };
  const level = SCOPE_LEVEL_OF[role];
  return { role, staffId: 'staff', scope: level === 'district' ? { level } : { level, id } };
};
const place = (id: string): Place => ({ streetId: id, communityId: id, estateId: id, providerId: id, residentId: id });

const COMPLAINT_READERS = ['streetOfficer', 'communityWorker', 'communityService', 'committee', 'providerStaff', 'providerManager'] as const satisfies readonly Role[];

/** The table of people and what they may do, read from the other side: for each action every role that may, inside and outside its scope. */
const INSIDE_ONLY: Partial<Record<Action, readonly Role[]>> = {
  'staff.list': ['streetOfficer'], 'staff.manage': ['streetOfficer'],
  'estate.list': ['streetOfficer', 'communityWorker', 'communityService', 'providerStaff', 'providerManager', 'committee'],
  'area.list': ['streetOfficer', 'communityWorker', 'communityService'], 'estate.history': ['streetOfficer'], 'household.edit': ['streetOfficer'],
  'estate.edit': ['streetOfficer'], 'household.list': ['streetOfficer', 'communityWorker'], 'household.import': ['streetOfficer'],
  'buildingToken.issue': ['streetOfficer', 'communityWorker'], 'householdCode.issue': ['communityWorker'], 'household.release': ['communityWorker'],
  'household.own': ['resident'], 'answer.submit': ['resident'], 'answer.assist': ['communityWorker'],
  'coverage.read': ['streetOfficer', 'communityWorker'], 'comment.read': ['streetOfficer'], 'round.run': ['streetOfficer'], 'round.certify': ['streetOfficer'],
  'complaint.own': ['resident'],
  'complaint.list': COMPLAINT_READERS, 'complaint.read': COMPLAINT_READERS, 'complaintFigures.read': COMPLAINT_READERS,
  'complaint.handle': ['providerStaff', 'providerManager'], 'complaint.answer': ['streetOfficer', 'providerStaff', 'providerManager'], 'complaintTemplate.edit': ['providerManager'],
  'complaint.supervise': ['streetOfficer'], 'complaint.mediate': ['streetOfficer', 'communityWorker'],
  'complaint.register': ['streetOfficer', 'communityWorker', 'communityService'], 'complaint.callBack': ['streetOfficer', 'communityWorker', 'communityService'],
  'complaint.readContact': ['streetOfficer', 'communityWorker', 'communityService', 'providerStaff', 'providerManager'], 'moderation.decide': ['streetOfficer', 'communityWorker'],
  'ledger.read': ['streetOfficer', 'providerManager'], 'statement.list': ['streetOfficer', 'communityService', 'committee', 'providerManager'],
  'statement.draft': ['providerManager', 'committee', 'communityService'], 'statement.review': ['streetOfficer'], 'statement.publish': ['providerManager', 'committee', 'communityService', 'streetOfficer'], 'statement.cosign': ['committee'],
  'disclosureSettings.edit': ['streetOfficer'], 'lineQuestion.ask': ['resident'],
  'lineQuestion.list': ['streetOfficer', 'communityService', 'committee', 'providerManager', 'providerStaff'],
  'lineQuestion.answer': ['providerManager', 'providerStaff', 'committee', 'communityService'],
  'bill.own': ['resident'], 'bill.read': ['resident', 'providerManager', 'providerStaff'], 'bill.list': ['providerManager', 'providerStaff'], 'bill.collect': ['providerManager', 'providerStaff'], 'fee.edit': ['providerManager'],
  'bill.issue': ['providerManager'], 'bill.adjust': ['providerManager'], 'invoice.issue': ['providerManager', 'providerStaff'],
  'payment.own': ['resident'], 'payment.refund': ['providerManager'], 'merchant.read': ['providerManager'],
  'reconciliation.read': ['providerManager'], 'reconciliation.settle': ['providerManager'],
  'contract.edit': ['streetOfficer'], 'assessment.list': ['streetOfficer', 'providerManager'], 'assessment.score': ['streetOfficer'], 'assessment.submit': ['streetOfficer'],
};

describe('can', () => {
  test.each(ACTIONS.flatMap((action) => ROLES.map((role) => ({ action, role }))))('$role · $action', ({ action, role }) => {
    const actor = actorOf(role);
    const insideOnly = INSIDE_ONLY[action]?.includes(role) ?? false;
    expect(can(actor, action, place('other'))).toBe(mayEver(role, action) && !insideOnly);
    expect(can(actor, action, place('mine'))).toBe(mayEver(role, action));
    if (insideOnly) expect(can(actor, action)).toBe(false); // an unknown place is nobody's
  });

  it('never lets a firm near codes, households, coverage or rounds', () => {
    for (const role of ['providerStaff', 'providerManager'] as const) {
      for (const action of ACTIONS.filter((a) => /^(household|householdCode|coverage|round|answer)\./.test(a))) expect(mayEver(role, action)).toBe(false);
    }
  });

  it('lets the administrator see no answers and run no rounds', () => {
    for (const action of ACTIONS.filter((a) => /^(answer|coverage|round|household|campaign)\./.test(a))) expect(mayEver('administrator', action)).toBe(false);
  });

  it('a household that nobody holds is not anybody’s own', () => {
    expect(can(actorOf('resident'), 'household.own', { residentId: null })).toBe(false);
    expect(can(actorOf('resident'), 'household.own', {})).toBe(false);
  });

  it('says how far a list reaches', () => {
    expect(listReach(actorOf('headquarters'), 'coverage.read')).toBe('everything');
    expect(listReach(actorOf('streetOfficer'), 'coverage.read')).toEqual({ level: 'street', id: 'mine' });
    expect(listReach(actorOf('resident'), 'coverage.read')).toBeUndefined();
    expect(listReach(actorOf('providerManager'), 'coverage.read')).toBeUndefined();
  });
});

describe('delegated administration', () => {
  it('never reaches upwards', () => {
    const rank = (role: StaffRole) => (role === 'administrator' ? 3 : role === 'headquarters' ? 2 : role === 'streetOfficer' ? 1 : 0);
    for (const manager of STAFF_ROLES) for (const managed of MANAGES[manager] ?? []) {
      if (managed !== manager) expect(rank(managed)).toBeLessThan(rank(manager));
    }
  });
  it('belongs to those three only', () => expect(Object.keys(MANAGES).sort()).toEqual(['administrator', 'headquarters', 'streetOfficer']));
});

import { SCOPE_LEVEL_OF, type StaffActor, type StaffRole } from '@linping/shared';
import type { StaffService } from '../../identity/staff.service.ts';
import type { Random } from '../../platform/random.ts';
import type { DemoDistrict } from '../district/district.ts';
import { XIANGYUNLI } from '../district/figures.ts';
import { STAFF_PERSONAS } from '../personas.ts';

/** The officials who run the demo's surveys; some of them are personas. */
export interface DistrictStaff {
  readonly headquarters: StaffActor;
  /** By street: who closes, and who certifies. */
  readonly officers: ReadonlyMap<string, readonly [StaffActor, StaffActor]>;
  /** By community, where somebody goes from door to door. */
  readonly workers: ReadonlyMap<string, StaffActor>;
  /** By provider: who answers its complaints. */
  readonly firms: ReadonlyMap<string, StaffActor>;
  /** By provider: who keeps its accounts. */
  readonly managers: ReadonlyMap<string, StaffActor>;
  /** Of the published estate. */
  readonly committee: StaffActor;
}

interface Account {
  readonly id: string;
  readonly role: StaffRole;
  readonly displayName: string;
  readonly scopeId: string | null;
}

/**
 * Accounts for every persona, two officers for every street with estates, one worker in a community of each and one person in every firm. Nobody
 * knows their passwords: the demo is entered through the personas.
 */
export async function appoint(staff: StaffService, random: Random, district: DemoDistrict): Promise<DistrictStaff> {
  const actors = new Map<string, StaffActor>();
  const create = async ({ id, role, displayName, scopeId }: Account) => {
    const view = await staff.create({ name: id, displayName, role, scopeId, password: random.token(24), status: 'active', actor: { job: 'demo' } });
    actors.set(id, { role, staffId: view.id, scope: view.scope });
  };
  const streets = streetAccounts(district);
  const firms = firmAccounts(district);
  await Promise.all([...personaAccounts(district), ...streets.flatMap(({ accounts }) => accounts), ...firms.flatMap(({ accounts }) => accounts)].map(create)); // hashing takes its time on every core

  const of = (id: string) => actors.get(id)!;
  return {
    headquarters: of('demo-headquarters'),
    officers: new Map(streets.map(({ streetId, officers: [closing, certifying] }) => [streetId, [of(closing), of(certifying)] as const])),
    workers: new Map(streets.map(({ communityId, worker }) => [communityId, of(worker)])),
    firms: new Map(firms.map(({ providerId, clerk }) => [providerId, of(clerk)])),
    managers: new Map(firms.map(({ providerId, manager }) => [providerId, of(manager)])),
    committee: of('demo-committee'),
  };
}

function personaAccounts({ estates: [published], providers: [firm] }: DemoDistrict): Account[] {
  const { streetId, communityId, id } = published!.row;
  const scopes = { district: null, street: streetId, community: communityId, estate: id, provider: firm!.id };
  return STAFF_PERSONAS.map((persona) => ({ ...persona, scopeId: scopes[SCOPE_LEVEL_OF[persona.role]] }));
}

/** The first firm has its personas; every other one somebody who does all. */
function firmAccounts({ providers }: DemoDistrict) {
  return providers.map(({ id: providerId, name }, i) => {
    if (i === 0) return { providerId, clerk: 'demo-provider-staff', manager: 'demo-provider-manager', accounts: [] };
    const manager = `provider-${String(i + 1).padStart(2, '0')}`;
    const account: Account = { id: manager, role: 'providerManager', displayName: `${name} · 客服`, scopeId: providerId };
    return { providerId, clerk: manager, manager, accounts: [account] };
  });
}

function streetAccounts({ streets, communities, estates }: DemoDistrict) {
  return streets.flatMap(({ id: streetId, name }, i) => {
    const home = estates.find(({ row }) => row.streetId === streetId)?.row.communityId;
    const community = communities.find(({ id }) => id === home);
    if (!community) return [];
    if (name === XIANGYUNLI.street) {
      return [{ streetId, communityId: community.id, accounts: [], officers: ['demo-street-officer-1', 'demo-street-officer-2'] as const, worker: 'demo-community-worker' }];
    }
    const prefix = `street-${String(i + 1).padStart(2, '0')}`;
    const officers = [`${prefix}-officer-1`, `${prefix}-officer-2`] as const;
    const worker = `${prefix}-worker`;
    const accounts: Account[] = [
      { id: officers[0], role: 'streetOfficer', displayName: `${name} · 工作人员甲`, scopeId: streetId },
      { id: officers[1], role: 'streetOfficer', displayName: `${name} · 工作人员乙`, scopeId: streetId },
      { id: worker, role: 'communityWorker', displayName: `${community.name} · 社区工作者`, scopeId: community.id },
    ];
    return [{ streetId, communityId: community.id, accounts, officers, worker }];
  });
}

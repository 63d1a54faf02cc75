import type { Actor, ResidentActor, StaffActor, StaffRole } from '@linping/shared';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuditTrail } from '../identity/audit-trail.service.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ResidentFarewells } from '../identity/resident-farewells.service.ts';
import { StaffNames } from '../identity/staff-names.service.ts';
import { AuditLines } from '../platform/audit/audit-lines.ts';
import { AuditHeadRow, AuditLineRow } from '../platform/audit/audit.entity.ts';
import { Clock } from '../platform/clock.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { Estates1795305800000 } from '../platform/database/migrations/1795305800000-estates.ts';
import { Platform1795305600000 } from '../platform/database/migrations/1795305600000-platform.ts';
import { RegisterVersions1795306100000 } from '../platform/database/migrations/1795306100000-register-versions.ts';
import { AuditLookup1795306120000 } from '../platform/database/migrations/1795306120000-audit-lookup.ts';
import type { WithActor } from '../platform/http/current-actor.ts';
import { httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { JobLeaseRow } from '../platform/jobs/jobs.entity.ts';
import { PlatformModule } from '../platform/platform.module.ts';
import { testConfig } from '../platform/platform.testing.ts';
import { SystemRandom } from '../platform/random.ts';
import { Refused } from '../platform/refused.ts';
import { ThrottleRow } from '../platform/throttle/throttle.entity.ts';
import { WechatClient, type WechatPhone } from '../platform/wechat/wechat-client.ts';
import { BindingsService } from './bindings.service.ts';
import { BuildingsService } from './buildings.service.ts';
import { CodesService } from './codes.service.ts';
import { ContractsService } from './contracts.service.ts';
import { DwellingsService } from './dwellings.service.ts';
import { EstateListService } from './estate-list.service.ts';
import { EstateRegister } from './estate-register.ts';
import { EstateScopes } from './estate-scopes.ts';
import { BuildingRow, BuildingTokenRow, CommunityRow, ContractRow, EstateRow, ProviderRow, StageRecordRow, StreetRow } from './estates.entity.ts';
import { EstatesModule } from './estates.module.ts';
import { EstatesService } from './estates.service.ts';
import { HouseholdClaims } from './household-claims.service.ts';
import { HouseholdBindingRow, HouseholdCodeRow, HouseholdPhoneRow, HouseholdRow } from './households.entity.ts';
import { ImportsService } from './imports.service.ts';
import { KeyedHash } from './keyed-hash.ts';
import { ProvidersService } from './providers.service.ts';
import { RegisterService } from './register.service.ts';

export const TABLES = [
  StreetRow,
  CommunityRow,
  EstateRow,
  StageRecordRow,
  BuildingRow,
  BuildingTokenRow,
  ProviderRow,
  ContractRow,
  HouseholdRow,
  HouseholdPhoneRow,
  HouseholdCodeRow,
  HouseholdBindingRow,
];
const schema = {
  entities: [AuditLineRow, AuditHeadRow, ThrottleRow, JobLeaseRow, ...TABLES],
  migrations: [Platform1795305600000, Estates1795305800000, RegisterVersions1795306100000, AuditLookup1795306120000],
};

export const config = testConfig({
  publicUrl: 'https://linping.example',
  secrets: { token: 't'.repeat(32), code: 'c'.repeat(32), contact: 'p'.repeat(32) },
});

class StandingClock extends Clock {
  constructor(public time: Date) {
    super();
  }
  now() {
    return this.time;
  }
}

/** Who an account is, and which accounts' places were renamed. */
class StaffNamesStandIn {
  readonly renamed: string[] = [];
  ofActors(_: unknown, actors: readonly string[]) {
    return Promise.resolve(
      new Map(actors.filter((actor) => actor.startsWith('staff:')).map((actor) => [actor, `名-${actor.slice('staff:'.length)}`])),
    );
  }
  placeRenamed(_: unknown, level: string, id: string, name: string) {
    this.renamed.push(`${level}:${id}:${name}`);
    return Promise.resolve();
  }
}

/** Of identity only what estates asks of it: its guard is played below. */
@Module({
  providers: [ResidentFarewells, AuditLines, AuditTrail, { provide: StaffNames, useClass: StaffNamesStandIn }],
  exports: [ResidentFarewells, AuditTrail, StaffNames],
})
class IdentityStandIn {}

/** WeChat's part: which number is behind a button's code. */
class WechatStandIn {
  readonly phones = new Map<string, WechatPhone>();
  phoneOf(code: string): Promise<WechatPhone> {
    return Promise.resolve(this.phones.get(code) ?? { number: '13000000000', countryCode: '86' });
  }
}

export const staff = (role: StaffRole, level: StaffActor['scope']['level'], id = ''): StaffActor => ({
  role,
  staffId: `staff-${role}`,
  scope: level === 'district' ? { level } : { level, id },
});
export const resident = (residentId: string): ResidentActor => ({ role: 'resident', residentId, via: 'h5' });
export const visitor: Actor = { role: 'visitor' };

export const said = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'ok',
    (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause),
  );

/** The real services on a real database; only the time stands, and WeChat is somebody else. */
export async function openEstates(engine: EngineName) {
  const db = await freshDatabase(engine, schema);
  const clock = new StandingClock(new Date('2026-03-01T04:00:00.000Z'));
  const random = new SystemRandom();
  const wechat = new WechatStandIn();
  const module = await Test.createTestingModule({ imports: [PlatformModule.with({ config, engine: db.engine, clock, random }), EstatesModule] })
    .overrideModule(IdentityModule)
    .useModule(IdentityStandIn)
    .overrideProvider(WechatClient)
    .useValue(wechat)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false });
  let caller: Actor = visitor;
  // Stands in for identity's guard.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request: object) => void ((request as WithActor).actor = caller));
  await withHttpEdge(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    db,
    clock,
    random,
    wechat,
    app,
    facts: app.get(EstatesService),
    register: app.get(RegisterService),
    list: app.get(EstateListService),
    contracts: app.get(ContractsService),
    providers: app.get(ProvidersService),
    dwellings: app.get(DwellingsService),
    claims: app.get(HouseholdClaims),
    names: app.get(StaffNames) as unknown as StaffNamesStandIn,
    buildings: app.get(BuildingsService),
    codes: app.get(CodesService),
    bindings: app.get(BindingsService),
    imports: app.get(ImportsService),
    bulk: app.get(EstateRegister),
    scopes: app.get(EstateScopes),
    hash: app.get(KeyedHash),
    farewells: app.get(ResidentFarewells),
    as: (actor: Actor) => {
      caller = actor;
      return app;
    },
    close: () => app.close().then(() => db.close()),
  };
}
export type Estates = Awaited<ReturnType<typeof openEstates>>;

/** A street, a community, an estate with two buildings of `doors` each, a firm, tokens: ids of its own each time. */
export async function seed({ db, bulk, random }: Estates, { doors = 5 } = {}) {
  const id = () => random.uuid();
  const [streetId, communityId, estateId, providerId, contractId] = [id(), id(), id(), id(), id()];
  const buildings = [1, 2].map((sort) => ({ id: id(), estateId, name: `${sort}号楼`, sort }));
  const tokens = buildings.map((building) => ({
    token: random.token(15),
    buildingId: building.id,
    liveOf: building.id,
    issuedMs: 1,
    voidedMs: null,
  }));
  const households = buildings.flatMap((building) =>
    Array.from({ length: doors }, (_, i) => ({
      id: id(),
      estateId,
      buildingId: building.id,
      door: `1单元${101 + i}`,
      doorSerial: i + 1,
      version: 1,
    })),
  );
  await db.unitOfWork.run((tx) =>
    bulk.insert(tx, {
      streets: [{ id: streetId, name: `街道${streetId}` }],
      communities: [{ id: communityId, streetId, name: '香榭丽社区' }],
      estates: [
        {
          id: estateId,
          code: estateId.slice(0, 8),
          name: `祥云里小院${estateId.slice(0, 4)}`,
          communityId,
          streetId,
          address: '五里堡',
          builtYear: 1980,
          areaCentiSqm: 1_149_400,
          stage: 'procedures',
          stageDate: '2025-01-01',
          managementMode: 'professional',
          isSynthetic: false,
          version: 1,
        },
      ],
      buildings,
      tokens,
      households,
      providers: [{ id: providerId, kind: 'firm', name: `物业${providerId}`, phone: '0371-6666', version: 1 }],
      contracts: [
        {
          id: contractId,
          estateId,
          providerId,
          signedDate: '2025-01-01',
          filedDate: null,
          entryDate: '2025-02-01',
          endDate: null,
          phone: '',
          isSubsidised: true,
        },
      ],
    }),
  );
  return {
    streetId,
    communityId,
    estateId,
    providerId,
    contractId,
    households,
    building: buildings[0]!,
    other: buildings[1]!,
    token: tokens[0]!.token,
    otherToken: tokens[1]!.token,
    worker: staff('communityWorker', 'community', communityId),
    officer: staff('streetOfficer', 'street', streetId),
    manager: staff('providerManager', 'provider', providerId),
  };
}
export type Seeded = Awaited<ReturnType<typeof seed>>;

import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor, type StaffRole, type StaffStatus } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../app.module.ts';
import { StaffRow } from '../../identity/identity.entity.ts';
import { ENGINES, freshDatabase, type TestDatabase } from '../../platform/database/engines.testing.ts';
import { StoppedClock, testConfig } from '../../platform/platform.testing.ts';
import { SCHEMA } from '../../schema.ts';
import { managerOf, told, workerOf } from '../templates/templates.testing.ts';
import { AssigneesService } from './assignees.service.ts';

describe.each(ENGINES)('to whom a firm gives a complaint on %s', (engine) => {
  const [firm, other] = [randomUUID(), randomUUID()];
  let db: TestDatabase;
  let assignees: AssigneesService;
  const ids: Record<string, string> = {};
  const hire = (name: string, role: StaffRole, scopeLevel: StaffRow['scopeLevel'], scopeId: string, status: StaffStatus = 'active') => {
    const id = (ids[name] = randomUUID());
    return db.unitOfWork.run((tx) => tx.insert(StaffRow, {
      id, name, displayName: name, role, scopeLevel, scopeId, scopeName: '', passwordHash: '', status, version: 1, lastSignInMs: 0, oneTimeUntilMs: 0,
    }));
  };
  beforeAll(async () => {
    db = await freshDatabase(engine, SCHEMA);
    const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: db.url }), engine: db.engine, clock: new StoppedClock() })] }).compile();
    assignees = app.get(AssigneesService, { strict: false });
    await hire('b', 'providerStaff', 'provider', firm);
    await hire('a', 'providerManager', 'provider', firm);
    await hire('gone', 'providerStaff', 'provider', firm, 'disabled');
    await hire('new', 'providerStaff', 'provider', firm, 'invited');
    await hire('stranger', 'providerStaff', 'provider', other);
    await hire('officer', 'streetOfficer', 'street', firm); // another kind of place with the same id
  });
  afterAll(() => db.close());

  it('are its own active accounts, by name, and nothing of them but name and id', async () => {
    for (const actor of [managerOf(firm), workerOf(firm)]) expect(await assignees.list(actor)).toEqual([{ id: ids.a, name: 'a' }, { id: ids.b, name: 'b' }]);
    expect(await assignees.list(managerOf(randomUUID()))).toEqual([]);
  });

  it('are looked up one by one where a complaint is given away', async () => {
    const one = (id: string) => told(() => db.unitOfWork.run((tx) => assignees.one(tx, firm, id)));
    expect(await one(ids.b!)).toBe('ok');
    for (const name of ['gone', 'new', 'stranger', 'officer']) expect({ name, said: await one(ids[name]!) }).toEqual({ name, said: 'ASSIGNEE_UNKNOWN' });
  });

  it('are for the firm only', async () => {
    const actors: Actor[] = [
      { role: 'visitor' }, { role: 'resident', residentId: firm, via: 'h5' },
      ...STAFF_ROLES.flatMap((role) => [{ level: 'district' as const }, ...(['street', 'community', 'estate'] as const).map((level) => ({ level, id: firm }))]
        .map((scope): Actor => ({ role, staffId: 'x', scope }))),
      ...STAFF_ROLES.filter((role) => role !== 'providerManager' && role !== 'providerStaff').map((role): Actor => ({ role, staffId: 'x', scope: { level: 'provider', id: firm } })),
    ];
    for (const actor of actors) expect({ actor, said: await told(() => assignees.list(actor)) }).toEqual({ actor, said: 'OUT_OF_SCOPE' });
  });
});

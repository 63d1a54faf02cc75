import type { ProblemCode, SessionView, StaffRole } from '@linping/shared';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuditHeadRow, AuditLineRow } from '../platform/audit/audit.entity.ts';
import type { Config } from '../platform/config/config.ts';
import type { Schema } from '../platform/database/database.ts';
import { type EngineName, freshDatabase, type TestDatabase } from '../platform/database/engines.testing.ts';
import { Platform1795305600000 } from '../platform/database/migrations/1795305600000-platform.ts';
import { Identity1795305700000 } from '../platform/database/migrations/1795305700000-identity.ts';
import { OneTimePasswords1795306110000 } from '../platform/database/migrations/1795306110000-one-time-passwords.ts';
import { AuditLookup1795306120000 } from '../platform/database/migrations/1795306120000-audit-lookup.ts';
import { httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { JobLeaseRow } from '../platform/jobs/jobs.entity.ts';
import { PlatformModule } from '../platform/platform.module.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { ThrottleRow } from '../platform/throttle/throttle.entity.ts';
import { ResidentRow, SessionRow, SignInRow, StaffRow } from './identity.entity.ts';
import { IdentityModule } from './identity.module.ts';
import { SessionsService } from './sessions.service.ts';
import { StaffService } from './staff.service.ts';

export const schema: Schema = {
  entities: [AuditLineRow, AuditHeadRow, ThrottleRow, JobLeaseRow, ResidentRow, StaffRow, SessionRow, SignInRow],
  migrations: [Platform1795305600000, Identity1795305700000, OneTimePasswords1795306110000, AuditLookup1795306120000],
};

export const PASSWORD = 'correct horse battery';

export interface Answer {
  readonly status: number;
  readonly code?: ProblemCode;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a spec reads any answer
  readonly headers: Readonly<Record<string, unknown>>;
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface TestIdentity {
  readonly db: TestDatabase;
  readonly app: NestFastifyApplication;
  readonly clock: StoppedClock;
  readonly sessions: SessionsService;
  readonly staff: StaffService;
  send(token: string | undefined, method: Method, url: string, body?: unknown): Promise<Answer>;
  /** Makes an account and signs it in without a password. */
  enter(role: StaffRole, name: string, scopeId?: string): Promise<SessionView & { readonly id: string }>;
  close(): Promise<void>;
}

interface Options {
  readonly modules?: readonly (Type | DynamicModule)[];
  readonly config?: Partial<Config>;
  /** A second server on the database of a first. */
  readonly beside?: TestIdentity;
}

/** Identity on a real database behind the real HTTP edge; only time stands still. */
export async function openIdentity(engine: EngineName, { modules = [], config, beside }: Options = {}): Promise<TestIdentity> {
  const db = beside?.db ?? (await freshDatabase(engine, schema));
  const clock = beside?.clock ?? new StoppedClock();
  const tested = await Test.createTestingModule({
    imports: [PlatformModule.with({ config: testConfig(config), engine: db.engine, clock }), IdentityModule, ...modules],
  }).compile();
  const app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
  await app.listen(0, '127.0.0.1');
  const [sessions, staff] = [app.get(SessionsService), app.get(StaffService)];

  const send: TestIdentity['send'] = async (token, method, url, body) => {
    const reply = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    const parsed = reply.body ? JSON.parse(reply.body) : undefined;
    return { status: reply.statusCode, code: parsed?.code, body: parsed, headers: reply.headers };
  };
  const enter: TestIdentity['enter'] = async (role, name, scopeId) => {
    const { id } = await staff.create({
      name,
      displayName: name,
      role,
      scopeId: scopeId ?? null,
      password: PASSWORD,
      status: 'active',
      actor: { job: 'test' },
    });
    return { ...(await sessions.openForStaffName(name)), id };
  };
  const close = async () => {
    await app.close();
    if (!beside) await db.close();
  };
  return { db, app, clock, sessions, staff, send, enter, close };
}

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCOPE_LEVEL_OF, UPLOAD_PIECE_BYTES, type Actor, type StaffRole, type UploadView } from '@linping/shared';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ResidentRow, SessionRow, SignInRow, StaffRow } from '../identity/identity.entity.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { MeService } from '../identity/me.service.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { AuditHeadRow, AuditLineRow } from '../platform/audit/audit.entity.ts';
import type { Config } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { Platform1795305600000 } from '../platform/database/migrations/1795305600000-platform.ts';
import { Identity1795305700000 } from '../platform/database/migrations/1795305700000-identity.ts';
import { OneTimePasswords1795306110000 } from '../platform/database/migrations/1795306110000-one-time-passwords.ts';
import { AuditLookup1795306120000 } from '../platform/database/migrations/1795306120000-audit-lookup.ts';
import { Files1795306300000 } from '../platform/database/migrations/1795306300000-files.ts';
import { FilesForPdf1795306360000 } from '../platform/database/migrations/1795306360000-files-for-pdf.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { JobLeaseRow } from '../platform/jobs/jobs.entity.ts';
import { PlatformModule } from '../platform/platform.module.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { refuse, Refused } from '../platform/refused.ts';
import { DiskStorage } from '../platform/storage/disk-storage.ts';
import { Storage } from '../platform/storage/storage.ts';
import { ThrottleRow } from '../platform/throttle/throttle.entity.ts';
import { FILE_ENTITIES, PhotoRow } from './files.entity.ts';
import { FilesModule } from './files.module.ts';
import { FilesService } from './files.service.ts';
import { FilesStore } from './files.store.ts';
import { PhotoCollector } from './photo-collector.ts';
import { PhotoLinks } from './photo-links.ts';
import { PhotoMaker } from './photo-maker.ts';
import { PhotoRemover } from './photo-remover.ts';
import { UploadsService } from './uploads.service.ts';

const schema = {
  entities: [AuditLineRow, AuditHeadRow, ThrottleRow, JobLeaseRow, ResidentRow, StaffRow, SessionRow, SignInRow, ...FILE_ENTITIES],
  migrations: [Platform1795305600000, Identity1795305700000, OneTimePasswords1795306110000, AuditLookup1795306120000, Files1795306300000, FilesForPdf1795306360000],
};

/** A storage that fails when told to: before the work, or after it, when only the answer is lost. */
export class FailingStorage extends DiskStorage {
  fails: 'never' | 'before' | 'after' = 'never';
  /** Which of the following calls fails, counted from 1; 0 for all. */
  at = 0;
  private calls = 0;

  arm(fails: 'never' | 'before' | 'after', at = 0): void {
    [this.fails, this.at, this.calls] = [fails, at, 0];
  }
  override put(...[key, bytes]: Parameters<DiskStorage['put']>): Promise<void> {
    return this.faulty(() => super.put(key, bytes));
  }
  override get(key: string): Promise<Buffer | undefined> {
    return this.faulty(() => super.get(key));
  }
  override delete(key: string): Promise<void> {
    return this.faulty(() => super.delete(key));
  }
  private async faulty<T>(work: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const isDue = this.at === 0 || this.at === this.calls;
    if (isDue && this.fails === 'before') refuse({ code: 'FILES_UNAVAILABLE', retryAfterSeconds: 1 });
    const done = await work();
    return isDue && this.fails === 'after' ? refuse({ code: 'FILES_UNAVAILABLE', retryAfterSeconds: 1 }) : done;
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a spec reads any answer
}
interface Options {
  readonly config?: Partial<Config>;
  readonly storage?: (folder: string) => Storage;
  /** A second server on the database and the folder of a first. */
  readonly beside?: { readonly databaseUrl: string; readonly clock: StoppedClock; readonly folder: string };
}

/** Files with identity on a real database, behind the real HTTP edge on a real port. */
export async function openFiles(engine: EngineName, { config, storage, beside }: Options = {}) {
  const fresh = beside ? undefined : await freshDatabase(engine, schema);
  const databaseUrl = beside?.databaseUrl ?? fresh!.url;
  const db = fresh ?? (await openDatabase(databaseUrl, schema));
  const clock = beside?.clock ?? new StoppedClock();
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), 'linping-files-'));
  const parts = { config: testConfig({ storage: { kind: 'disk', folder }, ...config }), engine: db.engine, clock, ...(storage && { storage: storage(folder) }) };
  const tested = await Test.createTestingModule({ imports: [PlatformModule.with(parts), IdentityModule, FilesModule] }).compile();
  const app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const [sessions, unitOfWork] = [app.get(SessionsService), app.get(UnitOfWork)];

  const ask = async (token: string | undefined, method: string, path: string, body?: Buffer | string, type = 'application/octet-stream'): Promise<Reply> => {
    const reply = await fetch(`${url}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`, {
      method, headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    return { status: reply.status, headers: reply.headers, bytes, body: reply.headers.get('content-type')?.includes('json') ? JSON.parse(bytes.toString()) : undefined };
  };
  /** One piece of a file, by its number. */
  const piece = (token: string | undefined, id: string, file: Buffer, number: number) =>
    ask(token, 'PUT', `/uploads/${id}?offset=${number * UPLOAD_PIECE_BYTES}&bytes=${file.length}`, file.subarray(number * UPLOAD_PIECE_BYTES, (number + 1) * UPLOAD_PIECE_BYTES));
  /** All pieces of a file; the last answer, or the first that is no success. */
  const upload = async (token: string | undefined, file: Buffer, id: string = randomUUID()): Promise<Reply> => {
    let reply!: Reply;
    for (let number = 0; number === 0 || number * UPLOAD_PIECE_BYTES < file.length; number += 1) {
      reply = await piece(token, id, file, number);
      if (reply.status !== 200) return reply;
    }
    return reply;
  };
  const photo = async (token: string, file: Buffer): Promise<UploadView> => (await upload(token, file)).body as UploadView;

  const resident = async (residentId?: string) => {
    const opened = await sessions.openForResident(residentId);
    return { token: opened.accessToken, actor: { role: 'resident', residentId: opened.residentId, via: 'h5' } as const satisfies Actor };
  };
  /** An account that is only a row: which scope it has does not matter here. */
  const staffMember = async (role: StaffRole) => {
    const [id, scopeLevel] = [randomUUID(), SCOPE_LEVEL_OF[role]];
    const name = `${role.toLowerCase()}.${id.slice(0, 8)}`;
    const scopeId = scopeLevel === 'district' ? null : randomUUID();
    await unitOfWork.run((tx) => tx.insert(StaffRow, {
      id, name, displayName: name, role, scopeLevel, scopeId, scopeName: '', passwordHash: '', status: 'active', version: 1, lastSignInMs: 0, oneTimeUntilMs: 0,
    }));
    return { token: (await sessions.openForStaffName(name)).accessToken, id };
  };
  const get = <T>(token: abstract new (...args: never[]) => T): T => app.get<T>(token as never, { strict: false });

  return {
    databaseUrl, clock, folder, app, unitOfWork, url, ask, piece, upload, photo, resident, staffMember,
    service: get(FilesService), uploads: get(UploadsService), collector: get(PhotoCollector), links: get(PhotoLinks), storage: get(Storage), me: get(MeService),
    store: get(FilesStore), maker: get(PhotoMaker), remover: get(PhotoRemover),
    rows: () => unitOfWork.read((reader) => reader.find(PhotoRow)),
    /** Every file in the storage, drafts included. */
    stored: () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort(),
    close: async () => {
      await app.close();
      await db.close();
      if (!beside) rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type TestFiles = Awaited<ReturnType<typeof openFiles>>;

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));

import { randomUUID } from 'node:crypto';
import type { ComplaintTemplateBody, StaffActor } from '@linping/shared';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../app.module.ts';
import { type EngineName, freshDatabase } from '../../platform/database/engines.testing.ts';
import { StoppedClock, testConfig } from '../../platform/platform.testing.ts';
import { Refused } from '../../platform/refused.ts';
import { SCHEMA } from '../../schema.ts';
import { TemplatesService } from './templates.service.ts';

export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));
/** What is refused before anything is asked of the database is thrown at once. */
export const told = (work: () => Promise<unknown>): Promise<unknown> => said(Promise.resolve().then(work));
export const managerOf = (providerId: string): StaffActor => ({ role: 'providerManager', staffId: randomUUID(), scope: { level: 'provider', id: providerId } });
export const workerOf = (providerId: string): StaffActor => ({ role: 'providerStaff', staffId: randomUUID(), scope: { level: 'provider', id: providerId } });
export const template = (over: Partial<ComplaintTemplateBody> = {}): ComplaintTemplateBody => ({ id: randomUUID(), title: '已清运', text: '您好，垃圾已清运，请您查看。', ...over });

/** The real service on a real database. */
export async function openTemplates(engine: EngineName) {
  const db = await freshDatabase(engine, SCHEMA);
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: db.url }), engine: db.engine, clock: new StoppedClock() })] }).compile();
  return { db, templates: app.get(TemplatesService, { strict: false }), close: () => db.close() };
}
export type Templates = Awaited<ReturnType<typeof openTemplates>>;

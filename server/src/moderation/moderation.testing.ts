import { randomUUID } from 'node:crypto';
import type { Actor, ModerationDecision, ResidentActor, StaffActor, StaffRole } from '@linping/shared';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { CommunityRow, EstateRow, StreetRow } from '../estates/estates.entity.ts';
import { EstatesModule } from '../estates/estates.module.ts';
import { PhotoRow } from '../files/files.entity.ts';
import { ResidentRow, StaffRow } from '../identity/identity.entity.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { AuditLineRow } from '../platform/audit/audit.entity.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { API_PREFIX, httpAdapter, withHttpEdge } from '../platform/http/http-edge.ts';
import { PlatformModule } from '../platform/platform.module.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { Refused } from '../platform/refused.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { ImageAsked, TextSuggestion } from '../platform/wechat/content-checks.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { WechatEvents } from '../platform/wechat/wechat-events.ts';
import { SCHEMA } from '../schema.ts';
import { ModerationItemRow } from './moderation.entity.ts';
import { ModerationModule } from './moderation.module.ts';
import { ModerationService } from './moderation.service.ts';
import { ModerationSubjects } from './moderation-subjects.service.ts';
import { PhotoChecksService } from './photo-checks.service.ts';
import { QueueService } from './queue.service.ts';
import { WordsService } from './words.service.ts';

/** WeChat's part: what it says of texts, and under which number it looks at photos. */
export class WechatStandIn {
  says: TextSuggestion = 'pass';
  takes: () => Promise<ImageAsked> = () => Promise.resolve({ traceId: randomUUID() });
  readonly texts: (readonly [openid: string, text: string])[] = [];
  readonly images: (readonly [openid: string, url: string])[] = [];
  checkText(openid: string, text: string): Promise<TextSuggestion> {
    this.texts.push([openid, text]);
    return Promise.resolve(this.says);
  }
  checkImage(openid: string, url: string): Promise<ImageAsked> {
    this.images.push([openid, url]);
    return this.takes();
  }
}

interface Reply {
  readonly status: number;
  readonly body: { readonly code?: string };
}

const WECHAT_ON = { appId: 'wx0123456789abcdef', secret: 's', baseUrl: 'http://127.0.0.1:1', push: { token: 'token' } };

/** The real capability on a real database, with WeChat played; nothing runs by itself. */
export async function openModeration(engine: EngineName, { wechat = true, push = true } = {}) {
  const db = await freshDatabase(engine, SCHEMA);
  const clock = new StoppedClock();
  const standIn = new WechatStandIn();
  const { push: _, ...mute } = WECHAT_ON;
  const config = testConfig({ databaseUrl: db.url, publicUrl: 'https://linping.example', wechat: wechat ? (push ? WECHAT_ON : mute) : 'off' });
  const testing = await Test.createTestingModule({ imports: [PlatformModule.with({ config, engine: db.engine, clock }), EstatesModule, ModerationModule] })
    .overrideProvider(WechatClient).useValue(standIn).compile();
  const app = await withHttpEdge(testing.createNestApplication<NestFastifyApplication>(httpAdapter(config), { logger: false }));
  const get = <T>(token: new (...parameters: never[]) => T): T => app.get(token, { strict: false });
  const told: (readonly [subject: string, decision: ModerationDecision])[] = [];
  get(ModerationSubjects).register('step', (_tx, subject, decision) => { told.push([subject, decision]); return Promise.resolve(); });
  await app.init();
  return {
    // SQLite has one writer, and the application's unit of work is the one that knows it.
    db: { unitOfWork: get(UnitOfWork) }, clock, app, wechat: standIn, told,
    moderation: get(ModerationService), queue: get(QueueService), words: get(WordsService), checks: get(PhotoChecksService), events: get(WechatEvents),
    /** A request with the session of an account that {@link named} has made. */
    ask: async (actor: StaffActor, method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, payload?: object): Promise<Reply> => {
      const { accessToken } = await get(SessionsService).openForStaffName(loginOf(actor));
      const reply = await app.inject({ method, url: `/${API_PREFIX}${path}`, headers: { authorization: `Bearer ${accessToken}` }, ...(payload && { payload }) });
      return { status: reply.statusCode, body: reply.payload === '' ? {} : (reply.json() as Reply['body']) };
    },
    close: async () => { await app.close(); await db.close(); },
  };
}
export type Moderation = Awaited<ReturnType<typeof openModeration>>;

export interface Place {
  readonly streetId: string;
  readonly communityId: string;
  readonly estateId: string;
}

export async function place({ db }: Moderation, name = '祥云里小院'): Promise<Place> {
  const [streetId, communityId, estateId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.unitOfWork.run(async (tx) => {
    await tx.insert(StreetRow, { id: streetId, name: `五里堡街道${streetId.slice(0, 6)}` });
    await tx.insert(CommunityRow, { id: communityId, streetId, name: '香榭丽社区' });
    await tx.insert(EstateRow, {
      id: estateId, code: estateId.slice(0, 20), name, communityId, streetId, address: '', builtYear: 1990, areaCentiSqm: 100_000,
      stage: 'inService', stageDate: '2026-01-01', managementMode: 'professional', isSynthetic: true, version: 1,
    });
  });
  return { streetId, communityId, estateId };
}

/** A resident of WeChat with an openid, or of a browser without. */
export async function resident({ db }: Moderation, via: 'wechat' | 'h5'): Promise<ResidentActor & { readonly openid: string | null }> {
  const [residentId, openid] = [randomUUID(), via === 'wechat' ? `openid-${randomUUID()}` : null];
  await db.unitOfWork.run((tx) => tx.insert(ResidentRow, { id: residentId, openid, createdDate: '2026-11-01' }));
  return { role: 'resident', residentId, via, openid };
}

export const staff = (role: StaffRole, level: StaffActor['scope']['level'], id = ''): StaffActor =>
  ({ role, staffId: randomUUID(), scope: level === 'district' ? { level } : { level, id } });
export const officerOf = ({ streetId }: Place): StaffActor => staff('streetOfficer', 'street', streetId);
export const workerOf = ({ communityId }: Place): StaffActor => staff('communityWorker', 'community', communityId);
export const headquarters = staff('headquarters', 'district');

const loginOf = ({ staffId }: StaffActor): string => staffId.slice(0, 20);
/** Gives an account its row, and with it a name. */
export const named = ({ db }: Moderation, { staffId, role, scope }: StaffActor, displayName: string = role) => db.unitOfWork.run((tx) => tx.insert(StaffRow, {
  id: staffId, name: staffId.slice(0, 20), displayName, role, scopeLevel: scope.level, scopeId: scope.level === 'district' ? null : scope.id, scopeName: '', passwordHash: '',
  status: 'active', version: 1, lastSignInMs: 0, oneTimeUntilMs: 0,
}));

/** A photo of somebody that is checked, and what it belongs to. */
export async function photo({ db }: Moderation, writer: ResidentActor, subject: string): Promise<string> {
  const id = randomUUID();
  await db.unitOfWork.run((tx) => tx.insert(PhotoRow, {
    id, objectId: randomUUID(), owner: `resident:${writer.residentId}`, state: 'ready', bytes: 1, received: 1, pieceSums: '', startedMs: 0, subject, check: 'checking', width: 800, height: 600,
  }));
  return id;
}

/** Held, and the row of it. */
export async function heldText(m: Moderation, at: Place, writer: Actor, text = '楼道里有人骂人'): Promise<ModerationItemRow> {
  const subject = `step:${randomUUID()}`;
  await m.db.unitOfWork.run((tx) => m.moderation.hold(tx, { kind: 'text', subject, text, ...at, writer }));
  return m.db.unitOfWork.read((db) => db.findOneByOrFail(ModerationItemRow, { subject }));
}
export async function heldPhoto(m: Moderation, at: Place, writer: ResidentActor): Promise<ModerationItemRow & { readonly photoId: string }> {
  const subject = `step:${randomUUID()}`;
  const photoId = await photo(m, writer, subject);
  await m.db.unitOfWork.run((tx) => m.moderation.hold(tx, { kind: 'photo', subject, photoId, category: 'garbageOverflow', ...at, writer }));
  return (await m.db.unitOfWork.read((db) => db.findOneByOrFail(ModerationItemRow, { photoId }))) as ModerationItemRow & { readonly photoId: string };
}

export const itemOf = ({ db }: Moderation, { id }: Pick<ModerationItemRow, 'id'>) => db.unitOfWork.read((d) => d.findOneByOrFail(ModerationItemRow, { id }));
export const checkOf = ({ db }: Moderation, photoId: string) => db.unitOfWork.read(async (d) => (await d.findOneByOrFail(PhotoRow, { id: photoId })).check);
/** The audit lines about a subject: who, what and with which facts. */
export const linesAbout = ({ db }: Moderation, subject: string) => db.unitOfWork.read(async (d) =>
  (await d.find(AuditLineRow, { where: { subject }, order: { sequence: 'ASC' } })).map(({ actor, action, facts }) => [actor, action, JSON.parse(facts) as unknown]));

/** A push as the platform sends it. */
export const pushed = (traceId: string, suggest: string, errcode = 0, more: object = {}) =>
  ({ MsgType: 'event', Event: 'wxa_media_check', trace_id: traceId, CreateTime: 1, FromUserName: 'o', version: 2, errcode, result: { suggest, label: 100 }, ...more });

/** 'ok', or the code it was refused with; what is not a refusal comes as it is. */
export const said = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'ok', (cause: unknown) => (cause instanceof Refused ? cause.refusal.code : cause));

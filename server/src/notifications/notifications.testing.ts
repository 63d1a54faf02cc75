import { randomUUID } from 'node:crypto';
import { Test } from '@nestjs/testing';
import type { ResidentActor } from '@linping/shared';
import { ResidentRow } from '../identity/identity.entity.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { MeService } from '../identity/me.service.ts';
import { schema as identitySchema } from '../identity/identity.testing.ts';
import type { WechatConfig } from '../platform/config/config.ts';
import { openDatabase, type Schema } from '../platform/database/database.ts';
import { type EngineName, freshDatabase } from '../platform/database/engines.testing.ts';
import { Notifications1795306330000 } from '../platform/database/migrations/1795306330000-notifications.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { PlatformModule } from '../platform/platform.module.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import type { SubscribeMessage, SubscribeOutcome } from '../platform/wechat/subscribe-messages.ts';
import { WechatClient } from '../platform/wechat/wechat-client.ts';
import { WechatEventRow } from '../platform/wechat/wechat-event.entity.ts';
import { NoticesService } from './notices.service.ts';
import { NOTIFICATION_ENTITIES, NoticePushRow, NoticeRow } from './notifications.entity.ts';
import { NotificationsModule } from './notifications.module.ts';
import { PushSender } from './push-sender.ts';

const schema: Schema = {
  entities: [...Object.values(identitySchema.entities), WechatEventRow, ...NOTIFICATION_ENTITIES],
  migrations: [...Object.values(identitySchema.migrations), Notifications1795306330000],
};

export const WECHAT: WechatConfig = {
  appId: 'wx0123456789abcdef', secret: 's', baseUrl: 'http://127.0.0.1:9',
  progress: { id: 'TEMPLATE', fields: { title: 'thing1', text: 'thing2', at: 'time3' } },
};

/** What WeChat says next, in this order, then `sent`; `died` is a process that ends in the middle of the call. */
export type Next = SubscribeOutcome['outcome'] | 'died';

/** WeChat's part. What it was given is what it was given, whatever it then answers. */
export class WechatDouble {
  readonly given: SubscribeMessage[] = [];
  readonly next: Next[] = [];
  /** Whose messages are with WeChat at the same time; one user must never be there twice. */
  readonly atOnce = new Set<string>();
  overlapped = 0;

  async sendSubscribe(message: SubscribeMessage): Promise<SubscribeOutcome> {
    this.given.push(message);
    if (this.atOnce.has(message.openid)) this.overlapped += 1;
    this.atOnce.add(message.openid);
    await new Promise((resolve) => setImmediate(resolve));
    this.atOnce.delete(message.openid);
    const outcome = this.next.shift() ?? 'sent';
    if (outcome === 'died') throw new Error('the process ended here');
    return outcome === 'refused' ? { outcome, errcode: 47003, field: 'thing1' } : { outcome };
  }
}

/** The real services on a real database; time stands still, and WeChat is somebody else. */
export async function openNotifications(engine: EngineName, { wechat = WECHAT }: { readonly wechat?: WechatConfig | 'off' } = {}) {
  const db = await freshDatabase(engine, schema);
  const [clock, double] = [new StoppedClock(), new WechatDouble()];
  const opened: { close(): Promise<void> }[] = [];

  /** One more process on the same database. */
  const process = async (configured: WechatConfig | 'off' = wechat) => {
    const own = await openDatabase(db.url, schema);
    const tested = await Test.createTestingModule({
      imports: [PlatformModule.with({ config: testConfig({ wechat: configured }), engine: own.engine, clock }), IdentityModule, NotificationsModule],
    }).overrideProvider(WechatClient).useValue(double).compile();
    for (const part of [NoticesService, PushSender]) tested.get<{ onModuleInit(): void }>(part, { strict: false }).onModuleInit();
    opened.push(own);
    return {
      unitOfWork: tested.get(UnitOfWork), notices: tested.get(NoticesService, { strict: false }), sender: tested.get(PushSender, { strict: false }),
      me: tested.get(MeService, { strict: false }),
    };
  };

  const resident = async (openid: string | null = null): Promise<ResidentActor> => {
    const residentId = randomUUID();
    await db.unitOfWork.run((tx) => tx.insert(ResidentRow, { id: residentId, openid, createdDate: '2026-11-02' }));
    return { role: 'resident', residentId, via: openid === null ? 'h5' : 'wechat' };
  };
  const rows = () => db.unitOfWork.read(async (d) => ({
    notices: await d.find(NoticeRow, { order: { toldMs: 'ASC' } }), pushes: await d.find(NoticePushRow, { order: { toldMs: 'ASC', noticeId: 'ASC' } }),
  }));
  const close = async () => {
    for (const own of opened) await own.close();
    await db.close();
  };
  return { db, clock, wechat: double, process, resident, rows, close };
}
export type Notifications = Awaited<ReturnType<typeof openNotifications>>;

/** Something to tell; what differs is given. */
export const news = (residents: readonly ResidentActor[], over: { readonly eventKey?: string; readonly title?: string } = {}) => ({
  residentIds: residents.map(({ residentId }) => residentId), eventKey: 'complaint:1:resolved', title: '您的投诉已办结', text: '请确认是否满意', path: '/pages/complaint/index?id=1', ...over,
});

import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { AuditLog } from './audit/audit-log.ts';
import { Clock, SystemClock } from './clock.ts';
import { Config } from './config/config.ts';
import type { Engine } from './database/engines.ts';
import { UnitOfWork } from './database/unit-of-work.ts';
import { HealthController } from './http/health.controller.ts';
import { Jobs } from './jobs/jobs.ts';
import { Metrics } from './metrics/metrics.ts';
import { Random, SystemRandom } from './random.ts';
import { Images } from './images/images.ts';
import { openStorage } from './storage/open-storage.ts';
import { Storage } from './storage/storage.ts';
import { Throttle } from './throttle/throttle.ts';
import { WechatEvents } from './wechat/wechat-events.ts';
import { WechatEventsStore } from './wechat/wechat-events.store.ts';
import { WechatPushController } from './wechat/push/wechat-push.controller.ts';
import { WechatPushService } from './wechat/push/wechat-push.service.ts';
import { WechatClient } from './wechat/wechat-client.ts';
import type { PayTiming } from './wechat-pay/pay-wire.ts';
import { WechatPay } from './wechat-pay/wechat-pay.ts';

const log = new Logger('UnitOfWork');

export interface PlatformParts {
  readonly config: Config;
  readonly engine: Engine;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Left out: the one that is configured. */
  readonly storage?: Storage;
  /** Left out: patient, as a network needs it. */
  readonly payTiming?: PayTiming;
}

/** What every capability may ask for. The engine itself stays in here. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, engine, clock = new SystemClock(), random = new SystemRandom(), storage, payTiming }: PlatformParts): DynamicModule {
    const metrics = new Metrics();
    const unitOfWork = new UnitOfWork(engine, (cause) => log.error(cause), metrics);
    return {
      module: PlatformModule,
      controllers: [HealthController, WechatPushController],
      providers: [
        { provide: Config, useValue: config }, { provide: UnitOfWork, useValue: unitOfWork }, { provide: Clock, useValue: clock },
        { provide: Random, useValue: random }, { provide: Metrics, useValue: metrics },
        { provide: Storage, useFactory: () => storage ?? openStorage(config) }, Images, AuditLog, Jobs, Throttle, WechatClient,
        WechatEvents, WechatEventsStore, WechatPushService, { provide: WechatPay, useFactory: () => new WechatPay(config, clock, random, payTiming) },
      ],
      exports: [Config, UnitOfWork, Clock, Random, Metrics, Storage, Images, AuditLog, Jobs, Throttle, WechatClient, WechatEvents, WechatPay],
    };
  }
}

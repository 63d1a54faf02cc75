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
import { Throttle } from './throttle/throttle.ts';
import { WechatClient } from './wechat/wechat-client.ts';

const log = new Logger('UnitOfWork');

export interface PlatformParts {
  readonly config: Config;
  readonly engine: Engine;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** What every capability may ask for. The engine itself stays in here. */
@Global()
@Module({})
export class PlatformModule {
  static with({ config, engine, clock = new SystemClock(), random = new SystemRandom() }: PlatformParts): DynamicModule {
    const metrics = new Metrics();
    const unitOfWork = new UnitOfWork(engine, (cause) => log.error(cause), metrics);
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: Config, useValue: config }, { provide: UnitOfWork, useValue: unitOfWork }, { provide: Clock, useValue: clock },
        { provide: Random, useValue: random }, { provide: Metrics, useValue: metrics }, AuditLog, Jobs, Throttle, WechatClient,
      ],
      exports: [Config, UnitOfWork, Clock, Random, Metrics, AuditLog, Jobs, Throttle, WechatClient],
    };
  }
}

import type { IncomingMessage } from 'node:http';
import type { DynamicModule, INestApplicationContext, LoggerService } from '@nestjs/common';
import { Logger, LoggerModule } from 'nestjs-pino';

/**
 * One line a request: id, method, path, status, time. No query, header, body, address or account: who answered when
 * must not be readable from a log (`domain.md` sealing), and the rest is personal data.
 */
export function logging(level: string): { readonly module: DynamicModule; readonly logger: (app: INestApplicationContext) => LoggerService } {
  const module = LoggerModule.forRoot({
    forRoutes: ['{*path}'],
    pinoHttp: {
      level,
      serializers: {
        req: ({ id, method, url }: IncomingMessage & { id: string }) => ({ id, method, path: url?.split('?', 1)[0] }),
        res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
      },
    },
  });
  return { module, logger: (app) => app.get(Logger) };
}

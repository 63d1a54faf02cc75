import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config/config.ts';
import { type OpenDatabase, openDatabase } from './platform/database/database.ts';
import { httpAdapter, withHttpEdge } from './platform/http/http-edge.ts';
import { serveOpenApi } from './platform/http/openapi.ts';
import { serveWebApp } from './platform/http/web-app.ts';
import { logging } from './platform/http/logging.ts';
import type { Random } from './platform/random.ts';
import { SCHEMA } from './schema.ts';

export interface ApplicationOptions {
  readonly clock?: Clock;
  readonly random?: Random;
  /** The built H5 app; left out, only the API is served. */
  readonly webRoot?: string;
}

export interface Application {
  readonly app: NestFastifyApplication;
  readonly database: OpenDatabase;
  close(): Promise<void>;
}

/** Opens and migrates the database and wires the product on it; `main.ts`, the demo loader, the CLI and the HTTP tests all start here. */
export async function openApplication(config: Config, { clock, random, webRoot }: ApplicationOptions = {}): Promise<Application> {
  if (config.databaseUrl.startsWith('sqlite:')) mkdirSync(dirname(config.databaseUrl.slice('sqlite:'.length)), { recursive: true });
  const database = await openDatabase(config.databaseUrl, SCHEMA, { mode: config.migrate });
  try {
    const parts = { config, engine: database.engine, ...(clock && { clock }), ...(random && { random }) };
    const { logger, module } = logging(config.logLevel);
    const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts, [module]), httpAdapter(config), { bufferLogs: true, abortOnError: false, rawBody: true });
    app.useLogger(logger(app));
    await withHttpEdge(app);
    serveOpenApi(app);
    if (webRoot !== undefined && existsSync(webRoot)) await serveWebApp(app, webRoot);
    const close = async () => {
      await app.close();
      await database.close();
    };
    return { app, database, close };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

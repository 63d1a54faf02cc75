import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openApplication } from './application.ts';
import { configFrom, ConfigurationRefused } from './platform/config/config.ts';
import { demoSecrets } from './platform/config/demo-secrets.ts';

const WEB_ROOT = join(import.meta.dirname, '../../miniprogram/dist/h5');

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = configFrom(process.env, demoSecrets);
  const { app, close } = await openApplication(config, { webRoot: WEB_ROOT });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0), (cause: unknown) => fail(cause)));
  }
  await app.listen(config.port, config.host);
  console.log(`邻评 Linping · ${config.publicUrl}`);
}

function fail(cause: unknown): never {
  console.error(cause instanceof ConfigurationRefused ? cause.message : cause);
  process.exit(1);
}

main().catch(fail);

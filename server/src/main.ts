import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openApplication } from './application.ts';
import { DemoService } from './demo/demo.service.ts';
import { loadDemo } from './demo/load/load-demo.ts';
import { welcome } from './demo/welcome.ts';
import { type Config, configFrom, ConfigurationRefused } from './platform/config/config.ts';
import { demoSecrets } from './platform/config/demo-secrets.ts';

const WEB_ROOT = join(import.meta.dirname, '../../miniprogram/dist/h5');

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = quietly(configFrom(process.env, demoSecrets));
  if (config.mode === 'demo') await loadDemo(config);
  const { app, close } = await openApplication(config, { webRoot: WEB_ROOT });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0), (cause: unknown) => fail(cause)));
  }
  await app.listen(config.port, config.host);
  console.log(config.mode === 'demo' ? await greeting(config, app.get(DemoService)) : `邻评 Linping · ${config.publicUrl}`);
}

/** Whoever tries the demo wants to see where to go, not a log of every request; LOG_LEVEL brings it back. */
const quietly = (config: Config): Config => (config.mode === 'demo' && !process.env.LOG_LEVEL ? { ...config, logLevel: 'warn' } : config);

const greeting = async ({ publicUrl }: Config, demo: DemoService): Promise<string> =>
  welcome(publicUrl, await demo.personas({ role: 'visitor' }), await demo.freeDoors());

function fail(cause: unknown): never {
  console.error(cause instanceof ConfigurationRefused ? cause.message : cause);
  process.exit(1);
}

main().catch(fail);

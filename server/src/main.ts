import 'reflect-metadata';
import { join } from 'node:path';
import { openApplication } from './application.ts';
import { DemoService } from './demo/demo.service.ts';
import { loadDemo } from './demo/load/load-demo.ts';
import { welcome } from './demo/welcome.ts';
import { type Config, ConfigurationRefused } from './platform/config/config.ts';
import { loadConfig } from './platform/config/load-config.ts';
import { SchemaRefused } from './platform/database/migrate.ts';
import { Metrics } from './platform/metrics/metrics.ts';
import { serveMetrics } from './platform/metrics/serve-metrics.ts';

const WEB_ROOT = join(import.meta.dirname, '../../miniprogram/dist/h5');

async function main(): Promise<void> {
  const config = quietly(loadConfig());
  if (config.mode === 'demo') await loadDemo(config);
  const { app, close } = await openApplication(config, { webRoot: WEB_ROOT });
  const stopMetrics = await serveMetrics(app.get(Metrics), config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(stopMetrics).then(() => process.exit(0), (cause: unknown) => fail(cause)));
  }
  await app.listen(config.port, config.host);
  console.log(config.mode === 'demo' ? await greeting(config, app.get(DemoService)) : `邻评 Linping · ${config.publicUrl}`);
}

/** Whoever tries the demo wants to see where to go, not a log of every request; LOG_LEVEL brings it back. */
const quietly = (config: Config): Config => (config.mode === 'demo' && !process.env.LOG_LEVEL ? { ...config, logLevel: 'warn' } : config);

const greeting = async ({ publicUrl }: Config, demo: DemoService): Promise<string> =>
  welcome(publicUrl, await demo.personas({ role: 'visitor' }), await demo.freeDoors());

function fail(cause: unknown): never {
  console.error(cause instanceof ConfigurationRefused || cause instanceof SchemaRefused ? cause.message : cause);
  process.exit(1);
}

main().catch(fail);

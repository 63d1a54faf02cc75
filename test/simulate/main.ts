import { writeFile } from 'node:fs/promises';
import { startMariadb } from '../support/mariadb.mjs';
import { type Options, optionsFrom, USAGE } from './options.ts';
import { differing, table } from './report.ts';
import { ownServer, type OwnServer } from './server.ts';
import { simulate } from './simulate.ts';

/** `pnpm simulate`: the survey of a half-year through the real API. Exit code 1 when a single point is not what the answers give. */
async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2), process.env.SIMULATE_PASSWORD);
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  const server = await serverFor(options);
  try {
    const report = await simulate({ ...server, estates: options.estates, seed: options.seed, onStep: (what) => console.error(`${seconds().padStart(6)} s  ${what}`) });
    console.error(`${seconds().padStart(6)} s  done\n`);
    console.log(table(report));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
    const wrong = differing(report);
    console.log(wrong.length === 0 ? '\nEvery rate and every point is what the answers give.' : `\nNot what the answers give: ${wrong.map(({ code }) => code).join(', ')}`);
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    await server.close();
  }
}

async function serverFor({ running, engine }: Options): Promise<OwnServer> {
  if (running) return { api: `${running.origin}/api/v1`, administrator: running.administrator, close: () => Promise.resolve() };
  if (engine === 'sqlite') return ownServer(engine);
  const mariadb = await startMariadb();
  process.env.MARIADB_URL = mariadb.url;
  try {
    const server = await ownServer(engine);
    return { ...server, close: async () => { await server.close(); await mariadb.stop(); } };
  } catch (cause) {
    await mariadb.stop();
    throw cause;
  }
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error && !('problem' in cause) ? cause.message : cause);
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
});

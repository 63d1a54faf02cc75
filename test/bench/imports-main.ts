/**
 * `node test/dist/bench/imports-main.js [--households=100000] [--heap=256]`: the import of a whole street on its own, on both
 * engines; `--heap` limits the server's memory. Figures go to test/out/bench-imports.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES } from '../support/databases.ts';
import { findMariadbd, startMariadb } from '../support/mariadb.mjs';
import { root } from '../support/server-process.ts';
import { type ImportFigures, importLine, measureImport } from './imports.ts';

async function main(): Promise<void> {
  const { values: { households, heap } } = parseArgs({ options: { households: { type: 'string', default: '100000' }, heap: { type: 'string' } } });
  const mariadb = process.env.MARIADB_URL || !findMariadbd() ? undefined : await startMariadb();
  if (mariadb) process.env.MARIADB_URL = mariadb.url;
  const report: Record<string, ImportFigures> = {};
  try {
    for (const engine of ENGINES) {
      if (engine === 'mariadb' && !process.env.MARIADB_URL) continue;
      report[engine] = await measureImport(engine, { households: Number(households), ...(heap && { heapMegabytes: Number(heap) }) });
      process.stdout.write(`${importLine(engine, report[engine])}\n`);
    }
  } finally {
    await mariadb?.stop();
  }
  mkdirSync(join(root, 'test/out'), { recursive: true });
  writeFileSync(join(root, 'test/out/bench-imports.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}

main().catch((cause: unknown) => {
  console.error(cause);
  process.exitCode = 1;
});

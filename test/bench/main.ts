/**
 * `pnpm bench`: the rate and latency of submitted answers on SQLite and MariaDB, beside the bare limit measured in the
 * same run on the same machine; then two pages, the import of 100,000 households, and the accounts of a firm with 10,000 entries. `--quick` shows in seconds that the program works; its figures say nothing.
 * Figures go to test/out/bench.json. Trust ratios, not rates: the load generator shares the machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ENGINES } from '../support/databases.ts';
import { findMariadbd, startMariadb } from '../support/mariadb.mjs';
import { root } from '../support/server-process.ts';
import { type AccountsFigures, accountsLines, measureAccounts } from './accounts.ts';
import { type ImportFigures, importLine, measureImport } from './imports.ts';
import { type EngineReport, measure } from './measure.ts';
import { FULL, QUICK } from './plan.ts';
import { table } from './table.ts';

const isQuick = process.argv.includes('--quick');
const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const mariadb = findMariadbd() ? await startMariadb() : undefined;
  if (!mariadb) say('MariaDB is not installed: SQLite only');
  else process.env.MARIADB_URL = mariadb.url;
  const engines: (EngineReport & { readonly imported: ImportFigures; readonly accounts: AccountsFigures })[] = [];
  try {
    for (const engine of ENGINES) {
      if (engine === 'mariadb' && !mariadb) continue;
      const report = await measure(engine, isQuick ? QUICK : FULL, say);
      say(`\n${table([report])}\n`);
      const imported = await measureImport(engine, { households: isQuick ? 2000 : 100_000 });
      say(`${importLine(engine, imported)}\n`);
      const accounts = await measureAccounts(engine, isQuick ? 500 : 10_000);
      say(`${accountsLines(engine, accounts)}\n`);
      engines.push({ ...report, imported, accounts });
    }
  } finally {
    await mariadb?.stop();
  }
  const report = { at: new Date().toISOString(), quick: isQuick, node: process.version, cpus: cpus().length, engines };
  mkdirSync(join(root, 'test/out'), { recursive: true });
  const file = join(root, 'test/out', isQuick ? 'bench-quick.json' : 'bench.json');
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  if (isQuick) say('--quick: the figures above only show that the program works.');
}

main().catch((cause: unknown) => {
  console.error(cause);
  process.exitCode = 1;
});

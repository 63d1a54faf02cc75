/**
 * `node test/dist/bench/accounts-main.js [--entries=10000]`: how long the accounts of a busy firm take to open, on both engines.
 * Figures go to test/out/bench-accounts.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES } from '../support/databases.ts';
import { findMariadbd, startMariadb } from '../support/mariadb.mjs';
import { root } from '../support/server-process.ts';
import { type AccountsFigures, accountsLines, measureAccounts } from './accounts.ts';

async function main(): Promise<void> {
  const { values: { entries } } = parseArgs({ options: { entries: { type: 'string', default: '10000' } } });
  const mariadb = process.env.MARIADB_URL || !findMariadbd() ? undefined : await startMariadb();
  if (mariadb) process.env.MARIADB_URL = mariadb.url;
  const report: Record<string, AccountsFigures> = {};
  try {
    for (const engine of ENGINES) {
      if (engine === 'mariadb' && !process.env.MARIADB_URL) continue;
      report[engine] = await measureAccounts(engine, Number(entries));
      process.stdout.write(`${accountsLines(engine, report[engine])}\n`);
    }
  } finally {
    await mariadb?.stop();
  }
  mkdirSync(join(root, 'test/out'), { recursive: true });
  writeFileSync(join(root, 'test/out/bench-accounts.json'), `${JSON.stringify(report, undefined, 2)}\n`);
}

main().catch((cause: unknown) => {
  console.error(cause);
  process.exitCode = 1;
});

import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../platform/config/load-config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { SCHEMA } from '../schema.ts';
import { commandLine, runCommand } from './command.ts';

/**
 * `pnpm migrate [--check]`: applies what the database lacks, once for all servers: of several at the same time one does
 * it and the others wait. `--check` only says, and ends with 1 when something is pending.
 */
async function main(): Promise<void> {
  const { check } = commandLine(() => parseArgs({ options: { check: { type: 'boolean', default: false } } }), 'pnpm migrate [--check]').values;
  const { databaseUrl } = loadConfig();
  if (databaseUrl.startsWith('sqlite:')) mkdirSync(dirname(databaseUrl.slice('sqlite:'.length)), { recursive: true });
  const { migrated: { applied }, close } = await openDatabase(databaseUrl, SCHEMA, { mode: check ? 'check' : 'auto', say: (line) => console.log(line) });
  await close();
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length > 0 ? 'the schema is up to date' : 'nothing to do: the schema is up to date');
}

runCommand(main);

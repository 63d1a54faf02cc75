import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { SystemClock } from '../platform/clock.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { backUp } from '../platform/database/backup/backup.ts';
import { commandLine, runCommand } from './command.ts';
import { sizeOf } from './report.ts';

/** `pnpm backup [--to FOLDER]`: a new folder below FOLDER with the whole database in it, while servers go on. */
async function main(): Promise<void> {
  const { to } = commandLine(() => parseArgs({ options: { to: { type: 'string', default: 'backups' } } }), 'pnpm backup [--to FOLDER]').values;
  const { folder, manifest } = await backUp(loadConfig().databaseUrl, to, new SystemClock().now());
  console.log(`${folder}: ${sizeOf(manifest)}`);
  console.log('The sealing keys (SEAL_KEYS_DIR) and the secrets are not in it: they are kept apart.');
}

runCommand(main);

import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { SystemClock } from '../platform/clock.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { backUp } from '../platform/database/backup/backup.ts';
import { photosFolder } from './photos.ts';
import { commandLine, runCommand } from './command.ts';
import { sizeOf } from './report.ts';

/** `pnpm backup [--to FOLDER]`: a new folder below FOLDER with the whole database and the photos in it, while servers go on. */
async function main(): Promise<void> {
  const { to } = commandLine(() => parseArgs({ options: { to: { type: 'string', default: 'backups' } } }), 'pnpm backup [--to FOLDER]').values;
  const config = loadConfig();
  const { folder, manifest } = await backUp(config.databaseUrl, to, new SystemClock().now(), photosFolder(config));
  console.log(`${folder}: ${sizeOf(manifest)}`);
  if (config.storage.kind === 's3') console.log('The photos are not in it: they lie in the bucket, which needs versions of its own (docs/operations.md).');
  console.log('The sealing keys (SEAL_KEYS_DIR) and the secrets are not in it: they are kept apart.');
}

runCommand(main);

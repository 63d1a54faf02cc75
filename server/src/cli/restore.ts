import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadConfig } from '../platform/config/load-config.ts';
import { restore } from '../platform/database/backup/backup.ts';
import { photoFinding, photosFolder } from './photos.ts';
import { commandLine, CommandRefused, runCommand } from './command.ts';
import { lineOf, sizeOf } from './report.ts';
import { examine, KNOWN_MIGRATIONS, migrations } from './restored.ts';

const USAGE = 'pnpm restore FOLDER';

/**
 * `pnpm restore FOLDER`: fills the configured database, which must be empty or not there yet, and the folder of
 * photos from a backup's folder and looks whether it holds together. Ends with 1 when it does not. An older backup is left at its schema: `pnpm migrate` follows.
 */
async function main(): Promise<void> {
  const { positionals: [folder, ...more] } = commandLine(() => parseArgs({ allowPositionals: true }), USAGE);
  if (folder === undefined || more.length > 0) throw new CommandRefused(`usage: ${USAGE}`);
  const config = loadConfig();
  const { databaseUrl } = config;
  const { manifest, photos } = await restore(folder, databaseUrl, KNOWN_MIGRATIONS, photosFolder(config));
  console.log(`restored the state of ${manifest.madeAt}: ${sizeOf(manifest)}`);
  const findings = [...(await examine(databaseUrl, manifest)), await photoFinding(config, { url: databaseUrl, photos })];
  for (const finding of [...findings, await migrations(databaseUrl, 'leave')]) console.log(lineOf(finding));
  if (!findings.every(({ isSound }) => isSound)) process.exitCode = 1;
}

runCommand(main);

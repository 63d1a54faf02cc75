import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SystemClock } from '../platform/clock.ts';
import { loadConfig } from '../platform/config/load-config.ts';
import { backUp, restore, scratchBeside } from '../platform/database/backup/backup.ts';
import type { Config } from '../platform/config/config.ts';
import { photoFinding, photosFolder } from './photos.ts';
import { commandLine, runCommand } from './command.ts';
import { lineOf, sizeOf } from './report.ts';
import { examine, KNOWN_MIGRATIONS, migrations } from './restored.ts';

/**
 * `pnpm drill [--backup FOLDER] [--to FOLDER]`: makes a backup (or takes the one given), restores it into a scratch
 * database beside the real one, brings that to this program's schema and looks whether it holds together. The scratch
 * database goes away, the backup stays only with --to. Ends with 1 when anything is not as it should be.
 */
async function main(): Promise<void> {
  const options = { backup: { type: 'string' }, to: { type: 'string' } } as const;
  const { backup, to } = commandLine(() => parseArgs({ options }), 'pnpm drill [--backup FOLDER] [--to FOLDER]').values;
  const config = loadConfig();
  const place = await mkdtemp(join(tmpdir(), 'linping-drill-'));
  try {
    await rehearse(config, backup ?? (await taken(config, to ?? place)));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function taken(config: Config, to: string): Promise<string> {
  const { folder, manifest } = await backUp(config.databaseUrl, to, new SystemClock().now(), photosFolder(config));
  console.log(`backup    ${folder}: ${sizeOf(manifest)}`);
  return folder;
}

async function rehearse(config: Config, folder: string): Promise<void> {
  const scratch = await scratchBeside(config.databaseUrl);
  try {
    const { manifest, photos } = await restore(folder, scratch.url, KNOWN_MIGRATIONS);
    console.log(`restored  the state of ${manifest.madeAt}`);
    const findings = [
      ...(await examine(scratch.url, manifest)), await migrations(scratch.url, 'auto'), await photoFinding(config, { url: scratch.url, photos, liveUrl: config.databaseUrl }),
    ];
    for (const finding of findings) console.log(lineOf(finding));
    const isSound = findings.every((finding) => finding.isSound);
    console.log(isSound ? 'The drill is passed: this backup can be restored.' : 'THE DRILL FAILED: do not rely on this backup.');
    if (!isSound) process.exitCode = 1;
  } finally {
    await scratch.drop();
  }
}

runCommand(main);

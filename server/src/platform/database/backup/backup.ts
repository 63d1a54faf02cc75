import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupRefused, folderName, inNewFolder, type Manifest, verified } from './backup-folder.ts';
import { dumpMariadb, loadMariadb, scratchMariadb } from './mariadb-backup.ts';
import { copySqlite, placeSqlite } from './sqlite-backup.ts';

/**
 * Copies the database as it is at one moment, while servers go on, into a new folder below `parent`. The half-years'
 * keys lie elsewhere and are never part of it (ADR 3). Throws BackupRefused.
 */
export async function backUp(url: string, parent: string, madeAt: Date): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  const folder = join(parent, folderName(madeAt));
  const manifest = await inNewFolder(folder, async (draft): Promise<Manifest> => {
    const { migratingUntilMs, ...contents } = await (isSqlite(url) ? copySqlite(fileOf(url), draft) : dumpMariadb(url, draft));
    // The copy itself tells whether somebody was changing tables just then.
    if (migratingUntilMs > madeAt.getTime()) throw new BackupRefused('a migration is running: make the backup before it or after it');
    if (contents.migrations.length === 0) throw new BackupRefused('the database holds no schema of this program');
    return { format: 1, madeAt: madeAt.toISOString(), engine: engineOf(url), ...contents };
  });
  return { folder, manifest };
}

/**
 * Restores a whole, undamaged backup into an empty place of the same engine. `known` are the migrations of this program:
 * a backup that has others is refused before anything is written. Throws BackupRefused.
 */
export async function restore(folder: string, url: string, known: readonly string[]): Promise<Manifest> {
  const manifest = await verified(folder);
  if (manifest.engine !== engineOf(url)) throw new BackupRefused(`the backup is of ${manifest.engine} and the database to fill is ${engineOf(url)}`);
  const newer = manifest.migrations.filter((name) => !known.includes(name));
  if (newer.length > 0) throw new BackupRefused(`the backup was made by a newer program, it has ${newer.join(', ')}: restore it with that release`);
  await (isSqlite(url) ? placeSqlite(folder, manifest.file, fileOf(url)) : loadMariadb(folder, manifest.file, url));
  return manifest;
}

/** An empty place beside the database, of its engine, for a drill; gone afterwards. */
export async function scratchBeside(url: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  if (!isSqlite(url)) return scratchMariadb(url, `linping_drill_${randomBytes(6).toString('hex')}`);
  const folder = await mkdtemp(join(dirname(fileOf(url)), '.drill-')); // the disk that has room for it, and whose reader may read it all anyway
  return { url: `sqlite:${join(folder, 'linping.db')}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

const isSqlite = (url: string): boolean => url.startsWith('sqlite:');
const fileOf = (url: string): string => url.slice('sqlite:'.length);
const engineOf = (url: string): Manifest['engine'] => (isSqlite(url) ? 'sqlite' : 'mariadb');

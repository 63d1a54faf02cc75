import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupRefused, exists, folderName, inNewFolder, type Manifest, PHOTO_SUMS, verified } from './backup-folder.ts';
import { dumpMariadb, loadMariadb, scratchMariadb } from './mariadb-backup.ts';
import { copyPhotos, mustBeEmpty, placePhotos, verifiedPhotos } from './photos-backup.ts';
import { copySqlite, placeSqlite } from './sqlite-backup.ts';

/**
 * Copies the database as it is at one moment, while servers go on, into a new folder below `parent`, and then the folder
 * of photos, where they lie on a disk. The half-years' keys lie elsewhere and are never part of it (ADR 3). Throws BackupRefused.
 */
export async function backUp(url: string, parent: string, madeAt: Date, photosFolder?: string): Promise<{ readonly folder: string; readonly manifest: Manifest }> {
  const folder = join(parent, folderName(madeAt));
  const manifest = await inNewFolder(folder, async (draft): Promise<Manifest> => {
    const { migratingUntilMs, ...contents } = await (isSqlite(url) ? copySqlite(fileOf(url), draft) : dumpMariadb(url, draft));
    // The copy itself tells whether somebody was changing tables just then.
    if (migratingUntilMs > madeAt.getTime()) throw new BackupRefused('a migration is running: make the backup before it or after it');
    if (contents.migrations.length === 0) throw new BackupRefused('the database holds no schema of this program');
    const photos = photosFolder === undefined ? undefined : await copyPhotos(photosFolder, draft, await newestIn(parent));
    return { format: 1, madeAt: madeAt.toISOString(), engine: engineOf(url), ...contents, ...(photos && { photos }) };
  });
  return { folder, manifest };
}

/**
 * Restores a whole, undamaged backup into an empty place of the same engine. `known` are the migrations of this program:
 * a backup that has others is refused before anything is written. Its photos are read through, and placed where they are to
 * lie, if that is a folder. Throws BackupRefused.
 */
export async function restore(folder: string, url: string, known: readonly string[], photosFolder?: string): Promise<Restored> {
  const manifest = await verified(folder);
  const photos = manifest.photos ? await verifiedPhotos(folder) : [];
  if (manifest.engine !== engineOf(url)) throw new BackupRefused(`the backup is of ${manifest.engine} and the database to fill is ${engineOf(url)}`);
  const newer = manifest.migrations.filter((name) => !known.includes(name));
  if (newer.length > 0) throw new BackupRefused(`the backup was made by a newer program, it has ${newer.join(', ')}: restore it with that release`);
  if (photosFolder !== undefined && photos.length > 0) await mustBeEmpty(photosFolder);
  await (isSqlite(url) ? placeSqlite(folder, manifest.file, fileOf(url)) : loadMariadb(folder, manifest.file, url));
  if (photosFolder !== undefined && photos.length > 0) await placePhotos(folder, photos, photosFolder);
  return { manifest, photos };
}

/** What a restored backup held; photos by their names, `<object>/full.jpg`. */
export interface Restored {
  readonly manifest: Manifest;
  readonly photos: readonly string[];
}

/** The last backup with photos that is there. */
async function newestIn(parent: string): Promise<string | undefined> {
  const names = (await readdir(parent).catch(() => [])).filter((name) => name.startsWith('linping-')).sort().reverse();
  for (const name of names) if (await exists(join(parent, name, PHOTO_SUMS))) return join(parent, name);
  return undefined;
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

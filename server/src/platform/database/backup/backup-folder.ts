import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a backup says of itself. */
export interface Manifest {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly engine: 'sqlite' | 'mariadb';
  /** The file beside the manifest that holds the database. */
  readonly file: string;
  readonly bytes: number;
  /** Names of the migrations the database had, oldest first. */
  readonly migrations: readonly string[];
  /** Rows of every table, counted in the copy itself. */
  readonly rows: Readonly<Record<string, number>>;
  /** The photos beside it; left out where there are none, or where they lie in a bucket. */
  readonly photos?: { readonly count: number; readonly bytes: number } | undefined;
}

/** What one engine's copy turned out to hold. */
export type Contents = Pick<Manifest, 'file' | 'bytes' | 'migrations' | 'rows'>;
/** Contents, and until when somebody had the right to change tables while the copy was made; 0 for nobody. */
export interface Copied extends Contents {
  readonly migratingUntilMs: number;
}

/** The backup cannot be made, read or restored; the message says why and what to do. */
export class BackupRefused extends Error {}

const MANIFEST = 'manifest.json';
/** As `sha256sum -c SHA256SUMS` wants it: whoever has the folder can check it without us. */
const SUMS = 'SHA256SUMS';
/** The photos of a backup: a folder beside its database, and their sums in a file of their own, which SHA256SUMS covers. */
export const PHOTOS = 'photos';
export const PHOTO_SUMS = 'photos.sha256';

/** The name says when, to the millisecond: two in one second are two. It sorts by it, and is legal everywhere. */
export const folderName = (madeAt: Date): string => `linping-${madeAt.toISOString().replace(/[-:.]/g, '')}`;

/** Fills a folder that has its name only once it is whole; what was cut off is never taken for a backup. Nobody else may read it. */
export async function inNewFolder(folder: string, fill: (draft: string) => Promise<Manifest>): Promise<Manifest> {
  if (await exists(folder)) throw new BackupRefused(`${folder} is there already: nothing is overwritten`);
  const draft = join(dirname(folder), `.${basename(folder)}.partial`);
  await mkdir(dirname(folder), { recursive: true });
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    const manifest = await fill(draft);
    await writeFile(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    const files = [manifest.file, MANIFEST, ...(manifest.photos ? [PHOTO_SUMS] : [])];
    const sums = await Promise.all(files.map(async (file) => `${await sha256(join(draft, file))}  ${file}\n`));
    await writeFile(join(draft, SUMS), sums.join(''));
    for (const file of [...files, SUMS]) await chmod(join(draft, file), 0o600);
    await rename(draft, folder);
    return manifest;
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}

/** The manifest of a backup whose every byte, photos apart, is as it was written. Throws BackupRefused for anything else. */
export async function verified(folder: string): Promise<Manifest> {
  const sums = await readFile(join(folder, SUMS), 'utf8').catch(() => { throw new BackupRefused(`${folder} holds no ${SUMS}: it is no backup, or not a whole one`); });
  const lines = sums.split('\n').slice(0, -1).map((line) => /^([0-9a-f]{64}) {2}([\w.-]+)$/.exec(line));
  const named = lines.map((line) => line?.[2]);
  const present = (await readdir(folder)).filter((file) => file !== SUMS && !(file === PHOTOS && named[2] === PHOTO_SUMS));
  const isKnown = named[1] === MANIFEST && (named.length === 2 || (named.length === 3 && named[2] === PHOTO_SUMS));
  if (!sums.endsWith('\n') || !isKnown || !present.every((file) => named.includes(file))) {
    throw new BackupRefused(`${SUMS} in ${folder} is damaged, or a file lies there that it does not know`);
  }
  for (const line of lines) {
    const [, sum, file] = line!;
    const found = await sha256(join(folder, file!)).catch(() => undefined);
    if (found !== sum) throw new BackupRefused(`${file} in ${folder} is ${found === undefined ? 'missing' : 'damaged'}: take another backup`);
  }
  const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest;
  if (manifest.format !== 1 || manifest.file !== named[0] || (manifest.photos !== undefined) !== (named.length === 3)) throw new BackupRefused(`${folder} was made in a format that this program does not read`);
  return manifest;
}

export const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

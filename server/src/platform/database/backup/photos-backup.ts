import { chmod, copyFile, link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupRefused, type Manifest, PHOTO_SUMS, PHOTOS, sha256 } from './backup-folder.ts';

/**
 * Copies the folder of photos into a backup; undefined where there is none. A photo never changes, so one that the
 * `previous` backup holds is linked and not copied: each backup is whole by itself and costs what is new. Called after the
 * database was copied: whatever that names had been stored before.
 */
export async function copyPhotos(source: string, draft: string, previous: string | undefined): Promise<Manifest['photos']> {
  const names = await namesIn(source);
  if (names.length === 0) return undefined;
  const known = previous === undefined ? new Map<string, string>() : await sumsOf(previous);
  const lines: string[] = [];
  let bytes = 0;
  for (const name of names) {
    const [from, to] = [join(source, name), join(draft, PHOTOS, name)];
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const size = (await stat(from).catch(() => undefined))?.size;
    if (size === undefined) continue; // erased since it was listed
    const old = previous !== undefined && known.has(name) ? join(previous, PHOTOS, name) : undefined;
    const isLinked = old !== undefined && (await isSameSize(old, size)) && (await link(old, to).then(() => true, () => false));
    if (!isLinked && !(await isCopied(from, to))) continue;
    lines.push(`${isLinked ? known.get(name)! : await sha256(to)}  ${PHOTOS}/${name}\n`);
    bytes += size;
  }
  await writeFile(join(draft, PHOTO_SUMS), lines.join(''), { mode: 0o600 });
  return { count: lines.length, bytes };
}

/** The names of a backup's photos (`<id>/full.jpg`), each of them as it was written. Throws BackupRefused. */
export async function verifiedPhotos(folder: string): Promise<readonly string[]> {
  const sums = await sumsOf(folder);
  for (const [name, sum] of sums) {
    const found = await sha256(join(folder, PHOTOS, name)).catch(() => undefined);
    if (found !== sum) throw new BackupRefused(`${PHOTOS}/${name} in ${folder} is ${found === undefined ? 'missing' : 'damaged'}: take another backup`);
  }
  const more = (await namesIn(join(folder, PHOTOS))).find((name) => !sums.has(name));
  if (more !== undefined) throw new BackupRefused(`${PHOTO_SUMS} in ${folder} does not know ${PHOTOS}/${more}`);
  return [...sums.keys()];
}

/** Where photos will lie; refused where some do, before anything is written. Throws BackupRefused. */
export async function mustBeEmpty(target: string): Promise<void> {
  if ((await namesIn(target)).length > 0) throw new BackupRefused(`${target} holds photos already: restore into an empty place, nothing is overwritten`);
}

/** Puts a verified backup's photos at a place where none are: all of them or, after a failure, none. */
export async function placePhotos(folder: string, names: readonly string[], target: string): Promise<void> {
  const draft = `${target}.restoring`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    for (const name of names) {
      const to = join(draft, name);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(join(folder, PHOTOS, name), to);
      await synced(to);
    }
    await rm(target, { recursive: true, force: true }); // holds at most empty folders
    await rename(draft, target);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function sumsOf(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, PHOTO_SUMS), 'utf8').catch(() => '');
  const lines = text.split('\n').slice(0, -1).map((line) => /^([0-9a-f]{64}) {2}photos\/([0-9a-f-]{36}\/[a-z]+\.jpg)$/.exec(line));
  if (lines.includes(null) || (text !== '' && !text.endsWith('\n'))) throw new BackupRefused(`${PHOTO_SUMS} in ${folder} is damaged: take another backup`);
  return new Map(lines.map((line) => [line![2]!, line![1]!]));
}

/** Every file below the folder, in order; none where it is not there. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

const isSameSize = (path: string, size: number): Promise<boolean> => stat(path).then((found) => found.size === size, () => false);

/** False when it was erased meanwhile. */
async function isCopied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw cause;
  }
  await chmod(to, 0o600);
  return true;
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EntityManager } from 'typeorm';
import { PHOTOS } from '../files/object-keys.ts';
import type { Config } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { openStorage } from '../platform/storage/open-storage.ts';
import { SCHEMA } from '../schema.ts';
import type { Finding } from './integrity.ts';

/** Where photos lie on this machine; undefined where they lie in a bucket. */
export const photosFolder = ({ storage }: Config): string | undefined => (storage.kind === 'disk' ? resolve(storage.folder, PHOTOS) : undefined);

interface Restored {
  readonly url: string;
  /** What came out of the backup, `<object>/full.jpg`. */
  readonly photos: readonly string[];
  /** The database that the backup is of: what has been erased there since need not be in the backup. */
  readonly liveUrl?: string;
}

/** Whether every photo that a restored database names is there, in both sizes: in the backup, or else in the bucket. */
export async function photoFinding(config: Config, { url, photos, liveUrl }: Restored): Promise<Finding> {
  const ready = await readyIn(url);
  const there = new Set(config.storage.kind === 's3' ? await listed(config) : photos);
  const missing = ready.filter(({ objectId, files }) => files.some((file) => !there.has(`${objectId}/${file}`)));
  const still = missing.length > 0 && liveUrl !== undefined && isThere(liveUrl) ? new Set((await readyIn(liveUrl)).map(({ objectId }) => objectId)) : undefined;
  const lost = missing.filter(({ objectId }) => still?.has(objectId) ?? true);
  return { what: 'every photo has its pictures', isSound: lost.length === 0, detail: lost.length === 0 ? `${ready.length} photos` : `${lost.length} of ${ready.length} have none` };
}

/** Opening a SQLite database would make the file. */
const isThere = (url: string): boolean => !url.startsWith('sqlite:') || existsSync(url.slice('sqlite:'.length));

/** What is stored of a photo or of a PDF that is shown, below its object's name. */
interface Ready {
  readonly objectId: string;
  readonly files: readonly string[];
}

/** Photos and PDFs that are shown; none in a schema before there were any. */
async function readyIn(url: string): Promise<Ready[]> {
  const { engine, close, migrated } = await openDatabase(url, SCHEMA, { mode: 'leave' });
  try {
    if (migrated.pending.some((name) => /^Files\d/.test(name))) return [];
    const kind = migrated.pending.some((name) => name.startsWith('FilesForPdf')) ? "'image'" : 'kind';
    const read = (db: EntityManager) => db.query<{ id: string; kind: string }[]>(`SELECT object_id AS id, ${kind} AS kind FROM file_photo WHERE state = 'ready'`);
    const rows = await new UnitOfWork(engine, () => undefined).read(read);
    return rows.map(({ id, kind: what }) => ({ objectId: id, files: what === 'pdf' ? ['document.pdf'] : ['full.jpg', 'thumbnail.jpg'] }));
  } finally {
    await close();
  }
}

async function listed(config: Config): Promise<string[]> {
  const storage = await openStorage(config);
  const names: string[] = [];
  for (let page = await storage.list(PHOTOS); page.length > 0; page = await storage.list(PHOTOS, page.at(-1)!.key)) {
    names.push(...page.map(({ key }) => key.slice(PHOTOS.length)));
  }
  return names;
}

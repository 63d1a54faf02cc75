import { copyFile, link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import SqliteDatabase from '../sqlite-driver.ts';
import { BackupRefused, type Copied, exists } from './backup-folder.ts';

const FILE = 'linping.db';

/**
 * `VACUUM INTO` while the server goes on: one consistent state, without free pages and without the write-ahead log,
 * which would show what was committed together. Copying the files themselves would take both along.
 */
export async function copySqlite(source: string, folder: string): Promise<Copied> {
  if (!(await exists(source))) throw new BackupRefused(`there is no database at ${source}`);
  const file = join(folder, FILE);
  const from = new SqliteDatabase(source, { readonly: true });
  try {
    from.prepare('VACUUM INTO ?').run(file);
  } finally {
    from.close();
  }
  await synced(file);
  return { file: FILE, bytes: (await stat(file)).size, ...contentsOf(file) };
}

/** Puts the copy at a place where nothing is. A link is all or nothing, and fails where somebody was faster. */
export async function placeSqlite(folder: string, file: string, target: string): Promise<void> {
  for (const path of [target, `${target}-wal`, `${target}-shm`]) {
    if (await exists(path)) throw new BackupRefused(`${path} is there already: restore into an empty place, nothing is overwritten`);
  }
  await mkdir(dirname(target), { recursive: true });
  const draft = `${target}.restoring`;
  await copyFile(join(folder, file), draft);
  try {
    await synced(draft);
    await link(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What a database file holds. */
function contentsOf(file: string): Pick<Copied, 'migrations' | 'rows' | 'migratingUntilMs'> {
  const database = new SqliteDatabase(file, { readonly: true });
  try {
    const all = <Row>(sql: string) => database.prepare(sql).all() as Row[];
    const tables = all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
    const rows = Object.fromEntries(tables.map(({ name }) => [name, all<{ n: number }>(`SELECT COUNT(*) AS n FROM "${name}"`)[0]!.n]));
    const migrations = 'migrations' in rows ? all<{ name: string }>('SELECT name FROM migrations ORDER BY id').map(({ name }) => name) : [];
    const lock = 'migration_lock' in rows ? all<{ until: number }>('SELECT leased_until_ms AS until FROM migration_lock')[0] : undefined;
    return { migrations, rows, migratingUntilMs: lock?.until ?? 0 };
  } finally {
    database.close();
  }
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

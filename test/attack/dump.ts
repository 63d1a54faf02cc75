import type { RawDatabase, RawRow } from '../bench/district/raw-database.ts';

/** One way in which the engine gives a table's rows out. */
export interface Listing {
  readonly table: string;
  readonly order: string;
  readonly rows: readonly RawRow[];
}

/**
 * Everything that somebody with the database (and no other file) can see: every column of every table, in the engine's
 * own order, by rowid where there is one, and through every index.
 */
export async function dumpOf(db: RawDatabase): Promise<Listing[]> {
  return db.engine === 'sqlite' ? dumpSqlite(db) : dumpMariadb(db);
}

async function dumpSqlite(db: RawDatabase): Promise<Listing[]> {
  const listings: Listing[] = [];
  const tables = await db.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  for (const { name } of tables) {
    listings.push({ table: name, order: 'natural', rows: await db.all(`SELECT * FROM "${name}"`) });
    const byRowid = await db.all(`SELECT rowid AS "#rowid", * FROM "${name}" ORDER BY rowid`).catch(() => undefined); // WITHOUT ROWID
    if (byRowid) listings.push({ table: name, order: 'rowid', rows: byRowid });
    const indexes = await db.all<{ name: string }>('SELECT name FROM pragma_index_list(?)', [name]);
    for (const index of indexes) {
      const columns = await db.all<{ name: string }>('SELECT name FROM pragma_index_info(?)', [index.name]);
      const rows = await db.all(`SELECT * FROM "${name}" INDEXED BY "${index.name}" ORDER BY ${columns.map((column) => `"${column.name}"`).join(', ')}`).catch(() => undefined);
      if (rows) listings.push({ table: name, order: index.name, rows });
    }
  }
  return listings;
}

async function dumpMariadb(db: RawDatabase): Promise<Listing[]> {
  const listings: Listing[] = [];
  const tables = await db.all<{ name: string }>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
  for (const { name } of tables) {
    listings.push({ table: name, order: 'natural', rows: await db.all(`SELECT * FROM \`${name}\``) });
    const indexes = await db.all<{ name: string; first: string }>(
      'SELECT index_name AS name, column_name AS first FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? AND seq_in_index = 1', [name]);
    for (const index of indexes) {
      listings.push({ table: name, order: index.name, rows: await db.all(`SELECT * FROM \`${name}\` FORCE INDEX (\`${index.name}\`) ORDER BY \`${index.first}\``) });
    }
  }
  return listings;
}

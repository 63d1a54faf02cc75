import type { RawDatabase, RawRow } from '../bench/district/raw-database.ts';

/** Made by the migration programs for themselves: their rows differ, their shape is not ours. */
const OWN = ['migrations', 'migration_lock'];

/**
 * Tables, columns, indexes and constraints as the engine describes them, the same text for the same schema whichever way
 * it came about.
 */
export async function schemaOf(raw: RawDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  const parts = raw.engine === 'sqlite' ? await sqliteParts(raw) : await mariadbParts(raw);
  const schema: Record<string, string[]> = {};
  for (const { of, ...part } of parts) if (!OWN.includes(String(of))) (schema[String(of)] ??= []).push(JSON.stringify(part));
  for (const lines of Object.values(schema)) lines.sort();
  return schema;
}

async function sqliteParts(raw: RawDatabase): Promise<RawRow[]> {
  const tables = await raw.all<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  const parts: RawRow[] = [];
  for (const { name, sql } of tables) {
    parts.push({ of: name, withoutRowid: Number(/WITHOUT ROWID/.test(sql)) });
    for (const check of sql.match(/CONSTRAINT "\w+" CHECK \(.*?\)(?=, CONSTRAINT|, PRIMARY|\)|$)/g) ?? []) parts.push({ of: name, check });
    for (const column of await raw.all('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', [name])) parts.push({ of: name, ...column });
    for (const index of await raw.all<{ name: string; unique: number }>('SELECT name, "unique" FROM pragma_index_list(?)', [name])) {
      const columns = await raw.all<{ name: string }>('SELECT name FROM pragma_index_info(?) ORDER BY seqno', [index.name]);
      // A constraint's own index is numbered by the engine.
      parts.push({ of: name, index: index.name.replace(/^sqlite_autoindex_.*/, 'constraint'), unique: index.unique, columns: columns.map((column) => column.name).join() });
    }
  }
  return parts;
}

async function mariadbParts(raw: RawDatabase): Promise<RawRow[]> {
  const of = (sql: string) => raw.all<RawRow>(sql);
  return [
    ...(await of('SELECT table_name AS "of", column_name AS "column", column_type AS "type", is_nullable AS nullable, column_default AS "default", collation_name AS collation FROM information_schema.columns WHERE table_schema = DATABASE()')),
    ...(await of('SELECT table_name AS "of", index_name AS "index", non_unique AS nonUnique, seq_in_index AS seq, column_name AS "column" FROM information_schema.statistics WHERE table_schema = DATABASE()')),
    ...(await of('SELECT table_name AS "of", constraint_name AS "check", check_clause AS clause FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()')),
  ];
}

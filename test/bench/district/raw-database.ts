import { DatabaseSync } from '@photostructure/sqlite';
import { createConnection } from 'mysql2/promise';

export type Cell = string | number | null;
export type RawRow = Readonly<Record<string, Cell>>;

/**
 * A database by its bare driver: for writing thousands of prepared rows in seconds, for looking past the server at what
 * it stored, and for dumping everything. Nothing in here knows a rule of the server.
 */
export interface RawDatabase {
  readonly engine: 'sqlite' | 'mariadb';
  all<Row = RawRow>(sql: string, parameters?: readonly Cell[]): Promise<Row[]>;
  run(sql: string, parameters?: readonly Cell[]): Promise<void>;
  /** All rows name the same columns. */
  insert(table: string, rows: readonly RawRow[]): Promise<void>;
  close(): Promise<void>;
}

const ROWS_PER_INSERT = 400;

export const openRaw = (url: string): Promise<RawDatabase> =>
  url.startsWith('sqlite:') ? Promise.resolve(rawSqlite(url.slice('sqlite:'.length))) : rawMariadb(url);

function rawSqlite(file: string): RawDatabase {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  const run = (sql: string, parameters: readonly Cell[] = []) => void database.prepare(sql).run(...parameters);
  return {
    engine: 'sqlite',
    // The driver is synchronous and throws; callers expect a promise that rejects.
    all: async <Row>(sql: string, parameters: readonly Cell[] = []) => database.prepare(sql).all(...parameters).map((row) => ({ ...(row as object) })) as Row[],
    run: async (sql, parameters) => run(sql, parameters),
    insert: async (table, rows) => {
      for (const chunk of chunks(rows)) {
        const columns = Object.keys(chunk[0]!);
        const marks = `(${columns.map(() => '?').join(', ')})`;
        run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${chunk.map(() => marks).join(', ')}`, chunk.flatMap((row) => columns.map((column) => row[column]!)));
      }
    },
    close: async () => database.close(),
  };
}

async function rawMariadb(url: string): Promise<RawDatabase> {
  const connection = await createConnection({ uri: url, timezone: 'Z', supportBigNumbers: true });
  connection.on('error', () => undefined); // a test may cut it; whoever asks next hears of it
  return {
    engine: 'mariadb',
    all: async <Row>(sql: string, parameters: readonly Cell[] = []) => (await connection.query(sql, [...parameters]))[0] as Row[],
    run: async (sql, parameters = []) => void (await connection.query(sql, [...parameters])),
    insert: async (table, rows) => {
      for (const chunk of chunks(rows)) {
        const columns = Object.keys(chunk[0]!);
        await connection.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ?`, [chunk.map((row) => columns.map((column) => row[column]))]);
      }
    },
    close: () => connection.end(),
  };
}

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < list.length; i += ROWS_PER_INSERT) yield list.slice(i, i + ROWS_PER_INSERT);
}

import { DataSource, type DataSourceOptions, type MixedList, type EntitySchema, type QueryRunner, Table, type TableOptions } from 'typeorm';
import { type Engine, mariadbEngine, sqliteEngine } from './engines.ts';
import SqliteDatabase from './sqlite-driver.ts';

export interface Schema {
  readonly entities: MixedList<Function | string | EntitySchema>;
  readonly migrations: MixedList<Function | string>;
}

export interface OpenDatabase {
  readonly engine: Engine;
  close(): Promise<void>;
}

/** Opens and migrates `sqlite:<file>` or `mysql://…`. The data sources stay in here: everybody else holds a UnitOfWork. */
export function openDatabase(url: string, schema: Schema): Promise<OpenDatabase> {
  return url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length), schema) : openMariadb(url, schema);
}

async function openSqlite(file: string, schema: Schema): Promise<OpenDatabase> {
  const common = { type: 'better-sqlite3', database: file, driver: SqliteDatabase, ...schema } as const;
  const writeOnly = await migrated({ ...common, enableWAL: true, prepareDatabase: durable });
  const readOnly = await new DataSource({ ...common, readonly: true }).initialize();
  return { engine: sqliteEngine(writeOnly, readOnly), close: () => closeAll([readOnly, writeOnly]) };
}

async function openMariadb(url: string, schema: Schema): Promise<OpenDatabase> {
  const pool = await migrated({
    type: 'mariadb', url, ...schema,
    timezone: 'Z', supportBigNumbers: true, bigNumberStrings: true, extra: { connectionLimit: 16 },
  });
  return { engine: mariadbEngine(pool), close: () => closeAll([pool]) };
}

/** The schema comes from migrations alone, on a developer's machine as in production. */
async function migrated(options: DataSourceOptions): Promise<DataSource> {
  const source = await new DataSource(options).initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
    return source;
  } catch (cause) {
    await source.destroy(); // an open pool would keep the process from ending
    throw cause;
  }
}

const closeAll = async (sources: readonly DataSource[]) => {
  for (const source of sources) await source.destroy();
};

/** Acknowledged means on the disk. The short wait is for other processes only; it blocks the thread, so the unit of work retries instead. */
function durable(database: { pragma(statement: string): unknown }): void {
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 100');
  database.pragma('secure_delete = ON'); // a deleted round key or answer must not stay readable in a free page
}

/** For migrations: TypeORM silently drops CHECKs on MySQL and MariaDB, so they are added by hand there. */
export async function createTable(runner: QueryRunner, options: TableOptions): Promise<void> {
  const table = new Table(options);
  await runner.createTable(table);
  if (runner.dataSource.options.type === 'better-sqlite3') return;
  for (const { name, expression } of table.checks) {
    await runner.query(`ALTER TABLE \`${table.name}\` ADD CONSTRAINT \`${name}\` CHECK (${expression})`);
  }
}

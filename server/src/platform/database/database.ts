import { DataSource, type DataSourceOptions, type MixedList, type EntitySchema, type QueryRunner, Table, type TableOptions } from 'typeorm';
import { type Engine, mariadbEngine, sqliteEngine } from './engines.ts';
import { migrate, type Migrated, type MigrateOptions } from './migrate.ts';
import { untilFree } from './migration-lock.ts';
import SqliteDatabase from './sqlite-driver.ts';

export interface Schema {
  readonly entities: MixedList<Function | string | EntitySchema>;
  readonly migrations: MixedList<Function | string>;
}

export interface OpenDatabase {
  readonly engine: Engine;
  /** What opening it has done to its schema. */
  readonly migrated: Migrated;
  close(): Promise<void>;
}

/**
 * Opens `sqlite:<file>` or `mysql://…` with the schema that this program needs: it is migrated first, or refused
 * (SchemaRefused) in mode `check`. The data sources stay in here: everybody else holds a UnitOfWork.
 */
export function openDatabase(url: string, schema: Schema, options?: MigrateOptions): Promise<OpenDatabase> {
  return url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length), schema, options) : openMariadb(url, schema, options);
}

async function openSqlite(file: string, schema: Schema, options?: MigrateOptions): Promise<OpenDatabase> {
  const common = { type: 'better-sqlite3', database: file, driver: SqliteDatabase, ...schema } as const;
  const { source: writeOnly, done } = await migrated({ ...common, enableWAL: true, prepareDatabase: durable }, options);
  const readOnly = await new DataSource({ ...common, readonly: true }).initialize();
  return { engine: sqliteEngine(writeOnly, readOnly), migrated: done, close: () => closeAll([readOnly, writeOnly]) };
}

async function openMariadb(url: string, schema: Schema, options?: MigrateOptions): Promise<OpenDatabase> {
  const { source: pool, done } = await migrated({
    type: 'mariadb', url, ...schema,
    timezone: 'Z', supportBigNumbers: true, bigNumberStrings: true, extra: { connectionLimit: 16 },
  }, options);
  return { engine: mariadbEngine(pool), migrated: done, close: () => closeAll([pool]) };
}

/** The schema comes from migrations alone, on a developer's machine as in production. */
async function migrated(options: DataSourceOptions, how?: MigrateOptions): Promise<{ readonly source: DataSource; readonly done: Migrated }> {
  const source = await untilFree(() => new DataSource(options).initialize()); // two that open a new file at once both want to turn its log on
  try {
    return { source, done: await migrate(source, how) };
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

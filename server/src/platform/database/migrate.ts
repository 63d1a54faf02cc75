import { type DataSource, MigrationExecutor } from 'typeorm';
import type { MigrateMode } from '../config/environment.ts';
import { type LockOptions, MigrationLock } from './migration-lock.ts';

/** The database does not fit this program; the message says what to do. */
export class SchemaRefused extends Error {}

export interface MigrateOptions extends LockOptions {
  /** `leave` opens what is there: for looking at a restored database before it is migrated. */
  readonly mode?: MigrateMode | 'leave';
}

/** Names of migrations, oldest first: what was done just now and what is still to do. */
export interface Migrated {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

/**
 * Brings the schema to where this program needs it, or says why not.
 * Throws SchemaRefused when something is pending in mode `check`, or when the database has seen a newer program.
 */
export async function migrate(source: DataSource, { mode = 'auto', ...lock }: MigrateOptions = {}): Promise<Migrated> {
  const pending = await pendingIn(source);
  if (pending.length === 0 || mode === 'leave') return { applied: [], pending };
  if (mode === 'check') {
    throw new SchemaRefused(`the database lacks ${named(pending)}. Make a backup (pnpm backup), then apply: pnpm migrate`);
  }
  return { applied: await new MigrationLock(source, lock).hold((renew) => applyPending(source, renew)), pending: [] };
}

/** What this program has and the database has not, oldest first. A database that knows more than the program is refused. */
async function pendingIn(source: DataSource): Promise<string[]> {
  const executor = new MigrationExecutor(source);
  const known = source.migrations.map(nameOf);
  const newer = (await executor.getExecutedMigrations()).map(({ name }) => name).filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new SchemaRefused(`the database is newer than this program: it has ${named(newer)}. Start the release that wrote it, or restore the backup made before the upgrade`);
  }
  return (await executor.getPendingMigrations()).map(({ name }) => name);
}

/** Each in a transaction of its own. Looks again first: whoever had the lock before may have done it all. */
async function applyPending(source: DataSource, renew: () => Promise<void>): Promise<string[]> {
  const runner = source.createQueryRunner();
  const executor = new MigrationExecutor(source, runner);
  try {
    const applied: string[] = [];
    for (const migration of await executor.getPendingMigrations()) {
      await renew();
      await runner.startTransaction();
      try {
        await executor.executeMigration(migration);
        await runner.commitTransaction();
      } catch (cause) {
        await runner.rollbackTransaction().catch(() => undefined);
        throw new Error(`migration ${migration.name} failed${isHalfDone(source) ? '; MariaDB cannot undo a change of tables: restore the backup made before the upgrade' : ' and was undone'}`, { cause });
      }
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await runner.release();
  }
}

const isHalfDone = (source: DataSource): boolean => source.options.type !== 'better-sqlite3';
const nameOf = (migration: { readonly name?: string; readonly constructor: { readonly name: string } }): string => migration.name ?? migration.constructor.name;
const named = (names: readonly string[]): string => `${names.length === 1 ? 'the migration' : `${names.length} migrations:`} ${names.join(', ')}`;

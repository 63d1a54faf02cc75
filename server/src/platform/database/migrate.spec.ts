import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createTable, type OpenDatabase, openDatabase, type Schema } from './database.ts';
import { ENGINES, freshDatabase, type TestDatabase } from './engines.testing.ts';
import { SchemaRefused } from './migrate.ts';
import { LockLost, MigrationLock } from './migration-lock.ts';

const table = (name: string) => ({ name, columns: [{ name: 'id', type: 'int', isPrimary: true }] });

class First1700000000001 implements MigrationInterface {
  up = (runner: QueryRunner) => createTable(runner, table('first'));
  down = (runner: QueryRunner) => runner.dropTable('first');
}
/** What a test wants to happen in the middle of the second migration. */
let meanwhile: () => Promise<void>;
class Second1700000000002 implements MigrationInterface {
  up = async (runner: QueryRunner) => {
    await meanwhile();
    await createTable(runner, table('second'));
  };
  down = (runner: QueryRunner) => runner.dropTable('second');
}
const before: Schema = { entities: [], migrations: [First1700000000001] };
const after: Schema = { entities: [], migrations: [First1700000000001, Second1700000000002] };

describe.each(ENGINES)('migrating on %s', (engine) => {
  let db: TestDatabase;
  let opened: OpenDatabase[];
  beforeEach(async () => {
    db = await freshDatabase(engine, before);
    opened = [];
    meanwhile = () => Promise.resolve();
  });
  afterEach(async () => {
    for (const database of opened) await database.close();
    await db.close();
  });
  const open = async (schema: Schema, options?: Parameters<typeof openDatabase>[2]) => {
    const database = await openDatabase(db.url, schema, options);
    opened.push(database);
    return database.migrated;
  };
  const query = <Row>(sql: string, parameters: unknown[] = []) => db.unitOfWork.run((tx) => tx.query<Row[]>(sql, parameters));

  it('says what it applied, and nothing the second time', async () => {
    expect(db.migrated).toEqual({ applied: ['First1700000000001'], pending: [] });
    expect(await open(after)).toEqual({ applied: ['Second1700000000002'], pending: [] });
    expect(await open(after)).toEqual({ applied: [], pending: [] });
  });

  it('refuses in mode check, naming what is pending, and changes nothing', async () => {
    await expect(open(after, { mode: 'check' })).rejects.toThrow(new SchemaRefused('the database lacks the migration Second1700000000002. Make a backup (pnpm backup), then apply: pnpm migrate'));
    expect(await open(after, { mode: 'leave' })).toEqual({ applied: [], pending: ['Second1700000000002'] });
    await expect(query('SELECT * FROM second')).rejects.toThrow();
  });

  it('refuses a database that has seen a newer program, in every mode', async () => {
    await open(after);
    for (const mode of ['auto', 'check', 'leave'] as const) await expect(open(before, { mode })).rejects.toThrow('newer than this program: it has the migration Second1700000000002');
  });

  it('waits for the one that is at it, and then has nothing left to do', async () => {
    const said: string[] = [];
    const waits = new Promise<void>((resolve) => {
      meanwhile = async () => {
        const second = open(after, { say: (line) => { said.push(line); resolve(); } });
        await Promise.race([waits, second]);
        expect(said).toEqual([expect.stringContaining('another process is migrating this database')]);
        later = second;
      };
    });
    let later: Promise<unknown> | undefined;
    expect(await open(after)).toMatchObject({ applied: ['Second1700000000002'] });
    expect(await later).toEqual({ applied: [], pending: [] });
  });

  it('takes over from one that died at it, once its lease is over', async () => {
    await query('CREATE TABLE IF NOT EXISTS migration_lock (id INT NOT NULL PRIMARY KEY, holder VARCHAR(36) NOT NULL, leased_until_ms BIGINT NOT NULL)');
    await query('DELETE FROM migration_lock');
    await query('INSERT INTO migration_lock (id, holder, leased_until_ms) VALUES (1, ?, ?)', ['dead', Date.now() + 700]);
    const said: string[] = [];
    expect(await open(after, { say: (line) => said.push(line) })).toMatchObject({ applied: ['Second1700000000002'] });
    expect(said).toHaveLength(1);
    expect(await query('SELECT * FROM migration_lock')).toEqual([]);
  });

  it('stops before the next step when somebody else has taken the lock over', async () => {
    const source = await lockSource(db.url);
    const steps: string[] = [];
    const slept = new MigrationLock(source, { leaseMs: 60_000 }).hold(async (renew) => {
      await renew();
      steps.push('one');
      await query("UPDATE migration_lock SET holder = 'heir'");
      await renew();
      steps.push('two');
    });
    await expect(slept).rejects.toThrow(LockLost);
    expect(steps).toEqual(['one']);
    expect(await query<{ holder: string }>('SELECT holder FROM migration_lock')).toEqual([{ holder: 'heir' }]); // not ours to hand back
    await source.destroy();
  });

  it('is one at a time for many that start at once, each in its turn', async () => {
    const sources = await Promise.all(Array.from({ length: 5 }, () => lockSource(db.url)));
    let inside = 0;
    let most = 0;
    let turns = 0;
    await Promise.all(sources.map((source) => new MigrationLock(source).hold(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      turns += 1;
      inside -= 1;
    })));
    expect({ most, turns }).toEqual({ most: 1, turns: 5 });
    for (const source of sources) await source.destroy();
  });

  it('names the migration that failed, hands the lock back, and applies it when it can', async () => {
    meanwhile = () => Promise.reject(new Error('disk full'));
    await expect(open(after)).rejects.toThrow(/^migration Second1700000000002 failed/);
    expect(await query('SELECT * FROM migration_lock')).toEqual([]);
    meanwhile = () => Promise.resolve();
    expect(await open(after)).toMatchObject({ applied: ['Second1700000000002'] });
  });
});

/** A connection of its own, as another process has one. */
async function lockSource(url: string): Promise<DataSource> {
  const { default: SqliteDatabase } = await import('./sqlite-driver.ts');
  const options = url.startsWith('sqlite:')
    ? ({ type: 'better-sqlite3', database: url.slice('sqlite:'.length), driver: SqliteDatabase, timeout: 10 } as const)
    : ({ type: 'mariadb', url } as const);
  return new DataSource(options).initialize();
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRaw } from '../bench/district/raw-database.ts';
import { type Database, emptyDatabase, ENGINES } from '../support/databases.ts';
import { freePort } from '../support/free-port.mjs';
import { serverPlace, startServer, type Place } from '../support/server-process.ts';
import { done, run } from './programs.ts';

const applied = (said: string): string[] => [...said.matchAll(/^applied (\w+)$/gm)].map(([, name]) => name!);

describe.each(ENGINES)('migrating as a step of its own on %s', (engine) => {
  let database: Database;
  let place: Place;
  beforeAll(async () => {
    database = await emptyDatabase(engine);
    place = await serverPlace({ MODE: 'production', PUBLIC_URL: 'https://linping.example.gov.cn', DATABASE_URL: database.url });
  });
  afterAll(async () => {
    await place.remove();
    await database.drop();
  });

  it('in production no server starts on a database that lacks something, and says what to do', async () => {
    await expect(startServer(place)).rejects.toThrow(/the database lacks \d+ migrations: Platform1795305600000.*then apply: pnpm migrate/);
    expect(await run('migrate', place, ['--check'])).toMatchObject({ code: 1, said: expect.stringContaining('pnpm migrate') });
  });

  it('of five programs at once one migrates, and all of them end well', async () => {
    const ended = await Promise.all(Array.from({ length: 5 }, () => run('migrate', place)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    const all = ended.flatMap(({ said }) => applied(said));
    expect(new Set(all).size).toBe(all.length);
    expect(ended.filter(({ said }) => applied(said).length > 0)).toHaveLength(1);
    const raw = await openRaw(database.url);
    expect((await raw.all<{ name: string }>('SELECT name FROM migrations ORDER BY id')).map(({ name }) => name)).toEqual(all);
    expect(await raw.all('SELECT id FROM migration_lock')).toEqual([]);
    await raw.close();
  });

  it('then the server starts, also in production', async () => {
    expect(await done('migrate', place, ['--check'])).toContain('nothing to do');
    const server = await startServer(place);
    await server.stop();
  });

  it('a database that a newer program has migrated is refused by the server and by the command', async () => {
    const raw = await openRaw(database.url);
    await raw.insert('migrations', [{ timestamp: 1999999999999, name: 'FromTheFuture1999999999999' }]);
    await raw.close();
    await expect(startServer(place)).rejects.toThrow('the database is newer than this program');
    expect(await run('migrate', place)).toMatchObject({ code: 1, said: expect.stringContaining('FromTheFuture1999999999999') });
  });
});

/** SQLite's file is one server's, but a second one started by mistake must not find half a schema either. */
describe.each(ENGINES)('MIGRATE=auto on %s', (engine) => {
  it('lets two servers start together on an empty database', async () => {
    const database = await emptyDatabase(engine);
    const place = await serverPlace({ MODE: 'development', MIGRATE: 'auto', DATABASE_URL: database.url });
    const port = await freePort();
    const both = await Promise.allSettled([startServer(place), startServer({ ...place, port, env: { ...place.env, PORT: String(port) } })]);
    for (const server of both) if (server.status === 'fulfilled') await server.value.stop(); // or jest would wait for it for ever
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await done('migrate', place)).toContain('nothing to do');
    await place.remove();
    await database.drop();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRaw, type RawRow } from '../bench/district/raw-database.ts';
import { emptyDatabase, ENGINES } from '../support/databases.ts';
import { browserPhone, staff, visitor, type Person } from '../support/people.ts';
import { serverPlace, startServer, type Place, type ServerProcess } from '../support/server-process.ts';
import { answerOf, databaseOf, releaseOf, RELEASES, writeKeys, type Rows } from './previous-release.ts';
import { done, run } from './programs.ts';
import { schemaOf } from './schema-of.ts';

const UPGRADES = RELEASES.flatMap((release) => ENGINES.map((engine) => ({ release, engine })));

/** What the migrations themselves keep, and what a running server sweeps or renews. */
const NOT_DATA = ['migrations', 'migration_lock'];

describe.each(UPGRADES)('upgrading the database of $release on $engine', ({ release: name, engine }) => {
  const release = releaseOf(name);
  let database: Awaited<ReturnType<typeof databaseOf>>;
  let place: Place;
  let server: ServerProcess | undefined;
  let officer: Person;

  beforeAll(async () => {
    database = await databaseOf(name, engine);
    place = await serverPlace({ MODE: 'development', MIGRATE: 'check', DATABASE_URL: database.url, ...release.env });
    writeKeys(place.env.SEAL_KEYS_DIR!, release);
  });
  afterAll(async () => {
    await server?.stop();
    await place?.remove();
    await database?.drop();
  });

  /** The captured columns of every captured row. */
  const stored = async (rows: Rows): Promise<Rows> => {
    const raw = await openRaw(database.url);
    const found: Record<string, readonly RawRow[]> = {};
    for (const [table, all] of Object.entries(rows)) {
      const columns = Object.keys(all[0] ?? {});
      found[table] = columns.length === 0 ? [] : (await raw.all<RawRow>(`SELECT ${columns.join(', ')} FROM ${table}`)).map(plain);
    }
    await raw.close();
    return found;
  };
  const data = () => Object.fromEntries(Object.entries(database.rows).filter(([table]) => !NOT_DATA.includes(table)));
  const inOrder = (rows: Rows) => Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.map((row) => JSON.stringify(row)).sort()]));

  it('is one command, which keeps every row and then finds nothing more to do', async () => {
    const { code } = await run('migrate', place, ['--check']);
    const said = await done('migrate', place);
    if (code !== 0) expect(said).toContain('applied ');
    expect(await done('migrate', place)).toContain('nothing to do');
    expect(inOrder(await stored(data()))).toEqual(inOrder(data()));
  });

  it('ends with the schema of a new installation', async () => {
    const fresh = await emptyDatabase(engine);
    await done('migrate', { ...place, env: { ...place.env, DATABASE_URL: fresh.url } });
    const [upgraded, installed] = [await openRaw(database.url), await openRaw(fresh.url)];
    expect(await schemaOf(upgraded)).toEqual(await schemaOf(installed));
    await Promise.all([upgraded.close(), installed.close()]);
    await fresh.drop();
  });

  it('leaves a database that the server starts on, and whose people can sign in', async () => {
    server = await startServer(place);
    officer = await staff(server, release.staff.officer.name, release.staff.officer.password);
    const { items } = await officer.api.coverage.list({});
    expect(items.map(({ roundId, status, participated }) => ({ roundId, status, participated }))).toEqual(expect.arrayContaining([
      { roundId: release.open.roundId, status: 'open', participated: release.open.participated },
      expect.objectContaining({ roundId: release.certified.roundId, status: 'certified' }),
    ]));
  });

  it('shows the certified result as it was', async () => {
    const { certifiedAt, ...result } = release.certified.result as Record<string, unknown>;
    expect(typeof certifiedAt).toBe('string');
    expect(await visitor(server!).api.surveys.result(release.certified.roundId)).toMatchObject(result);
  });

  it('takes answers into the running round, and certifies old and new together', async () => {
    const { roundId, estateId, buildingToken, free, participated } = release.open;
    const round = await visitor(server!).api.estates.currentRound(estateId);
    for (const { code } of free.slice(0, 4)) {
      const phone = browserPhone(server!);
      const { householdId } = await phone.api.estates.bindByCode({ buildingToken, code });
      await phone.api.surveys.answer(roundId, answerOf(householdId, round.questionnaire.version));
    }
    const { version } = await officer.api.surveys.round(roundId);
    const closed = await officer.api.coverage.close(roundId, { version });
    const second = await staff(server!, release.staff.secondOfficer.name, release.staff.secondOfficer.password);
    const certified = await second.api.coverage.certify(roundId, { version: closed.round.version });
    expect(certified.round).toMatchObject({ status: 'certified', participated: participated + 4 });
  });

  it('has an audit log that goes on where it was, unbroken', async () => {
    expect(await done('drill', place)).toContain('✓ the audit log is one unbroken chain');
  });
});

/** MariaDB's driver gives numbers that may be large as text. */
const plain = (row: RawRow): RawRow =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === 'string' && column.endsWith('_ms') ? Number(value) : value]));

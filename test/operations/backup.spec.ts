import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { keyFiles, unwrappedKeys } from '../attack/key-folder.ts';
import { dumpOf } from '../attack/dump.ts';
import { openRaw } from '../bench/district/raw-database.ts';
import { type Database, emptyDatabase, ENGINES } from '../support/databases.ts';
import { answerFor, openDistrict, openRound, passwordOf, type District } from '../support/district.ts';
import { browserPhone, staff } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { serverPlace, startServer } from '../support/server-process.ts';
import { done, run } from './programs.ts';

interface Manifest {
  readonly file: string;
  readonly migrations: readonly string[];
  readonly rows: Readonly<Record<string, number>>;
  readonly photos?: { readonly count: number };
}
const PHOTO = picture(16, 16);
const IN_FLIGHT = 8;
const DESTROYED_WITHIN_MS = 240_000;

describe.each(ENGINES)('backup and restore on %s', (engine) => {
  let district: District;
  let round: RoundView;
  /** Made while answers came in. */
  let backup: string;
  let backups: string;
  let keys: string;
  const acknowledged = new Set<string>();

  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 2, doorsPerBuilding: 60 });
    round = await openRound(district);
    backups = join(district.place.folder, 'backups');
    keys = district.place.env.SEAL_KEYS_DIR!;
    await uploadPhotos(3);
  });
  afterAll(() => district?.close());

  /** By phones of residents, as they do before a complaint. */
  const uploadPhotos = async (count: number): Promise<void> => {
    const phone = browserPhone(district.server);
    const source = { bytes: PHOTO.length, read: (from: number, to: number) => Promise.resolve(PHOTO.slice(from, to).buffer) };
    for (let i = 0; i < count; i += 1) await phone.api.uploads.send(randomUUID(), source);
  };
  /** Every picture in a folder, by its name. */
  const picturesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jpg')).sort() : []);
  const files = () => join(district.place.env.DATA_DIR!, 'files/photos');
  const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const newest = () => join(backups, readdirSync(backups).sort().at(-1)!);
  /** The database inside a backup, as bytes anybody who has it can search. */
  const bytesOf = (folder: string) => {
    const bytes = readFileSync(join(folder, manifestOf(folder).file));
    return engine === 'sqlite' ? bytes : gunzipSync(bytes);
  };
  /** Another database, and another folder for photos: the server goes on beside it. */
  const elsewhere = (url: string) => ({ ...district.place.env, DATABASE_URL: url, FILES_DIR: join(district.place.folder, `files-${url.replace(/\W+/g, '-').slice(-60)}`) });
  /** Restores into a database of its own, as an operator would; the caller drops it. */
  const restored = async (folder: string): Promise<Database & { readonly said: string }> => {
    const target = await emptyDatabase(engine);
    const said = await done('restore', { ...district.place, env: elsewhere(target.url) }, [folder]);
    return { ...target, said };
  };

  /** Answers at the doors, changed again and again, until told to stop. */
  async function answersUntil(stopped: () => boolean): Promise<readonly number[]> {
    const doors = district.buildings.flatMap((building) => building.doors);
    const statuses: number[] = [];
    await Promise.all(Array.from({ length: IN_FLIGHT }, async (_, worker) => {
      const mine = doors.filter((_door, i) => i % IN_FLIGHT === worker).map(({ householdId }) => answerFor(round, householdId));
      for (let revision = 1; !stopped(); revision += 1) {
        for (const body of mine) {
          if (stopped()) return;
          const { status } = await district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, { ...body, revision });
          statuses.push(status);
          if (status === 200) acknowledged.add(body.householdId);
        }
      }
    }));
    return statuses;
  }

  it('the drill passes while the server takes answers, and costs none of them', async () => {
    let isOver = false;
    const answering = answersUntil(() => isOver);
    while (acknowledged.size < 20) await sleep(5);
    const before = acknowledged.size;
    const said = await done('drill', district.place, ['--to', backups]);
    const after = acknowledged.size;
    isOver = true;
    const statuses = await answering;
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(said).toContain('The drill is passed');
    expect(said).not.toContain('✗');
    backup = newest();
    const { rows } = manifestOf(backup);
    expect(rows.survey_participation).toBeGreaterThanOrEqual(before);
    expect(rows.survey_participation).toBeLessThanOrEqual(after + IN_FLIGHT);
    expect(rows.survey_answer).toBe(rows.survey_participation); // one moment, not two
    if (engine === 'sqlite') expect(readdirSync(district.place.env.DATA_DIR!).concat(readdirSync(join(district.databaseUrl.slice('sqlite:'.length), '..'))).filter((name) => name.startsWith('.drill'))).toEqual([]);
    else expect(await databases()).not.toContainEqual(expect.stringMatching(/^linping_drill_/));
  });

  const databases = async (): Promise<string[]> => {
    const raw = await openRaw(district.databaseUrl);
    const all = await raw.all<{ Database: string }>('SHOW DATABASES');
    await raw.close();
    return all.map((row) => row.Database);
  };

  it('holds the database, the photos and nothing else: no key, in no spelling', () => {
    expect(readdirSync(backup).sort()).toEqual(['SHA256SUMS', manifestOf(backup).file, 'manifest.json', 'photos', 'photos.sha256'].sort());
    expect(keyFiles(keys)).toHaveLength(1);
    const key = readFileSync(join(keys, keyFiles(keys)[0]!));
    const bytes = bytesOf(backup);
    for (const spelling of [key, key.toString('base64'), key.toString('hex'), key.toString('base64url')]) expect(bytes.includes(spelling)).toBe(false);
    expect(bytes.includes(district.estate.id)).toBe(true); // it is searched at all
  });

  it('holds every photo in both sizes, and the next one costs only what is new', async () => {
    expect(manifestOf(backup).photos).toMatchObject({ count: 6 });
    expect(picturesIn(join(backup, 'photos'))).toEqual(picturesIn(files()));
    await uploadPhotos(1);
    await done('backup', district.place, ['--to', backups]);
    const names = picturesIn(join(newest(), 'photos'));
    const shared = names.filter((name) => statSync(join(newest(), 'photos', name)).nlink === 2);
    expect([names.length, shared]).toEqual([8, picturesIn(join(backup, 'photos'))]);
  });

  it('restores into an empty place, says that it is whole, and overwrites nothing', async () => {
    const { said, url, drop } = await restored(backup);
    expect(said).toContain('✓ every table has as many rows as the backup');
    expect(said).toContain('✓ every photo has its pictures (3 photos)');
    expect(said).not.toContain('✗');
    expect(picturesIn(join(elsewhere(url).FILES_DIR, 'photos'))).toEqual(picturesIn(join(backup, 'photos')));
    const again = await run('restore', { ...district.place, env: elsewhere(url) }, [backup]);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('nothing is overwritten') });

    const place = await serverPlace({ ...district.place.env, DATABASE_URL: url, MIGRATE: 'check' });
    const server = await startServer({ ...place, env: { ...place.env, PORT: String(place.port), SEAL_KEYS_DIR: keys } });
    const officer = await staff(server, 'officer.one', passwordOf('officer.one'));
    expect((await officer.api.coverage.ofRound(round.id)).round.participated).toBe(manifestOf(backup).rows.survey_participation);
    await server.stop();
    await place.remove();
    await drop();
  });

  it('refuses a backup of which one byte has changed, and writes nothing', async () => {
    const damaged = `${backup}-damaged`;
    const target = await emptyDatabase(engine);
    const into = { ...district.place, env: elsewhere(target.url) };
    const all = readdirSync(backup, { recursive: true, encoding: 'utf8' }).filter((file) => lstatSync(join(backup, file)).isFile());
    for (const file of all.filter((name) => !name.startsWith('photos/')).concat(all.filter((name) => name.startsWith('photos/')).slice(0, 1))) {
      cpSync(backup, damaged, { recursive: true });
      const bytes = readFileSync(join(backup, file));
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      writeFileSync(join(damaged, file), bytes);
      expect({ file, ...(await run('restore', into, [damaged])) }).toMatchObject({ code: 1, said: expect.stringMatching(/damaged/) });
      rmSync(damaged, { recursive: true });
    }
    const raw = await openRaw(target.url);
    expect(await raw.all(engine === 'sqlite' ? 'SELECT name FROM sqlite_master' : 'SHOW TABLES')).toEqual([]);
    await raw.close();
    await target.drop();
  });

  it.each([
    { what: 'lacks a file', spoil: (folder: string) => rmSync(join(folder, manifestOf(folder).file)), says: 'is missing' },
    { what: 'was cut off', spoil: (folder: string) => writeFileSync(join(folder, manifestOf(folder).file), readFileSync(join(folder, manifestOf(folder).file)).subarray(0, -100)), says: 'is damaged' },
    { what: 'has no sums', spoil: (folder: string) => rmSync(join(folder, 'SHA256SUMS')), says: 'it is no backup' },
    { what: 'lacks a photo', spoil: (folder: string) => rmSync(join(folder, 'photos', picturesIn(join(folder, 'photos'))[0]!)), says: 'is missing' },
    { what: 'has a file more', spoil: (folder: string) => writeFileSync(join(folder, 'more.db'), ''), says: 'a file lies there' },
  ])('a drill fails on a backup that $what', async ({ spoil, says }) => {
    const spoilt = `${backup}-spoilt`;
    cpSync(backup, spoilt, { recursive: true });
    spoil(spoilt);
    expect(await run('drill', district.place, ['--backup', spoilt])).toMatchObject({ code: 1, said: expect.stringContaining(says) });
    rmSync(spoilt, { recursive: true });
  });

  it('a drill fails on a database that does not hold together', async () => {
    const { url, drop } = await restored(backup);
    const raw = await openRaw(url);
    await raw.run('UPDATE survey_round SET participated = participated + 1');
    await raw.run("UPDATE audit_line SET subject = 'x' WHERE sequence = 3");
    await raw.run('DELETE FROM survey_round_key');
    await raw.close();
    const { code, said } = await run('drill', { ...district.place, env: { ...district.place.env, DATABASE_URL: url } });
    expect(code).toBe(1);
    expect(said.split('\n').filter((line) => line.startsWith('✗')).map((line) => line.split(' (')[0])).toEqual([
      '✗ the audit log is one unbroken chain', '✗ every counter agrees with its participations',
      '✗ every participation of a running round has its answer', '✗ every round that runs has its key',
    ]);
    await drop();
  });

  it('a drill fails when the server has lost a photo, and passes when one was erased meanwhile', async () => {
    const lost = join(district.place.folder, 'lost.jpg');
    const [name] = picturesIn(files()) as [string];
    cpSync(join(files(), name), lost);
    rmSync(join(files(), name));
    const { code, said } = await run('drill', district.place, ['--to', join(district.place.folder, 'other-backups')]);
    expect({ code, lines: said.split('\n').filter((line) => line.startsWith('✗')) }).toEqual({ code: 1, lines: ['✗ every photo has its pictures (1 of 4 have none)'] });
    // The same backup, once the photo is erased in the database that it is of: then nothing is wrong.
    const raw = await openRaw(district.databaseUrl);
    await raw.run(`UPDATE file_photo SET state = 'uploading' WHERE object_id = '${name.split('/')[0]}'`);
    const [made] = readdirSync(join(district.place.folder, 'other-backups'));
    expect(await done('drill', district.place, ['--backup', join(district.place.folder, 'other-backups', made!)])).toContain('The drill is passed');
    await raw.run(`UPDATE file_photo SET state = 'ready' WHERE object_id = '${name.split('/')[0]}'`);
    await raw.close();
    cpSync(lost, join(files(), name));
  });

  it("after the certification no backup brings the round's key back, yesterday's neither", async () => {
    const then = await restored(backup);
    const readable = async (): Promise<number> => {
      const raw = await openRaw(then.url);
      const found = unwrappedKeys(await dumpOf(raw), keys);
      await raw.close();
      return found.length;
    };
    expect(await readable()).toBe(1); // while the half-year runs, whoever has both can read: that is why they lie apart

    const { version } = await district.officer.api.surveys.round(round.id);
    const closed = await district.officer.api.coverage.close(round.id, { version });
    await district.secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
    for (const deadline = Date.now() + DESTROYED_WITHIN_MS; keyFiles(keys).length > 0 && Date.now() < deadline;) await sleep(100);
    expect(keyFiles(keys)).toEqual([]);
    expect(await readable()).toBe(0);

    await done('backup', district.place, ['--to', backups]);
    const { rows } = manifestOf(newest());
    expect(rows).toMatchObject({ survey_round_key: 0, survey_answer: 0, survey_counted_answer: rows.survey_participation! });
    const raw = await openRaw(then.url);
    const [old] = await raw.all<{ wrapped: string }>('SELECT wrapped FROM survey_round_key');
    const seals = await raw.all<{ seal: string }>('SELECT seal FROM survey_answer');
    await raw.close();
    const bytes = bytesOf(newest());
    expect([old!.wrapped, ...seals.map(({ seal }) => seal)].filter((secret) => bytes.includes(secret))).toEqual([]);

    // What was said is in the backup, who said it is not to be found again: two officers can certify it anew.
    const place = await serverPlace({ ...district.place.env, DATABASE_URL: then.url });
    const server = await startServer({ ...place, env: { ...place.env, PORT: String(place.port), SEAL_KEYS_DIR: keys } });
    const [officer, second] = [await staff(server, 'officer.one', passwordOf('officer.one')), await staff(server, 'officer.two', passwordOf('officer.two'))];
    const again = await officer.api.coverage.close(round.id, { version: (await officer.api.surveys.round(round.id)).version });
    expect((await second.api.coverage.certify(round.id, { version: again.round.version })).round).toMatchObject({ status: 'certified', participated: seals.length });
    await server.stop();
    await place.remove();
    await then.drop();
  });

  it('says what is missing instead of leaving half a backup', async () => {
    const nowhere = { ...district.place, env: { ...district.place.env, DATABASE_URL: engine === 'sqlite' ? 'sqlite:nothing/here.db' : `${district.databaseUrl}_not_there` } };
    expect(await run('backup', nowhere, ['--to', 'other'])).toMatchObject({ code: 1, said: expect.stringMatching(/there is no database at|Unknown database/) });
    const empty = await emptyDatabase(engine);
    if (engine === 'sqlite') await (await openRaw(empty.url)).run('CREATE TABLE x (id INT)');
    expect(await run('backup', { ...district.place, env: { ...district.place.env, DATABASE_URL: empty.url } }, ['--to', 'other'])).toMatchObject({ code: 1, said: expect.stringContaining('no schema of this program') });
    expect(existsSync(join(district.place.folder, 'other')) ? readdirSync(join(district.place.folder, 'other')) : []).toEqual([]);
    expect(await run('backup', district.place, ['--into', 'x'])).toMatchObject({ code: 1, said: expect.stringContaining('usage: pnpm backup') });
    await empty.drop();
  });
});

it('on MariaDB the documented grants are enough, with a password of any characters', async () => {
  const district = await openDistrict('mariadb', { buildings: 1, doorsPerBuilding: 3 });
  const raw = await openRaw(district.databaseUrl);
  const own = new URL(district.databaseUrl);
  const name = own.pathname.slice(1);
  const password = 'p"w\\n#; \'%x';
  try {
    await raw.run(`CREATE USER 'operator'@'127.0.0.1' IDENTIFIED BY '${password.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`);
    await raw.run(`GRANT ALL ON ${name}.* TO 'operator'@'127.0.0.1'`);
    await raw.run("GRANT ALL ON `linping\\_drill\\_%`.* TO 'operator'@'127.0.0.1'");
    own.username = 'operator';
    own.password = encodeURIComponent(password);
    const place = { ...district.place, env: { ...district.place.env, DATABASE_URL: own.href } };
    expect(await done('drill', place)).toContain('The drill is passed');
    await raw.run("REVOKE ALL ON `linping\\_drill\\_%`.* FROM 'operator'@'127.0.0.1'");
    expect(await run('drill', place)).toMatchObject({ code: 1, said: expect.stringContaining('GRANT ALL ON `linping\\_drill\\_%`.*') });
    expect(await run('drill', place, [], { PATH: '/nonexistent' })).toMatchObject({ code: 1, said: expect.stringContaining('mariadb-client') });
  } finally {
    await raw.run("DROP USER IF EXISTS 'operator'@'127.0.0.1'");
    await raw.close();
    await district.close();
  }
});

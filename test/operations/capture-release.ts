/**
 * Run once with a release, before its successor's first migration: writes down what a database of that release looks
 * like, for `upgrade.spec.ts` to upgrade ever after. `tsc -b test && node test/dist/operations/capture-release.js NAME`
 * walks a small district through the release's own API, then stores its schema on both engines and its rows.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EstateRowView, IssuedCodesView, Page, RoundView } from '@linping/shared';
import { openRaw, type RawDatabase, type RawRow } from '../bench/district/raw-database.ts';
import { emptyDatabase } from '../support/databases.ts';
import { answered, answerFor, ESTATE_COLUMNS, openDistrict, openRound, passwordOf, type Building, type District } from '../support/district.ts';
import { startMariadb } from '../support/mariadb.mjs';
import { browserPhone, visitor } from '../support/people.ts';
import { root, serverPlace, startServer } from '../support/server-process.ts';
import type { Release } from './previous-release.ts';

const SECRETS = ['TOKEN_SECRET', 'CODE_SECRET', 'CONTACT_SECRET'];

const name = process.argv[2];
if (name === undefined) throw new Error('usage: capture-release NAME');
const folder = join(root, 'test/operations/previous', name);
mkdirSync(folder, { recursive: true });

writeFileSync(join(folder, 'mariadb.sql'), await schemaOnMariadb());
const district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 9 });
try {
  const release = await walked(district);
  await district.server.stop();
  const raw = await openRaw(district.databaseUrl);
  writeFileSync(join(folder, 'sqlite.sql'), await schemaOf(raw));
  writeFileSync(join(folder, 'rows.json'), await rowsOf(raw));
  writeFileSync(join(folder, 'release.json'), `${JSON.stringify(release, null, 2)}\n`);
  await raw.close();
} finally {
  await district.close().catch(() => undefined); // the server has been stopped already
}

/** One estate certified, one still open with answers in it: every table has rows. */
async function walked(d: District): Promise<Release> {
  const running = await secondEstate(d);
  const certified = await openRound(d);
  const [first, second] = d.buildings as [Building, Building];
  for (const [i, { code }] of first.doors.slice(0, 6).entries()) await answerByPhone(d, certified, first, code, i);
  for (const { householdId } of second.doors.slice(0, 3)) await answerAtDoor(d, certified, householdId);
  const { version } = await d.officer.api.surveys.round(certified.id);
  const closed = await d.officer.api.coverage.close(certified.id, { version });
  await d.secondOfficer.api.coverage.certify(certified.id, { version: closed.round.version });

  const open = await opened(d, running.estateId);
  const [phones, doors, free] = [running.building.doors.slice(0, 2), running.building.doors.slice(2, 3), running.building.doors.slice(3)];
  for (const [i, { code }] of phones.entries()) await answerByPhone(d, open, running.building, code, i);
  for (const { householdId } of doors) await answerAtDoor(d, open, householdId);
  const keys = d.place.env.SEAL_KEYS_DIR!;
  return {
    capturedMs: Date.now(),
    env: Object.fromEntries(SECRETS.map((secret) => [secret, d.place.env[secret]!])),
    sealKeys: Object.fromEntries(readdirSync(keys).map((file) => [file, readFileSync(join(keys, file)).toString('base64')])),
    staff: { officer: { name: 'officer.one', password: passwordOf('officer.one') }, secondOfficer: { name: 'officer.two', password: passwordOf('officer.two') } },
    certified: { roundId: certified.id, estateId: d.estate.id, result: await d.officer.api.surveys.result(certified.id) },
    open: { roundId: open.id, estateId: running.estateId, participated: phones.length + doors.length, buildingToken: running.building.token, free },
  };
}

async function secondEstate(d: District): Promise<{ readonly estateId: string; readonly building: Building }> {
  await sent(d.headquarters.upload('/imports/estates', [
    ESTATE_COLUMNS,
    'E-003,长江里,五里堡街道,香榭丽社区,长江路3号,1992,8000,物业服务企业,祥和物业有限公司,0371-66666666,2024-12-01,2024-12-20,2025-01-01', '',
  ].join('\r\n')));
  const { items } = await answered<Page<EstateRowView>>(d.headquarters, 'GET', '/estates');
  const estateId = items.find(({ code }) => code === 'E-003')!.id;
  const lines = Array.from({ length: 12 }, (_, i) => `甲楼,${i + 1}01,1380000${String(1000 + i)}`);
  await sent(d.officer.upload(`/estates/${estateId}/households/import`, ['楼栋,门牌,手机号', ...lines, ''].join('\r\n')));
  const { items: [building] } = await answered<Page<{ readonly id: string; readonly name: string }>>(d.worker, 'GET', `/estates/${estateId}/buildings`);
  const { token } = await answered<{ token: string }>(d.worker, 'POST', `/buildings/${building!.id}/token`);
  const { codes } = await answered<IssuedCodesView>(d.worker, 'POST', '/households/codes', { buildingId: building!.id });
  return { estateId, building: { id: building!.id, name: building!.name, token, doors: codes } };
}

async function opened(d: District, estateId: string): Promise<RoundView> {
  for (;;) {
    const round = await visitor(d.server).api.estates.currentRound(estateId).catch(() => undefined);
    if (round?.status === 'open') return round;
  }
}

async function answerByPhone(d: District, round: RoundView, { token }: Building, code: string, i: number): Promise<void> {
  const phone = browserPhone(d.server, `203.0.113.${i}`);
  const { householdId } = await phone.api.estates.bindByCode({ buildingToken: token, code });
  const answer = answerFor(round, householdId, i === 1 ? 'dissatisfied' : 'satisfied');
  await phone.api.surveys.answer(round.id, { ...answer, topics: { cleaning: 'satisfied' }, comment: i === 0 ? '楼道灯坏了，报修一次就来了' : '' });
}

function answerAtDoor(d: District, round: RoundView, householdId: string): Promise<unknown> {
  return answered(d.worker, 'PUT', `/rounds/${round.id}/assisted-answer`, answerFor(round, householdId, 'basicallySatisfied'));
}

async function sent(reply: Promise<{ readonly status: number; readonly body: unknown }>): Promise<void> {
  const { status, body } = await reply;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

async function schemaOnMariadb(): Promise<string> {
  const mariadb = await startMariadb();
  process.env.MARIADB_URL = mariadb.url;
  const database = await emptyDatabase('mariadb');
  const place = await serverPlace({ MODE: 'development', DATABASE_URL: database.url });
  await (await startServer(place)).stop();
  const raw = await openRaw(database.url);
  const schema = await schemaOf(raw);
  await raw.close();
  await place.remove();
  await mariadb.stop();
  return schema;
}

/** The statements that make the tables, as the engine itself tells them. */
async function schemaOf(raw: RawDatabase): Promise<string> {
  if (raw.engine === 'sqlite') {
    const made = await raw.all<{ sql: string }>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name");
    return made.map(({ sql }) => `${sql};\n`).join('');
  }
  const tables = await raw.all<{ name: string }>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name');
  const made: string[] = [];
  for (const { name: table } of tables) made.push(Object.values((await raw.all(`SHOW CREATE TABLE \`${table}\``))[0]!)[1] as string);
  return made.map((sql) => `${sql};\n`).join('');
}

/** Every row of every table, a line each. */
async function rowsOf(raw: RawDatabase): Promise<string> {
  const tables = await raw.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  const parts: string[] = [];
  for (const { name: table } of tables) {
    const rows = await raw.all<RawRow>(`SELECT * FROM "${table}"`);
    parts.push(`  ${JSON.stringify(table)}: [${rows.map((row) => `\n    ${JSON.stringify(row)}`).join(',')}\n  ]`);
  }
  return `{\n${parts.join(',\n')}\n}\n`;
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { createConnection } from 'mysql2/promise';
import { BackupRefused, type Copied } from './backup-folder.ts';

const FILE = 'linping.sql.gz';

/**
 * One consistent state by --single-transaction while servers go on writing. One row a line, so that the copy itself can
 * be counted; by primary key, so that no order of arrival gets in.
 */
const DUMP_OPTIONS = [
  '--single-transaction', '--quick', '--skip-lock-tables', '--skip-add-locks', '--no-tablespaces', '--order-by-primary', '--skip-extended-insert', '--no-autocommit',
  '--hex-blob', '--skip-dump-date', '--default-character-set=utf8mb4',
];

export async function dumpMariadb(url: string, folder: string): Promise<Copied> {
  const file = join(folder, FILE);
  await withClient('mariadb-dump', url, DUMP_OPTIONS, (child) => pipeline(child.stdout, createGzip(), createWriteStream(file, { mode: 0o600, flush: true })));
  return { file: FILE, bytes: (await stat(file)).size, ...(await contentsOf(file)) };
}

/** Loads a dump into a database that has no table yet. When it fails half-way, the database is to be dropped and made anew. */
export async function loadMariadb(folder: string, file: string, url: string): Promise<void> {
  if ((await rowsOf(url, 'SHOW TABLES')).length > 0) throw new BackupRefused('the database holds tables already: restore into an empty one, nothing is overwritten');
  await withClient('mariadb', url, ['--batch', '--default-character-set=utf8mb4'], (child) => pipeline(createReadStream(join(folder, file)), createGunzip(), child.stdin));
}

/** An empty database beside the given one, with its collation, for a drill. */
export async function scratchMariadb(url: string, name: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const [own] = await rowsOf<{ charset: string; collation: string }>(url, 'SELECT @@character_set_database AS charset, @@collation_database AS collation');
  await rowsOf(url, `CREATE DATABASE ${name} CHARACTER SET ${own!.charset} COLLATE ${own!.collation}`).catch((cause: unknown) => {
    throw new BackupRefused(`cannot make the scratch database (${(cause as Error).message}): GRANT ALL ON \`linping\\_drill\\_%\`.* TO the server's user`);
  });
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  return { url: scratch.href, drop: async () => void (await rowsOf(url, `DROP DATABASE ${name}`)) };
}

/** Counts the rows of a dump; a dump that was cut off lacks its last line. */
async function contentsOf(file: string): Promise<Pick<Copied, 'migrations' | 'rows' | 'migratingUntilMs'>> {
  const rows: Record<string, number> = {};
  const migrations: string[] = [];
  let migratingUntilMs = 0;
  let last = '';
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity })) {
    const table = /^CREATE TABLE `([^`]+)`/.exec(line)?.[1];
    if (table !== undefined) rows[table] = 0;
    const filled = /^INSERT INTO `([^`]+)` VALUES/.exec(line)?.[1];
    if (filled !== undefined) rows[filled] = (rows[filled] ?? 0) + 1;
    if (filled === 'migrations') migrations.push(/'(\w+)'\);$/.exec(line)?.[1] ?? line);
    if (filled === 'migration_lock') migratingUntilMs = Number(/,(\d+)\);$/.exec(line)?.[1]);
    if (line !== '') last = line;
  }
  if (!last.startsWith('-- Dump completed')) throw new BackupRefused('the dump ended before its end: nothing was kept, try again');
  return { migrations, rows, migratingUntilMs };
}

async function rowsOf<Row>(url: string, sql: string): Promise<Row[]> {
  const connection = await createConnection(url);
  try {
    return (await connection.query(sql))[0] as Row[];
  } finally {
    await connection.end();
  }
}

type Client = ChildProcessByStdio<Writable, Readable, Readable>;

/** Runs one of MariaDB's programs. The password goes through a file that only we can read: a command line is everybody's. */
async function withClient(program: string, url: string, options: readonly string[], talk: (child: Client) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'linping-client-'));
  try {
    const { text, database } = clientSettings(url);
    await writeFile(join(folder, 'client.cnf'), text, { mode: 0o600 });
    const child = spawn(program, [`--defaults-extra-file=${join(folder, 'client.cnf')}`, ...options, database], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)));
    const ended = new Promise<number | null>((done, failed) => child.once('close', done).once('error', failed));
    const [talked, code] = await Promise.all([talk(child).then(() => undefined, (cause: unknown) => cause), ended]);
    if (code !== 0 || talked) throw new BackupRefused(`${program} failed: ${said.trim() || String(talked)}`);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw new BackupRefused(`${program} is not installed: on Debian it is in the package mariadb-client`);
    throw cause;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An option file's values may hold anything when quoted, and take backslashes. */
function clientSettings(url: string): { readonly text: string; readonly database: string } {
  const { hostname, port, username, password, pathname } = new URL(url);
  const quoted = (value: string) => `"${decodeURIComponent(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const text = `[client]\nprotocol=tcp\nhost=${quoted(hostname)}\nport=${port || 3306}\nuser=${quoted(username)}\npassword=${quoted(password)}\n`;
  return { text, database: decodeURIComponent(pathname.slice(1)) };
}

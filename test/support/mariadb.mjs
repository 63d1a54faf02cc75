/**
 * A private MariaDB for tests, benchmarks and the simulation: its own folder, socket, port and user, so no system
 * instance is touched or needed. Plain JavaScript because the test runner starts it before anything is built.
 *
 *     const mariadb = await startMariadb();
 *     … mariadb.url …            // mysql://user:password@127.0.0.1:port, may create databases
 *     await mariadb.stop();
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

const READY_WITHIN_MS = 300_000;
const STOP_WITHIN_MS = 120_000;

/** Debian puts servers into sbin, which is not on every user's PATH. */
const FOLDERS = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin'];

/** @type {(program: string) => string | undefined} */
const find = (program) => FOLDERS.filter(Boolean).map((folder) => join(folder, program)).find((path) => existsSync(path));

/** The server program, or undefined where MariaDB is not installed. */
export const findMariadbd = () => find('mariadbd');

/**
 * @typedef {object} Mariadb
 * @property {string} url address with user and password, without a database
 * @property {number} port
 * @property {number} pid
 * @property {string} folder
 * @property {() => string} log what the server wrote so far
 * @property {() => Promise<void>} stop ends this very process, waits for it and removes its folder
 */

/**
 * Starts a server whose acknowledgement means "on the disk", as in production.
 * @param {{ settings?: readonly string[] }} [options] further `--name=value` settings
 * @returns {Promise<Mariadb>}
 */
export async function startMariadb({ settings = [] } = {}) {
  const mariadbd = find('mariadbd');
  const installDb = find('mariadb-install-db');
  if (!mariadbd || !installDb) throw new Error('MariaDB is not installed: apt-get install mariadb-server');

  const folder = mkdtempSync(join(tmpdir(), 'linping-mariadb-'));
  const owner = serverAccount(folder);
  const data = join(folder, 'data');
  execFileSync(installDb, ['--no-defaults', `--datadir=${data}`, `--tmpdir=${folder}`, '--skip-test-db', '--auth-root-authentication-method=normal', ...owner], { stdio: 'pipe' });

  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const initFile = join(folder, 'init.sql');
  writeFileSync(initFile, [
    `CREATE USER IF NOT EXISTS 'linping'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    "GRANT ALL PRIVILEGES ON *.* TO 'linping'@'127.0.0.1' WITH GRANT OPTION;",
    '',
  ].join('\n'), { mode: 0o644 });

  const logFile = join(folder, 'mariadb.log');
  const output = openSync(logFile, 'a');
  const child = spawn(mariadbd, [
    '--no-defaults', ...owner,
    `--datadir=${data}`, `--tmpdir=${folder}`, `--socket=${join(folder, 'm.sock')}`, `--pid-file=${join(folder, 'm.pid')}`,
    `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${initFile}`,
    '--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=256M', '--innodb-log-file-size=64M',
    '--max-connections=300', '--character-set-server=utf8mb4', '--skip-log-bin',
    ...settings,
  ], { stdio: ['ignore', output, output] });

  const exited = new Promise((resolve) => child.once('exit', resolve));
  const { pid } = child;
  if (pid === undefined) throw new Error('mariadbd did not start');
  const log = () => readFileSync(logFile, 'utf8');

  const remove = () => rmSync(folder, { recursive: true, force: true });
  const killNow = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL');
    remove();
  };
  process.once('exit', killNow);
  endOnSignals();

  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([exited, sleep(STOP_WITHIN_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    await exited;
    process.off('exit', killNow);
    remove();
  };

  for (const deadline = Date.now() + READY_WITHIN_MS; !(await answers(port)); await sleep(50)) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    const said = log();
    killNow();
    throw new Error(`mariadbd did not come up:\n${said.slice(-3000)}`);
  }
  return { url: `mysql://linping:${password}@127.0.0.1:${port}`, port, pid, folder, log, stop };
}

/**
 * MariaDB refuses to run as root, so root hands the folder to the account that the package made.
 * @param {string} folder
 */
function serverAccount(folder) {
  if (process.getuid?.() !== 0) return [];
  const id = (/** @type {string} */ flag) => Number(execFileSync('id', [flag, 'mysql'], { encoding: 'utf8' }));
  chownSync(folder, id('-u'), id('-g'));
  return ['--user=mysql'];
}

/**
 * True once the server sends its greeting; it listens only after its init file was run.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (/** @type {boolean} */ yes) => { socket.destroy(); resolve(yes); };
    socket.once('data', () => done(true)).once('error', () => done(false)).setTimeout(1000, () => done(false));
  });
}

let listening = false;
/** Ctrl-C becomes an ordinary exit, so that the `exit` handlers above run. */
function endOnSignals() {
  if (listening) return;
  listening = true;
  for (const [signal, code] of /** @type {const} */ ([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]])) {
    process.once(signal, () => process.exit(code));
  }
}

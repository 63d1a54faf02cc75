import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';

const READY_WITHIN_MS = 300_000;
const STOP_WITHIN_MS = 120_000;

/** The repository's root, from the sources as from `test/dist`. */
export const root = (function up(folder: string): string {
  return existsSync(join(folder, 'pnpm-workspace.yaml')) ? folder : up(resolve(folder, '..'));
})(import.meta.dirname);

/** What survives a crash: the folder of one server. Start another on the same place and it is that server again. */
export interface Place {
  readonly folder: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

export interface ServerProcess {
  /** `http://127.0.0.1:port`; the pages are at its root. */
  readonly origin: string;
  /** The base of the API, as the mini-program's client wants it. */
  readonly api: string;
  readonly pid: number;
  /** Everything it printed so far. */
  log(): string;
  /** Asks it to end and waits; rejects when it does not end by itself or ends badly. */
  stop(): Promise<void>;
  /** kill -9, as a power cut would. */
  kill(): Promise<void>;
}

/**
 * A folder, a port and secrets for one server. `env` is all the configuration it will have beside those: nothing of the
 * developer's environment or `.env` gets in.
 */
export async function serverPlace(env: Readonly<Record<string, string>> = {}): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'linping-server-'));
  await Promise.all([mkdir(join(folder, 'data')), mkdir(join(folder, 'keys'))]);
  const port = await freePort();
  const secret = () => randomBytes(32).toString('base64url');
  return {
    folder,
    port,
    env: {
      HOST: '127.0.0.1', PORT: String(port), DATA_DIR: join(folder, 'data'), SEAL_KEYS_DIR: join(folder, 'keys'),
      TOKEN_SECRET: secret(), CODE_SECRET: secret(), CONTACT_SECRET: secret(), LOG_LEVEL: 'warn', ...env,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts the built server (`tsc -b server` comes first) and waits until it is ready. */
export async function startServer(place: Place): Promise<ServerProcess> {
  const main = join(root, 'server/dist/main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    cwd: place.folder, // no .env of the repository
    env: { ...inherited(), ...place.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const log = () => output.join('');
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const endChild = () => void child.kill('SIGKILL');
  process.once('exit', endChild);
  void ended.then(() => process.off('exit', endChild));

  const origin = `http://127.0.0.1:${place.port}`;
  await ready(origin, child, log);
  return {
    origin,
    api: `${origin}/api/v1`,
    pid: child.pid!,
    log,
    stop: async () => {
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
      if (hasEnded(child)) {
        if (child.exitCode !== 0 && child.signalCode !== 'SIGTERM') throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}\n${log()}`);
        return;
      }
      child.kill('SIGKILL');
      await ended;
      throw new Error(`the server did not stop within ${STOP_WITHIN_MS / 1000} s\n${log()}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** What a program needs to run at all, and nothing that configures ours. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

async function ready(origin: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Error(`the server ended at its start\n${log()}`);
    const reply = await fetch(`${origin}/api/health/ready`).catch(() => undefined);
    if (reply?.ok) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s\n${log()}`);
}

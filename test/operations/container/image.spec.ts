import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { freePort } from '../../support/free-port.mjs';
import { root } from '../../support/server-process.ts';
import { composeFile } from './compose-file.ts';
import { type Built, scratchBuild } from './scratch-build.ts';

const DOCKERFILE = readFileSync(join(root, 'Dockerfile'), 'utf8');

it('the Dockerfile has no finding of its linter', () => expect(validate(DOCKERFILE).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]));

describe('the image, followed step by step without an engine', () => {
  let scratch: string;
  let built: Built;
  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'linping-image-'));
    const bin = join(scratch, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'pnpm'), '#!/bin/sh\nexec npx --yes pnpm@12 "$@"\n');
    chmodSync(join(bin, 'pnpm'), 0o755);
    built = await scratchBuild(DOCKERFILE, readFileSync(join(root, '.dockerignore'), 'utf8'), root, join(scratch, 'stages'), `${bin}:${process.env.PATH}`);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  const app = () => join(built.last.folder, built.last.workdir);
  const filesOf = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() && entry.name !== 'node_modules' ? filesOf(path) : [relative(app(), path)];
  });

  it('left out only what needs an image around it', () => {
    expect(built.notRun).toEqual([
      'npm install --global pnpm@12',
      'install -d -m 0700 -o node -g node /var/lib/linping /var/lib/linping-seal-keys',
      'apt-get update && apt-get install -y --no-install-recommends mariadb-client && rm -rf /var/lib/apt/lists/*',
    ]);
  });

  it('holds the server, the pages and what they need to run, and nothing else', () => {
    expect(readdirSync(app()).sort()).toEqual(['miniprogram', 'node_modules', 'server', 'shared']);
    const files = filesOf(app());
    expect(files).toEqual(expect.arrayContaining(['server/dist/main.js', 'server/dist/cli/migrate.js', 'server/package.json', 'shared/dist/index.js', 'miniprogram/dist/h5/index.html']));
    expect(files.filter((file) => /\.(spec|testing)\.|(^|\/)(\.env|src|data|test|secrets|backups)(\/|$)|\.key$|\.db$/.test(file))).toEqual([]);
    expect(files.filter((file) => /stand-?in/i.test(file))).toEqual([]); // nobody pays a real bill with a demo's money
    const packages = readdirSync(join(app(), 'node_modules/.pnpm')).map((name) => name.replace(/(?<=.)@.*$/, ''));
    expect(packages).toEqual(expect.arrayContaining(['typeorm', 'mysql2']));
    expect(packages.filter((name) => /^(typescript|jest|eslint|playwright-core|webpack|@tarojs\+|miniprogram-ci)/.test(name))).toEqual([]);
  });

  it('runs as nobody in particular, with signals going to the server itself', () => {
    expect(built.last).toMatchObject({ user: 'node', env: { NODE_ENV: 'production' }, command: ['node', '--enable-source-maps', 'server/dist/main.js'] });
    expect(built.stages.get('operations')).toMatchObject({ user: 'node', command: ['node', 'server/dist/cli/drill.js'], healthcheck: [] });
  });

  it('migrates, starts, says that it is healthy, serves the pages, and ends when it is told to', async () => {
    const [data, keys, secrets] = ['data', 'keys', 'secrets'].map((name) => join(scratch, name)) as [string, string, string];
    for (const folder of [data, keys, secrets]) mkdirSync(folder);
    const port = await freePort();
    const compose = composeFile({ PUBLIC_URL: 'https://linping.example.gov.cn' });
    // The compose file's own settings; only places and the engine are this machine's.
    const env: Record<string, string> = {
      ...built.last.env, ...compose.environment('server'), PATH: process.env.PATH!, HOST: '127.0.0.1', PORT: String(port), METRICS_HOST: '127.0.0.1', METRICS_PORT: String(await freePort()),
      DATA_DIR: data, SEAL_KEYS_DIR: keys,
    };
    for (const [name, value] of Object.entries({ DATABASE_URL: `sqlite:${join(data, 'linping.db')}`, TOKEN_SECRET: 't'.repeat(40), CODE_SECRET: 'c'.repeat(40), CONTACT_SECRET: 'k'.repeat(40) })) {
      env[`${name}_FILE`] = join(secrets, name);
      writeFileSync(env[`${name}_FILE`]!, `${value}\n`);
    }
    const start = ([program, ...args]: readonly string[]): ChildProcess => spawn(program === 'node' ? process.execPath : program!, args, { cwd: app(), env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = (child: ChildProcess) => new Promise<{ code: number | null; said: string }>((done) => {
      let said = '';
      for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.once('close', (code) => done({ code, said }));
    });
    const run = (command: readonly string[]) => ended(start(command));

    expect(await run(built.last.command)).toMatchObject({ code: 1, said: expect.stringContaining('pnpm migrate') });
    expect(await run(compose.command('migrate'))).toMatchObject({ code: 0, said: expect.stringContaining('the schema is up to date') });
    expect(await run(built.last.healthcheck)).toMatchObject({ code: 1 });
    const server = start(built.last.command);
    const end = ended(server);
    try {
      while ((await run(built.last.healthcheck)).code !== 0) {
        if (server.exitCode !== null) throw new Error((await end).said);
        await sleep(100);
      }
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect({ status: page.status, type: page.headers.get('content-type') }).toEqual({ status: 200, type: expect.stringContaining('text/html') });
      expect((await fetch(`http://127.0.0.1:${port}/api/openapi.json`)).status).toBe(200);
      expect(await (await fetch(`http://127.0.0.1:${env.METRICS_PORT}/metrics`)).text()).toContain('mode="production"');
    } finally {
      server.kill('SIGTERM');
    }
    expect((await end).code).toBe(0);
    expect(await run(built.stages.get('operations')!.command)).toMatchObject({ code: 0, said: expect.stringContaining('The drill is passed') });
    expect(existsSync(join(app(), 'data'))).toBe(false); // nothing is written beside the program: the file system is read-only
  });
});

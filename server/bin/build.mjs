/**
 * Builds a part of the product only when what goes into it has changed. Used by `pnpm start` and by the test runner, so
 * that both run the same output. Plain Node: it runs before anything is built.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const WORKSPACE = ['package.json', 'pnpm-lock.yaml', 'tsconfig.base.json'];
const SHARED = ['shared/src', 'shared/package.json', 'shared/tsconfig.json'];
const PAGES = [...WORKSPACE, ...SHARED, 'miniprogram'];

/** Inputs are files or folders below the root; the part counts as built while `output` exists and the inputs are the same. */
export const PARTS = {
  server: {
    title: 'the server',
    inputs: [...WORKSPACE, ...SHARED, 'server/src', 'server/package.json', 'server/tsconfig.json'],
    output: 'server/dist/main.js',
    marker: 'server/dist/.built',
    command: ['node_modules/typescript/bin/tsc', '-b', 'server'],
    folder: '.',
  },
  /** A stand-in for WeChat Pay, for demos alone: it lies with the tests, and what is shipped does not have it. */
  playMoney: {
    title: 'the play money',
    inputs: ['package.json', 'tsconfig.base.json', 'test/support/wechat-pay'],
    output: 'test/dist/play-money/main.js',
    marker: 'test/dist/play-money/.built',
    command: ['node_modules/typescript/bin/tsc', '-b', 'test/support/wechat-pay'],
    folder: '.',
  },
  h5: {
    title: 'the web pages',
    inputs: PAGES,
    output: 'miniprogram/dist/h5/index.html',
    marker: 'miniprogram/dist/.built-h5',
    command: ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5'],
    folder: 'miniprogram',
  },
  weapp: {
    title: 'the mini-program',
    inputs: PAGES,
    output: 'miniprogram/dist/weapp/app.json',
    marker: 'miniprogram/dist/.built-weapp',
    command: ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'weapp'],
    folder: 'miniprogram',
  },
};

/**
 * Builds one part if it has to be. Resolves to whether it did; rejects with all of the builder's output when it failed.
 * `onProgress` is told every few seconds how long it has been going, because a silent half minute looks like a hang.
 */
export async function build(name, { onStart = () => {}, onProgress = () => {} } = {}) {
  const part = PARTS[name];
  const marker = join(root, part.marker);
  const fingerprint = fingerprintOf(part.inputs);
  if (existsSync(join(root, part.output)) && existsSync(marker) && readFileSync(marker, 'utf8') === fingerprint) return false;

  onStart(part.title);
  rmSync(marker, { force: true }); // a build that is cut off must not pass for a finished one
  const began = Date.now();
  const ticking = setInterval(() => onProgress(part.title, Math.floor((Date.now() - began) / 1000)), 5000);
  try {
    await run(part.command, join(root, part.folder));
  } finally {
    clearInterval(ticking);
  }
  if (!existsSync(join(root, part.output))) throw new Error(`building ${part.title} left no ${part.output}`);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, fingerprint);
  return true;
}

function run([script, ...rest], cwd) {
  return new Promise((done, failed) => {
    const output = [];
    const child = spawn(process.execPath, [join(cwd, script), ...rest], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' },
    });
    const endChild = () => child.kill();
    process.once('exit', endChild);
    child.stdout.on('data', (text) => output.push(text));
    child.stderr.on('data', (text) => output.push(text));
    child.once('error', failed);
    child.once('close', (code) => {
      process.off('exit', endChild);
      if (code === 0) done();
      else failed(new Error(`${script} ended with ${code}\n${Buffer.concat(output).toString('utf8')}`));
    });
  });
}

/** One hash over names and contents; what is generated, installed or only tested does not count. */
function fingerprintOf(inputs) {
  const hash = createHash('sha256');
  const settings = Object.entries(process.env).filter(([name]) => /^(TARO_APP_|LINPING_API_BASE$)/.test(name)).sort();
  hash.update(JSON.stringify([process.version, settings]));
  for (const input of inputs) addTo(hash, input);
  return hash.digest('hex');
}

const IGNORED = new Set(['node_modules', 'dist', '.swc', '.temp']);

function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) if (!IGNORED.has(name)) addTo(hash, join(path, name));
  } else if (!/\.spec\.tsx?$/.test(path)) {
    hash.update(path).update('\0').update(readFileSync(full)).update('\0');
  }
}

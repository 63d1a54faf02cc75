/** What `pnpm test` consists of. A stage answers how many of its checks passed, failed and did not run. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from '../../server/bin/build.mjs';
import { command } from './command.mjs';

export const OUT = join(root, 'test/out');
/** Only against a stage that hangs: on a shared machine one may be ten times slower than on a quiet one. */
const LONGEST_MS = 40 * 60_000;
const SOURCES = ['shared/src', 'server/src', 'miniprogram/src', 'test'];
const LINTED = [...SOURCES, 'server/bin'];

const LINT = ['--config', 'test/architecture/eslint.config.mjs', '--max-warnings', '0', '--no-error-on-unmatched-pattern'];
/** `pnpm check` looks only at files that changed; a rule that needs another file's types is sure only in the whole run. */
const REMEMBERED = ['--cache', '--cache-strategy', 'content', '--cache-location', 'test/out/.eslintcache'];

/** @typedef {{ passed: number, failed: number, skipped: number, output: string }} Outcome */

export const STAGES = [
  { name: 'types', title: 'types (tsc -b)', quick: true, run: tool('typescript/bin/tsc', ['-b', 'shared', 'server', 'miniprogram', 'test']) },
  jest('shared', { title: 'shared: the rules of the scheme', quick: true }),
  {
    name: 'rules', title: 'who may know whom (dependency-cruiser)', quick: true,
    run: tool('dependency-cruiser/bin/dependency-cruise.mjs', ['--config', 'test/architecture/dependency-cruiser.cjs', '--output-type', 'err-long', ...SOURCES]),
  },
  jest('miniprogram', { title: 'mini-program: its logic', quick: true }),
  {
    name: 'lint', title: 'lint (eslint)', quick: true, after: ['types'],
    run: (_env, isQuick) => tool('eslint/bin/eslint.js', [...LINT, ...(isQuick ? REMEMBERED : []), ...LINTED])(),
  },
  { name: 'planted', title: 'each rule catches its planted violation', quick: true, run: nodeTest('planted', 'test/architecture/planted.test.mjs') },
  jest('architecture', { title: 'the tree itself: settings, paths, hosts', quick: true }),
  jest('openapi', { title: 'the API is described as it is', quick: true }),
  jest('support', { title: 'test support: stand-ins keep their word' }),
  { name: 'build-weapp', title: 'build for WeChat', after: ['types'], run: taro('weapp') },
  { name: 'build-h5', title: 'build for browsers', after: ['types', 'build-weapp'], run: taro('h5') },
  jest('server', { title: 'server: on SQLite and MariaDB', needs: ['mariadb'], slots: 2, workers: 4 }),
  jest('flows', { title: 'flows: journeys over HTTP', needs: ['mariadb'], after: ['types'], workers: 2 }),
  jest('weapp', { title: 'weapp: the emitted mini-program', after: ['types', 'build-weapp'] }),
  jest('attack', { title: 'attack: what must be refused', needs: ['mariadb'], after: ['types'] }),
  jest('browser', { title: 'browser: the pages in Chromium', needs: ['chromium', 'cjkFonts'], after: ['types', 'build-h5'], slots: 2, workers: 4 }),
  jest('bench', { title: 'bench: it runs and measures', needs: ['mariadb'], after: ['types'], slots: 2 }),
  jest('faults', { title: 'faults: kill, cut, delay', needs: ['mariadb'], after: ['types'], workers: 2 }),
  jest('operations', { title: 'operations: migrate, upgrade, back up, restore, measure, build the image', needs: ['mariadb'], after: ['types'] }),
  jest('proxy', { title: 'operations: docs/nginx.conf in a real nginx', needs: ['nginx', 'openssl'], after: ['types'] }),
  jest('hledger', { title: 'operations: the exported ledger in the real hledger', needs: ['mariadb', 'hledger'] }),
];

/** One of the repository's own tools: it passes or it fails. */
function tool(script, args) {
  return async () => {
    const { code, output } = await command(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, timeoutMs: LONGEST_MS });
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
  };
}

function taro(part) {
  return async () => {
    try {
      await build(part);
      return { passed: 1, failed: 0, skipped: 0, output: '' };
    } catch (cause) {
      return { passed: 0, failed: 1, skipped: 0, output: cause.message };
    }
  };
}

/**
 * A project of test/jest.config.mjs. Counts come from its report; a project without a test is a failure, not a pass.
 * `workers`: more than its slots for one that mostly waits, as pages do for their server and stores for the disk.
 */
function jest(project, { slots = 1, workers = slots, ...stage }) {
  const report = join(OUT, `${project}.json`);
  const args = [
    join(root, 'node_modules/jest/bin/jest.js'), '--config', 'test/jest.config.mjs', '--selectProjects', project, '--ci',
    '--json', `--outputFile=${report}`, `--maxWorkers=${workers}`,
  ];
  const run = async (env) => {
    rmSync(report, { force: true });
    const { code, output } = await command(process.execPath, args, { cwd: root, env, timeoutMs: LONGEST_MS });
    const text = withoutReport(output);
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output: text || 'jest left no report' };
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
    const silent = counts.numTotalTests === 0 ? '\nThis project has no test.' : '';
    return {
      passed: counts.numPassedTests,
      failed: failed === 0 && (code !== 0 || silent) ? 1 : failed,
      skipped: counts.numPendingTests + counts.numTodoTests,
      output: text + silent,
    };
  };
  return { name: project, slots, run, ...stage };
}

/** `--json` prints the report to the terminal as well, as one long line. */
const withoutReport = (output) => output.split('\n').filter((line) => !line.startsWith('{"num')).join('\n');

/** A file of node:test, for what jest cannot load. */
function nodeTest(name, file) {
  const report = join(OUT, `${name}.tap`);
  return async () => {
    rmSync(report, { force: true });
    const args = ['--test', '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${report}`, file];
    const { code, output } = await command(process.execPath, args, { cwd: root, timeoutMs: LONGEST_MS });
    const tap = existsSync(report) ? readFileSync(report, 'utf8') : '';
    const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
    const [passed, failed] = [count('pass'), count('fail') + count('cancelled')];
    return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed, skipped: count('skipped') + count('todo'), output };
  };
}

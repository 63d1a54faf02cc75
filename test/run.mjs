/**
 * What `pnpm test` runs: everything, from types to journeys in a browser, on both database engines.
 * `--quick` (`pnpm check`): what needs neither database nor browser.
 * `node test/run.mjs lint server`: only the named stages.
 *
 * The last line is `N passed, N failed`, with `, N skipped` where something is missing on this machine; under CI=true
 * what was skipped has failed. Reports and full output of each stage lie in test/out/.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../server/bin/build.mjs';
import { chromiumPath, explain, provide } from './runner/prerequisites.mjs';
import { schedule } from './runner/schedule.mjs';
import { useScratch } from './runner/scratch.mjs';
import { OUT, STAGES } from './runner/stages.mjs';
import { startMariadb } from './support/mariadb.mjs';

const HEARTBEAT_MS = 30_000;
const SHOWN_LINES = 200;
const words = process.argv.slice(2);
const isQuick = words.includes('--quick');
const isCi = process.env.CI === 'true' || process.env.CI === '1';
const say = (text) => process.stdout.write(`${text}\n`);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.once(signal, () => process.exit(code));
useScratch();
process.exitCode = await main();

async function main() {
  const stages = chosen();
  mkdirSync(OUT, { recursive: true });
  if (!existsSync(join(root, 'node_modules/typescript'))) {
    say('The dependencies are not installed. Run: npx --yes pnpm@12 install');
    return close({ passed: 0, failed: 1, skipped: 0 });
  }

  const needed = [...new Set(stages.flatMap((stage) => stage.needs ?? []))];
  const absent = await provide(needed, say);
  const isAbsent = (stage) => (stage.needs ?? []).some((need) => absent.includes(need));
  const skipped = stages.filter(isAbsent);

  const total = await runAll(stages.filter((stage) => !isAbsent(stage)));
  for (const stage of skipped) say(`- ${stage.title}: did not run`);
  if (absent.length > 0) say(explain(absent));
  return close({ ...total, skipped: total.skipped + skipped.length });
}

/** The stages that were asked for; an unknown name is a mistake, not an empty run. */
function chosen() {
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = [
    ...names.filter((name) => !STAGES.some((stage) => stage.name === name)),
    ...words.filter((word) => word.startsWith('--') && word !== '--quick'),
  ];
  if (unknown.length > 0) {
    say(`unknown: ${unknown.join(' ')}. Stages: ${STAGES.map((stage) => stage.name).join(' ')}`);
    process.exit(2);
  }
  if (names.length > 0) return STAGES.filter((stage) => names.includes(stage.name));
  return isQuick ? STAGES.filter((stage) => stage.quick) : STAGES;
}

async function runAll(stages) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const active = new Map();
  const heartbeat = setInterval(() => {
    say(`  … ${[...active].map(([title, began]) => `${title} (${Math.floor((Date.now() - began) / 1000)} s)`).join(', ')}`);
  }, HEARTBEAT_MS);

  const mariadb = stages.some((stage) => stage.needs?.includes('mariadb')) ? await startMariadb() : undefined;
  const env = { MARIADB_URL: mariadb?.url ?? '', CHROMIUM_PATH: chromiumPath() ?? '', TEST_OUT: OUT };
  try {
    await schedule(stages, async (stage) => {
      const began = Date.now();
      active.set(stage.title, began);
      const outcome = await stage.run(env, isQuick);
      active.delete(stage.title);
      writeFileSync(join(OUT, `${stage.name}.log`), outcome.output);
      report(stage, outcome, Date.now() - began);
      for (const key of Object.keys(total)) total[key] += outcome[key];
      return outcome.failed === 0;
    });
  } finally {
    clearInterval(heartbeat);
    await mariadb?.stop();
  }
  return total;
}

/** One line for what went well; the output as well for what did not. */
function report(stage, { passed, failed, skipped, output }, ms) {
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean).join(', ');
  say(`${failed > 0 ? '✗' : '✓'} ${stage.title}: ${counts} (${seconds(ms)})`);
  if (failed === 0) return;
  const lines = output.trimEnd().split('\n');
  if (lines.length > SHOWN_LINES) say(`    … ${lines.length - SHOWN_LINES} lines above, all of it in test/out/${stage.name}.log`);
  for (const line of lines.slice(-SHOWN_LINES)) say(`    ${line}`);
}

/** The closing line, and whether everything that should have run did and passed. */
function close({ passed, failed, skipped }) {
  const failures = isCi ? failed + skipped : failed;
  say('');
  say(`${passed} passed, ${failures} failed${!isCi && skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failures > 0 ? 1 : 0;
}

/**
 * What `pnpm start` runs: builds what has changed since last time, then runs the server and stops with it.
 * Without any configuration the server comes up as a demo (SQLite in `data/`, invented estates, a persona for every role).
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, PARTS, root } from './build.mjs';
import { startPlayMoney } from './play-money.mjs';

const say = (text) => process.stdout.write(`${text}\n`);

if (!existsSync(join(root, 'node_modules/typescript'))) {
  say('The dependencies are not installed. Run: npx --yes pnpm@12 install');
  process.exit(1);
}
const steps = {
  onStart: (title) => say(`Building ${title} …`),
  onProgress: (title, seconds) => say(`  … still building ${title} (${seconds} s)`),
};
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]]) process.once(signal, () => process.exit(code));

await buildAll();
runServer(await startPlayMoney({ say, steps }));

async function buildAll() {
  try {
    // Both at once: together they take as long as the pages alone.
    await Promise.all([build('server', steps), build('h5', steps)]);
  } catch (cause) {
    say(cause.message);
    process.exit(1);
  }
}

/** `settings` are added to the environment: those of a demo's play money, or none. */
function runServer(settings) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, PARTS.server.output)], { cwd: root, stdio: 'inherit', env: { ...process.env, ...settings } });
  let asked;
  process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      asked = signal;
      child.kill(signal);
    });
  }
  child.once('error', (cause) => {
    say(String(cause));
    process.exit(1);
  });
  // A server that ended because it was asked to has ended well, whichever way it says so.
  child.once('exit', (code, signal) => process.exit(code ?? (signal === asked ? 0 : 1)));
}

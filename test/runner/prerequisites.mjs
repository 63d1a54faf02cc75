/** What the suite needs from the machine: looked for, installed where that is possible, otherwise named. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findHledger } from '../support/hledger.mjs';
import { findMariadbd } from '../support/mariadb.mjs';
import { findNginx } from '../support/nginx.mjs';

const onPath = (program) => (process.env.PATH ?? '').split(':').map((folder) => join(folder, program)).find((path) => existsSync(path));

/** Each finder answers something truthy when the thing is there. `otherwise`: where a distribution has no such package. */
const NEEDS = {
  mariadb: { package: 'mariadb-server', why: 'the database specs, flows and faults', find: findMariadbd },
  chromium: {
    // Chromium without its windows: the same engine, and a quarter less work than the whole browser has with each page.
    package: 'chromium-headless-shell',
    otherwise: 'chromium',
    why: 'the browser journeys',
    find: () => process.env.CHROMIUM_PATH ?? ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean),
  },
  nginx: {
    package: 'nginx',
    why: 'the reverse proxy of docs/nginx.conf',
    find: findNginx,
  },
  hledger: { package: 'hledger', why: 'the exported ledger, recomputed by another program', find: findHledger },
  openssl: { package: 'openssl', why: "the reverse proxy's certificate", find: () => onPath('openssl') },
  cjkFonts: {
    package: 'fonts-noto-cjk',
    why: 'Chinese text in the browser journeys',
    find: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || /\S/.test(spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout ?? ''),
  },
};

const missing = (names) => names.filter((name) => !NEEDS[name].find());

/** Where the browser is; the browser specs read it as CHROMIUM_PATH. */
export const chromiumPath = () => NEEDS.chromium.find();

/**
 * Looks for what is needed and installs what is missing.
 * @returns {Promise<string[]>} the names that are still missing
 */
export async function provide(names, say) {
  const absent = missing(names);
  if (absent.length === 0) return [];
  const asRoot = rootCommand();
  if (!asRoot) return absent;

  const install = (word) => {
    const packages = absent.map((name) => NEEDS[name][word] ?? NEEDS[name].package);
    say(`Installing ${packages.join(', ')} with apt (once) …`);
    return apt(asRoot, ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', ...packages], say);
  };
  if ((await apt(asRoot, ['update'], say)) && !(await install('package'))) await install('otherwise');
  return missing(names);
}

/** One block that says what did not run and how to get it. */
export function explain(absent) {
  const packages = absent.map((name) => NEEDS[name].package).join(' ');
  return [
    '',
    'Not everything ran. Missing on this machine, and apt could not install it:',
    ...absent.map((name) => NEEDS[name]).map(({ package: name, otherwise, why }) => `  ${name}${otherwise ? ` (or ${otherwise})` : ''}: needed for ${why}`),
    `To run the rest:  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}`,
  ].join('\n');
}

/** The words to put before apt-get, or undefined where nobody may install. */
function rootCommand() {
  if (!onPath('apt-get') && !existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** Runs one apt-get, telling every few seconds where it is. RUNLEVEL=1 keeps Debian from starting a database service. */
function apt(asRoot, args, say) {
  const words = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get', '-q', ...args];
  return new Promise((done) => {
    const child = spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let last = '';
    const hear = (text) => {
      output = (output + text).slice(-4000);
      last = output.trimEnd().split('\n').at(-1) ?? '';
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const ticking = setInterval(() => say(`  … ${last.slice(0, 100)}`), 5000);
    const end = (code, why) => {
      clearInterval(ticking);
      if (code !== 0) say(`apt-get ${args[0]} failed${why ? `: ${why}` : ''}\n${output}`);
      done(code === 0);
    };
    child.once('error', (cause) => end(1, cause.message));
    child.once('close', (code) => end(code));
  });
}

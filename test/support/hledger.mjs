/** The real hledger: a plain-text accounting program that is not ours and recomputes what we export. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The program, or undefined where hledger is not installed. */
export const findHledger = () => (process.env.PATH ?? '').split(':').filter(Boolean).map((folder) => join(folder, 'hledger')).find((path) => existsSync(path));

/**
 * Runs hledger on a journal and waits.
 * @param {string} journal the file
 * @param {readonly string[]} words what it is asked
 * @returns {{ code: number | null, said: string }} its exit code, and everything it printed
 */
export function hledger(journal, words) {
  const program = findHledger();
  if (!program) throw new Error('hledger is not installed: apt-get install hledger');
  // C.UTF-8: it reads its files in the locale's encoding, and ours are Chinese.
  const { status, stdout, stderr } = spawnSync(program, ['-f', journal, ...words], { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: '/nonexistent', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }, maxBuffer: 64 * 1024 * 1024 });
  return { code: status, said: `${stdout}${stderr}` };
}

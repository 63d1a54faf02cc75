import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Place, root } from '../support/server-process.ts';

export interface Ended {
  readonly code: number | null;
  /** Everything it printed. */
  readonly said: string;
}
export interface Running {
  readonly ended: Promise<Ended>;
  kill(): void;
}

/** One of the server's programs (`server/dist/cli/NAME.js`), with the configuration of that server's place and no other. */
export function start(program: string, place: Pick<Place, 'folder' | 'env'>, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [join(root, `server/dist/cli/${program}.js`), ...args], {
    cwd: place.folder, env: { PATH: process.env.PATH, ...place.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const endChild = () => void child.kill('SIGKILL');
  process.once('exit', endChild);
  const ended = new Promise<Ended>((done) => child.once('close', (code) => {
    process.off('exit', endChild);
    done({ code, said });
  }));
  return { ended, kill: endChild };
}

/** Runs it to its end. */
export const run = (...given: Parameters<typeof start>): Promise<Ended> => start(...given).ended;

/** Runs it to its end, which must be a good one; returns what it printed. */
export async function done(...given: Parameters<typeof start>): Promise<string> {
  const { code, said } = await run(...given);
  if (code !== 0) throw new Error(`${given[0]} ended with ${code}\n${said}`);
  return said;
}

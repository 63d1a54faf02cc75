import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface LoadRequest {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
}
export interface Load {
  readonly port: number;
  readonly concurrency: number;
  readonly requests: readonly LoadRequest[];
}
export interface Loaded {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** The first answer that was no 200. */
  readonly refusal?: string;
}

/** A program of this folder as a child that ends with us. */
export function child(file: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const process_ = fork(new URL(file, import.meta.url), { serialization: 'advanced', env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const end = () => void process_.kill('SIGKILL');
  process.once('exit', end);
  process_.once('exit', () => process.off('exit', end));
  return process_;
}

/** The next message of a child, or an error when it ends without one. */
export async function answerOf<T>(process_: ChildProcess): Promise<T> {
  const stop = new AbortController();
  const [message] = (await Promise.race([
    once(process_, 'message', { signal: stop.signal }),
    once(process_, 'exit', { signal: stop.signal }).then(() => { throw new Error('a process of the benchmark has ended'); }),
  ]).finally(() => stop.abort())) as [T];
  return message;
}

/** Puts a load on a server and answers how it went; everything must have been accepted. */
export async function put(generator: ChildProcess, load: Load): Promise<Loaded> {
  const answer = answerOf<Loaded>(generator);
  generator.send(load);
  const loaded = await answer;
  if (Object.keys(loaded.statuses).join() !== '200') throw new Error(`not everything was accepted: ${JSON.stringify(loaded.statuses)} ${loaded.refusal}`);
  return loaded;
}

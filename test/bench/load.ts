/** The load generator, a process of its own: what it costs is not taken from the server's thread. Started by `load-process.ts`. */
import { performance } from 'node:perf_hooks';
import { Connection, httpRequest } from './district/wire.ts';
import { percentile } from './figures.ts';
import type { Load, Loaded } from './load-process.ts';

/** Every connection takes the next request as soon as its last one was answered. */
async function run({ port, concurrency, requests }: Load): Promise<Loaded> {
  const bytes = requests.map(({ method, path, token, body }) => httpRequest(method, path, token, body));
  const connections = await Promise.all(Array.from({ length: concurrency }, () => Connection.open(port)));
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let refusal: string | undefined;
  let next = 0;
  const began = performance.now();
  await Promise.all(connections.map(async (connection) => {
    while (next < bytes.length) {
      const request = bytes[next++]!;
      const sent = performance.now();
      const { status, body } = await connection.send(request);
      latencies.push(performance.now() - sent);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 200) refusal ??= body;
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  for (const connection of connections) connection.close();
  return { perSecond: bytes.length / seconds, p50Ms: percentile(latencies, 50), p99Ms: percentile(latencies, 99), statuses, refusal };
}

process.on('message', (load: Load) => {
  run(load).then((loaded) => process.send!(loaded), (cause: unknown) => {
    console.error(cause);
    process.exit(1);
  });
});

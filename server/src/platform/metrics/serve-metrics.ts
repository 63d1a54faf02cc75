import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Metrics } from './metrics.ts';

/**
 * GET /metrics on a listener of its own: on the residents' address it would be one forgotten proxy rule away from the
 * public. It asks nobody who they are, so METRICS_HOST is loopback or a network that only the collector reaches.
 * Resolves to what stops it.
 */
export async function serveMetrics(metrics: Metrics, { metrics: at, mode }: Config): Promise<() => Promise<void>> {
  if (at === 'off') return async () => undefined;
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { readonly version: string };
  metrics.describeProcess({ version, mode });
  const server = createServer((request, reply) => void answer(metrics, request, reply));
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(at.port, at.host, listening));
  return () => new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}

async function answer(metrics: Metrics, { method, url }: IncomingMessage, reply: ServerResponse): Promise<void> {
  if (url?.split('?', 1)[0] !== '/metrics') return void reply.writeHead(404).end();
  if (method !== 'GET' && method !== 'HEAD') return void reply.writeHead(405, { allow: 'GET, HEAD' }).end();
  try {
    const text = await metrics.text();
    reply.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(method === 'HEAD' ? undefined : text);
  } catch {
    reply.writeHead(500).end();
  }
}

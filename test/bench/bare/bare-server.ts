/**
 * The bare limit: what this machine and this database can do at most, to measure the product against. `node:http`, the
 * bare driver, no framework, no validation, no unit of work; but the same durability, the same batching, the same token
 * check and session look-up, and the same rows, keys and counters of a first answer. It knows no change, no refusal and
 * no retry, and is no server for anybody.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import type { SubmitAnswerBody } from '@linping/shared';
import { accessMac } from '../district/access-token.ts';
import { Batches } from './batches.ts';
import { bareMariadb } from './bare-mariadb.ts';
import { bareSqlite } from './bare-sqlite.ts';
import type { BareItem, BareStore } from './bare-store.ts';

const { DATABASE_URL = '', PORT = '', TOKEN_SECRET = '' } = process.env;
const ROUTE = /^\/api\/v1\/rounds\/([0-9a-f-]{36})\/answer$/;

const store: BareStore = DATABASE_URL.startsWith('sqlite:') ? bareSqlite(DATABASE_URL.slice('sqlite:'.length)) : await bareMariadb(DATABASE_URL);
const batches = new Batches<BareItem>((items) => store.write(items));

async function take(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const residentId = await principal(request.headers.authorization ?? '');
  const roundId = ROUTE.exec(request.url ?? '')?.[1];
  if (roundId === undefined) throw new Error('not a route');
  const body = JSON.parse(Buffer.concat(chunks).toString()) as SubmitAnswerBody;
  await batches.submit({ roundId, residentId, address: request.socket.remoteAddress ?? '', body });
  return { revision: body.revision };
}

/** Who holds the token: its signature, its time, and its session's row. */
async function principal(authorization: string): Promise<string> {
  const [body = '', given = ''] = authorization.slice('Bearer '.length).split('.');
  const [a, b] = [Buffer.from(given), Buffer.from(accessMac(TOKEN_SECRET, body))];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new Error('not our token');
  const [sessionId, kind, principalId, expiresMs] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, string, number];
  const session = await store.session(sessionId);
  const now = Date.now();
  const isLive = session !== undefined && session.revokedMs === null && session.expiresMs > now && session.kind === kind && session.principalId === principalId;
  if (!isLive || expiresMs <= now) throw new Error('the session has ended');
  return principalId;
}

createServer((request, response) => {
  const answer = (status: number, body: object) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
  };
  take(request).then((body) => answer(200, body), (cause: unknown) => answer(500, { cause: String(cause) }));
}).listen(Number(PORT), '127.0.0.1', () => process.send?.('ready'));

import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { S3Config } from '../config/config.ts';

/** What goes wrong with the next requests, each with one. */
export type S3Fault = 'error' | 'slowDown' | 'silence' | 'cut' | 'torn';

export interface S3StandIn {
  readonly config: S3Config;
  readonly objects: Map<string, { readonly bytes: Buffer; readonly type: string; readonly writtenMs: number }>;
  /** Every request that was signed right, e.g. `PUT uploads/a/b`. */
  readonly asked: string[];
  fail(...faults: S3Fault[]): void;
  /** Forgets what was still to go wrong. */
  heal(): void;
  close(): Promise<void>;
}

const BUCKET = 'linping-test';
const REGION = 'cn-test-1';
const ACCESS_KEY = 'AKTEST';
const SECRET_KEY = 'a secret of the test';

/**
 * A server that speaks as much S3 as we use, over real HTTP: PUT, GET, HEAD, DELETE and ListObjectsV2 of one bucket. It
 * computes each request's signature (AWS Signature Version 4) by itself and refuses a wrong one, as the real ones do.
 */
export async function startS3(): Promise<S3StandIn> {
  const objects: S3StandIn['objects'] = new Map();
  const asked: string[] = [];
  const faults: S3Fault[] = [];
  const server = createServer((request, reply) => void answer(request, reply).catch(() => reply.destroy()));

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const fault = faults.shift();
    if (fault === 'silence') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'error') return problem(reply, 500, 'InternalError');
    if (fault === 'slowDown') return problem(reply, 503, 'SlowDown');
    if (!isSigned(request, body)) return problem(reply, 403, 'SignatureDoesNotMatch');
    const { pathname, searchParams } = new URL(request.url!, 'http://s3');
    const [, bucket, ...rest] = decodeURIComponent(pathname).split('/');
    const key = rest.join('/');
    if (bucket !== BUCKET) return problem(reply, 404, 'NoSuchBucket');
    asked.push(`${request.method} ${key || `?${searchParams.get('prefix')}`}`);
    if (request.method === 'GET' && key === '') return listed(reply, searchParams);
    if (request.method === 'PUT') {
      objects.set(key, { bytes: body, type: String(request.headers['content-type']), writtenMs: Date.now() });
      return void reply.writeHead(200, { etag: '"x"' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return void reply.writeHead(204).end();
    }
    const object = objects.get(key);
    if (!object) return request.method === 'HEAD' ? void reply.writeHead(404).end() : problem(reply, 404, 'NoSuchKey');
    reply.writeHead(200, { 'content-type': object.type, 'content-length': object.bytes.length, 'last-modified': new Date(object.writtenMs).toUTCString() });
    if (request.method === 'HEAD') return void reply.end();
    if (fault === 'torn') return void reply.write(object.bytes.subarray(0, object.bytes.length / 2), () => request.socket.destroy());
    reply.end(object.bytes);
  }

  function listed(reply: ServerResponse, query: URLSearchParams): void {
    const [prefix, after, most] = [query.get('prefix') ?? '', query.get('start-after') ?? '', Number(query.get('max-keys') ?? 1000)];
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort().slice(0, most);
    const contents = keys.map((key) => `<Contents><Key>${key}</Key><LastModified>${new Date(objects.get(key)!.writtenMs).toISOString()}</LastModified><Size>${objects.get(key)!.bytes.length}</Size></Contents>`);
    reply.writeHead(200, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>${BUCKET}</Name><KeyCount>${keys.length}</KeyCount>${contents.join('')}</ListBucketResult>`);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const config: S3Config = {
    kind: 's3', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, region: REGION, bucket: BUCKET, accessKey: ACCESS_KEY, secretKey: SECRET_KEY, forcePathStyle: true,
  };
  const close = () => new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
  return { config, objects, asked, fail: (...more) => void faults.push(...more), heal: () => void faults.splice(0), close };
}

function problem(reply: ServerResponse, status: number, code: string): void {
  reply.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const hmac = (key: Buffer | string, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Signature Version 4, from its description: what was signed is put together anew from what arrived. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const header = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(request.headers.authorization ?? '');
  if (!header) return false;
  const [, accessKey, day, region, signedHeaders, signature] = header as unknown as [string, string, string, string, string, string];
  const [moment, bodySum] = [String(request.headers['x-amz-date']), String(request.headers['x-amz-content-sha256'])];
  if (accessKey !== ACCESS_KEY || region !== REGION || !moment.startsWith(day) || bodySum !== sha256(body)) return false;
  const names = signedHeaders.split(';');
  if (!names.includes('host') || !names.includes('x-amz-content-sha256')) return false;
  const [path, query = ''] = request.url!.split('?', 2);
  const canonicalQuery = query.split('&').filter(Boolean).map((pair) => (pair.includes('=') ? pair : `${pair}=`)).sort().join('&');
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}\n`).join('');
  const canonical = [request.method, path, canonicalQuery, headers, signedHeaders, bodySum].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', moment, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET_KEY}`, day), region), 's3'), 'aws4_request');
  return hmac(key, toSign).toString('hex') === signature;
}

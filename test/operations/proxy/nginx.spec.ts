import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { request as secureRequest } from 'node:https';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_PHOTO_BYTES, UPLOAD_PIECE_BYTES } from '@linping/shared';
import { openDistrict, type District } from '../../support/district.ts';
import { freePort } from '../../support/free-port.mjs';
import { startNginx } from '../../support/nginx.mjs';
import { root, startServer } from '../../support/server-process.ts';

const SITE = readFileSync(join(root, 'docs/nginx.conf'), 'utf8');
const NAME = 'linping.example.gov.cn';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

describe('docs/nginx.conf, run by a real nginx before the real server', () => {
  let district: District;
  let nginx: Awaited<ReturnType<typeof startNginx>>;
  let metricsPort: number;
  beforeAll(async () => {
    metricsPort = await freePort();
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3, env: { TRUST_PROXY: 'true', METRICS_PORT: String(metricsPort) } });
    nginx = await startNginx({ site: SITE, name: NAME, upstreamPort: district.place.port });
  });
  afterAll(async () => {
    await nginx?.stop();
    await district?.close();
  });

  const ask = (path: string, { method = 'GET', headers = {}, body }: Ask = {}, name = NAME, { httpsPort, certificate } = nginx): Promise<Answer> => new Promise((resolve, reject) => {
    const sent = secureRequest({
      host: '127.0.0.1', port: httpsPort, servername: name, ca: certificate, path, method, agent: false,
      headers: { host: name, ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
    }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve({ status: reply.statusCode!, headers: reply.headers, body: Buffer.concat(parts) })).on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
  const problem = ({ status, headers, body }: Answer) => ({ status, type: headers['content-type'], code: (JSON.parse(body.toString('utf8')) as { code: string }).code });
  const json = { 'content-type': 'application/json' };
  const bearer = () => ({ authorization: `Bearer ${district.headquarters.session.read()!.accessToken}` });

  it('sends http to https, path and query included', async () => {
    const moved = await new Promise<Answer>((resolve, reject) => {
      plainRequest({ host: '127.0.0.1', port: nginx.httpPort, path: '/q/abc?x=1', headers: { host: NAME }, agent: false }, (reply) => {
        resolve({ status: reply.statusCode!, headers: reply.headers, body: Buffer.alloc(0) });
        reply.resume();
      }).on('error', reject).end();
    });
    expect({ status: moved.status, location: moved.headers.location }).toEqual({ status: 301, location: `https://${NAME}/q/abc?x=1` });
  });

  it('says nothing to who asks for another name', async () => {
    await expect(ask('/', {}, 'other.example.cn')).rejects.toThrow();
    await expect(new Promise((resolve, reject) => plainRequest({ host: '127.0.0.1', port: nginx.httpPort, headers: { host: '127.0.0.1' }, agent: false }, resolve).on('error', reject).end())).rejects.toThrow();
  });

  it('speaks HTTP/2 over TLS 1.2 or newer only', async () => {
    const session = connectHttp2(`https://127.0.0.1:${nginx.httpsPort}`, { servername: NAME, ca: nginx.certificate });
    const stream = session.request({ ':path': '/api/health/ready', ':authority': NAME });
    const status = await new Promise((resolve, reject) => stream.on('response', (headers) => resolve(headers[':status'])).on('error', reject).end());
    session.destroy();
    expect(status).toBe(200);
    const old = () => new Promise((resolve, reject) => {
      const socket = connectTls({ host: '127.0.0.1', port: nginx.httpsPort, servername: NAME, ca: nginx.certificate, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }, () => { socket.destroy(); resolve('connected'); });
      socket.on('error', reject);
    });
    await expect(old()).rejects.toThrow();
  });

  it('keeps the server\'s headers and adds one HSTS of a year', async () => {
    const { status, headers } = await ask('/api/v1/estates/none');
    expect(status).toBe(400);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers).toMatchObject({ 'content-security-policy': expect.stringContaining("frame-ancestors 'none'"), 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-type': expect.stringContaining('application/problem+json') });
    expect(headers.server).toBe('nginx');
  });

  it('compresses what is worth it', async () => {
    const { headers, body } = await ask('/api/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: expect.stringContaining('Accept-Encoding') });
    expect(JSON.parse(gunzipSync(body).toString('utf8'))).toHaveProperty('paths');
  });

  it('tells the server the visitor\'s real address, whatever the visitor says it is', async () => {
    const codes = new Set<string>();
    for (let i = 0; i < 31; i += 1) {
      const reply = await ask('/api/v1/sessions/staff', { method: 'POST', headers: { ...json, 'x-forwarded-for': `203.0.113.${i}` }, body: JSON.stringify({ name: `nobody.${i}`, password: 'not the password' }) });
      codes.add(problem(reply).code);
    }
    expect([...codes]).toEqual(['SIGN_IN_FAILED', 'TOO_MANY_ATTEMPTS']); // 30 from one address; each of these claims another
  });

  it('takes 64 KiB of JSON and no more, and says so as the API does', async () => {
    const of = (kibibytes: number) => JSON.stringify({ buildingToken: 'x'.repeat(kibibytes * 1024), code: '1' });
    expect(problem(await ask('/api/v1/bindings', { method: 'POST', headers: json, body: of(200) }))).toEqual({ status: 413, type: 'application/problem+json', code: 'BODY_TOO_LARGE' });
    expect(problem(await ask('/api/v1/bindings', { method: 'POST', headers: json, body: of(100) }))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    expect((await ask('/api/v1/bindings', { method: 'POST', headers: json, body: of(60) })).status).not.toBe(413);
  });

  it('lets an import through up to 32 MiB', async () => {
    const csv = (mebibytes: number) => Buffer.alloc(mebibytes * 1024 * 1024, 'x');
    const sent = (path: string, mebibytes: number) => ask(path, { method: 'POST', headers: { ...bearer(), 'content-type': 'text/csv' }, body: csv(mebibytes) });
    expect((await sent('/api/v1/imports/estates', 8)).status).toBe(422); // read, and found to be no table
    expect(problem(await sent('/api/v1/imports/estates', 34))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    expect(problem(await sent('/api/v1/me', 1))).toMatchObject({ status: 413 });
  });

  it('takes a photo in pieces of 256 KiB, and not a byte more', async () => {
    const { accessToken } = JSON.parse((await ask('/api/v1/sessions/device', { method: 'POST' })).body.toString('utf8')) as { accessToken: string };
    const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/octet-stream' };
    const path = `/api/v1/uploads/${randomUUID()}?offset=0&bytes=${MOST_PHOTO_BYTES}`;
    const piece = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(UPLOAD_PIECE_BYTES - 3)]);
    expect(JSON.parse((await ask(path, { method: 'PUT', headers, body: piece })).body.toString('utf8'))).toMatchObject({ received: UPLOAD_PIECE_BYTES });
    expect(problem(await ask(path, { method: 'PUT', headers, body: Buffer.concat([piece, Buffer.alloc(1)]) }))).toEqual({ status: 413, type: 'application/problem+json', code: 'BODY_TOO_LARGE' });
    expect(problem(await ask(path, { method: 'PUT', headers, body: Buffer.alloc(50 * 1024 * 1024) }))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  it('knows every route that takes a file', () => {
    const [pattern] = /location ~ (\S+) \{/.exec(SITE)!.slice(1);
    const described = JSON.parse(readFileSync(join(root, 'server/openapi.json'), 'utf8')) as { paths: Record<string, Record<string, { requestBody?: { content?: object } }>> };
    const takingFiles = Object.entries(described.paths).filter(([, methods]) => Object.values(methods).some(({ requestBody }) => Object.keys(requestBody?.content ?? {}).includes('text/csv'))).map(([path]) => path);
    expect(takingFiles.length).toBeGreaterThan(1);
    expect(takingFiles.filter((path) => !new RegExp(pattern!).test(path))).toEqual([]);
  });

  it('gives the metrics to nobody', async () => {
    expect(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()).toContain('linping_http_request_seconds');
    for (const path of ['/metrics', '/metrics/', '//metrics', '/api/../metrics', '/%6detrics']) {
      const { status, body } = await ask(path);
      expect({ path, status, isTold: body.includes('linping_') }).toEqual({ path, status: 404, isTold: false });
    }
  });

  it('stops a flood from one address with a sentence', async () => {
    // The same file with a limit that a slow machine reaches too.
    const strict = await startNginx({ site: SITE.replace('rate=50r/s', 'rate=1r/m').replace('burst=200', 'burst=2'), name: NAME, upstreamPort: district.place.port });
    const statuses: number[] = [];
    let last!: Answer;
    try {
      for (let i = 0; i < 5; i += 1) statuses.push((last = await ask('/api/health/live', {}, NAME, strict)).status);
    } finally {
      await strict.stop();
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(problem(last)).toEqual({ status: 429, type: 'application/problem+json', code: 'TOO_MANY_REQUESTS' });
    expect(last.headers).toMatchObject({ 'retry-after': '2', 'strict-transport-security': 'max-age=31536000' });
  });

  it('keeps a log without addresses and queries', async () => {
    await ask(`/api/v1/buildings/by-token/${district.buildings[0]!.token}?phone=13800000000`);
    const log = readFileSync(join(nginx.folder, 'linping.access.log'), 'utf8');
    expect(log).toMatch(/^\S+T\S+ POST \/api\/v1\/sessions\/staff 401 \d+ /m);
    expect(log).not.toMatch(/127\.0\.0\.1|203\.0\.113|13800000000|nobody\./);
    expect(readFileSync(join(nginx.folder, 'linping.error.log'), 'utf8')).toBe('');
  });

  it('says to try again while the server is away, and finds it when it is back', async () => {
    await district.server.stop();
    const away = await ask('/api/v1/bindings', { method: 'POST', headers: json, body: '{}' });
    expect(problem(away)).toEqual({ status: 503, type: 'application/problem+json', code: 'BUSY' });
    expect(away.headers['retry-after']).toBe('5');
    district.server = await startServer(district.place);
    let back: Answer;
    do back = await ask('/api/health/ready'); while (back.status === 503);
    expect(back.status).toBe(200);
  });
});

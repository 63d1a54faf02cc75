import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorCode, ProblemCode } from '@linping/shared';
import { Body, Controller, ForbiddenException, Get, HttpCode, HttpException, Module, NotFoundException, Param, ParseUUIDPipe, Post, Query, UnauthorizedException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { freshDatabase, type TestDatabase } from '../database/engines.testing.ts';
import { Busy } from '../database/group-commit.ts';
import { Platform1795305600000 } from '../database/migrations/1795305600000-platform.ts';
import { OutcomeUnknown } from '../database/unit-of-work.ts';
import { PlatformModule } from '../platform.module.ts';
import { testConfig } from '../platform.testing.ts';
import { refuse } from '../refused.ts';
import { httpAdapter, withHttpEdge } from './http-edge.ts';
import { isTooDeep, MAX_JSON_DEPTH } from './json-depth.ts';
import { serveOpenApi } from './openapi.ts';
import { PROBLEMS } from './problem-table.ts';
import { serveWebApp } from './web-app.ts';

class PartDto {
  @IsString() @Length(1, 5) word!: string;
}
class BodyDto {
  @IsInt() @Min(1) @Max(2_147_483_647) version!: number;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => PartDto) parts?: PartDto[];
}
class QueryDto {
  @IsOptional() @Type(() => Number) @IsInt() limit?: number;
}

/** Routes that do one thing each; most of it fails. */
@Controller('things')
class ThingsController {
  @Get('busy') busy() { throw new Busy(7); }
  @Get('unknown') unknown() { throw new OutcomeUnknown(new Error('lost')); }
  @Get('conflict') conflict() { throw Object.assign(new Error('deadlock'), { errno: 1213 }); }
  @Get('throttled') throttled() { throw new HttpException('slow down', 429); }
  @Get('teapot') teapot() { throw new HttpException('teapot', 418); }
  @Get('bug') bug() { throw new Error('password=secret'); }
  @Get('nothing') nothing() { throw undefined; }
  @Get('forbidden') forbidden() { throw new ForbiddenException('secret reason'); }
  @Get('unauthenticated') unauthenticated() { throw new UnauthorizedException('secret reason'); }
  @Get('missing') missing() { throw new NotFoundException(); }
  @Get('locked') locked() { refuse({ code: 'SIGN_IN_LOCKED', retryAfterSeconds: 900 }); }
  @Get('imported') imported() { refuse({ code: 'IMPORT_HAS_ERRORS', errors: [{ line: 2, column: '户号', reason: '空' }], moreErrors: 3 }); }
  @Get('listed') listed(@Query() query: QueryDto) { return query; }
  @Get(':id') one(@Param('id', ParseUUIDPipe) id: string) { return { id }; }
  @Post(':id') @HttpCode(200) change(@Param('id', ParseUUIDPipe) _id: string, @Body() body: BodyDto) { return body; }
}
@Module({ controllers: [ThingsController] })
class ThingsModule {}

const ID = '00000000-0000-4000-8000-000000000000';
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('the HTTP edge', () => {
  let db: TestDatabase;
  let app: NestFastifyApplication;
  let web: string;
  beforeAll(async () => {
    db = await freshDatabase('sqlite', { entities: [], migrations: [Platform1795305600000] });
    const tested = await Test.createTestingModule({ imports: [PlatformModule.with({ config: testConfig(), engine: db.engine }), ThingsModule] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    serveOpenApi(app);
    web = mkdtempSync(join(tmpdir(), 'linping-web-'));
    writeFileSync(join(web, 'index.html'), '<title>邻评</title>');
    writeFileSync(join(web, 'app.0a1b.js'), 'x');
    await serveWebApp(app, web);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => { await app.close(); await db.close(); rmSync(web, { recursive: true }); });

  type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD';
  const send = async (method: Method, url: string, payload?: unknown, headers: Record<string, string> = {}) => {
    const reply = await app.inject({
      method, url, headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(payload !== undefined && { payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload) }),
    });
    const type = String(reply.headers['content-type']);
    return { status: reply.statusCode, type, headers: reply.headers, body: type.includes('json') && reply.body ? reply.json() : reply.body };
  };
  const things = '/api/v1/things';

  interface Row { what: string; status: number; code: ProblemCode; method?: Method; url: string; payload?: unknown; headers?: Record<string, string> }
  it.each<Row>([
    { what: 'a URL that cannot be decoded', status: 400, code: 'INVALID_REQUEST', url: `${things}/%E0%A4%A` },
    { what: 'an id that is none', status: 400, code: 'INVALID_REQUEST', url: `${things}/1` },
    { what: 'an id with a NUL', status: 400, code: 'INVALID_REQUEST', url: `${things}/${ID}%00` },
    { what: 'a query that is no number', status: 400, code: 'INVALID_REQUEST', url: `${things}/listed?limit=many` },
    { what: 'a query that nobody asked for', status: 400, code: 'INVALID_REQUEST', url: `${things}/listed?sort=1` },
    { what: 'a query twice', status: 400, code: 'INVALID_REQUEST', url: `${things}/listed?limit=1&limit=2` },
    { what: 'broken JSON', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: '{' },
    { what: 'an empty body', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: '' },
    { what: 'no body', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}` },
    { what: 'a list', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: [] },
    { what: 'null', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: 'null' },
    { what: 'a number', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: '5' },
    { what: 'a version beyond the column', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: { version: 2 ** 40 } },
    { what: 'a version as text', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: { version: '1' } },
    { what: 'a poisoned prototype', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: '{"version":1,"__proto__":{"x":1}}' },
    { what: 'a poisoned constructor', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: '{"version":1,"constructor":{"prototype":{"x":1}}}' },
    { what: 'JSON nested past the limit', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: `{"version":1,"parts":${deep(MAX_JSON_DEPTH + 1)}}` },
    { what: 'JSON nested to overflow a stack', status: 400, code: 'INVALID_REQUEST', method: 'POST', url: `${things}/${ID}`, payload: `{"version":1,"parts":${deep(20_000)}}` },
    { what: 'a status that we have no row for', status: 400, code: 'INVALID_REQUEST', url: `${things}/teapot` },
    { what: 'nobody', status: 401, code: 'UNAUTHENTICATED', url: `${things}/unauthenticated` },
    { what: 'somebody else', status: 403, code: 'FORBIDDEN', url: `${things}/forbidden` },
    { what: 'a path that is none', status: 404, code: 'NOT_FOUND', url: '/api/v1/nope' },
    { what: 'a thing that is none', status: 404, code: 'NOT_FOUND', url: `${things}/missing` },
    { what: 'a path outside the prefix', status: 404, code: 'NOT_FOUND', url: `/things/${ID}` },
    { what: 'a path of the past', status: 404, code: 'NOT_FOUND', url: '/.env' },
    { what: 'a way out of the folder', status: 404, code: 'NOT_FOUND', url: '/..%2f..%2fetc%2fpasswd' },
    { what: 'a method that is none', status: 405, code: 'METHOD_NOT_ALLOWED', method: 'PUT', url: `${things}/${ID}?x=1`, payload: {} },
    { what: 'a body too large', status: 413, code: 'BODY_TOO_LARGE', method: 'POST', url: `${things}/${ID}`, payload: { version: 'x'.repeat(70_000) } },
    { what: 'another format', status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', method: 'POST', url: `${things}/${ID}`, payload: '<version/>', headers: { 'content-type': 'application/xml' } },
    { what: 'a form', status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', method: 'POST', url: `${things}/${ID}`, payload: 'version=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { what: 'a refusal with a time', status: 429, code: 'SIGN_IN_LOCKED', url: `${things}/locked` },
    { what: 'a refusal with facts', status: 422, code: 'IMPORT_HAS_ERRORS', url: `${things}/imported` },
    { what: 'too often', status: 429, code: 'TOO_MANY_REQUESTS', url: `${things}/throttled` },
    { what: 'too many at once', status: 503, code: 'BUSY', url: `${things}/busy` },
    { what: 'a commit of unknown outcome', status: 503, code: 'BUSY', url: `${things}/unknown` },
    { what: 'a deadlock to the last attempt', status: 503, code: 'BUSY', url: `${things}/conflict` },
    { what: 'a bug', status: 500, code: 'INTERNAL', url: `${things}/bug` },
    { what: 'a bug that throws nothing', status: 500, code: 'INTERNAL', url: `${things}/nothing` },
  ])('$what: $status $code', async ({ status, code, method = 'GET', url, payload, headers }) => {
    const reply = await send(method, url, payload, headers);
    expect(reply).toMatchObject({ status, type: expect.stringContaining('application/problem+json'), body: { type: `/problems/${code}`, status, code, title: expect.stringMatching(/[一-龥]/), requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    expect(JSON.stringify(reply.body)).not.toContain('secret');
  });

  it('says when to come back', async () => {
    expect((await send('GET', `${things}/busy`)).headers['retry-after']).toBe('7');
    expect(await send('GET', `${things}/locked`)).toMatchObject({ headers: { 'retry-after': '900' }, body: { facts: { retryAfterSeconds: 900 } } });
  });

  it('hands over a refusal\'s facts, and an invalid request\'s fields', async () => {
    expect((await send('GET', `${things}/imported`)).body.facts).toEqual({ errors: [{ line: 2, column: '户号', reason: '空' }], moreErrors: 3 });
    const { body } = await send('POST', `${things}/${ID}`, { version: 0, parts: [{ word: 'fits' }, { word: 'far too long', more: 1 }], status: 'closed' });
    expect(body.invalid.map((one: { at: string; rule: string }) => `${one.at} ${one.rule}`).sort()).toEqual(['parts.1.more whitelistValidation', 'parts.1.word isLength', 'status whitelistValidation', 'version min']);
  });

  it('names the methods that a path has', async () => {
    expect((await send('PUT', `${things}/${ID}`, {})).headers.allow).toMatch(/^GET(, HEAD)?, POST$/);
  });

  it('makes the request\'s id itself', async () => {
    const { body } = await send('GET', '/api/v1/nope', undefined, { 'x-request-id': 'mine', 'request-id': 'mine' });
    expect(body.requestId).not.toBe('mine');
  });

  it('lets nothing through to the prototype', async () => {
    await send('POST', `${things}/${ID}`, '{"version":1,"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    ['GET /api/v1/things/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 400 [\s\S]*application\/problem\+json[\s\S]*INVALID_REQUEST/],
    ['GET /%c0%ae%c0%ae/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 400 [\s\S]*INVALID_REQUEST/],
    ['GET // HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', /^HTTP\/1.1 404 [\s\S]*NOT_FOUND/],
    ['NONSENSE\r\n\r\n', /^HTTP\/1.1 400 /],
  ])('survives what no HTTP client would send: %j', async (text, expected) => {
    const { port } = new URL(await app.getUrl());
    const raw = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.end(text));
      let said = '';
      socket.on('data', (bytes) => (said += String(bytes))).on('close', () => resolve(said));
    });
    expect(raw).toMatch(expected);
  });

  it('sets the headers that keep a page among itself', async () => {
    for (const url of ['/', '/api/v1/nope', '/api/health/live']) {
      expect((await send('GET', url)).headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"), 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
      });
    }
  });

  it('is alive, and ready while the database answers', async () => {
    expect(await send('GET', '/api/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await send('GET', '/api/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('describes itself', async () => {
    const { status, body } = await send('GET', '/api/openapi.json');
    expect(status).toBe(200);
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/api/v1/estates/{estateId}', '/api/health/live']));
  });

  it('shows its description as a page that needs nothing from elsewhere', async () => {
    const { status, body } = await send('GET', '/api/docs');
    expect({ status, isTitled: String(body).includes('<title>邻评 API</title>') }).toEqual({ status: 200, isTitled: true });
    expect(String(body).match(/(?:src|href)="https?:/g)).toBeNull();
    expect(await send('GET', '/api/docs/swagger-ui-bundle.js')).toMatchObject({ status: 200 });
  });

  it('serves the web app: files for good, the page never from memory, and no page for what is not there', async () => {
    expect(await send('GET', '/')).toMatchObject({ status: 200, body: '<title>邻评</title>', headers: { 'cache-control': 'no-cache' } });
    expect(await send('GET', '/app.0a1b.js')).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=31536000, immutable' } });
    expect(await send('GET', '/other.js')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('the depth of JSON', () => {
  it('is counted without recursion', () => {
    expect(isTooDeep(JSON.parse(deep(MAX_JSON_DEPTH + 1)))).toBe(false); // the outermost is the body itself
    expect(isTooDeep(JSON.parse(deep(MAX_JSON_DEPTH + 2)))).toBe(true);
    expect(isTooDeep({ a: Buffer.alloc(10) })).toBe(false);
    expect(isTooDeep(undefined)).toBe(false);
  });
});

it('every refusal has a sentence that says the way out, without a full stop', () => {
  for (const [code, { status, title }] of Object.entries(PROBLEMS) as [ErrorCode, { status: number; title: string }][]) {
    expect({ code, status, isRefusal: status >= 400 && status < 600 && status !== 500 || code === ('INTERNAL' as string) }).toMatchObject({ isRefusal: true });
    expect(title).toMatch(/^[^。]+$/);
    expect(title).toMatch(/[一-龥]{3}/);
  }
});

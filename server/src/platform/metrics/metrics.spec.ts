import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Logger, Module, Param } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ENGINES, freshDatabase, type TestDatabase } from '../database/engines.testing.ts';
import { Busy, GroupCommit } from '../database/group-commit.ts';
import { Platform1795305600000 } from '../database/migrations/1795305600000-platform.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { httpAdapter, withHttpEdge } from '../http/http-edge.ts';
import { serveWebApp } from '../http/web-app.ts';
import { Jobs } from '../jobs/jobs.ts';
import { JobLeaseRow } from '../jobs/jobs.entity.ts';
import { PlatformModule } from '../platform.module.ts';
import { StoppedClock, testConfig } from '../platform.testing.ts';
import { refuse } from '../refused.ts';
import { Metrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const schema = { entities: [JobLeaseRow], migrations: [Platform1795305600000] };

/** The samples whose line begins so, without buckets. */
const samples = async (metrics: Metrics, name: string): Promise<string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name) && !line.includes('_bucket') && !line.includes('_sum')).sort();

@Controller('things')
class ThingsController {
  @Get('refused') refused() { refuse({ code: 'OUT_OF_SCOPE' }); }
  @Get(':id') one(@Param('id') id: string) { return { id }; }
}
@Module({ controllers: [ThingsController] })
class ThingsModule {}

describe('what requests leave in the metrics', () => {
  let db: TestDatabase;
  let app: NestFastifyApplication;
  let web: string;
  let metrics: Metrics;
  beforeAll(async () => {
    db = await freshDatabase('sqlite', schema);
    const tested = await Test.createTestingModule({ imports: [PlatformModule.with({ config: testConfig(), engine: db.engine }), ThingsModule] }).compile();
    app = await withHttpEdge(tested.createNestApplication<NestFastifyApplication>(httpAdapter(), { logger: false }));
    web = mkdtempSync(join(tmpdir(), 'linping-web-'));
    writeFileSync(join(web, 'index.html'), '');
    writeFileSync(join(web, 'app.0a1b2c.js'), '');
    await serveWebApp(app, web);
    await app.init();
    metrics = app.get(Metrics);
  });
  afterAll(async () => { await app.close(); await db.close(); rmSync(web, { recursive: true }); });

  it('is the pattern of the route, never the address, and the code of the problem', async () => {
    const id = '0b54c1b0-6b7c-4b2f-8f57-6a2f5f9f0c55';
    for (const url of [`/api/v1/things/${id}`, '/api/v1/things/other?phone=13800000000', '/api/v1/things/refused', '/app.0a1b2c.js', '/', `/nowhere/${id}`, `/api/v1/nothing/${id}`]) {
      await app.inject({ method: 'GET', url });
    }
    await app.inject({ method: 'POST', url: `/api/v1/things/${id}`, payload: { a: 1 } });
    await app.inject({ method: 'PROPFIND' as 'GET', url: '/api/v1/things' });
    expect(await samples(metrics, 'linping_http_request_seconds_count')).toEqual([
      'linping_http_request_seconds_count{method="GET",route="(none)",status="4xx"} 2',
      'linping_http_request_seconds_count{method="GET",route="(web app)",status="2xx"} 2',
      'linping_http_request_seconds_count{method="GET",route="/api/v1/things/:id",status="2xx"} 2',
      'linping_http_request_seconds_count{method="GET",route="/api/v1/things/refused",status="4xx"} 1',
      'linping_http_request_seconds_count{method="POST",route="(none)",status="4xx"} 1',
      'linping_http_request_seconds_count{method="other",route="(none)",status="4xx"} 1',
    ]);
    expect(await samples(metrics, 'linping_refusals_total')).toEqual([
      'linping_refusals_total{code="METHOD_NOT_ALLOWED"} 1', 'linping_refusals_total{code="NOT_FOUND"} 3', 'linping_refusals_total{code="OUT_OF_SCOPE"} 1',
    ]);
    expect(await metrics.text()).not.toMatch(/0b54c1b0|13800000000|0a1b2c/);
  });
});

describe.each(ENGINES)('what writing leaves in the metrics on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => { db = await freshDatabase(engine, schema); Logger.overrideLogger(false); });
  afterAll(() => db.close());

  it('counts transactions that were run again, by reason, and those given up', async () => {
    const metrics = new Metrics();
    const unitOfWork = new UnitOfWork(db.engine, () => undefined, metrics);
    const failing = (times: number, sign: object) => unitOfWork.run(async () => {
      if ((times -= 1) >= 0) throw Object.assign(new Error('again'), sign);
    });
    await failing(2, { errno: 1213 });
    await failing(1, { code: 'ECONNRESET' });
    await expect(failing(99, { code: 'SQLITE_BUSY' })).rejects.toThrow('again');
    expect(await samples(metrics, 'linping_transaction')).toEqual([
      'linping_transaction_retries_total{reason="conflict"} 7', 'linping_transaction_retries_total{reason="connectionLost"} 1', 'linping_transactions_given_up_total 1',
    ]);
  });

  it('counts batches, what waits, and who was sent away', async () => {
    const metrics = new Metrics();
    let open!: () => void;
    const closed = new Promise<void>((resolve) => (open = resolve));
    const group = new GroupCommit<number>(db.unitOfWork, async (_tx, items) => {
      await closed;
      return items.map(() => ({ value: undefined }));
    }, { name: 'answers', maxBatch: 3, maxWaitMs: 0, maxUnsettled: 5 }, metrics);
    const submitted = [1, 2, 3, 4, 5].map((n) => group.submit(n));
    await expect(group.submit(6)).rejects.toThrow(Busy);
    expect(await samples(metrics, 'linping_group_commit_unsettled')).toEqual(['linping_group_commit_unsettled{group="answers"} 5']);
    open();
    await Promise.all(submitted);
    expect(await samples(metrics, 'linping_group_commit')).toEqual([
      'linping_group_commit_batch_size_count{group="answers"} 2', 'linping_group_commit_busy_total{group="answers"} 1',
      'linping_group_commit_seconds_count{group="answers"} 2', 'linping_group_commit_unsettled{group="answers"} 0',
    ]);
    expect(await metrics.text()).toContain('linping_group_commit_batch_size_sum{group="answers"} 5');
  });

  it('says when each job last ended well, and how often it did not', async () => {
    const metrics = new Metrics();
    const clock = new StoppedClock();
    const jobs = new Jobs(db.unitOfWork, clock, metrics);
    jobs.register({ name: 'good', everySeconds: 30, run: () => Promise.resolve() });
    jobs.register({ name: 'bad', everySeconds: 30, run: () => Promise.reject(new Error('bad')) });
    await jobs.tick();
    expect(await samples(metrics, 'linping_job')).toEqual([
      `linping_job_last_success_timestamp_seconds{job="good"} ${clock.now().getTime() / 1000}`,
      'linping_job_runs_total{job="bad",outcome="failed"} 1', 'linping_job_runs_total{job="good",outcome="done"} 1',
    ]);
  });
});

describe('the listener of the metrics', () => {
  const at = { host: '127.0.0.1', port: 0 };
  const ask = (port: number, method: string, path: string) => new Promise<{ status: number | undefined; type: unknown; text: string }>((resolve, reject) => {
    request({ port, method, path, agent: false }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve({ status: reply.statusCode, type: reply.headers['content-type'], text }));
    }).on('error', reject).end();
  });

  it('is not there without a port', async () => {
    const metrics = new Metrics();
    await (await serveMetrics(metrics, testConfig()))();
    expect(await metrics.text()).not.toContain('process_');
  });

  it('answers one path, to readers only, and says which program this is', async () => {
    const { createServer } = await import('node:net');
    const free = createServer();
    await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
    const { port } = free.address() as { port: number };
    await new Promise((closed) => free.close(closed));
    const stop = await serveMetrics(new Metrics(), testConfig({ metrics: { ...at, port } }));
    try {
      const { status, type, text } = await ask(port, 'GET', '/metrics');
      expect({ status, type }).toEqual({ status: 200, type: expect.stringContaining('text/plain') });
      expect(text).toMatch(/^linping_build_info\{version="\d+\.\d+\.\d+",mode="development",node="v\d+/m);
      expect(text).toContain('process_resident_memory_bytes');
      expect(await ask(port, 'HEAD', '/metrics')).toMatchObject({ status: 200, text: '' });
      expect(await ask(port, 'POST', '/metrics')).toMatchObject({ status: 405 });
      expect(await ask(port, 'GET', '/api/health/live')).toMatchObject({ status: 404 });
      await expect(serveMetrics(new Metrics(), testConfig({ metrics: { ...at, port } }))).rejects.toThrow('EADDRINUSE');
    } finally {
      await stop();
    }
    await expect(ask(port, 'GET', '/metrics')).rejects.toThrow('ECONNREFUSED');
  });
});

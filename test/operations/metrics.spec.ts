import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { answered, answerFor, openDistrict, openRound, type District } from '../support/district.ts';
import { freePort } from '../support/free-port.mjs';
import { browserPhone, visitor } from '../support/people.ts';
import { root, startServer } from '../support/server-process.ts';

/** Every label there is, and what its values may look like: words of the sources. */
const LABELS: Readonly<Record<string, RegExp>> = {
  route: /^(\(none\)|\(web app\)|(\/(:?[a-z][a-zA-Z]*|[a-z]+[a-z-]*(\.json)?|v1|\*))+)$/,
  method: /^([A-Z]+|other)$/,
  status: /^[1-5]xx$/,
  code: /^[A-Z][A-Z_]+$/,
  reason: /^[a-zA-Z]+$/,
  group: /^[a-z]+$/,
  job: /^[a-z.-]+$/,
  outcome: /^(done|failed)$/,
  version: /^v?\d+\.\d+\.\d+$/,
  mode: /^[a-z]+$/,
  node: /^v\d+\.\d+\.\d+$/,
  le: /^(\d+(\.\d+)?|\+Inf)$/,
  // Of prom-client's own process metrics.
  type: /^[A-Za-z]+$/, space: /^[a-z_]+$/, kind: /^[a-z]+$/, quantile: /^\d(\.\d+)?$/, major: /^\d+$/, minor: /^\d+$/, patch: /^\d+$/,
};
const MOST_SERIES = 3000;

describe('metrics of a running server', () => {
  let district: District;
  let metricsUrl: string;
  beforeAll(async () => {
    const port = await freePort();
    metricsUrl = `http://127.0.0.1:${port}/metrics`;
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 6, env: { METRICS_PORT: String(port) } });
  });
  afterAll(() => district?.close());

  const text = async () => (await fetch(metricsUrl)).text();
  const value = (all: string, sample: string) => Number(all.split('\n').find((line) => line.startsWith(`${sample} `))?.split(' ').at(-1));

  it('are not to be had where residents are served', async () => {
    for (const path of ['/metrics', '/api/metrics', '/api/v1/metrics']) {
      const reply = await fetch(district.server.origin + path);
      expect(reply.status).toBe(404);
      expect(await reply.text()).not.toContain('linping_');
    }
    expect((await fetch(metricsUrl)).status).toBe(200);
  });

  it('tell of a round: batches, requests by route, refusals by code, jobs', async () => {
    const round = await openRound(district);
    const [building] = district.buildings;
    for (const { code } of building!.doors.slice(0, 4)) {
      const phone = browserPhone(district.server);
      const { householdId } = await phone.api.estates.bindByCode({ buildingToken: building!.token, code });
      await phone.api.surveys.answer(round.id, answerFor(round, householdId));
    }
    const stranger = visitor(district.server);
    await stranger.request('GET', `/estates/${round.id}`);
    await stranger.request('GET', `/buildings/by-token/${building!.token}x?phone=13800000000`);
    await answered(district.officer, 'GET', '/coverage?limit=10');

    const all = await text();
    expect(value(all, 'linping_group_commit_batch_size_sum{group="answers"}')).toBe(4);
    expect(value(all, 'linping_group_commit_unsettled{group="answers"}')).toBe(0);
    expect(all).toMatch(/linping_http_request_seconds_count\{method="PUT",route="\/api\/v1\/rounds\/:\w+\/answer",status="2xx"\} 4/);
    expect(value(all, 'linping_refusals_total{code="ESTATE_NOT_FOUND"}')).toBe(1);
    expect(value(all, 'linping_job_last_success_timestamp_seconds{job="survey-rounds"}')).toBeGreaterThan(0);
    expect(value(all, 'linping_job_runs_total{job="survey-rounds",outcome="failed"}')).toBeNaN();
  });

  it('name nobody: every label is a word of the sources, and there are not many', async () => {
    const lines = (await text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const wrong = lines.flatMap((line) => [...(/\{(.*)\}/.exec(line)?.[1] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)]
      .filter(([, label, said]) => !LABELS[label!]?.test(said!)).map(([pair]) => pair));
    expect([...new Set(wrong)]).toEqual([]);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.length).toBeLessThan(MOST_SERIES);
  });

  it('hold no id, token, code or address that went through the server', async () => {
    const all = await text();
    const secrets = [district.estate.id, ...district.buildings.flatMap(({ id, token, doors }) => [id, token, ...doors.flatMap(({ householdId, code }) => [householdId, code])]), '13800000000', 'officer.one'];
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('are those that the alert rules ask for', async () => {
    const { groups } = parse(readFileSync(join(root, 'deploy/prometheus/alerts.yaml'), 'utf8')) as { groups: { rules: { alert: string; expr: string }[] }[] };
    const served = [...(await text()).matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) => (type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name]));
    const asked = groups.flatMap(({ rules }) => rules).flatMap(({ expr }) => [...expr.matchAll(/\b(linping_\w+|process_\w+|nodejs_\w+)/g)].map(([name]) => name));
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !served.includes(name))).toEqual([]);
    const codes = groups.flatMap(({ rules }) => rules).flatMap(({ expr }) => [...expr.matchAll(/code=~?"([^"]+)"/g)].flatMap(([, all]) => all!.split('|')));
    const table = readFileSync(join(root, 'server/src/platform/http/problem-table.ts'), 'utf8');
    expect(codes.filter((code) => !table.includes(`  ${code}: {`))).toEqual([]);
  });

  it('end with the server', async () => {
    await district.server.stop();
    await expect(fetch(metricsUrl)).rejects.toThrow();
    district.server = await startServer(district.place);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FileComplaintBody } from '@linping/shared';
import { openRaw } from '../bench/district/raw-database.ts';
import { filing, step } from '../support/complaints.ts';
import { ENGINES } from '../support/databases.ts';
import { openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { startServer } from '../support/server-process.ts';

const PHONES = 30;
const FILINGS_EACH = 10;
/** A second and a third step on each complaint, as its author takes them. */
const ADDS_EACH = 2;
const KILL_AFTER = 250;

interface Request {
  readonly phone: number;
  readonly stepId: string;
  readonly path: string;
  readonly body: object;
}

/** What was acknowledged is on the disk, once; what was not can be sent again as it is. */
describe.each(ENGINES)('kill -9 in the middle of filings and steps on %s', (engine) => {
  let district: District;
  let phones: Person[];
  let requests: readonly (readonly Request[])[];
  const acknowledged = new Set<string>();

  const phonesOf = (): Person[] => Array.from({ length: PHONES }, (_, i) => browserPhone(district.server, `10.1.${i}.1`));
  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 2, doorsPerBuilding: 1 });
    phones = phonesOf();
    for (const phone of phones) await phone.api.complaints.similar({ token: district.buildings[0]!.token, category: 'other' }); // starts the session
    requests = phones.map((_, phone) => Array.from({ length: FILINGS_EACH }, () => life(phone, filing(district))).flat());
  });
  afterAll(() => district?.close());

  /** Everything that a phone sends, in its order: a complaint first, then what is added to it. */
  const life = (phone: number, body: FileComplaintBody): Request[] => [
    { phone, stepId: body.id, path: '/complaints', body },
    ...Array.from({ length: ADDS_EACH }, (_, i) => {
      const added = step(`补充第${i + 1}句`);
      return { phone, stepId: added.id, path: `/complaints/${body.id}/add`, body: added };
    }),
  ];

  /** Each phone one request after the other, all phones at once. */
  const sendAll = (work: (request: Request) => Promise<'on' | 'stop'>) => Promise.all(phones.map(async (_, phone) => {
    for (const request of requests[phone]!) if ((await work(request)) === 'stop') return;
  }));
  const send = ({ phone, path, body }: Request) => phones[phone]!.request('POST', path, body);

  it('is killed with requests in flight', async () => {
    let killing: Promise<void> | undefined;
    let unanswered = 0;
    await sendAll(async (request) => {
      try {
        if ((await send(request)).status === 200) acknowledged.add(request.stepId);
        if (acknowledged.size >= KILL_AFTER) killing ??= district.server.kill();
        return 'on';
      } catch {
        unanswered += 1;
        return 'stop';
      }
    });
    await killing;
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILL_AFTER);
    expect(unanswered).toBeGreaterThan(0);
  });

  it('has every acknowledged step after the restart, each once, and no half of one', async () => {
    district.server = await startServer(district.place);
    const raw = await openRaw(district.databaseUrl);
    const steps = await raw.all<{ id: string; complaint_id: string; sequence: number }>('SELECT id, complaint_id, sequence FROM complaint_step');
    const rows = await raw.all<{ id: string; version: number }>('SELECT id, version FROM complaint');
    const [lines] = await raw.all<{ n: number | string }>("SELECT COUNT(*) AS n FROM audit_line WHERE action LIKE 'complaint.%'");
    await raw.close();
    const stored = new Set(steps.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
    expect(stored.size).toBe(steps.length);
    for (const { id, version } of rows) expect(steps.filter((one) => one.complaint_id === id).map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(Array.from({ length: version }, (_, i) => i + 1));
    expect(new Set(steps.map(({ complaint_id }) => complaint_id)).size).toBe(rows.length);
    expect(Number(lines!.n)).toBe(steps.length);
  });

  it('takes everything again as it was sent, and comes to the same history', async () => {
    const refused: unknown[] = [];
    const sessions = phones.map(({ session }) => session.read()!);
    phones = phonesOf(); // the same phones on another port
    phones.forEach(({ session }, i) => session.write(sessions[i]!));
    await sendAll(async (request) => {
      const reply = await send(request);
      if (reply.status !== 200) refused.push(reply.body);
      return 'on';
    });
    expect(refused).toEqual([]);
    const raw = await openRaw(district.databaseUrl);
    const counts = await raw.all<{ version: number; n: number | string }>('SELECT version, COUNT(*) AS n FROM complaint GROUP BY version');
    await raw.close();
    expect(counts.map(({ version, n }) => [version, Number(n)])).toEqual([[1 + ADDS_EACH, PHONES * FILINGS_EACH]]);
    const { total } = await district.officer.api.complaints.list({ estateId: district.estate.id });
    expect(total).toBe(PHONES * FILINGS_EACH);
    expect((await district.officer.request('POST', `/complaints/${randomUUID()}/reject`, { id: randomUUID(), text: '没有' })).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView, SubmitAnswerBody } from '@linping/shared';
import { openRaw } from '../bench/district/raw-database.ts';
import { ENGINES } from '../support/databases.ts';
import { answered, answerFor, openDistrict, openRound, type District } from '../support/district.ts';
import { startServer } from '../support/server-process.ts';

const SUBMISSIONS = 2000;
const IN_FLIGHT = 64;
const KILL_AFTER = 700;

/** An answer that was acknowledged is on the disk: a power cut in the middle of the rush takes none of them. */
describe.each(ENGINES)('kill -9 in the middle of 2,000 submissions on %s', (engine) => {
  let district: District;
  let round: RoundView;
  let bodies: readonly SubmitAnswerBody[];
  const acknowledged = new Set<string>();

  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 4, doorsPerBuilding: SUBMISSIONS / 4 });
    round = await openRound(district);
    bodies = district.buildings.flatMap(({ doors }) => doors.map(({ householdId }, index) => answerFor(round, householdId, index % 3 ? 'satisfied' : 'dissatisfied')));
  });
  afterAll(() => district?.close());

  /** Entered at the door by one community worker, so that two thousand phones need not be bound first: the same intake. */
  const submit = (body: SubmitAnswerBody) => district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, body);

  /** Hands out `work` to a few at a time; ends early when `work` says so. */
  const inFlight = async (work: (body: SubmitAnswerBody) => Promise<'on' | 'stop'>) => {
    const queue = [...bodies];
    await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
      for (let body = queue.shift(); body; body = queue.shift()) if ((await work(body)) === 'stop') queue.length = 0;
    }));
  };

  it('is killed with submissions in flight', async () => {
    let killing: Promise<void> | undefined;
    let unanswered = 0;
    await inFlight(async (body) => {
      try {
        const { status } = await submit(body);
        if (status === 200) acknowledged.add(body.householdId);
        if (acknowledged.size >= KILL_AFTER) killing ??= district.server.kill();
        return 'on';
      } catch {
        unanswered += 1;
        return 'stop';
      }
    });
    await killing;
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILL_AFTER);
    expect(acknowledged.size).toBeLessThan(SUBMISSIONS);
    expect(unanswered).toBeGreaterThan(0);
  });

  it('has every acknowledged answer after the restart, each once', async () => {
    district.server = await startServer(district.place);
    const raw = await openRaw(district.databaseUrl); // past the server: no route may ever tell this
    const stored = await raw.all<{ household_id: string }>('SELECT household_id FROM survey_participation');
    const [sealed] = await raw.all<{ n: number | string }>('SELECT COUNT(*) AS n FROM survey_answer');
    await raw.close();
    const households = new Set(stored.map((row) => row.household_id));
    expect(households.size).toBe(stored.length);
    expect([...acknowledged].filter((householdId) => !households.has(householdId))).toEqual([]);
    expect(Number(sealed!.n)).toBe(stored.length);
    expect(await district.officer.api.surveys.round(round.id)).toMatchObject({ participated: stored.length });
  });

  it('takes the same submissions again as if nothing had happened, and counts to the last one', async () => {
    const refused: unknown[] = [];
    await inFlight(async (body) => {
      const reply = await submit(body);
      if (reply.status !== 200) refused.push(reply.body);
      return 'on';
    });
    expect(refused).toEqual([]);
    const { version, participated } = await district.officer.api.surveys.round(round.id);
    expect(participated).toBe(SUBMISSIONS);
    const closed = await district.officer.api.coverage.close(round.id, { version });
    // Certifying counts answers, participations and counters and refuses when they differ by one.
    const certified = await district.secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
    expect(certified.round).toMatchObject({ status: 'certified', participated: SUBMISSIONS });
    expect(await answered(district.officer, 'GET', `/rounds/${round.id}/result`)).toMatchObject({ valid: SUBMISSIONS });
  });
});

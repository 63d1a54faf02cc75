import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { answerOf } from '../bench/district/answers.ts';
import { roundsWhen } from '../bench/district/rounds.ts';
import { freePort } from '../support/free-port.mjs';
import { startServer } from '../support/server-process.ts';
import { sendEach, sendUntilAcknowledged, summary } from './phones.ts';
import { countsOf, same, scene } from './scene.ts';

/** SQLite has one server; two on one database is MariaDB's case. */
it('two servers on one MariaDB open and close each round once, and count an answer sent to both once', async () => {
  const opensMs = Date.now() + 25_000;
  const closesMs = opensMs + 35_000;
  const s = await scene('mariadb', Array.from({ length: 12 }, () => ({ buildings: 2, homesPerBuilding: 10 })), { times: { opensMs, closesMs }, waitsForOpen: false });
  const port = await freePort();
  const second = await startServer({ ...s.place, port, env: { ...s.place.env, PORT: String(port) } });
  try {
    const early = answerOf(s.district.estates[0]!.homes[0]!, s.roundOf.get(s.district.estates[0]!.estateId)!);
    if (Date.now() < opensMs) expect(summary(await sendEach(port, [early]))).toEqual({ '409 ROUND_NOT_TAKING_ANSWERS': 1 });
    const open = await roundsWhen(second.api, s.district, ['open'], 240_000);
    expect(open.every(({ households }) => households === 20)).toBe(true);

    // Half the households of each estate, each to both servers at the same time.
    const submissions = s.district.estates.flatMap(({ homes, estateId }) => homes.slice(0, 10).map((home) => answerOf(home, s.roundOf.get(estateId)!)));
    const both = [s.place.port, port];
    await Promise.all(both.map((to) => sendUntilAcknowledged(() => to, submissions, 30_000, { concurrency: 20 })));
    expect(await countsOf(s.raw)).toEqual(Array.from({ length: 12 }, () => same(10)));

    await roundsWhen(s.server.api, s.district, ['closed'], closesMs - Date.now() + 240_000);
    await sleep(6_000); // one more turn of both clocks
    const lines = await s.raw.all<{ action: string; subject: string; actor: string }>("SELECT action, subject, actor FROM audit_line WHERE action LIKE 'round.%' ORDER BY sequence");
    const of = (action: string) => lines.filter((line) => line.action === action).map(({ subject, actor }) => `${actor} ${subject}`).sort();
    const once = [...s.roundOf.values()].map((roundId) => `job:survey-rounds round:${roundId}`).sort();
    expect({ open: of('round.open'), close: of('round.close'), all: lines.length }).toEqual({ open: once, close: once, all: 24 });
    expect(await s.raw.all('SELECT round_id FROM survey_round_building GROUP BY round_id HAVING COUNT(*) <> 2')).toEqual([]);
    expect(await countsOf(s.raw)).toEqual(Array.from({ length: 12 }, () => same(10)));
  } finally {
    await second.kill();
    await s.close();
  }
});

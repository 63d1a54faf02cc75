import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answerOf } from '../bench/district/answers.ts';
import { ENGINES } from '../support/databases.ts';
import { isAcknowledged, sendEach, sendUntilAcknowledged, submissionsOf, summary } from './phones.ts';
import { countsOf, disagreeing, missing, same, scene, type Scene } from './scene.ts';

describe.each(ENGINES)('on %s', (engine) => {
  it('phones that lose patience and servers that restart end with every household counted once', async () => {
    const s = await scene(engine, Array.from({ length: 3 }, () => ({ buildings: 2, homesPerBuilding: 100 })));
    try {
      const submissions = s.district.estates.flatMap(({ homes, estateId }) => homes.map((home) => answerOf(home, s.roundOf.get(estateId)!)));
      const patient = sendUntilAcknowledged(() => s.place.port, submissions, 240_000, { concurrency: 30, timeoutMs: 150 });
      patient.catch(() => undefined); // awaited below
      for (let restart = 0; restart < 2; restart += 1) {
        await sleep(300);
        await s.server.stop();
        await s.start();
      }
      await patient;
      expect(await countsOf(s.raw)).toEqual(Array.from({ length: 3 }, () => same(200)));
    } finally {
      await s.close();
    }
  });

  it('a database that is cut off or taken for a while answers 503, and nothing is lost or counted twice', async () => {
    const s = await scene(engine, Array.from({ length: 3 }, () => ({ buildings: 2, homesPerBuilding: 100 })));
    try {
      const submissions = s.district.estates.flatMap(({ homes, estateId }) => homes.map((home) => answerOf(home, s.roundOf.get(estateId)!)));
      const sending = sendEach(s.place.port, submissions, { concurrency: 30 });
      for (let i = 0; i < 4; i += 1) {
        await sleep(100);
        await disturb(s);
      }
      const outcomes = await sending;
      const strange = Object.keys(summary(outcomes)).filter((told) => told !== '200' && told !== '503 BUSY');
      expect(strange).toEqual([]);
      expect(await missing(s.raw, submissionsOf(outcomes.filter(isAcknowledged)))).toEqual([]);
      expect(disagreeing(await countsOf(s.raw))).toEqual([]);
      await sendUntilAcknowledged(() => s.place.port, submissions, 240_000);
      expect(await countsOf(s.raw)).toEqual(Array.from({ length: 3 }, () => same(200)));
    } finally {
      await s.close();
    }
  });
});

/** MariaDB: every connection of the server is killed. SQLite: another process has the file for longer than the server waits. */
async function disturb({ raw }: Scene): Promise<void> {
  if (raw.engine === 'sqlite') {
    await raw.run('BEGIN IMMEDIATE');
    await sleep(700);
    return raw.run('ROLLBACK');
  }
  const others = await raw.all<{ id: number }>('SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()');
  for (const { id } of others) await raw.run(`KILL CONNECTION ${id}`).catch(() => undefined); // it may have gone by itself
}

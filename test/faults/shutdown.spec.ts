import { describe, expect, it } from '@jest/globals';
import { answerOf } from '../bench/district/answers.ts';
import { ENGINES } from '../support/databases.ts';
import { codeOf, isAcknowledged, sendEach, sendUntilAcknowledged, submissionsOf } from './phones.ts';
import { countsOf, disagreeing, missing, same, scene } from './scene.ts';

describe.each(ENGINES)('SIGTERM under load on %s', (engine) => {
  it('loses nothing acknowledged and refuses the rest so that phones try again', async () => {
    const s = await scene(engine, Array.from({ length: 5 }, () => ({ buildings: 2, homesPerBuilding: 100 })));
    try {
      const submissions = s.district.estates.flatMap(({ homes, estateId }) => homes.map((home) => answerOf(home, s.roundOf.get(estateId)!)));
      let acknowledged = 0;
      let stopping: Promise<void> | undefined;
      const outcomes = await sendEach(s.place.port, submissions, {
        heard: (outcome) => {
          acknowledged += isAcknowledged(outcome) ? 1 : 0;
          if (acknowledged === 300) stopping ??= s.server.stop(); // rejects unless it ends by itself, in time and with 0
        },
      });
      await stopping;
      expect(stopping).toBeDefined();
      expect(await missing(s.raw, submissionsOf(outcomes.filter(isAcknowledged)))).toEqual([]);
      expect(disagreeing(await countsOf(s.raw))).toEqual([]);

      await s.start();
      await sendUntilAcknowledged(() => s.place.port, submissions, 240_000);
      expect(await countsOf(s.raw)).toEqual(Array.from({ length: 5 }, () => same(200)));

      const unclean = outcomes.flatMap((outcome) => (isAcknowledged(outcome) || !outcome.reply ? [] : [outcome.reply]))
        .filter((reply) => reply.status !== 503 || codeOf(reply) !== 'BUSY' || !(Number(reply.headers['retry-after']) > 0));
      expect([...new Set(unclean.map((reply) => `${reply.status} ${codeOf(reply)}`))]).toEqual([]);
    } finally {
      await s.close();
    }
  });
});

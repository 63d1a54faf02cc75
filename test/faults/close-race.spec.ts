import { describe, expect, it } from '@jest/globals';
import type { RoundCoverageView, RoundResultView } from '@linping/shared';
import { answerOf } from '../bench/district/answers.ts';
import { call, rounds } from '../bench/district/rounds.ts';
import { ENGINES } from '../support/databases.ts';
import { isAcknowledged, type Outcome, sendEach, summary } from './phones.ts';
import { countsOf, scene } from './scene.ts';

/** Each time the close meets the submissions elsewhere. */
const CLOSE_AFTER = [40, 80, 120, 160];

describe.each(ENGINES)('closing a round among its answers on %s', (engine) => {
  it('certifies exactly what was acknowledged', async () => {
    const s = await scene(engine, CLOSE_AFTER.map(() => ({ buildings: 2, homesPerBuilding: 110 })));
    try {
      const seen = await rounds(s.server.api, s.district);
      for (const [i, { estateId, homes }] of s.district.estates.entries()) {
        const { roundId, version } = seen.find((round) => round.estateId === estateId)!;
        const move = (who: 'officer' | 'secondOfficer', what: string, from: number) =>
          call<RoundCoverageView>(s.server.api, s.district[who].token, 'POST', `/rounds/${roundId}/${what}`, { version: from });
        let closing: Promise<RoundCoverageView> | undefined;
        let heard = 0;
        const outcomes: Outcome[] = await sendEach(s.place.port, homes.map((home) => answerOf(home, roundId)), {
          heard: (outcome) => {
            heard += isAcknowledged(outcome) ? 1 : 0;
            if (heard >= CLOSE_AFTER[i]!) closing ??= move('officer', 'close', version);
          },
        });
        const accepted = outcomes.filter(isAcknowledged).length;
        const closed = await closing!;
        expect(summary(outcomes)).toEqual({ 200: accepted, ...(accepted < homes.length ? { '409 ROUND_NOT_TAKING_ANSWERS': homes.length - accepted } : {}) });
        expect(closed.round).toMatchObject({ status: 'closed', participated: accepted });
        await move('secondOfficer', 'certify', closed.round.version);
        const result = await call<RoundResultView>(s.server.api, s.district.officer.token, 'GET', `/rounds/${roundId}/result`);
        expect(result.valid).toBe(accepted);
      }
      const certified = await s.raw.all<{ n: number }>('SELECT COUNT(*) AS n FROM survey_counted_answer GROUP BY round_id ORDER BY 1');
      expect(certified.map(({ n }) => Number(n))).toEqual((await countsOf(s.raw)).map(({ counter }) => counter).sort((a, b) => a - b));
    } finally {
      await s.close();
    }
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { OPINIONS } from '@linping/shared';
import { answerOf, changed, type Submission } from '../bench/district/answers.ts';
import { call, rounds } from '../bench/district/rounds.ts';
import { ENGINES } from '../support/databases.ts';
import { sendEach, summary } from './phones.ts';
import { countsOf, same, scene } from './scene.ts';
import { shuffled } from './shuffle.ts';

const OPTIONS = OPINIONS.filter((opinion) => opinion !== 'neutral');

describe.each(ENGINES)('duplicated, reordered and delayed submissions on %s', (engine) => {
  it('end at the last revision, counted once', async () => {
    const s = await scene(engine, [{ buildings: 2, homesPerBuilding: 50 }]);
    try {
      const [roundId] = [...s.roundOf.values()] as [string];
      const revisions = s.district.estates[0]!.homes.map((home, i) => {
        const first = answerOf(home, roundId, { overall: OPTIONS[i % OPTIONS.length]! });
        return [first, ...[1, 2, 3].map((change) => changed(first, OPTIONS[(i + change) % OPTIONS.length]!, 1 + change))];
      });
      // Each of four revisions twice, in any order, by 40 connections of which every third is slow.
      const all = shuffled([...revisions.flat(), ...revisions.flat()]);
      const parts = Array.from({ length: 3 }, (_, part) => all.filter((_, i) => i % 3 === part));
      const outcomes = (await Promise.all(parts.map(async (part, i) => {
        if (i === 2) await sleep(300);
        return sendEach(s.place.port, part, { concurrency: 14 });
      }))).flat();
      expect(summary(outcomes)).toEqual({ 200: 800 });
      expect(await countsOf(s.raw)).toEqual([same(100)]);

      const last = revisions.map((list) => list.at(-1)!.body);
      const stored = await s.raw.all<{ id: string; revision: number; overall: string }>('SELECT submission_id AS id, revision, overall FROM survey_answer');
      expect(stored.sort(byId)).toEqual(last.map(({ submissionId, revision, overall }) => ({ id: submissionId, revision, overall })).sort(byId));

      await afterTheClose(s.place.port, s.server.api, s.district, revisions.map((list) => list.at(-1)!));
    } finally {
      await s.close();
    }
  });
});

/** What was delayed past the close: a repeat of what is stored is done, a change comes too late. */
async function afterTheClose(port: number, api: string, district: Parameters<typeof rounds>[1], stored: readonly Submission[]): Promise<void> {
  const [round] = await rounds(api, district);
  await call(api, district.officer.token, 'POST', `/rounds/${round!.roundId}/close`, { version: round!.version });
  expect(summary(await sendEach(port, stored))).toEqual({ 200: stored.length });
  expect(summary(await sendEach(port, stored.map((submission) => changed(submission, 'satisfied'))))).toEqual({ '409 ROUND_NOT_TAKING_ANSWERS': stored.length });
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

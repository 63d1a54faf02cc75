import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../support/databases.ts';
import { attempt, hasWon } from './attempt.ts';
import { dumpOf, type Listing } from './dump.ts';
import { keyFiles, unwrappedKeys } from './key-folder.ts';
import { leaks } from './leaks.ts';
import { plantedSurvey, type PlantedSurvey } from './planted-round.ts';

/** Whoever has a full dump of the database tells answers and households together no better than by chance. */
describe.each(ENGINES)('a full dump of %s', (engine) => {
  let survey: PlantedSurvey;
  let before: Listing[];
  let keys: Buffer[];
  let after: Listing[];

  beforeAll(async () => {
    survey = await plantedSurvey(engine);
    before = await dumpOf(survey.raw);
    keys = unwrappedKeys(before, survey.place.env.SEAL_KEYS_DIR!);
    await survey.certify();
    after = await dumpOf(survey.raw);
  });
  afterAll(() => survey?.close());

  const attempts = (listings: readonly Listing[], table: string, content: 'overall' | 'comment', found: readonly Buffer[] = []) =>
    survey.truths.map((truth) => attempt({ listings, roundId: truth.roundId, keys: found }, truth, table, content));

  it('holds all that was said, and days, channels and changes to tell it by', () => {
    for (const { roundId, said } of survey.truths) {
      const rows = before.find(({ table }) => table === 'survey_participation')!.rows.filter((row) => row.round_id === roundId);
      expect(rows).toHaveLength(said.length);
      expect(new Set(rows.map((row) => row.day)).size).toBe(3);
      expect(new Set(rows.map((row) => row.channel))).toEqual(new Set(['wechat', 'h5', 'door']));
      expect(after.find(({ table }) => table === 'survey_counted_answer')!.rows.filter((row) => row.round_id === roundId).map((row) => row.overall).sort()).toEqual(said.map(({ overall }) => overall).sort());
    }
  });

  it('after certification: what was answered, even with every key that there ever was', () => {
    const verdicts = attempts(after, 'survey_counted_answer', 'overall', keys);
    expect({ verdicts, hasWon: hasWon(verdicts) }).toMatchObject({ hasWon: false });
    for (const { strategies } of verdicts) expect(strategies).toBeGreaterThan(20);
    for (const table of ['survey_answer', 'survey_round_key']) expect(after.find((listing) => listing.table === table)!.rows).toEqual([]);
  });

  it('after certification: what was written', () => {
    const verdicts = attempts(after, 'survey_counted_comment', 'comment');
    expect({ verdicts, hasWon: hasWon(verdicts) }).toMatchObject({ hasWon: false });
  });

  it.each(['overall', 'comment'] as const)('while the round runs, without the key folder: %s', (content) => {
    const verdicts = attempts(before, 'survey_answer', content);
    expect({ verdicts, hasWon: hasWon(verdicts) }).toMatchObject({ hasWon: false });
  });

  it('while the round runs, with the key folder: everything, as the ADR on sealing says', () => {
    expect(keys).toHaveLength(survey.truths.length);
    for (const { best, households } of attempts(before, 'survey_answer', 'overall', keys)) expect(best).toEqual({ name: expect.stringMatching('found key'), right: households });
  });

  it('the half-year key goes once its rounds have ended', async () => {
    for (const deadline = Date.now() + 20_000; keyFiles(survey.place.env.SEAL_KEYS_DIR!).length > 0 && Date.now() < deadline; ) await new Promise((resolve) => setTimeout(resolve, 200));
    expect(keyFiles(survey.place.env.SEAL_KEYS_DIR!)).toEqual([]);
  });

  // The attacker against answers that were counted badly: a test that cannot fail would say nothing.
  it.each(leaks)('would be told from chance: $name', ({ counted }) => {
    const verdicts = survey.truths.map((truth) => {
      const others = after.filter(({ table }) => table !== 'survey_counted_answer');
      return attempt({ listings: [...others, ...counted(truth)], roundId: truth.roundId }, truth, 'survey_counted_answer', 'overall', 200); // it wins by far
    });
    expect(hasWon(verdicts)).toBe(true);
    for (const { best, households } of verdicts) expect(best.right).toBeGreaterThan(households * 0.6);
  });
});

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { CountedAnswerRow, ParticipationRow, RoundBuildingRow, RoundRow, SealedAnswerRow } from './surveys.entity.ts';
import { ADDRESS, CLOSES_AT, estatesWithRounds, headquarters, officerOf, openSurveys, said, submission, type Surveys, type TestEstate, workerOf } from './surveys.testing.ts';

describe.each(ENGINES)('rounds under load on %s', (engine) => {
  let surveys: Surveys;
  beforeEach(async () => { surveys = await openSurveys(engine); });
  afterEach(() => surveys.close());

  const answer = ({ roundId, households }: TestEstate, i: number, over = {}) =>
    surveys.answers.submit(households[i]!.phone, roundId, submission(households[i]!.id, over), ADDRESS);
  const row = (id: string) => surveys.db.unitOfWork.read((db) => db.findOneByOrFail(RoundRow, { id }));
  /** What the round's counter, its buildings' counters, the participations and the answers say, each on its own. */
  const counts = (roundId: string) => surveys.db.unitOfWork.read(async (db) => [
    (await db.findOneByOrFail(RoundRow, { id: roundId })).participated,
    (await db.findBy(RoundBuildingRow, { roundId })).reduce((sum, building) => sum + building.participated, 0),
    await db.countBy(ParticipationRow, { roundId }),
    await db.countBy(SealedAnswerRow, { roundId }),
  ]);

  it('of two answers of one household at once, from one phone, one is kept and the other refused', async () => {
    const [estate] = await estatesWithRounds(surveys, [30]) as [TestEstate];
    const told = await Promise.all(Array.from({ length: 60 }, (_, i) => said(answer(estate, i % 30))));
    expect(told.filter((t) => t === 'ok')).toHaveLength(30);
    expect(told.filter((t) => t === 'HOUSEHOLD_ANSWERED_ALREADY')).toHaveLength(30);
    expect(await counts(estate.roundId)).toEqual([30, 30, 30, 30]);
  });

  it('the phone and the worker at the door at once: one of them', async () => {
    const [estate] = await estatesWithRounds(surveys, [20]) as [TestEstate];
    const worker = workerOf(estate.communityId);
    const told = await Promise.all(estate.households.flatMap((household, i) => [
      said(answer(estate, i)), said(surveys.answers.assist(worker, estate.roundId, submission(household.id), ADDRESS)),
    ]));
    expect(told.filter((t) => t === 'ok')).toHaveLength(20);
    expect(told.filter((t) => t === 'HOUSEHOLD_ANSWERED_ALREADY')).toHaveLength(20);
    expect(await counts(estate.roundId)).toEqual([20, 20, 20, 20]);
  });

  it('takes retried and reordered submissions once, and the highest revision wins', async () => {
    const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
    const submissionId = randomUUID();
    const opinions = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'] as const;
    const sent = [3, 1, 5, 2, 5, 4, 1, 3].map((revision) => answer(estate, 0, { submissionId, revision, overall: opinions[revision - 1] }));
    expect(await Promise.all(sent.map(said))).toEqual(Array(8).fill('ok'));
    expect((await Promise.all(sent)).every(({ revision }) => revision >= 1 && revision <= 5)).toBe(true);
    expect(await said(answer(estate, 0, { submissionId, revision: 2, overall: 'satisfied' }))).toBe('ok');
    const [stored] = await surveys.db.unitOfWork.read((db) => db.findBy(SealedAnswerRow, { roundId: estate.roundId }));
    expect(stored).toMatchObject({ revision: 5, overall: 'veryDissatisfied' });
    expect(await counts(estate.roundId)).toEqual([1, 1, 1, 1]);
  });

  it('the gate reads the clock itself: an answer that was asked for in time and written too late is refused', async () => {
    const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
    const { id, phone } = estate.households[0]!;
    const { topics, comment, overall, submissionId, revision } = submission(id);
    const late = { roundId: estate.roundId, halfYear: '2026H2', householdId: id, respondent: phone, address: ADDRESS, submissionId, revision, content: { topics, comment, overall } } as const;
    surveys.clock.time = new Date(CLOSES_AT);
    expect(await said(surveys.intake.submit(late))).toBe('ROUND_NOT_TAKING_ANSWERS');
    expect(await counts(estate.roundId)).toEqual([0, 0, 0, 0]);
    surveys.clock.time = new Date(Date.parse(CLOSES_AT) - 1);
    expect(await said(surveys.intake.submit(late))).toBe('ok');
  });

  it('the store itself refuses an older revision', async () => {
    const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
    await answer(estate, 0, { revision: 4 });
    const [stored] = await surveys.db.unitOfWork.read((db) => db.findBy(SealedAnswerRow, { roundId: estate.roundId }));
    const change = (revision: number) => surveys.db.unitOfWork.run((tx) => surveys.answersStore.change(tx, { ...stored!, revision }));
    expect([await change(3), await change(4), await change(5)]).toEqual([false, false, true]);
  });

  it('certifies exactly the answers it accepted, however they race the close', async () => {
    const estates = await estatesWithRounds(surveys, [120, 120, 120, 120]);
    for (const [i, closeAfterMs] of [1, 4, 8, 16].entries()) {
      const estate = estates[i]!;
      const [closer, certifier] = [officerOf(estate.streetId), officerOf(estate.streetId)];
      for (let first = 0; first < 12; first += 1) await answer(estate, first);
      const closing = pause(closeAfterMs).then(() => surveys.rounds.close(closer, estate.roundId, { version: 2 }));
      const told = await Promise.all(Array.from({ length: 100 }, async (_, k) => {
        await pause((k % 10) * 2);
        return said(answer(estate, 12 + k));
      }));
      const { round: { version } } = await closing;
      told.push(await said(answer(estate, 119)));
      expect(told.at(-1)).toBe('ROUND_NOT_TAKING_ANSWERS');
      expect(new Set(told)).toEqual(new Set(told.filter((t) => t === 'ok' || t === 'ROUND_NOT_TAKING_ANSWERS')));

      const accepted = 12 + told.filter((t) => t === 'ok').length;
      await surveys.rounds.certify(certifier, estate.roundId, { version });
      expect(await row(estate.roundId)).toMatchObject({ status: 'certified', participated: accepted, valid: accepted });
      expect(await surveys.db.unitOfWork.read((db) => db.countBy(CountedAnswerRow, { roundId: estate.roundId }))).toBe(accepted);
    }
  });

  it('of two officers closing, or certifying, at once, one wins and the other is told', async () => {
    const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
    await answer(estate, 0);
    const officers = [1, 2, 3].map(() => officerOf(estate.streetId));
    const told = await Promise.all(officers.map((officer) => said(surveys.rounds.close(officer, estate.roundId, { version: 2 }))));
    expect(told.filter((t) => t === 'ok')).toHaveLength(1);
    expect(told.filter((t) => t === 'CHANGED_BY_SOMEONE_ELSE' || t === 'ROUND_ILLEGAL_MOVE')).toHaveLength(2);

    const { version, closedBy } = await row(estate.roundId);
    const others = officers.filter((officer) => officer.staffId !== closedBy);
    const certified = await Promise.all(others.map((officer) => said(surveys.rounds.certify(officer, estate.roundId, { version }))));
    expect(certified.filter((t) => t === 'ok')).toHaveLength(1);
    expect(await row(estate.roundId)).toMatchObject({ status: 'certified', version: version + 1, deciPoints: 100 });
    expect(await surveys.db.unitOfWork.read((db) => db.countBy(CountedAnswerRow, { roundId: estate.roundId }))).toBe(1);
  });

  it('of two extensions at once one wins; a close beside them leaves one history', async () => {
    const [estate] = await estatesWithRounds(surveys, [20]) as [TestEstate];
    const [one, two] = [officerOf(estate.streetId), officerOf(estate.streetId)];
    const closesAt = '2026-12-30T16:00:00.000Z';
    const told = await Promise.all([
      said(surveys.rounds.extend(one, estate.roundId, { version: 2, closesAt })), said(surveys.rounds.extend(two, estate.roundId, { version: 2, closesAt })),
      said(surveys.rounds.close(one, estate.roundId, { version: 2 })),
    ]);
    expect(told.filter((t) => t === 'ok')).toHaveLength(1);
    expect(told.filter((t) => t === 'CHANGED_BY_SOMEONE_ELSE' || t === 'ROUND_ILLEGAL_MOVE' || t === 'ROUND_DEADLINE_WRONG')).toHaveLength(2);
  });

  it('a half-year gets one campaign and a version one questionnaire, however many ask at once', async () => {
    const estates = await estatesWithRounds(surveys, [10, 10]);
    const text = { scale: 'basically', overall: '总体', intro: '', topics: [] } as const;
    const published = await Promise.allSettled([1, 2, 3].map(() => surveys.campaigns.publishQuestionnaire(headquarters, text)));
    const versions = published.flatMap((each) => (each.status === 'fulfilled' ? [each.value.version] : []));
    expect(new Set(versions).size).toBe(versions.length);
    expect(versions.length).toBeGreaterThan(0);
    surveys.clock.time = new Date('2027-01-02T00:00:00.000Z');
    const next = { halfYear: '2027H1', questionnaireVersion: 1, opensAt: '2027-01-03T00:00:00Z', closesAt: '2027-06-20T00:00:00Z', supplementUntil: '2027-07-10T00:00:00Z' };
    const told = await Promise.all([1, 2, 3].map(() => said(surveys.campaigns.create(headquarters, next))));
    expect(told.sort()).toEqual(['CAMPAIGN_EXISTS', 'CAMPAIGN_EXISTS', 'ok']);
    expect(await surveys.db.unitOfWork.read((db) => db.countBy(RoundRow, { halfYear: '2027H1' }))).toBe(estates.length);
  });

  it('the clock running twice at once opens and closes each round once', async () => {
    const estates = await estatesWithRounds(surveys, [20, 20, 20], { open: false });
    await Promise.all([surveys.roundClock.run(), surveys.roundClock.run()]);
    for (const { roundId } of estates) expect(await row(roundId)).toMatchObject({ status: 'open', version: 2, households: 20 });
    surveys.clock.time = new Date(CLOSES_AT);
    await Promise.all([surveys.roundClock.run(), surveys.roundClock.run()]);
    for (const { roundId } of estates) expect(await row(roundId)).toMatchObject({ status: 'short', version: 4 });
  });

  it('one bad submission in a batch fails alone: a closed round, a stranger, another estate’s household', async () => {
    const [open, closed] = await estatesWithRounds(surveys, [10, 10]) as [TestEstate, TestEstate];
    await surveys.rounds.close(officerOf(closed.streetId), closed.roundId, { version: 2 });
    const stranger = open.households[5]!.phone;
    const told = await Promise.all([
      said(answer(open, 0)), said(answer(closed, 0)), said(answer(open, 1)),
      said(surveys.answers.submit(stranger, open.roundId, submission(open.households[2]!.id), ADDRESS)),
      said(surveys.answers.submit(closed.households[3]!.phone, open.roundId, submission(closed.households[3]!.id), ADDRESS)),
      said(answer(open, 4)),
    ]);
    expect(told).toEqual(['ok', 'ROUND_NOT_TAKING_ANSWERS', 'ok', 'NOT_YOUR_HOUSEHOLD', 'HOUSEHOLD_NOT_IN_ROUND', 'ok']);
    expect(await counts(open.roundId)).toEqual([3, 3, 3, 3]);
    expect(await counts(closed.roundId)).toEqual([0, 0, 0, 0]);
  });

  it('a batch whose round closes under it is taken apart: neighbours in open rounds lose nothing', async () => {
    const [open, closing] = await estatesWithRounds(surveys, [40, 40]) as [TestEstate, TestEstate];
    const sent = Array.from({ length: 40 }, (_, i) => [said(answer(open, i)), said(answer(closing, i))]);
    const close = said(surveys.rounds.close(officerOf(closing.streetId), closing.roundId, { version: 2 }));
    const told = await Promise.all(sent.flat());
    expect(await close).toBe('ok');
    expect(told.filter((_, i) => i % 2 === 0)).toEqual(Array(40).fill('ok'));
    const accepted = told.filter((t, i) => i % 2 === 1 && t === 'ok').length;
    expect(await counts(open.roundId)).toEqual([40, 40, 40, 40]);
    expect(await counts(closing.roundId)).toEqual([accepted, accepted, accepted, accepted]);
  });
});

import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Opinion } from '@linping/shared';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { HouseholdBindingRow, HouseholdRow } from '../estates/households.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { CountedAnswerRow, CountedCommentRow, ParticipationRow, RosterRow, RoundBuildingRow, RoundKeyRow, RoundRow, SealedAnswerRow } from './surveys.entity.ts';
import {
  ADDRESS, CLOSES_AT, estatesWithRounds, headquarters, officerOf, openSurveys, said, submission, SUPPLEMENT_UNTIL, type Surveys, type TestEstate, workerOf,
} from './surveys.testing.ts';

describe.each(ENGINES)('surveys on %s', (engine) => {
  let surveys: Surveys;
  beforeEach(async () => { surveys = await openSurveys(engine); });
  afterEach(() => surveys.close());

  const read: Surveys['db']['unitOfWork']['read'] = (work) => surveys.db.unitOfWork.read(work);
  const row = (id: string) => read((db) => db.findOneByOrFail(RoundRow, { id }));
  const answer = ({ roundId, households }: TestEstate, i: number, over = {}) =>
    surveys.answers.submit(households[i]!.phone, roundId, submission(households[i]!.id, over), ADDRESS);
  const answers = async (estate: TestEstate, opinions: readonly Opinion[]) => {
    await Promise.all(opinions.map((overall, i) => answer(estate, i, { overall })));
  };
  const closeAndCertify = async (estate: TestEstate) => {
    const closed = await surveys.rounds.close(officerOf(estate.streetId), estate.roundId, { version: (await row(estate.roundId)).version });
    return surveys.rounds.certify(officerOf(estate.streetId), estate.roundId, { version: closed.round.version });
  };
  const times = (n: number, opinion: Opinion): Opinion[] => Array<Opinion>(n).fill(opinion);

  describe('a campaign', () => {
    it('freezes the register when a round opens: rooms without a phone count, later ones do not', async () => {
      const [estate] = await estatesWithRounds(surveys, [30], { open: false }) as [TestEstate];
      await surveys.db.unitOfWork.run((tx) => tx.delete(HouseholdBindingRow, { householdId: estate.households[0]!.id }));
      await surveys.roundClock.run();
      const late = { id: '00000000-0000-4000-8000-00000000000a', estateId: estate.estateId, buildingId: (await read((db) => db.findOneByOrFail(HouseholdRow, { id: estate.households[0]!.id }))).buildingId, door: 'late', doorSerial: 900, version: 1 };
      await surveys.db.unitOfWork.run(async (tx) => {
        await tx.insert(HouseholdRow, late);
        await tx.insert(HouseholdBindingRow, { householdId: late.id, residentId: estate.households[1]!.phone.residentId, boundMs: 0, via: 'code' });
      });
      expect(await surveys.results.round(headquarters, estate.roundId)).toMatchObject({ status: 'open', households: 30, required: 3, needed: 3 });
      expect(await said(surveys.answers.submit(estate.households[1]!.phone, estate.roundId, submission(late.id), ADDRESS))).toBe('HOUSEHOLD_NOT_IN_ROUND');
      expect(await read((db) => db.countBy(RosterRow, { roundId: estate.roundId }))).toBe(30);
    });

    it('is one a half-year, with dates in order and a questionnaire that exists', async () => {
      await estatesWithRounds(surveys, [10]);
      const good = { halfYear: '2026H2', questionnaireVersion: 1, opensAt: '2026-10-01T00:00:00Z', closesAt: CLOSES_AT, supplementUntil: SUPPLEMENT_UNTIL };
      expect(await said(surveys.campaigns.create(headquarters, good))).toBe('CAMPAIGN_EXISTS');
      for (const wrong of [{ opensAt: '2026-06-30T00:00:00Z' }, { closesAt: '2026-09-30T00:00:00Z' }, { supplementUntil: '2026-12-01T00:00:00Z' }, { supplementUntil: '2027-03-01T00:00:00Z' }]) {
        expect(await said(surveys.campaigns.create(headquarters, { ...good, ...wrong }))).toBe('CAMPAIGN_DATES_WRONG');
      }
      expect(await said(surveys.campaigns.create(headquarters, { ...good, questionnaireVersion: 9 }))).toBe('QUESTIONNAIRE_NOT_FOUND');
      expect(await said(surveys.campaigns.create(officerOf('any'), good))).toBe('OUT_OF_SCOPE');
      expect(await surveys.campaigns.list(headquarters)).toMatchObject({ items: [{ halfYear: '2026H2', rounds: { open: 1, draft: 0 } }], total: 1, nextCursor: null });
    });

    it('opens and closes by itself, finds short, and ends insufficient at the supplement deadline', async () => {
      const [reached, short] = await estatesWithRounds(surveys, [20, 40]) as [TestEstate, TestEstate];
      await answers(reached, times(2, 'satisfied'));
      await answers(short, times(3, 'satisfied'));
      surveys.clock.time = new Date(CLOSES_AT);
      expect(await said(answer(reached, 5))).toBe('ROUND_NOT_TAKING_ANSWERS'); // at the closing time, though nobody has closed
      await surveys.roundClock.run();
      expect([await row(reached.roundId), await row(short.roundId)]).toMatchObject([{ status: 'closed', closedBy: null }, { status: 'short', closedBy: null }]);
      surveys.clock.time = new Date(SUPPLEMENT_UNTIL);
      await surveys.roundClock.run();
      expect(await row(short.roundId)).toMatchObject({ status: 'insufficient', valid: null, deciPoints: null });
      expect(await read((db) => db.countBy(SealedAnswerRow, { roundId: short.roundId }))).toBe(0);
      expect(await surveys.results.history({ role: 'visitor' }, short.estateId)).toMatchObject({ items: [{ status: 'insufficient', valid: 3, deciPoints: null, ratePerMille: null }] });
      expect(await surveys.roundClock.run()).toBeUndefined(); // once more changes nothing
      expect((await row(short.roundId)).version).toBe(5);
    });

    it('keeps the questionnaire of its rounds when a new version is published, and refuses answers to another', async () => {
      const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
      const next = await surveys.campaigns.publishQuestionnaire(headquarters, { scale: 'neutral', overall: '总体评价', intro: '', topics: [] });
      expect(next.version).toBe(2);
      expect((await surveys.results.currentRound({ role: 'visitor' }, estate.estateId)).questionnaire).toMatchObject({ version: 1, scale: 'basically', topics: [{ topic: 'cleaning' }] });
      expect(await said(answer(estate, 0, { questionnaireVersion: 2 }))).toBe('QUESTIONNAIRE_CHANGED');
      expect(await said(answer(estate, 0, { overall: 'neutral' }))).toBe('ANSWER_NOT_ON_SCALE');
    });
  });

  describe('an answer', () => {
    it('is changed by its own phone, and refused to a second phone and after a rebinding', async () => {
      const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
      const { id, phone } = estate.households[0]!;
      const first = submission(id, { overall: 'dissatisfied' });
      await surveys.answers.submit(phone, estate.roundId, first, ADDRESS);
      expect(await surveys.answers.participation(phone, estate.roundId, id)).toMatchObject({ by: 'thisPhone', submissionId: first.submissionId, revision: 1 });
      await surveys.answers.submit(phone, estate.roundId, { ...first, revision: 2, overall: 'satisfied' }, ADDRESS);
      const other = { role: 'resident', residentId: 'ffffffff-0000-4000-8000-000000000000', via: 'wechat' } as const;
      expect(await said(surveys.answers.submit(other, estate.roundId, submission(id), ADDRESS))).toBe('NOT_YOUR_HOUSEHOLD');
      await surveys.db.unitOfWork.run((tx) => tx.update(HouseholdBindingRow, { householdId: id }, { residentId: other.residentId }));
      expect(await said(surveys.answers.submit(other, estate.roundId, submission(id), ADDRESS))).toBe('HOUSEHOLD_ANSWERED_ALREADY');
      expect(await surveys.answers.participation(other, estate.roundId, id)).toMatchObject({ by: 'anotherPhone', submissionId: null });
      expect(await said(surveys.answers.participation(phone, estate.roundId, id))).toBe('NOT_YOUR_HOUSEHOLD');
      expect(await read((db) => db.findBy(SealedAnswerRow, { roundId: estate.roundId }))).toMatchObject([{ revision: 2, overall: 'satisfied' }]);
    });

    it('sent again after the close is still a success for the phone that never heard, and a change is not', async () => {
      const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
      const { id, phone } = estate.households[0]!;
      const body = submission(id);
      await surveys.answers.submit(phone, estate.roundId, body, ADDRESS);
      await surveys.rounds.close(officerOf(estate.streetId), estate.roundId, { version: 2 });
      expect(await said(surveys.answers.submit(phone, estate.roundId, body, ADDRESS))).toBe('ok');
      expect(await said(surveys.answers.submit(phone, estate.roundId, { ...body, revision: 2 }, ADDRESS))).toBe('ROUND_NOT_TAKING_ANSWERS');
      expect(await said(surveys.answers.submit(phone, estate.roundId, submission(id), ADDRESS))).toBe('ROUND_NOT_TAKING_ANSWERS');
    });

    it('at the door is flagged, counted once, and only within the worker’s community', async () => {
      const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
      const worker = workerOf(estate.communityId);
      const { id, phone } = estate.households[3]!;
      expect(await said(surveys.answers.assist(workerOf('elsewhere'), estate.roundId, submission(id), ADDRESS))).toBe('OUT_OF_SCOPE');
      expect(await said(surveys.answers.assist(phone, estate.roundId, submission(id), ADDRESS))).toBe('OUT_OF_SCOPE');
      await surveys.answers.assist(worker, estate.roundId, submission(id), ADDRESS);
      expect(await surveys.answers.participation(phone, estate.roundId, id)).toMatchObject({ by: 'door', submissionId: null });
      expect(await said(answer(estate, 3))).toBe('HOUSEHOLD_ANSWERED_ALREADY');
      expect((await surveys.watch.round(officerOf(estate.streetId), estate.roundId)).round.channels).toEqual([{ channel: 'door', participated: 1 }]);
      expect(await read((db) => db.findOneBy(ParticipationRow, { householdId: id }))).toMatchObject({ channel: 'door', collectorId: worker.staffId, day: '2026-10-02' });
    });
  });

  describe('an officer', () => {
    it('closes, extends and supplements in the own street only, from what was seen', async () => {
      const [estate] = await estatesWithRounds(surveys, [40]) as [TestEstate];
      const [officer, stranger] = [officerOf(estate.streetId), officerOf('elsewhere')];
      const later = '2026-12-25T00:00:00.000Z';
      expect(await said(surveys.rounds.close(stranger, estate.roundId, { version: 2 }))).toBe('OUT_OF_SCOPE');
      expect(await said(surveys.rounds.close(workerOf(estate.communityId), estate.roundId, { version: 2 }))).toBe('OUT_OF_SCOPE');
      expect(await said(surveys.rounds.close(headquarters, estate.roundId, { version: 2 }))).toBe('OUT_OF_SCOPE');
      expect(await said(surveys.rounds.close(officer, estate.roundId, { version: 1 }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      for (const closesAt of ['2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z', '2027-02-01T00:00:00Z']) {
        expect(await said(surveys.rounds.extend(officer, estate.roundId, { version: 2, closesAt }))).toBe('ROUND_DEADLINE_WRONG');
      }
      expect(await surveys.rounds.extend(officer, estate.roundId, { version: 2, closesAt: later })).toMatchObject({ round: { status: 'open', closesAt: later, version: 3 } });
      expect(await said(surveys.rounds.supplement(officer, estate.roundId, { version: 3, closesAt: later }))).toBe('ROUND_ILLEGAL_MOVE');
      const closed = await surveys.rounds.close(officer, estate.roundId, { version: 3 });
      expect(closed).toMatchObject({ round: { status: 'short', participated: 0, needed: 4 }, mayCertify: false });
      expect(await said(surveys.rounds.certify(officerOf(estate.streetId), estate.roundId, { version: closed.round.version }))).toBe('ROUND_ILLEGAL_MOVE');
      const again = await surveys.rounds.supplement(officer, estate.roundId, { version: closed.round.version, closesAt: later });
      expect(again.round).toMatchObject({ status: 'open' });
      await answers(estate, times(4, 'satisfied'));
      expect((await closeAndCertify(estate)).round).toMatchObject({ status: 'certified', deciPoints: 100 });
    });

    it('does not certify what the same officer closed; the clock is nobody', async () => {
      const [mine, clocks] = await estatesWithRounds(surveys, [10, 10]) as [TestEstate, TestEstate];
      await Promise.all([answer(mine, 0), answer(clocks, 0)]);
      const officer = officerOf(mine.streetId);
      const closed = await surveys.rounds.close(officer, mine.roundId, { version: 2 });
      expect(closed.mayCertify).toBe(false);
      expect(await said(surveys.rounds.certify(officer, mine.roundId, { version: closed.round.version }))).toBe('FOUR_EYES');
      surveys.clock.time = new Date(CLOSES_AT);
      await surveys.roundClock.run();
      const seen = await surveys.watch.round(officer, clocks.roundId);
      expect(seen.mayCertify).toBe(true);
      expect(await said(surveys.rounds.certify(officer, clocks.roundId, { version: seen.round.version }))).toBe('ok');
    });

    it('cannot certify when anybody has touched answers, participations or counters', async () => {
      const estates = await estatesWithRounds(surveys, [10, 10, 10, 10]);
      const tampering = [
        ({ roundId }: TestEstate) => surveys.db.unitOfWork.run((tx) => tx.delete(ParticipationRow, { roundId })),
        ({ roundId }: TestEstate) => surveys.db.unitOfWork.run((tx) => tx.createQueryBuilder().update(RoundRow).set({ participated: 3 }).where({ id: roundId }).execute()),
        ({ roundId }: TestEstate) => surveys.db.unitOfWork.run((tx) => tx.createQueryBuilder().update(RoundBuildingRow).set({ participated: () => 'participated + 1' }).where({ roundId }).execute()),
        ({ roundId }: TestEstate) => surveys.db.unitOfWork.run((tx) => tx.insert(SealedAnswerRow, { roundId, seal: 'forged', submissionId: 'x', revision: 1, overall: 'satisfied', topics: '{}', comment: '' })),
      ];
      for (const [i, tamper] of tampering.entries()) {
        const estate = estates[i]!;
        await answers(estate, times(2, 'satisfied'));
        await tamper(estate);
        expect(await said(closeAndCertify(estate))).toBe('COUNT_DIFFERS');
        expect((await row(estate.roundId)).status).toBe('closed'); // nothing half-written
      }
    });
  });

  describe('certification', () => {
    it.each([
      { opinions: [...times(8, 'basicallySatisfied'), ...times(2, 'dissatisfied')] as Opinion[], deciPoints: 100, because: '8 of 10 is 80 %' },
      { opinions: [...times(7, 'satisfied'), ...times(3, 'veryDissatisfied')] as Opinion[], deciPoints: 80, because: '7 of 10' },
      { opinions: [...times(5, 'satisfied'), ...times(5, 'dissatisfied')] as Opinion[], deciPoints: 50, because: 'exactly half' },
      { opinions: [...times(4, 'satisfied'), ...times(5, 'dissatisfied')] as Opinion[], deciPoints: 0, because: '4 of 9' },
    ])('gives $deciPoints for $because', async ({ opinions, deciPoints }) => {
      const [estate] = await estatesWithRounds(surveys, [60]) as [TestEstate];
      await answers(estate, opinions);
      expect((await closeAndCertify(estate)).round.deciPoints).toBe(deciPoints);
    });

    it('leaves nothing that ties an answer to a household, and destroys the key of a finished half-year', async () => {
      const [one, two] = await estatesWithRounds(surveys, [30, 10]) as [TestEstate, TestEstate];
      await Promise.all(one.households.map((_, i) => answer(one, i, { overall: i < 22 ? 'satisfied' : 'dissatisfied', topics: i < 4 ? { cleaning: 'veryDissatisfied' } : {}, comment: i === 3 ? '三号楼的灯坏了' : '' })));
      await answer(two, 0);
      const sealed = await read((db) => db.findBy(SealedAnswerRow, { roundId: one.roundId }));
      expect(Object.keys(sealed[0]!).sort()).toEqual(['comment', 'overall', 'revision', 'roundId', 'seal', 'submissionId', 'topics']);
      await closeAndCertify(one);

      expect(await read((db) => db.countBy(SealedAnswerRow, { roundId: one.roundId }))).toBe(0);
      expect(await read((db) => db.countBy(RoundKeyRow, { roundId: one.roundId }))).toBe(0);
      const participations = await read((db) => db.findBy(ParticipationRow, { roundId: one.roundId }));
      expect(participations).toHaveLength(30);
      expect(participations.every((p) => p.deviceHash === null && p.networkHash === null)).toBe(true);
      const counted = await read((db) => db.findBy(CountedAnswerRow, { roundId: one.roundId }));
      expect(counted.filter((c) => c.overall === 'satisfied')).toHaveLength(22);
      expect(counted.filter((c) => c.topics.includes('dissatisfiedSide'))).toHaveLength(4); // four of one kind stand together with their side
      expect(await read((db) => db.findBy(CountedCommentRow, { roundId: one.roundId }))).toMatchObject([{ comment: '三号楼的灯坏了' }]);

      await surveys.roundClock.run();
      expect(await readdir(surveys.keys)).toEqual(['2026H2.key']); // one round is still open
      await closeAndCertify(two);
      await surveys.roundClock.run();
      expect(await readdir(surveys.keys)).toEqual([]);
      expect(await read((db) => new AuditLog(surveys.clock).firstBroken(db))).toBeNull();
    });

    it('publishes the rate with its interval, hides cells below five, and below five in the estate all but the points', async () => {
      const [large, small] = await estatesWithRounds(surveys, [100, 20]) as [TestEstate, TestEstate];
      await answers(large, [...times(30, 'verySatisfied'), ...times(48, 'satisfied'), ...times(20, 'dissatisfied'), ...times(2, 'veryDissatisfied')]);
      await answers(small, times(3, 'satisfied'));
      const visitor = { role: 'visitor' } as const;
      expect(await said(surveys.results.result(visitor, large.roundId))).toBe('RESULT_NOT_CERTIFIED');
      await closeAndCertify(large);
      await closeAndCertify(small);
      expect(await surveys.results.result(visitor, large.roundId)).toMatchObject({
        households: 100, valid: 100, deciPoints: 80, satisfied: 78, ratePerMille: 780, strictRatePerMille: 780, interval: { lowPerMille: 780, highPerMille: 780 },
        overall: [{ option: 'verySatisfied', count: 30 }, { option: 'satisfied', count: 48 }, { option: 'dissatisfiedSide', count: 22 }],
      });
      expect(await surveys.results.result(visitor, small.roundId)).toMatchObject({
        valid: 3, deciPoints: 100, satisfied: null, ratePerMille: null, strictRatePerMille: null, interval: null, overall: null, topics: [],
      });
    });
  });

  it('every method asks for the scope: strangers of the right role are refused, and nothing moves', async () => {
    const [estate] = await estatesWithRounds(surveys, [10]) as [TestEstate];
    const { roundId, households } = estate;
    const [stranger, worker] = [officerOf('elsewhere'), workerOf('elsewhere')];
    const reschedule = { version: 2, closesAt: '2026-12-30T16:00:00.000Z' };
    const text = { scale: 'basically', overall: '总体', intro: '', topics: [] } as const;
    const attempts = {
      close: surveys.rounds.close(stranger, roundId, { version: 2 }), extend: surveys.rounds.extend(stranger, roundId, reschedule),
      supplement: surveys.rounds.supplement(stranger, roundId, reschedule), certify: surveys.rounds.certify(stranger, roundId, { version: 2 }),
      coverage: surveys.watch.round(stranger, roundId), workersCoverage: surveys.watch.round(worker, roundId),
      assist: surveys.answers.assist(worker, roundId, submission(households[0]!.id), ADDRESS),
      publish: surveys.campaigns.publishQuestionnaire(stranger, text), campaigns: surveys.campaigns.list(worker), questionnaires: surveys.campaigns.listQuestionnaires(worker),
      summary: surveys.coverage.summary(households[0]!.phone, {}), areas: surveys.coverage.areas(households[0]!.phone, {}), due: surveys.coverage.due(households[0]!.phone),
      steps: surveys.watch.steps(stranger, roundId, {}), comments: surveys.watch.comments(stranger, roundId, {}), workersComments: surveys.watch.comments(workerOf(estate.communityId), roundId, {}),
    };
    const told = await Promise.all(Object.entries(attempts).map(async ([method, attempt]) => ({ method, told: await said(attempt) })));
    expect(told.filter((each) => each.told !== 'OUT_OF_SCOPE')).toEqual([]);
    expect(await said(surveys.answers.submit(stranger, roundId, submission(households[0]!.id), ADDRESS))).toBe('NOT_YOUR_HOUSEHOLD');
    expect(await said(surveys.answers.participation(stranger, roundId, households[0]!.id))).toBe('NOT_YOUR_HOUSEHOLD');
    expect(await row(roundId)).toMatchObject({ status: 'open', version: 2, participated: 0 });
  });
});

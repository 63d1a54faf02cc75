import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lateness, type Opinion, type StaffActor } from '@linping/shared';
import { StaffRow } from '../identity/identity.entity.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { RoundRow } from './surveys.entity.ts';
import {
  ADDRESS, CLOSES_AT, estatesWithRounds, headquarters, officerOf, openSurveys, said, submission, SUPPLEMENT_UNTIL, type Surveys, type TestEstate, workerOf,
} from './surveys.testing.ts';

const provider: StaffActor = { role: 'providerManager', staffId: 'x', scope: { level: 'provider', id: 'x' } };

describe.each(ENGINES)('the coverage board on %s', (engine) => {
  let surveys: Surveys;
  beforeEach(async () => { surveys = await openSurveys(engine); });
  afterEach(() => surveys.close());

  const row = (id: string) => surveys.db.unitOfWork.read((db) => db.findOneByOrFail(RoundRow, { id }));
  const answer = ({ roundId, households }: TestEstate, i: number, over = {}) =>
    surveys.answers.submit(households[i]!.phone, roundId, submission(households[i]!.id, over), ADDRESS);
  const answers = async (estate: TestEstate, n: number, overall: Opinion = 'satisfied') => {
    await Promise.all(Array.from({ length: n }, (_, i) => answer(estate, i, { overall })));
  };
  const close = async ({ roundId, streetId }: TestEstate, officer = officerOf(streetId)) => surveys.rounds.close(officer, roundId, { version: (await row(roundId)).version });
  const stand = (iso: string) => { surveys.clock.time = new Date(iso); };

  it('counts within the scope, sorts by risk, searches and pages', async () => {
    const [far, near, done] = await estatesWithRounds(surveys, [60, 60, 10]) as [TestEstate, TestEstate, TestEstate];
    await answers(near, 4);
    await answer(done, 0);
    const officer = officerOf(far.streetId);
    const page = await surveys.coverage.page(officer, { limit: 2 });
    expect(page.items.map((item) => [item.roundId, item.needed])).toEqual([[far.roundId, 6], [near.roundId, 2]]);
    expect(page.total).toBe(3);
    const rest = await surveys.coverage.page(officer, { limit: 2, cursor: page.nextCursor! });
    expect(rest).toMatchObject({ items: [{ roundId: done.roundId, needed: 0 }], nextCursor: null });
    const name = (await row(near.roundId)).estate;
    expect((await surveys.coverage.page(officer, { search: name })).items.map((item) => item.roundId)).toContain(near.roundId);
    expect((await surveys.coverage.page(officer, { search: '%' })).total).toBe(0);
    expect((await surveys.coverage.page(officerOf('elsewhere'), {})).total).toBe(0);
    expect((await surveys.coverage.page(headquarters, {})).total).toBe(3);
    expect(await said(surveys.coverage.page(provider, {}))).toBe('OUT_OF_SCOPE');
    expect(await said(surveys.coverage.page(officer, { cursor: 'nonsense' }))).toBe('INVALID_CURSOR');
    expect(await surveys.coverage.summary(officer, {})).toMatchObject({ halfYear: '2026H2', estates: 3, reached: 1, households: 130, participated: 5, byStatus: { open: 3 }, late: 0 });
    expect((await surveys.watch.round(officer, near.roundId)).buildings).toMatchObject([{ households: 30, participated: 2 }, { households: 30, participated: 2 }]);
  });

  it('is empty before the first campaign', async () => {
    expect(await surveys.coverage.page(headquarters, {})).toEqual({ items: [], total: 0, nextCursor: null });
    expect(await surveys.coverage.areas(headquarters, {})).toEqual({ items: [], total: 0, nextCursor: null });
    expect(await surveys.coverage.summary(headquarters, {})).toMatchObject({ halfYear: null, halfYears: [], estates: 0, late: 0 });
    const none = { rounds: 0, needed: 0, until: null, halfYear: null };
    expect(await surveys.coverage.due(headquarters)).toEqual({ short: none, closingSoon: none, below: none, mineToCertify: 0, othersToCertify: 0, toCertifyIn: null });
  });

  it('shows each estate’s ways and days, and nobody’s beside it', async () => {
    const [one, two] = await estatesWithRounds(surveys, [20, 20]) as [TestEstate, TestEstate];
    await answer(one, 0);
    await surveys.answers.assist(workerOf(one.communityId), one.roundId, submission(one.households[1]!.id), ADDRESS);
    stand('2026-10-04T20:00:00.000Z'); // the fifth in Shanghai
    await answer(one, 2);
    await answer(one, 0, { revision: 2 }).catch(() => undefined); // another submission of the same phone: refused, and no second day for the household
    await answer(two, 0);
    const rows = (await surveys.coverage.page(officerOf(one.streetId), { sort: 'name' })).items;
    expect(rows.find((found) => found.roundId === one.roundId)).toMatchObject({
      channels: [{ channel: 'h5', participated: 2 }, { channel: 'door', participated: 1 }],
      trend: [{ day: '2026-10-02', participated: 2 }, { day: '2026-10-05', participated: 1 }],
    });
    expect(rows.find((found) => found.roundId === two.roundId)).toMatchObject({ channels: [{ channel: 'h5', participated: 1 }], trend: [{ day: '2026-10-05', participated: 1 }] });
    expect((await surveys.watch.round(officerOf(one.streetId), one.roundId)).round.trend).toHaveLength(2);
  });

  it('adds up by street and by community, each within the scope', async () => {
    const [a, b, c] = await estatesWithRounds(surveys, [60, 40, 10], { streets: 2 }) as [TestEstate, TestEstate, TestEstate];
    await answers(a, 6);
    await answers(b, 1);
    await close(b);
    const streets = await surveys.coverage.areas(headquarters, { sort: 'late' });
    expect(streets).toMatchObject({
      total: 2, nextCursor: null,
      items: [
        { id: b.streetId, estates: 1, reached: 0, households: 40, participated: 1, needed: 3, late: 1, byStatus: { short: 1, open: 0 } },
        { id: a.streetId, estates: 2, reached: 1, households: 70, participated: 6, needed: 1, late: 0, byStatus: { open: 2 } },
      ],
    });
    expect(await surveys.coverage.areas(headquarters, { late: true })).toMatchObject({ total: 1, items: [{ id: b.streetId, estates: 1 }] });
    const first = await surveys.coverage.areas(headquarters, { sort: 'coverage', limit: 1 });
    expect(first).toMatchObject({ total: 2, items: [{ id: b.streetId }] });
    expect(await surveys.coverage.areas(headquarters, { sort: 'coverage', limit: 1, cursor: first.nextCursor! })).toMatchObject({ items: [{ id: a.streetId }], nextCursor: null });

    expect(await surveys.coverage.areas(headquarters, { streetId: a.streetId })).toMatchObject({ total: 1, items: [{ id: a.communityId, name: '测试社区', estates: 2 }] });
    expect((await surveys.coverage.areas(officerOf(a.streetId), {})).items.map(({ id }) => id)).toEqual([a.streetId]);
    expect(await surveys.coverage.areas(officerOf(a.streetId), { streetId: b.streetId })).toMatchObject({ total: 0, items: [] });
    expect((await surveys.coverage.areas(workerOf(b.communityId), {})).items.map(({ id }) => id)).toEqual([b.communityId]);
    expect(await said(surveys.coverage.areas(provider, {}))).toBe('OUT_OF_SCOPE');

    expect((await surveys.coverage.page(headquarters, { streetId: b.streetId })).items.map(({ roundId }) => roundId)).toEqual([b.roundId]);
    expect((await surveys.coverage.page(headquarters, { communityId: a.communityId })).total).toBe(2);
    expect((await surveys.coverage.page(officerOf(a.streetId), { streetId: b.streetId })).total).toBe(0);
    expect((await surveys.coverage.page(workerOf(a.communityId), {})).items.map(({ roundId }) => roundId).sort()).toEqual([a.roundId, c.roundId].sort());
    expect(await surveys.coverage.summary(headquarters, { streetId: b.streetId })).toMatchObject({ estates: 1, households: 40, late: 1 });
  });

  it('has the late list that the rule of shared makes', async () => {
    const [soon, reached, short, over] = await estatesWithRounds(surveys, [40, 40, 40, 40]) as [TestEstate, TestEstate, TestEstate, TestEstate];
    await answers(reached, 4);
    for (const estate of [short, over]) await close(estate);
    stand('2026-12-17T16:00:01.000Z'); // within three days of the end
    const late = await surveys.coverage.page(officerOf(soon.streetId), { late: true });
    expect(new Map(late.items.map((item) => [item.roundId, item.lateness]))).toEqual(new Map([[soon.roundId, 'closingSoon'], [short.roundId, 'short'], [over.roundId, 'short']]));
    expect((await surveys.coverage.summary(officerOf(soon.streetId), {})).late).toBe(3);
    stand('2026-12-17T15:59:59.000Z');
    expect((await surveys.coverage.page(officerOf(soon.streetId), { late: true })).total).toBe(2);
    stand(SUPPLEMENT_UNTIL);
    await surveys.roundClock.run();
    const all = await surveys.coverage.page(headquarters, {});
    const rows = await Promise.all(all.items.map(({ roundId }) => row(roundId)));
    const judged = rows.filter((round) => lateness(round, surveys.clock.time.getTime())).map(({ id }) => id).sort();
    expect((await surveys.coverage.page(headquarters, { late: true })).items.map(({ roundId }) => roundId).sort()).toEqual(judged);
    expect(judged).toHaveLength(3);
  });

  it('says what waits for whom, whatever the half-year', async () => {
    const [short, byMe, byOther, below, elsewhere] = await estatesWithRounds(surveys, [40, 20, 20, 20, 10], { streets: 1 }) as [TestEstate, TestEstate, TestEstate, TestEstate, TestEstate];
    const [me, other] = [officerOf(short.streetId), officerOf(short.streetId)];
    await Promise.all([answers(byMe, 2), answers(byOther, 2), answers(elsewhere, 1), answers(below, 1)]);
    await close(short, me);
    await close(byMe, me);
    await close(byOther, other);
    const [halfYear, none] = ['2026H2', { rounds: 0, needed: 0, until: null, halfYear: null }];
    const expected = { short: { rounds: 1, needed: 4, until: SUPPLEMENT_UNTIL, halfYear }, below: { rounds: 1, needed: 1, until: CLOSES_AT, halfYear }, closingSoon: none, toCertifyIn: halfYear };
    expect(await surveys.coverage.due(me)).toEqual({ ...expected, mineToCertify: 1, othersToCertify: 1 });
    expect(await surveys.coverage.due(officerOf(short.streetId))).toEqual({ ...expected, mineToCertify: 2, othersToCertify: 0 });
    expect(await surveys.coverage.due(headquarters)).toEqual({ ...expected, mineToCertify: 0, othersToCertify: 2 });
    expect(await surveys.coverage.due(officerOf('elsewhere'))).toMatchObject({ short: { rounds: 0 }, mineToCertify: 0, othersToCertify: 0 });
    stand('2026-12-19T00:00:00.000Z');
    expect(await surveys.coverage.due(workerOf(short.communityId))).toMatchObject({ closingSoon: { rounds: 1, needed: 1, until: CLOSES_AT } });
  });
});

describe.each(ENGINES)('a round as the staff watches it on %s', (engine) => {
  let surveys: Surveys;
  beforeEach(async () => { surveys = await openSurveys(engine); });
  afterEach(() => surveys.close());
  const answers = ({ roundId, households }: TestEstate, comments: readonly string[]) =>
    Promise.all(comments.map((comment, i) => surveys.answers.submit(households[i]!.phone, roundId, submission(households[i]!.id, { comment }), ADDRESS)));

  it('tells its steps, by whom, and whose turn it is; what was counted is not among them', async () => {
    const [estate] = await estatesWithRounds(surveys, [40]) as [TestEstate];
    const { roundId, streetId } = estate;
    const [first, second] = [officerOf(streetId), officerOf(streetId)];
    await surveys.db.unitOfWork.run((tx) => tx.insert(StaffRow, {
      id: second.staffId, name: 'second', displayName: '工作人员乙', role: 'streetOfficer', scopeLevel: 'street', scopeId: streetId, scopeName: '', passwordHash: '', status: 'active', version: 1, lastSignInMs: 0,
    }));
    const later = '2026-12-25T00:00:00.000Z';
    await surveys.rounds.extend(first, roundId, { version: 2, closesAt: later });
    const short = await surveys.rounds.close(first, roundId, { version: 3 });
    expect(short).toMatchObject({ mayCertify: false, isClosedByMe: false, round: { status: 'short', isSupplement: false } });
    const again = await surveys.rounds.supplement(first, roundId, { version: short.round.version, closesAt: later });
    expect(again.round).toMatchObject({ status: 'open', isSupplement: true });
    expect(await surveys.results.round({ role: 'visitor' }, roundId)).toMatchObject({ isSupplement: true });
    await answers(estate, ['', '', '', '', '']);
    const closed = await surveys.rounds.close(first, roundId, { version: again.round.version });
    expect(closed).toMatchObject({ mayCertify: false, isClosedByMe: true });
    expect(await surveys.watch.round(second, roundId)).toMatchObject({ mayCertify: true, isClosedByMe: false });
    expect(await surveys.watch.round(headquarters, roundId)).toMatchObject({ mayCertify: false, isClosedByMe: false });
    await surveys.rounds.certify(second, roundId, { version: closed.round.version });

    const steps = await surveys.watch.steps(workerOf(estate.communityId), roundId, {});
    expect(steps.items.map(({ step, participated, closesAt }) => ({ step, participated, closesAt }))).toEqual([
      { step: 'certify', participated: null, closesAt: null }, { step: 'close', participated: 5, closesAt: null }, { step: 'supplement', participated: null, closesAt: later },
      { step: 'close', participated: 0, closesAt: null }, { step: 'extend', participated: null, closesAt: later }, { step: 'open', participated: null, closesAt: null },
    ]);
    expect(steps.items.map(({ by }) => by)).toEqual(['工作人员乙', null, null, null, null, null]);
    expect(JSON.stringify(steps)).not.toMatch(/satisfied|deciPoints/i);
    const page = await surveys.watch.steps(first, roundId, { limit: 4 });
    expect((await surveys.watch.steps(first, roundId, { limit: 4, cursor: page.nextCursor! })).items.map(({ step }) => step)).toEqual(['extend', 'open']);
  });

  it('lets the street read what was written, after certification and from five answers on', async () => {
    const [full, small] = await estatesWithRounds(surveys, [40, 20]) as [TestEstate, TestEstate];
    const [first, second] = [officerOf(full.streetId), officerOf(full.streetId)];
    await answers(full, ['路灯坏了', '保洁很好', '', '车位不够', '谢谢', '电梯慢']);
    await answers(small, ['只有我们', '两户']);
    const early = await surveys.rounds.close(first, full.roundId, { version: 2 });
    expect(await said(surveys.watch.comments(first, full.roundId, {}))).toBe('RESULT_NOT_CERTIFIED');
    await surveys.rounds.certify(second, full.roundId, { version: early.round.version });
    const smallClosed = await surveys.rounds.close(first, small.roundId, { version: 2 });
    await surveys.rounds.certify(second, small.roundId, { version: smallClosed.round.version });

    const page = await surveys.watch.comments(headquarters, full.roundId, { limit: 3 });
    const rest = await surveys.watch.comments(first, full.roundId, { limit: 3, cursor: page.nextCursor! });
    expect([page.total, page.items.length, rest.items.length, rest.nextCursor]).toEqual([5, 3, 2, null]);
    expect([...page.items, ...rest.items].map(({ comment }) => comment).sort()).toEqual(['保洁很好', '电梯慢', '谢谢', '车位不够', '路灯坏了'].sort());
    expect(await surveys.watch.comments(first, small.roundId, {})).toEqual({ items: [], total: 0, nextCursor: null });
    for (const stranger of [provider, officerOf('elsewhere'), workerOf(full.communityId), full.households[0]!.phone]) {
      expect(await said(surveys.watch.comments(stranger, full.roundId, {}))).toBe('OUT_OF_SCOPE');
    }
  });

  it('lists of versions, campaigns and results go on from a cursor', async () => {
    const [estate] = await estatesWithRounds(surveys, [20]) as [TestEstate];
    for (const overall of ['第二版', '第三版']) await surveys.campaigns.publishQuestionnaire(headquarters, { scale: 'neutral', overall, intro: '', topics: [] });
    const versions = await surveys.campaigns.listQuestionnaires(headquarters, { limit: 2 });
    expect(versions).toMatchObject({ total: 3, items: [{ version: 3, publishedAt: '2026-10-02T00:00:00.000Z' }, { version: 2 }] });
    expect(await surveys.campaigns.listQuestionnaires(headquarters, { limit: 2, cursor: versions.nextCursor! })).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
    await surveys.campaigns.create(headquarters, { halfYear: '2027H1', questionnaireVersion: 2, opensAt: '2027-05-01T00:00:00Z', closesAt: '2027-06-01T00:00:00Z', supplementUntil: '2027-06-20T00:00:00Z' });
    const campaigns = await surveys.campaigns.list(headquarters, { limit: 1 });
    expect(campaigns).toMatchObject({ total: 2, items: [{ halfYear: '2027H1', rounds: { draft: 1 } }] });
    expect(await surveys.campaigns.list(headquarters, { limit: 1, cursor: campaigns.nextCursor! })).toMatchObject({ items: [{ halfYear: '2026H2', rounds: { open: 1 } }], nextCursor: null });
    stand(surveys, SUPPLEMENT_UNTIL);
    await surveys.roundClock.run();
    await surveys.roundClock.run();
    stand(surveys, '2027-06-21T00:00:00.000Z');
    for (let i = 0; i < 3; i += 1) await surveys.roundClock.run();
    const results = await surveys.results.history({ role: 'visitor' }, estate.estateId, { limit: 1 });
    expect(results).toMatchObject({ total: 2, items: [{ halfYear: '2027H1', status: 'insufficient' }] });
    expect(await surveys.results.history({ role: 'visitor' }, estate.estateId, { limit: 1, cursor: results.nextCursor! })).toMatchObject({ items: [{ halfYear: '2026H2' }], nextCursor: null });
  });
});

const stand = (surveys: Surveys, iso: string) => { surveys.clock.time = new Date(iso); };

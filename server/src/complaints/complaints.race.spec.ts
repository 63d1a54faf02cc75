import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPLAINT_OPEN, type ComplaintStepKind } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { advanced, clocked, type Progress, type StepFacts } from './complaint-state.ts';
import type { ComplaintRow } from './complaints.entity.ts';
import {
  addEstate, addPhoto, addResident, ADDRESS, type Complaints, DAY_SECONDS, filed, type Filed, filing, linesOf, openComplaints, pausesOf, registration, resolved, rowOf, said, stepsOf, tally, words,
} from './complaints.testing.ts';

describe.each(ENGINES)('many at once on %s', (engine) => {
  let c: Complaints;
  beforeAll(async () => { c = await openComplaints(engine); });
  afterAll(() => c.close());

  const isOneHistory = async (complaintId: string): Promise<ComplaintStepKind[]> => {
    const [row, steps] = [await rowOf(c, complaintId), await stepsOf(c, complaintId)];
    expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, i) => i + 1));
    expect(row).toMatchObject({ version: steps.length, status: steps.at(-1)!.status, lastStepMs: steps.at(-1)!.atMs });
    expect(await linesOf(c, complaintId)).toHaveLength(steps.length);
    return steps.map(({ kind }) => kind);
  };

  /** What the row must say, by folding its steps from the first on. */
  const foldOf = async (row: ComplaintRow): Promise<ComplaintRow> => {
    const calendar = await c.db.unitOfWork.read((db) => c.calendar.calendar(db));
    const [filing, ...steps] = await stepsOf(c, row.id);
    const fresh: ComplaintRow = {
      ...row, status: 'submitted', version: 1, closedMs: null, lastStepMs: filing!.atMs, startMs: row.receivedMs, acknowledgedMs: null, acceptedMs: null, resolvedMs: null,
      supervisedUntilMs: null, acknowledgeEscalated: false, acceptEscalated: false, resolveEscalated: false, superviseEscalated: false, firstAcceptedMs: null, firstResolveDueMs: null,
      firstResolvedMs: null, referredMs: null, extension: 'none', extensionDays: 0, grantedDays: 0, questions: 0, hasObjected: false, timesReopened: 0, rating: null,
      ratingCounts: false, assigneeId: null, mergedInto: null,
    };
    let progress: Progress = clocked({ row: fresh, pauses: [] }, calendar);
    for (const step of steps) progress = advanced(progress, { stepId: step.id, kind: step.kind, status: step.status, atMs: step.atMs, facts: JSON.parse(step.facts) as StepFacts }, calendar);
    expect(progress.pauses).toEqual(await pausesOf(c, row.id));
    return progress.row;
  };

  it('two hundred steps on one complaint, many of them sent twice, are one history', async () => {
    const found = await filed(c);
    const { author, manager, officer, worker, complaintId } = found;
    await c.firm.accept(manager, complaintId, words('第零句'));
    const send = (i: number): Promise<unknown> => {
      const body = words(`第${i}句`);
      const mediation = { ...body, parties: '投诉人、物业', outcome: 'agreed' as const, heldOn: '2026-11-02' };
      const one = [
        () => c.resident.add(author, complaintId, body), () => c.firm.reply(manager, complaintId, body), () => c.street.mediate(worker, complaintId, mediation),
        () => c.street.supervise(officer, complaintId, { ...body, until: '2026-11-06' }),
        [
          () => c.firm.ask(manager, complaintId, body), () => c.resident.answer(author, complaintId, body), () => c.firm.resolve(manager, complaintId, body),
          () => c.resident.reopen(author, complaintId, body), () => c.firm.accept(manager, complaintId, body),
        ][Math.floor(i / 5) % 5]!,
      ][i % 5]!;
      if (i % 3 !== 0) return said(one());
      return Promise.all([said(one()), said(one())]).then((both) => {
        expect(both).not.toContain('COMPLAINT_DIFFERS'); // a twin in flight is answered like the first
        return both.includes('ok') ? 'ok' : both[0];
      });
    };
    const told = await Promise.all(Array.from({ length: 200 }, (_, i) => send(i)));
    expect(Object.keys(tally(told)).filter((code) => !['ok', 'COMPLAINT_ILLEGAL_MOVE', 'QUESTIONS_USED_UP', 'TOO_MANY_ATTEMPTS'].includes(code))).toEqual([]);
    const kinds = await isOneHistory(complaintId);
    expect(kinds).toHaveLength(2 + told.filter((one) => one === 'ok').length); // each accepted one is there, each once
    expect(kinds.length).toBeGreaterThan(60);
    expect(new Set((await stepsOf(c, complaintId)).map(({ text }) => text)).size).toBe(kinds.length);
    const row = await rowOf(c, complaintId);
    expect(await foldOf(row)).toEqual(row);
  });

  it('one filing that is sent many times at once is one complaint, with its photos', async () => {
    const estate = await addEstate(c);
    const body = filing(estate, { photoIds: [await addPhoto(c, estate.verified), await addPhoto(c, estate.verified)] });
    const views = await Promise.all(Array.from({ length: 8 }, () => c.filing.file(estate.verified, body, ADDRESS)));
    expect(new Set(views.map(({ number }) => number)).size).toBe(1);
    expect(await isOneHistory(body.id)).toEqual(['file']);
    expect((await c.list.one(estate.verified, body.id)).steps[0]!.photos).toHaveLength(2);
  });

  it('one id with two contents at once is one of them, and the other is told', async () => {
    const estate = await addEstate(c);
    const id = randomUUID();
    const told = await Promise.all(['甲', '乙'].flatMap((text) => [1, 2, 3].map(() => said(c.filing.file(estate.verified, filing(estate, { id, text }), ADDRESS)))));
    expect(tally(told)).toEqual({ ok: 3, COMPLAINT_DIFFERS: 3 });
    expect(await isOneHistory(id)).toEqual(['file']);
  });

  it('one number of the hotline at once is registered once', async () => {
    const estate = await addEstate(c);
    const told = await Promise.all([1, 2, 3, 4].map(() => said(c.filing.register(estate.worker, registration(estate, c, { channel: 'hotline12345', externalNumber: 'ZZ-0001' })))));
    expect(tally(told)).toEqual({ ok: 1, EXTERNAL_NUMBER_TAKEN: 3 });
  });

  it('one step id at once on two complaints belongs to one of them', async () => {
    const [first, second] = [await filed(c), await filed(c)];
    const body = words('同一个编号');
    const told = await Promise.all([first, second].map(({ author, complaintId }) => said(c.resident.add(author, complaintId, body))));
    expect(tally(told)).toEqual({ ok: 1, COMPLAINT_DIFFERS: 1 });
    expect((await isOneHistory(first.complaintId)).length + (await isOneHistory(second.complaintId)).length).toBe(3);
  });

  it('of a confirmation, a reopening and a withdrawal at once one decides', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { author, complaintId } = await resolved(c);
      const told = await Promise.all([
        said(c.resident.confirm(author, complaintId, { id: randomUUID(), rating: 5 })), said(c.resident.confirm(author, complaintId, { id: randomUUID(), rating: 1 })),
        said(c.resident.reopen(author, complaintId, words('没修好'))), said(c.resident.withdraw(author, complaintId, words(''))),
      ]);
      const kinds = await isOneHistory(complaintId);
      expect(kinds).toHaveLength(3 + told.filter((one) => one === 'ok').length); // a reopened one can still be withdrawn
      expect(kinds.slice(3).join(' ')).toMatch(/^(confirm|withdraw|reopen|reopen withdraw)$/);
    }
  });

  it('the last second: a confirmation and the silence at once end it once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { author, complaintId } = await resolved(c);
      c.clock.pass(8 * DAY_SECONDS);
      const [told] = await Promise.all([said(c.resident.confirm(author, complaintId, { id: randomUUID(), rating: 5 })), c.clockJob.run(), c.clockJob.run()]);
      expect(told).toBe('COMPLAINT_ILLEGAL_MOVE'); // it was over, whether or not a job had looked
      expect((await isOneHistory(complaintId)).slice(3)).toEqual(['closeSilently']);
    }
  });

  it('two that are merged into each other at once are not both gone', async () => {
    for (let round = 0; round < 4; round += 1) {
      const first = await filed(c);
      const second = await filed(c, {}, first);
      const [a, b] = [first.complaintId, second.complaintId];
      await c.following.follow(await addResident(c), a);
      const told = await Promise.all([[a, b], [b, a]].map(([from, into]) => said(c.street.merge(first.officer, from!, { id: randomUUID(), into: into! }))));
      expect(tally(told)).toEqual({ ok: 1, [told.includes('COMPLAINT_MERGE_WRONG') ? 'COMPLAINT_MERGE_WRONG' : 'COMPLAINT_ILLEGAL_MOVE']: 1 });
      const rows = [await rowOf(c, a), await rowOf(c, b)];
      expect(rows.filter(({ status }) => COMPLAINT_OPEN.includes(status))).toHaveLength(1);
      for (const row of rows) expect(row.followers).toBe(await followersOf(row.id));
    }
  });

  it('a target that ends meanwhile takes no complaint in', async () => {
    for (let round = 0; round < 4; round += 1) {
      const first: Filed = await filed(c);
      const second = await filed(c, {}, first);
      const [merge, withdraw] = await Promise.all([
        said(c.street.merge(first.officer, first.complaintId, { id: randomUUID(), into: second.complaintId })), said(c.resident.withdraw(second.author, second.complaintId, words(''))),
      ]);
      expect(withdraw).toBe('ok');
      expect(['ok', 'COMPLAINT_MERGE_WRONG']).toContain(merge);
      expect((await rowOf(c, first.complaintId)).status).toBe(merge === 'ok' ? 'merged' : 'submitted');
    }
  });

  it('followers at once are counted one by one, and each once', async () => {
    const { complaintId } = await filed(c);
    const residents = await Promise.all([1, 2, 3, 4, 5].map(() => addResident(c)));
    await Promise.all(residents.flatMap((resident) => [1, 2, 3].map(() => c.following.follow(resident, complaintId))));
    expect([(await rowOf(c, complaintId)).followers, await followersOf(complaintId)]).toEqual([5, 5]);
    await Promise.all(residents.flatMap((resident) => [1, 2].map(() => c.following.unfollow(resident, complaintId))));
    expect([(await rowOf(c, complaintId)).followers, await followersOf(complaintId)]).toEqual([0, 0]);
  });

  it('a resident who leaves while the firm answers leaves nothing behind', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { author, manager, complaintId } = await filed(c, { contact: { name: '来电居民', phone: '13800000000' } });
      await Promise.all([c.me.forgetMe(author), said(c.firm.accept(manager, complaintId, words('收到'))), said(c.resident.add(author, complaintId, words('补充一句')))]);
      expect((await isOneHistory(complaintId)).at(-1)).toBe('withdraw');
      expect(await rowOf(c, complaintId)).toMatchObject({ status: 'withdrawn', authorId: null, contactCipher: null, spot: '' });
      expect((await stepsOf(c, complaintId)).filter(({ side, text, actorId, contentTag }) => side === 'resident' && (text !== '' || actorId !== null || contentTag !== null))).toEqual([]);
    }
  });

  const followersOf = async (complaintId: string): Promise<number> => {
    const [{ n }] = (await c.db.unitOfWork.run((tx) => tx.query('SELECT COUNT(*) AS n FROM complaint_follower WHERE complaint_id = ?', [complaintId]))) as [{ n: number | string }];
    return Number(n);
  };
});

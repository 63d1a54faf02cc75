import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { type Complaints, filed, linesOf, openComplaints, rowOf, stepsOf, words } from './complaints.testing.ts';

describe.each(ENGINES)('the life of a complaint on %s', (engine) => {
  let c: Complaints;
  beforeAll(async () => { c = await openComplaints(engine); });
  afterAll(() => c.close());

  it('goes from a photo to a confirmed fix', async () => {
    const { author, manager, complaintId, view } = await filed(c);
    expect(view).toMatchObject({
      viewer: 'author', status: 'submitted', version: 1, building: '1号楼', spot: '2单元门口', isVerified: true, actions: ['add', 'withdraw'],
      due: { clock: 'accept', dueAt: '2026-11-03T16:00:00.000Z', daysLeft: 1, isOverdue: false },
      steps: [{ sequence: 1, kind: 'file', text: '垃圾桶满了三天', by: { side: 'resident', word: '居民', name: null } }],
    });
    await c.firm.accept(manager, complaintId, words(''));
    await c.firm.ask(manager, complaintId, words('哪个单元？'));
    await c.resident.answer(author, complaintId, words('2单元'));
    const done = await c.firm.resolve(manager, complaintId, words('已清运'));
    expect(done).toMatchObject({ viewer: 'firm', status: 'resolved', actions: [], isVerified: null });
    const end = await c.resident.confirm(author, complaintId, { id: words().id, rating: 5 });
    expect(end).toMatchObject({ status: 'confirmed', rating: 5, version: 6, actions: [], due: null });
    expect((await stepsOf(c, complaintId)).map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual(['1 file', '2 accept', '3 ask', '4 answer', '5 resolve', '6 confirm']);
    expect(await rowOf(c, complaintId)).toMatchObject({ ratingCounts: true, version: 6, nextDueMs: null });
    expect((await linesOf(c, complaintId)).map(({ action, actor }) => `${action} ${actor.split(':')[0]}`)).toEqual([
      'complaint.file resident', 'complaint.accept staff', 'complaint.ask staff', 'complaint.answer resident', 'complaint.resolve staff', 'complaint.confirm resident',
    ]);
  });
});

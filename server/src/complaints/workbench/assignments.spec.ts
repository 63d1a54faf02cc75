import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type Actor, type StaffActor } from '@linping/shared';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { addEstate, addResident, addStaff, type Complaints, filed, linesOf, openComplaints, resolved, rowOf, said, staffOf, stepsOf, type TestEstate, words } from '../complaints.testing.ts';
import { told } from '../templates/templates.testing.ts';
import { AssignmentsService } from './assignments.service.ts';

describe.each(ENGINES)('many complaints to one worker on %s', (engine) => {
  let c: Complaints;
  let assignments: AssignmentsService;
  let estate: TestEstate;
  let worker: StaffActor;
  beforeAll(async () => {
    c = await openComplaints(engine);
    assignments = c.get(AssignmentsService);
    estate = await addEstate(c);
    worker = await addStaff(c, staffOf('providerStaff', estate.providerId));
  });
  afterAll(() => c.close());

  const accepted = async () => {
    const { complaintId } = await filed(c, {}, { ...estate, verified: await addResident(c) });
    await c.firm.accept(estate.manager, complaintId, words(''));
    return complaintId;
  };
  const body = (complaintIds: readonly string[], assigneeId = worker.staffId) => ({ complaintIds, stepIds: complaintIds.map(() => randomUUID()), assigneeId });

  it('each for itself: what may be given away is, what may not is named with why', async () => {
    const [one, two] = [await accepted(), await accepted()];
    const { complaintId: waiting } = await filed(c, {}, estate);
    const { complaintId: ready } = await resolved(c, {}, { ...estate, verified: await addResident(c) });
    const { complaintId: elsewhere } = await filed(c);
    const missing = randomUUID();
    expect(await assignments.assign(estate.manager, body([one, waiting, elsewhere, two, missing, ready]))).toEqual({
      assigned: [one, two],
      refused: [
        { complaintId: waiting, code: 'COMPLAINT_ILLEGAL_MOVE' }, { complaintId: elsewhere, code: 'OUT_OF_SCOPE' },
        { complaintId: missing, code: 'COMPLAINT_NOT_FOUND' }, { complaintId: ready, code: 'COMPLAINT_ILLEGAL_MOVE' },
      ],
    });
    for (const id of [one, two]) {
      expect(await rowOf(c, id)).toMatchObject({ assigneeId: worker.staffId, status: 'inProgress' });
      expect((await linesOf(c, id)).map(({ action }) => action)).toEqual(['complaint.file', 'complaint.accept', 'complaint.assign']);
    }
    for (const id of [waiting, elsewhere, ready]) expect(await rowOf(c, id)).toMatchObject({ assigneeId: null });
  });

  it('sent again it does nothing twice, also many times at once', async () => {
    const ids = [await accepted(), await accepted(), await accepted()];
    const request = body(ids);
    const answers = await Promise.all(Array.from({ length: 6 }, () => assignments.assign(estate.manager, request)));
    for (const answer of [...answers, await assignments.assign(estate.manager, request)]) expect(answer).toEqual({ assigned: ids, refused: [] });
    for (const id of ids) expect((await stepsOf(c, id)).map(({ kind }) => kind)).toEqual(['file', 'accept', 'assign']);
  });

  it('two who give the same away at once: both are in the history, and the last one has it', async () => {
    const [id, other] = [await accepted(), await addStaff(c, staffOf('providerStaff', estate.providerId))];
    const answers = await Promise.all([assignments.assign(estate.manager, body([id])), assignments.assign(estate.manager, body([id], other.staffId))]);
    expect(answers).toEqual([{ assigned: [id], refused: [] }, { assigned: [id], refused: [] }]);
    const steps = await stepsOf(c, id);
    expect(steps.map(({ kind }) => kind)).toEqual(['file', 'accept', 'assign', 'assign']);
    expect((await rowOf(c, id)).assigneeId).toBe((JSON.parse(steps[3]!.facts) as { assigneeId: string }).assigneeId);
  });

  it('to an account that is none of the firm nothing is given at all', async () => {
    const id = await accepted();
    const stranger = await addStaff(c, staffOf('providerStaff'));
    for (const assigneeId of [stranger.staffId, estate.officer.staffId, randomUUID()]) {
      expect(await said(assignments.assign(estate.manager, body([id], assigneeId)))).toBe('ASSIGNEE_UNKNOWN');
    }
    expect(await rowOf(c, id)).toMatchObject({ assigneeId: null, status: 'accepted' });
  });

  it('is for the firm only, and the worker may give on what is the firm’s', async () => {
    const id = await accepted();
    const actors: Actor[] = [
      { role: 'visitor' }, estate.verified, estate.officer, estate.worker,
      ...STAFF_ROLES.filter((role) => role !== 'providerManager' && role !== 'providerStaff').map((role): Actor => ({ ...staffOf(role), scope: { level: 'provider', id: estate.providerId } })),
    ];
    for (const actor of actors) expect({ actor, said: await told(() => assignments.assign(actor, body([id]))) }).toEqual({ actor, said: 'OUT_OF_SCOPE' });
    expect(await said(assignments.assign(staffOf('providerManager'), body([id])))).toBe('ASSIGNEE_UNKNOWN'); // of another firm, whose people those are not
    expect(await assignments.assign(worker, body([id]))).toEqual({ assigned: [id], refused: [] });
  });
});

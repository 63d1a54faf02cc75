import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { ENGINES } from '../support/databases.ts';
import { answerFor, openDistrict, openRound, type District } from '../support/district.ts';
import { browserPhone, visitor, type Person } from '../support/people.ts';

/** From the QR on the wall to the published result, as residents and two officers live through it. */
describe.each(ENGINES)('a survey round on %s', (engine) => {
  let district: District;
  let round: RoundView;
  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 2, doorsPerBuilding: 16 });
    round = await openRound(district);
  });
  afterAll(() => district?.close());

  const bound = async (building: number, door: number): Promise<{ person: Person; householdId: string }> => {
    const { token, doors } = district.buildings[building]!;
    const person = browserPhone(district.server);
    const { householdId } = await person.api.estates.bindByCode({ buildingToken: token, code: doors[door]!.code });
    return { person, householdId };
  };

  it('is found by scanning, without a session', async () => {
    const { api } = visitor(district.server);
    const scanned = await api.estates.scanned(district.buildings[0]!.token);
    expect(scanned).toMatchObject({ building: '1号楼', estate: { id: district.estate.id, name: '祥云里小院', street: '五里堡街道', households: 32 } });
    expect(await api.estates.currentRound(scanned.estate.id)).toMatchObject({ id: round.id, status: 'open', households: 32, required: 4, participated: 0, needed: 4 });
    await expect(api.surveys.result(round.id)).rejects.toMatchObject({ problem: { code: 'RESULT_NOT_CERTIFIED' } });
  });

  it('takes an answer of a household bound by its code, and its change; a retry counts once', async () => {
    const { person, householdId } = await bound(0, 0);
    expect(await person.api.estates.myHouseholds()).toMatchObject({ items: [{ householdId, estate: '祥云里小院', building: '1号楼' }], nextCursor: null });
    expect(await person.api.surveys.participation(round.id, householdId)).toMatchObject({ by: 'nobody', submissionId: null, revision: 0 });

    const first = answerFor(round, householdId, 'dissatisfied');
    expect(await person.api.surveys.answer(round.id, first)).toEqual({ revision: 1 });
    expect(await person.api.surveys.answer(round.id, first)).toEqual({ revision: 1 });
    expect(await person.api.surveys.answer(round.id, { ...first, revision: 2, overall: 'verySatisfied', comment: '比去年好' })).toEqual({ revision: 2 });
    expect(await person.api.surveys.answer(round.id, first)).toEqual({ revision: 2 }); // overtaken on its way

    expect(await person.api.surveys.participation(round.id, householdId)).toEqual({ householdId, by: 'thisPhone', submissionId: first.submissionId, revision: 2 });
    expect(await person.api.surveys.round(round.id)).toMatchObject({ participated: 1, needed: 3 });
  });

  it('refuses the household to a second phone, and a code that is wrong', async () => {
    const [{ token, doors }, other] = [district.buildings[0]!, browserPhone(district.server)];
    await expect(other.api.estates.bindByCode({ buildingToken: token, code: doors[0]!.code })).rejects.toMatchObject({ problem: { code: 'HOUSEHOLD_HELD_BY_ANOTHER_PHONE' } });
    await expect(other.api.estates.bindByCode({ buildingToken: token, code: '0010000000' })).rejects.toMatchObject({ problem: { code: 'HOUSEHOLD_CODE_WRONG' } });
    await expect(other.api.estates.bindByCode({ buildingToken: district.buildings[1]!.token, code: doors[1]!.code })).rejects.toMatchObject({ problem: { code: 'HOUSEHOLD_CODE_WRONG' } });
    await expect(other.api.surveys.answer(round.id, answerFor(round, doors[0]!.householdId))).rejects.toMatchObject({ problem: { code: 'NOT_YOUR_HOUSEHOLD' } });
  });

  it('takes answers of many phones at once, and an assisted one at the door', async () => {
    await Promise.all(Array.from({ length: 15 }, async (_, door) => {
      const { person, householdId } = await bound(1, door);
      return person.api.surveys.answer(round.id, answerFor(round, householdId, door < 10 ? 'satisfied' : 'dissatisfied'));
    }));
    const atDoor = answerFor(round, district.buildings[0]!.doors[5]!.householdId, 'basicallySatisfied');
    expect(await district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, atDoor)).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(await district.officer.api.coverage.ofRound(round.id)).toMatchObject({
      round: { participated: 17, households: 32, needed: 0, channels: [{ channel: 'h5', participated: 16 }, { channel: 'door', participated: 1 }] },
    });
  });

  it('is closed by one officer and certified by another; then everybody sees the result', async () => {
    const { version } = await visitor(district.server).api.surveys.round(round.id);
    const closed = await district.officer.api.coverage.close(round.id, { version });
    expect(closed.round).toMatchObject({ status: 'closed', participated: 17 });
    await expect(district.officer.api.coverage.certify(round.id, { version: closed.round.version })).rejects.toMatchObject({ problem: { code: 'FOUR_EYES' } });
    await expect(district.stranger.api.coverage.certify(round.id, { version: closed.round.version })).rejects.toMatchObject({ problem: { code: 'OUT_OF_SCOPE' } });

    const certified = await district.secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
    expect(certified.round).toMatchObject({ status: 'certified', deciPoints: 80 });
    // 12 of 17 are 70.6 %: 1 very satisfied, 10 satisfied, 1 basically; 5 dissatisfied. The strict rate would give away
    // the one household that said 基本满意.
    expect(await visitor(district.server).api.surveys.result(round.id)).toMatchObject({
      households: 32, required: 4, valid: 17, satisfied: 12, strictlySatisfied: null, deciPoints: 80, ratePerMille: 706, strictRatePerMille: null,
    });
    expect(await visitor(district.server).api.estates.results(district.estate.id)).toMatchObject({ items: [{ roundId: round.id, status: 'certified', valid: 17, deciPoints: 80 }] });
  });

  it('takes nothing afterwards', async () => {
    const { person, householdId } = await bound(0, 9);
    await expect(person.api.surveys.answer(round.id, answerFor(round, householdId))).rejects.toMatchObject({ problem: { code: 'ROUND_NOT_TAKING_ANSWERS' } });
  });
});

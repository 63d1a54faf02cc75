import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { ENGINES } from '../support/databases.ts';
import { answered, answerFor, openDistrict, openRound, type District } from '../support/district.ts';

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

/** A street's side of a round that falls short: seen, extended, closed short, supplemented at the doors, certified. */
describe.each(ENGINES)('a street officer on %s', (engine) => {
  let district: District;
  let round: RoundView;
  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 2, doorsPerBuilding: 11 });
    round = await openRound(district);
  });
  afterAll(() => district?.close());

  const version = async () => (await district.officer.api.coverage.ofRound(round.id)).round.version;
  const atTheDoor = (door: number) =>
    district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, answerFor(round, district.buildings[0]!.doors[door]!.householdId));

  it('sees the own street and nothing else', async () => {
    const mine = await district.officer.api.coverage.list({});
    expect(mine).toMatchObject({ total: 1, items: [{ roundId: round.id, households: 22, required: 3, needed: 3, status: 'open' }] });
    expect(await district.stranger.api.coverage.list({})).toMatchObject({ total: 0, items: [] });
    await expect(district.stranger.api.coverage.ofRound(round.id)).rejects.toMatchObject({ problem: { code: 'OUT_OF_SCOPE' } });
    expect(await district.officer.api.coverage.summary()).toMatchObject({ estates: 1, reached: 0, households: 22, participated: 0, byStatus: { open: 1 } });
  });

  it('extends to the supplement deadline at the latest, and only from what it has seen', async () => {
    const seen = await version();
    await expect(district.officer.api.coverage.extend(round.id, { version: seen, closesAt: inHours(48) })).rejects.toMatchObject({ problem: { code: 'ROUND_DEADLINE_WRONG', facts: { latest: round.supplementUntil } } });
    const extended = await district.officer.api.coverage.extend(round.id, { version: seen, closesAt: round.supplementUntil });
    expect(extended.round).toMatchObject({ status: 'open', version: seen + 1, closesAt: round.supplementUntil });
    await expect(district.secondOfficer.api.coverage.close(round.id, { version: seen })).rejects.toMatchObject({ problem: { code: 'CHANGED_BY_SOMEONE_ELSE' } });
  });

  it('finds a round short that closes below the sample: no points, and no way past it', async () => {
    expect(await atTheDoor(0)).toMatchObject({ status: 200 });
    const closed = await district.officer.api.coverage.close(round.id, { version: await version() });
    expect(closed.round).toMatchObject({ status: 'short', participated: 1, needed: 2, deciPoints: null });
    await expect(district.secondOfficer.api.coverage.certify(round.id, { version: closed.round.version })).rejects.toMatchObject({ problem: { code: 'ROUND_ILLEGAL_MOVE' } });
    expect(await atTheDoor(1)).toMatchObject({ status: 409, body: { code: 'ROUND_NOT_TAKING_ANSWERS' } });
  });

  it('supplements it at the doors and has it certified by the second officer', async () => {
    await district.officer.api.coverage.supplement(round.id, { version: await version(), closesAt: inHours(1) });
    for (const door of [1, 2, 3, 4]) expect(await atTheDoor(door)).toMatchObject({ status: 200 });
    const closed = await district.officer.api.coverage.close(round.id, { version: await version() });
    expect(closed).toMatchObject({ round: { status: 'closed', participated: 5, needed: 0 }, mayCertify: false });
    expect(await district.secondOfficer.api.coverage.ofRound(round.id)).toMatchObject({ mayCertify: true });
    const certified = await district.secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
    expect(certified.round).toMatchObject({ status: 'certified', deciPoints: 100 });
  });

  it('certifies once, however often and by however many it is asked', async () => {
    const seen = await version();
    const again = await Promise.allSettled([district.secondOfficer, district.secondOfficer, district.officer].map(({ api }) => api.coverage.certify(round.id, { version: seen })));
    expect(again.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('may not hand out codes, run campaigns or read the audit log', async () => {
    const [{ id }] = [district.buildings[0]!];
    expect(await district.officer.request('POST', '/households/codes', { buildingId: id })).toMatchObject({ status: 403 });
    expect(await district.officer.request('POST', '/campaigns', {})).toMatchObject({ status: 403 });
    expect(await district.officer.request('GET', '/audit')).toMatchObject({ status: 403 });
    await expect(answered(district.worker, 'POST', `/rounds/${round.id}/close`, { version: 1 })).rejects.toThrow('403');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF_ROLES, type StaffActor } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { type Assessments, deduction, district, H1, linesOf, managerOf, officerOf, openAssessments, openedSheet, said, sheetRow } from './assessments.testing.ts';

describe.each(ENGINES)('who may do what with a sheet on %s', (engine) => {
  let a: Assessments;
  beforeAll(async () => { a = await openAssessments(engine); });
  afterAll(() => a.close());

  it('score and submit: the officers of the street, nobody else', async () => {
    const { officer, sheetId, streetId, communityId, estateId, providerIds } = await openedSheet(a);
    const scopes = { district: '', street: streetId, community: communityId, estate: estateId, provider: providerIds[0]! };
    const strangers: StaffActor[] = [officerOf(randomUUID()), ...STAFF_ROLES.filter((role) => role !== 'streetOfficer').flatMap((role): StaffActor[] => [
      district(role), ...(['street', 'community', 'estate', 'provider'] as const).map((level): StaffActor => ({ role, staffId: randomUUID(), scope: { level, id: scopes[level] } })),
    ])];
    const one = deduction();
    await a.scoring.enter(officer, sheetId, one);
    for (const stranger of [...strangers, { role: 'visitor' } as const, { role: 'resident', residentId: 'x', via: 'h5' } as const]) {
      const told = [
        await said(a.scoring.enter(stranger, sheetId, deduction())), await said(a.scoring.enter(stranger, sheetId, one)),
        await said(a.scoring.withdraw(stranger, sheetId, one.id, { version: 1 })),
        await said(a.scoring.change(stranger, sheetId, one.id, { version: 1, count: 2, date: '2026-03-18', place: '', text: 'x' })),
        await said(a.scoring.submit(stranger, sheetId, { version: 2 })),
      ];
      expect(told).toEqual(Array(5).fill('OUT_OF_SCOPE'));
    }
    expect(await said(a.openings.open(district('headquarters'), { halfYear: H1 }))).toBe('OUT_OF_SCOPE');
    expect(await sheetRow(a, sheetId)).toMatchObject({ version: 2, status: 'draft' });
    expect(await linesOf(a, sheetId)).toMatchObject([{ version: 1, withdrawnMs: null }]);
  });

  it('read: supervisors everything, the officer the own street, the firm its own once submitted', async () => {
    const { officer, sheetId, providerIds } = await openedSheet(a);
    const manager = managerOf(providerIds[0]!);
    for (const role of ['headquarters', 'housingCentre', 'auditor', 'government', 'finance'] as const) {
      expect(await a.assessments.sheet(district(role), sheetId)).toMatchObject({ id: sheetId, mayScore: false, maySubmit: false });
    }
    expect(await said(a.assessments.sheet(manager, sheetId))).toBe('OUT_OF_SCOPE');
    expect(await a.assessments.page(manager, {})).toEqual({ items: [], total: 0, nextCursor: null });
    expect(await a.assessments.page(manager, { halfYear: H1, status: 'draft' })).toEqual({ items: [], total: 0, nextCursor: null });
    await a.scoring.submit(officer, sheetId, { version: 1 });
    expect(await a.assessments.sheet(manager, sheetId)).toMatchObject({ status: 'submitted', mayScore: false });
    expect(await a.assessments.page(manager, {})).toMatchObject({ total: 1, items: [{ id: sheetId }] });
    expect(await a.assessments.summary(manager, {})).toMatchObject({ halfYear: H1, halfYears: [H1], sheets: 1 });
    for (const stranger of [officerOf(randomUUID()), managerOf(randomUUID())]) {
      expect(await said(a.assessments.sheet(stranger, sheetId))).toBe('OUT_OF_SCOPE');
      expect(await a.assessments.page(stranger, {})).toMatchObject({ total: 0 });
    }
    for (const nobody of [district('administrator'), { role: 'visitor' } as const, { role: 'resident', residentId: 'x', via: 'h5' } as const]) {
      const told = [await said(a.assessments.sheet(nobody, sheetId)), await said(a.assessments.page(nobody, {})), await said(a.assessments.summary(nobody, {}))];
      expect(told).toEqual(Array(3).fill('OUT_OF_SCOPE'));
    }
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES } from '../platform/database/engines.testing.ts';
import type { FrozenSheet } from './sheet-state.ts';
import { SheetRow } from './assessments.entity.ts';
import { addEstate, type Assessments, deduction, H1, linesOf, officerOf, openAssessments, openedSheet, said, sheetRow } from './assessments.testing.ts';

describe.each(ENGINES)('officers at once on %s', (engine) => {
  let a: Assessments;
  beforeAll(async () => { a = await openAssessments(engine); });
  afterAll(() => a.close());

  const tally = (told: readonly unknown[]) => told.reduce<Record<string, number>>((counts, one) => ({ ...counts, [String(one)]: (counts[String(one)] ?? 0) + 1 }), {});

  it('what they find at once is all there', async () => {
    const { streetId, sheetId } = await openedSheet(a);
    const told = await Promise.all(Array.from({ length: 20 }, () => said(a.scoring.enter(officerOf(streetId), sheetId, deduction()))));
    expect(tally(told)).toEqual({ ok: 20 });
    expect(await linesOf(a, sheetId)).toHaveLength(20);
    expect(await a.assessments.sheet(officerOf(streetId), sheetId)).toMatchObject({ version: 21, enteredDeciPoints: 800 });
  });

  it('one request that is sent many times at once is one deduction', async () => {
    const { officer, sheetId } = await openedSheet(a);
    const one = deduction();
    expect(tally(await Promise.all(Array.from({ length: 10 }, () => said(a.scoring.enter(officer, sheetId, one)))))).toEqual({ ok: 10 });
    expect(await linesOf(a, sheetId)).toHaveLength(1);
  });

  it('one id at once on two sheets belongs to one of them', async () => {
    const first = await openedSheet(a);
    const second = await openedSheet(a, { streetId: first.streetId });
    const one = deduction();
    const told = await Promise.all([first, second].flatMap(({ sheetId }) => [1, 2].map(() => said(a.scoring.enter(first.officer, sheetId, one)))));
    expect(tally(told)).toEqual({ ok: 2, DEDUCTION_DIFFERS: 2 });
    expect((await linesOf(a, first.sheetId)).length + (await linesOf(a, second.sheetId)).length).toBe(1);
  });

  it('of two that change or withdraw one line, one wins and the other is told', async () => {
    const { officer, sheetId, streetId } = await openedSheet(a);
    for (let round = 0; round < 5; round += 1) {
      const one = deduction();
      await a.scoring.enter(officer, sheetId, one);
      const change = (count: number) => said(a.scoring.change(officerOf(streetId), sheetId, one.id, { version: 1, count, date: '2026-05-01', place: '', text: '改' }));
      const told = await Promise.all([change(2), change(3), said(a.scoring.withdraw(officerOf(streetId), sheetId, one.id, { version: 1 }))]);
      expect(told.filter((each) => each === 'ok')).toHaveLength(1);
      expect(told.filter((each) => each === 'CHANGED_BY_SOMEONE_ELSE' || each === 'DEDUCTION_WITHDRAWN')).toHaveLength(2);
      expect((await linesOf(a, sheetId)).find(({ id }) => id === one.id)).toMatchObject({ version: 2 });
    }
  });

  it('a submission freezes exactly the lines that count, whoever writes beside it', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { streetId, sheetId } = await openedSheet(a);
      const standing = deduction({ item: 16, unit: 'gap' });
      await a.scoring.enter(officerOf(streetId), sheetId, standing);
      const told = await Promise.all([
        ...Array.from({ length: 4 }, () => said(a.scoring.enter(officerOf(streetId), sheetId, deduction()))),
        ...[2, 3, 4].map((version) => said(a.scoring.submit(officerOf(streetId), sheetId, { version }))),
        said(a.scoring.withdraw(officerOf(streetId), sheetId, standing.id, { version: 1 })),
        ...Array.from({ length: 4 }, () => said(a.scoring.enter(officerOf(streetId), sheetId, deduction()))),
      ]);
      expect(Object.keys(tally(told)).filter((code) => !['ok', 'CHANGED_BY_SOMEONE_ELSE', 'ASSESSMENT_SUBMITTED'].includes(code))).toEqual([]);
      const row = await sheetRow(a, sheetId);
      if (row.status === 'draft') { // every submission had seen too little
        expect(await said(a.scoring.submit(officerOf(streetId), sheetId, { version: row.version }))).toBe('ok');
      }
      const { deductions } = JSON.parse((await sheetRow(a, sheetId)).frozen!) as FrozenSheet;
      const counted = (await linesOf(a, sheetId)).filter(({ withdrawnMs }) => withdrawnMs === null).map(({ id, version, count }) => [id, version, count]).sort();
      expect(deductions.map(({ id, version, count }) => [id, version, count]).sort()).toEqual(counted);
      await a.assessments.sheet(officerOf(streetId), sheetId); // and the outcome follows from them
    }
  });

  it('of two that submit at once one does, and its name stands there', async () => {
    const { streetId, sheetId } = await openedSheet(a);
    const officers = [1, 2, 3].map(() => officerOf(streetId));
    const told = await Promise.all(officers.map((officer) => said(a.scoring.submit(officer, sheetId, { version: 1 }))));
    expect(tally(told)).toEqual({ ok: 1, ASSESSMENT_SUBMITTED: 2 });
    expect((await sheetRow(a, sheetId)).submittedBy).toBe(officers[told.indexOf('ok')]!.staffId);
  });

  it('opening at once, by officers and the clock, makes every sheet once', async () => {
    const streetId = randomUUID();
    for (let i = 0; i < 12; i += 1) await addEstate(a, { streetId });
    const opened = await Promise.all([1, 2, 3, 4].map(() => a.openings.open(officerOf(streetId), { halfYear: H1 })));
    expect(opened.reduce((sum, one) => sum + one.opened, 0)).toBe(12);
    await Promise.all([...[1, 2, 3, 4].map(() => a.openings.openRunning()), ...[1, 2].map(() => a.openings.open(officerOf(streetId), { halfYear: '2026H2' }))]);
    const keys = (await a.db.unitOfWork.read((db) => db.findBy(SheetRow, { streetId }))).map(({ estateId, halfYear }) => `${estateId} ${halfYear}`);
    expect(keys).toHaveLength(24);
    expect(new Set(keys).size).toBe(24);
  });
});

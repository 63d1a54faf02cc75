import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffActor } from '@linping/shared';
import { ContractRow, EstateRow, ProviderRow } from '../estates/estates.entity.ts';
import { StaffService } from '../identity/staff.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { SheetRow } from './assessments.entity.ts';
import {
  type Assessments, AREA_CENTI_SQM, deduction, FULL_FEN, H1, linesOf, officerOf, openAssessments, openedSheet, refusalOf, said, sheetRow, SERVING,
} from './assessments.testing.ts';

describe.each(ENGINES)('assessments on %s', (engine) => {
  let a: Assessments;
  beforeAll(async () => { a = await openAssessments(engine); });
  afterAll(() => a.close());

  const audited = async (subject: string) => {
    const lines = await a.get(AuditLog).read(a.db.engine.reader, 0, 10_000);
    return lines.filter((line) => line.subject === subject).map(({ action }) => action);
  };

  describe('a sheet', () => {
    it('is full before anything is found, and previews grade and subsidy', async () => {
      const { officer, sheetId, roundIds, contractIds } = await openedSheet(a);
      const sheet = await a.assessments.sheet(officer, sheetId);
      expect(sheet).toMatchObject({
        halfYear: H1, first: '2026-01-01', last: '2026-06-30', status: 'draft', version: 1, rubricVersion: 1, enteredDeciPoints: 900, outOf: 1000,
        satisfaction: { roundId: roundIds[0], halfYear: H1, deciPoints: 100 },
        outcome: { deciPoints: 1000, grade: 'excellent', subsidyFen: FULL_FEN }, lowest: { subsidyFen: FULL_FEN }, highest: { subsidyFen: FULL_FEN },
        subsidy: {
          areaCentiSqm: AREA_CENTI_SQM, firstEntryDate: '2025-02-01', windowFirst: '2025-02-01', windowLast: '2028-01-31',
          paidFirst: '2026-01-01', paidLast: '2026-06-30', whyUnpaid: null,
        },
        waitsFor: [], submittedAt: null, submittedBy: null, mayScore: true, maySubmit: true,
      });
      expect(sheet.items.map(({ item }) => item)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      expect(await sheetRow(a, sheetId)).toMatchObject({ contractId: contractIds[0], version: 1, frozen: null });
    });

    it('takes deductions, changes and withdraws them, and stays readable', async () => {
      const { officer, sheetId } = await openedSheet(a);
      const [absent, bins] = [deduction({ count: 2 }), deduction({ item: 13, unit: 'damagedBin' })];
      const overflow = deduction({ item: 13, unit: 'overflow', count: 3, date: '2026-06-30' });
      for (const one of [absent, bins, overflow]) await a.scoring.enter(officer, sheetId, one);
      const changed = await a.scoring.change(officer, sheetId, absent.id, { version: 1, count: 3, date: '2026-04-01', place: '', text: '三次' });
      expect(changed.items[9]).toMatchObject({
        deducted: 15, deciPoints: 85, deductions: [{ id: absent.id, count: 3, deciPoints: 15, date: '2026-04-01', place: '', text: '三次', version: 2, withdrawnBy: null }],
      });
      expect(changed.items[12]).toMatchObject({ deducted: 11, deciPoints: 29 });
      const withdrawn = await a.scoring.withdraw(officer, sheetId, bins.id, { version: 1 });
      expect(withdrawn).toMatchObject({ version: 6, enteredDeciPoints: 879, outcome: { deciPoints: 979 } });
      expect(withdrawn.items[12]!.deductions.map(({ id, withdrawnBy }) => [id, withdrawnBy !== null]).sort()).toEqual([[bins.id, true], [overflow.id, false]].sort());
      expect((await a.assessments.rows(officer, { halfYear: H1 }))[0]).toMatchObject({ deductions: 2, enteredDeciPoints: 879, version: 6 });
      expect(await audited(`deduction:${absent.id}`)).toEqual(['deduction.enter', 'deduction.change']);
      expect(await audited(`deduction:${bins.id}`)).toEqual(['deduction.enter', 'deduction.withdraw']);
    });

    it('names who wrote in the words of the account', async () => {
      const { streetId, officer, sheetId } = await openedSheet(a);
      const { id: staffId } = await a.get(StaffService).create({
        name: `officer.${engine}`, displayName: '工作人员甲', role: 'streetOfficer', scopeId: streetId, password: 'long enough for a test', status: 'active', actor: { job: 'test' },
      });
      const writer: StaffActor = { ...officerOf(streetId), staffId };
      const one = deduction();
      expect((await a.scoring.enter(writer, sheetId, one)).items[9]!.deductions)
        .toMatchObject([{ enteredBy: '工作人员甲', enteredAt: a.clock.time.toISOString(), withdrawnBy: null }]);
      const both = await a.scoring.enter(officer, sheetId, deduction({ date: '2026-06-30' })); // by an account that is gone
      expect(both.items[9]!.deductions.map(({ enteredBy }) => enteredBy)).toEqual(['工作人员甲', '']);
      expect((await a.scoring.withdraw(writer, sheetId, one.id, { version: 1 })).items[9]!.deductions[0]).toMatchObject({ withdrawnBy: '工作人员甲' });
      expect((await a.scoring.submit(writer, sheetId, { version: 4 })).submittedBy).toBe('工作人员甲');
    });

    it('is the same deduction when it is sent again, also after a submission, and another when it differs', async () => {
      const { officer, sheetId } = await openedSheet(a);
      const one = deduction();
      await a.scoring.enter(officer, sheetId, one);
      const again = await a.scoring.enter(officer, sheetId, one);
      expect(again).toMatchObject({ version: 2, enteredDeciPoints: 895 });
      expect(await linesOf(a, sheetId)).toHaveLength(1);
      for (const other of [{ count: 2 }, { text: '别的' }, { place: '西门' }, { date: '2026-03-19' }, { item: 11, unit: 'gap' }]) {
        expect(await said(a.scoring.enter(officer, sheetId, { ...one, ...other }))).toBe('DEDUCTION_DIFFERS');
      }
      const elsewhere = await openedSheet(a, { streetId: officer.scope.level === 'street' ? officer.scope.id : '' });
      expect(await said(a.scoring.enter(officer, elsewhere.sheetId, one))).toBe('DEDUCTION_DIFFERS');
      await a.scoring.submit(officer, sheetId, { version: 2 });
      expect(await said(a.scoring.enter(officer, sheetId, one))).toBe('ok');
      expect(await said(a.scoring.enter(officer, sheetId, deduction()))).toBe('ASSESSMENT_SUBMITTED');
    });

    it('refuses what the annex does not know, item 20 above all', async () => {
      const { officer, sheetId } = await openedSheet(a);
      const told = async (over: object) => refusalOf(a.scoring.enter(officer, sheetId, deduction(over)));
      expect(await told({ item: 20, unit: 'gap' })).toEqual({ code: 'ITEM_FROM_SURVEY' });
      expect(await told({ unit: 'illegalBuilding' })).toEqual({ code: 'DEDUCTION_UNIT_UNKNOWN' });
      expect(await told({ item: 7, unit: 'gap', count: 7 })).toEqual({ code: 'DEDUCTION_COUNT_WRONG', most: 6 });
      expect(await told({ date: '2026-07-01' })).toEqual({ code: 'DEDUCTION_DATE_WRONG', first: '2026-01-01', last: '2026-06-30' });
      expect(await linesOf(a, sheetId)).toEqual([]);
      expect(await sheetRow(a, sheetId)).toMatchObject({ version: 1 }); // what is refused moves nothing on
      await expect(a.db.unitOfWork.run((tx) => tx.query(`INSERT INTO assessment_deduction (id, sheet_id, item, unit, count, date, place, text, entered_by, entered_ms, version)
        VALUES ('x', '${sheetId}', 20, 'gap', 1, '2026-03-01', '', 'x', 'x', 1, 1)`))).rejects.toThrow(/ck_assessment_deduction_item|CHECK/i);
    });

    it('refuses what is not there, not seen, or taken back', async () => {
      const { officer, sheetId } = await openedSheet(a);
      const [one, other] = [deduction(), deduction()];
      await a.scoring.enter(officer, sheetId, one);
      const change = (id: string, version: number) => said(a.scoring.change(officer, sheetId, id, { version, count: 1, date: '2026-03-18', place: '', text: '改' }));
      const withdraw = (id: string, version: number) => said(a.scoring.withdraw(officer, sheetId, id, { version }));
      expect([await change(other.id, 1), await withdraw(other.id, 1)]).toEqual(['DEDUCTION_NOT_FOUND', 'DEDUCTION_NOT_FOUND']);
      expect([await change(one.id, 2), await withdraw(one.id, 2)]).toEqual(['CHANGED_BY_SOMEONE_ELSE', 'CHANGED_BY_SOMEONE_ELSE']);
      expect(await withdraw(one.id, 1)).toBe('ok');
      expect([await change(one.id, 2), await withdraw(one.id, 2)]).toEqual(['DEDUCTION_WITHDRAWN', 'DEDUCTION_WITHDRAWN']);
      expect(await said(a.scoring.enter(officer, sheetId, one))).toBe('ok'); // sent again: there, and still withdrawn
      expect((await a.assessments.sheet(officer, sheetId)).enteredDeciPoints).toBe(900);
      const missing = randomUUID();
      expect(await Promise.all([
        said(a.scoring.enter(officer, missing, deduction())), said(a.scoring.submit(officer, missing, { version: 1 })), said(a.assessments.sheet(officer, missing)),
        said(a.scoring.withdraw(officer, missing, one.id, { version: 1 })),
      ])).toEqual(Array(4).fill('ASSESSMENT_NOT_FOUND'));
      const neighbour = await openedSheet(a, { streetId: officer.scope.level === 'street' ? officer.scope.id : '' });
      expect(await said(a.scoring.withdraw(officer, neighbour.sheetId, one.id, { version: 2 }))).toBe('DEDUCTION_NOT_FOUND');
    });

    it('says what the register holds against item 1, and deducts nothing by it', async () => {
      const hints = [];
      for (const contract of [SERVING, { ...SERVING, filedDate: null }, { ...SERVING, signedDate: null }, { ...SERVING, signedDate: '2026-07-01' }]) {
        const { officer, sheetId } = await openedSheet(a, { contracts: [contract] });
        const { items, enteredDeciPoints } = await a.assessments.sheet(officer, sheetId);
        expect(enteredDeciPoints).toBe(900);
        hints.push(items[0]!.hint);
      }
      expect(hints).toEqual([null, expect.stringContaining('备案'), expect.stringContaining('没有物业服务合同的签订日期'), expect.stringContaining('晚于')]);
    });

    it('has an end to its lines', async () => {
      const { officer, sheetId } = await openedSheet(a);
      await a.db.unitOfWork.run(async (tx) => {
        for (let i = 0; i < 400; i += 1) {
          await tx.query(`INSERT INTO assessment_deduction (id, sheet_id, item, unit, count, date, place, text, entered_by, entered_ms, version)
            VALUES ('${randomUUID()}', '${sheetId}', 16, 'gap', 1, '2026-03-01', '', 'x', 'x', 1, 1)`);
        }
      });
      expect(await said(a.scoring.enter(officer, sheetId, deduction()))).toBe('SHEET_FULL');
      const submitted = await a.scoring.submit(officer, sheetId, { version: 1 }); // what is there still fits into the frozen row
      expect(submitted.items[15]).toMatchObject({ deciPoints: 0 });
      expect((await a.assessments.sheet(officer, sheetId)).items[15]!.deductions).toHaveLength(400);
    });
  });

  describe('submitting', () => {
    it('freezes every input: what the register and the lines become changes nothing', async () => {
      const { officer, sheetId, estateId, contractIds, providerIds, roundIds } = await openedSheet(a);
      await a.scoring.enter(officer, sheetId, deduction({ item: 8, unit: 'gap' }));
      await a.scoring.enter(officer, sheetId, deduction({ count: 4 }));
      const submitted = await a.scoring.submit(officer, sheetId, { version: 3 });
      expect(submitted).toMatchObject({
        status: 'submitted', version: 4, outcome: { deciPoints: 930, grade: 'good', subsidyFen: 1_379_280 }, submittedAt: a.clock.time.toISOString(), mayScore: false, maySubmit: false,
      });
      await a.db.unitOfWork.run(async (tx) => {
        await tx.update(EstateRow, { id: estateId }, { areaCentiSqm: 1, name: '改名小区' });
        await tx.update(ContractRow, { id: contractIds[0]! }, { entryDate: '2026-06-01', signedDate: null, endDate: '2026-06-02' });
        await tx.update(ProviderRow, { id: providerIds[0]! }, { kind: 'unit', name: `改名${estateId}` });
      });
      expect(await a.assessments.sheet(officer, sheetId)).toEqual(submitted);
      const [row] = (await a.assessments.rows(officer, { halfYear: H1 }));
      expect(row).toMatchObject({ estate: submitted.estate, provider: submitted.provider.name, outcome: submitted.outcome, deductions: 2, waitsFor: [] });
      expect(await sheetRow(a, sheetId)).toMatchObject({ roundId: roundIds[0], deciPoints: 930, grade: 'good', subsidyFen: 1_379_280, submittedBy: officer.staffId });
      expect(await audited(`sheet:${sheetId}`)).toEqual(['assessment.submit']);
    });

    it('is once, and nothing is written afterwards', async () => {
      const { officer, sheetId } = await openedSheet(a);
      const one = deduction();
      await a.scoring.enter(officer, sheetId, one);
      await a.scoring.submit(officer, sheetId, { version: 2 });
      expect(await Promise.all([
        said(a.scoring.submit(officer, sheetId, { version: 3 })), said(a.scoring.enter(officer, sheetId, deduction())),
        said(a.scoring.withdraw(officer, sheetId, one.id, { version: 1 })),
        said(a.scoring.change(officer, sheetId, one.id, { version: 1, count: 2, date: '2026-03-18', place: '', text: '改' })),
      ])).toEqual(Array(4).fill('ASSESSMENT_SUBMITTED'));
      expect(await sheetRow(a, sheetId)).toMatchObject({ version: 3 });
      expect(await linesOf(a, sheetId)).toMatchObject([{ version: 1, withdrawnMs: null, count: 1 }]);
    });

    it('takes only what was seen: a line entered since refuses it', async () => {
      const { officer, sheetId } = await openedSheet(a);
      await a.scoring.enter(officerOf((await sheetRow(a, sheetId)).streetId), sheetId, deduction());
      expect(await said(a.scoring.submit(officer, sheetId, { version: 1 }))).toBe('CHANGED_BY_SOMEONE_ELSE');
      expect(await said(a.scoring.submit(officer, sheetId, { version: 2 }))).toBe('ok');
    });

    it('shows no number that does not follow from what was frozen', async () => {
      const { officer, sheetId } = await openedSheet(a);
      await a.scoring.submit(officer, sheetId, { version: 1 });
      const truth = { subsidyFen: FULL_FEN, deciPoints: 1000, grade: 'excellent' } as const;
      for (const lie of [{ subsidyFen: FULL_FEN + 1 }, { deciPoints: 999 }, { grade: 'good' as const }]) {
        await a.db.unitOfWork.run((tx) => tx.update(SheetRow, { id: sheetId }, { ...truth, ...lie }));
        await expect(a.assessments.sheet(officer, sheetId)).rejects.toThrow('does not follow');
      }
      await a.db.unitOfWork.run((tx) => tx.update(SheetRow, { id: sheetId }, truth));
      expect(await a.assessments.sheet(officer, sheetId)).toMatchObject({ outcome: truth });
      await expect(a.db.unitOfWork.run((tx) => tx.update(SheetRow, { id: sheetId }, { frozen: null }))).rejects.toThrow(/ck_assessment_sheet_frozen|CHECK/i);
    });
  });
});

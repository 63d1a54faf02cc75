import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayAfter, daysOf, halfYearOf, shanghaiDate, type EnterDeductionBody, type RoundView, type SheetView } from '@linping/shared';
import { ENGINES } from '../support/databases.ts';
import { answerFor, invited, openDistrict, openRound, type District } from '../support/district.ts';

const refused = (code: string) => ({ problem: { code } });

/** A street's sheet of the running half-year: opened, scored by two officers, held for its survey and its days, submitted when the firm has left. */
describe.each(ENGINES)('a score sheet on %s', (engine) => {
  const today = shanghaiDate(Date.now());
  const halfYear = halfYearOf(today);
  let district: District;
  let round: RoundView;
  let sheetId: string;
  beforeAll(async () => {
    district = await openDistrict(engine, { buildings: 1, doorsPerBuilding: 10 });
    round = await openRound(district);
  });
  afterAll(() => district?.close());

  const officer = () => district.officer.api.assessments;
  const second = () => district.secondOfficer.api.assessments;
  const deduction = (over: Partial<EnterDeductionBody> = {}): EnterDeductionBody =>
    ({ id: randomUUID(), item: 10, unit: 'guardAbsent', count: 1, date: today, place: '东门岗亭', text: '门岗无人值守', ...over });
  const item = (sheet: SheetView, number: number) => sheet.items[number - 1]!;

  it('is opened for the firm that serves, held for its last day and its survey', async () => {
    await officer().open({ halfYear });
    expect(await officer().open({ halfYear })).toEqual({ halfYear, opened: 0 });
    const { items: [row], total } = await officer().list({});
    expect(total).toBe(1);
    expect(row).toMatchObject({
      estate: '祥云里小院', provider: '祥和物业有限公司', ...daysOf(halfYear), status: 'draft', enteredDeciPoints: 900, outcome: null,
      waitsFor: [{ code: 'periodRunning', until: daysOf(halfYear).last }, { code: 'roundRunning', roundId: round.id, status: 'open', needed: 1 }],
    });
    expect(await officer().summary()).toMatchObject({ halfYear, sheets: 1, held: 1, ready: 0 });
    sheetId = row!.id;
  });

  it('takes what two officers find at once, and tells the slower of two who change one line', async () => {
    const [one, other] = [deduction(), deduction({ item: 13, unit: 'overflow', count: 2 })];
    await Promise.all([officer().enter(sheetId, one), second().enter(sheetId, other)]);
    const seen = await officer().enter(sheetId, one); // sent again by a phone that never heard
    expect([item(seen, 10).deductions.length, item(seen, 13).deductions.length, seen.enteredDeciPoints]).toEqual([1, 1, 891]);
    expect([item(seen, 10), item(seen, 13)].map(({ deductions: [line] }) => line!.enteredBy)).toEqual(['officer.one', 'officer.two']);
    const change = { version: 1, count: 3, date: today, place: '东门岗亭', text: '三次' };
    await officer().change(sheetId, one.id, change);
    await expect(second().change(sheetId, one.id, change)).rejects.toMatchObject(refused('CHANGED_BY_SOMEONE_ELSE'));
    const left = await second().withdraw(sheetId, other.id, { version: 1 });
    expect(item(left, 13)).toMatchObject({ deducted: 0, deductions: [{ withdrawnBy: 'officer.two' }] });
    expect(left.enteredDeciPoints).toBe(885);
  });

  it('has nothing of item 20 to be typed, and nothing that the annex does not know', async () => {
    await expect(officer().enter(sheetId, deduction({ item: 20, unit: 'gap' }))).rejects.toMatchObject(refused('ITEM_FROM_SURVEY'));
    await expect(officer().enter(sheetId, deduction({ unit: 'gap' }))).rejects.toMatchObject(refused('DEDUCTION_UNIT_UNKNOWN'));
    await expect(officer().enter(sheetId, deduction({ count: 0 }))).rejects.toMatchObject(refused('INVALID_REQUEST'));
    await expect(officer().enter(sheetId, deduction({ date: '2026-02-30' }))).rejects.toMatchObject(refused('INVALID_REQUEST'));
    await expect(officer().enter(sheetId, deduction({ date: dayAfter(today) }))).rejects.toMatchObject({ problem: { code: 'DEDUCTION_DATE_WRONG', facts: { last: today } } });
  });

  it('is nobody else’s', async () => {
    const stranger = district.stranger.api.assessments;
    expect(await stranger.list({})).toMatchObject({ total: 0, items: [] });
    await expect(stranger.sheet(sheetId)).rejects.toMatchObject(refused('OUT_OF_SCOPE'));
    await expect(stranger.enter(sheetId, deduction())).rejects.toMatchObject(refused('OUT_OF_SCOPE'));
    await expect(district.worker.api.assessments.list({})).rejects.toMatchObject(refused('FORBIDDEN'));
    await expect(district.headquarters.api.assessments.enter(sheetId, deduction())).rejects.toMatchObject(refused('FORBIDDEN'));
    expect(await district.headquarters.api.assessments.sheet(sheetId)).toMatchObject({ mayScore: false, maySubmit: false });
  });

  it('gets item 20 from the certified round, and still waits for its days', async () => {
    await district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, answerFor(round, district.buildings[0]!.doors[0]!.householdId));
    const closed = await district.officer.api.coverage.close(round.id, { version: (await district.officer.api.coverage.ofRound(round.id)).round.version });
    expect((await officer().sheet(sheetId)).waitsFor).toContainEqual({ code: 'roundRunning', roundId: round.id, status: 'closed', needed: 0 });
    await district.secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
    const sheet = await officer().sheet(sheetId);
    expect(sheet).toMatchObject({ satisfaction: { roundId: round.id, halfYear, deciPoints: 100 }, outcome: { deciPoints: 985, grade: 'excellent' }, maySubmit: today === daysOf(halfYear).last });
    if (today === daysOf(halfYear).last) return;
    const waitsFor = [{ code: 'periodRunning', until: daysOf(halfYear).last }];
    expect(sheet.waitsFor).toEqual(waitsFor);
    await expect(officer().submit(sheetId, { version: sheet.version })).rejects.toMatchObject({ problem: { code: 'ASSESSMENT_WAITS', facts: { waitsFor } } });
  });

  it('is submitted on the firm’s last day, as it was seen, and frozen', async () => {
    const reply = await district.headquarters.upload('/imports/estates', [
      '小区编号,小区名称,街道,社区,地址,建成年份,建筑面积,物业类型,物业企业,物业电话,合同签订日期,备案日期,进场日期',
      `E-001,祥云里小院,五里堡街道,香榭丽社区,香云里1号,1980,11494.50,物业服务企业,后来物业有限公司,,${today},${today},${dayAfter(today)}`,
    ].join('\r\n'));
    expect(reply.status).toBe(200);
    const seen = await second().sheet(sheetId);
    expect(seen).toMatchObject({ last: today, waitsFor: [], maySubmit: true });
    await officer().enter(sheetId, deduction({ item: 16, unit: 'gap' }));
    await expect(second().submit(sheetId, { version: seen.version })).rejects.toMatchObject(refused('CHANGED_BY_SOMEONE_ELSE'));
    const submitted = await second().submit(sheetId, { version: seen.version + 1 });
    expect(submitted).toMatchObject({ status: 'submitted', outcome: { deciPoints: 983, grade: 'excellent' }, submittedBy: 'officer.two', mayScore: false, maySubmit: false });
    expect(submitted.subsidy).toMatchObject({ areaCentiSqm: 1_149_450, firstEntryDate: '2025-01-01', windowFirst: '2025-01-01', windowLast: '2027-12-31' });
    await expect(officer().enter(sheetId, deduction())).rejects.toMatchObject(refused('ASSESSMENT_SUBMITTED'));
    await expect(officer().submit(sheetId, { version: submitted.version })).rejects.toMatchObject(refused('ASSESSMENT_SUBMITTED'));
    expect(await district.headquarters.api.assessments.sheet(sheetId)).toEqual(submitted);
  });

  it('is shown to its firm then, and to no other', async () => {
    const { provider } = await officer().sheet(sheetId);
    const manager = await invited(district.server, district.headquarters, 'providerManager', provider.id, 'manager');
    expect(await manager.api.assessments.list({})).toMatchObject({ total: 1, items: [{ id: sheetId, status: 'submitted' }] });
    expect((await manager.api.assessments.sheet(sheetId)).items[9]).toMatchObject({ deducted: 15 });
    await expect(manager.request('GET', `/rounds/${round.id}/coverage`)).resolves.toMatchObject({ status: 403 });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SheetView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { openDistrict, type District } from '../support/district.ts';
import { certifyRound, deduction, invitedManager, lastDayIsToday, sheetOf } from '../support/sheets.ts';
import { desk } from './desk.ts';

/** Officers of one street score one estate, at a desk or standing in its courtyard: what they find is what it earns. */
describe.each(Object.keys(SIZES) as Size[])('a score sheet in a browser, on a %s', (size) => {
  let district: District;
  let sheet: SheetView;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 8 });
    await lastDayIsToday(district);
    await certifyRound(district); // 10 points of item 20
    sheet = await sheetOf(district);
  });
  afterAll(() => district?.close());

  /** Somebody signs in on the way to the sheet. */
  const atSheet = async (name: string) => {
    const they = await desk(district, size, name, `/street/pages/sheet/index?sheet=${sheet.id}`);
    await they.see('#total').waitFor();
    return they;
  };
  const now = () => district.officer.api.assessments.sheet(sheet.id);
  const lines = async () => (await now()).items.flatMap(({ deductions }) => deductions).filter(({ withdrawnBy }) => withdrawnBy === null);

  it('moves from 95.0 to 94.9 as deductions are entered, and says so before each is saved', async () => {
    const they = await atSheet('officer.one');
    expect(await they.text('#total')).toBe('100.0');
    expect(await they.look('sheet')).toEqual([]);

    await they.press('#enter-1');
    await they.press('#unit-notFiled');
    await they.reads('100.0 优秀');
    expect(await they.text('#effect')).toContain('95.0 优秀');
    await they.press('#save');
    await they.total('95.0');
    expect(await they.text('#grade')).toBe('优秀');

    await they.press('#enter-10');
    expect(await they.look('sheet-panel', { asSeen: true })).toEqual([]);
    expect(await they.see('#save').isDisabled()).toBe(true);
    await they.press('#unit-noPatrolLog');
    await they.type('#place', '门岗');
    await they.reads('94.9 良好');
    expect(await they.look('sheet-panel-chosen', { asSeen: true })).toEqual([]);
    await they.press('#save');
    await they.total('94.9');
    expect(await they.text('#grade')).toBe('良好');
    expect((await now()).outcome).toMatchObject({ deciPoints: 949, grade: 'good' });
    expect(they.errors).toEqual([]);
  });

  it('asks what is missing where the annex only says 缺项, and counts by pressing', async () => {
    const they = await atSheet('officer.one');
    await they.press('#enter-18');
    expect(await they.see('#save').isDisabled()).toBe(true);
    await they.press('#count-more');
    await they.press('#place-0'); // 门岗, from the line before
    await they.type('#text', '两块井盖碎了');
    await they.press('#save');
    await they.total('93.9');
    expect((await lines()).find(({ item }) => item === 18)).toMatchObject({ count: 2, place: '门岗', text: '两块井盖碎了' });
    expect(they.errors).toEqual([]);
  });

  it('changes a line, and takes it back in words; it stays readable', async () => {
    const they = await atSheet('officer.one');
    const line = (await lines()).find(({ item }) => item === 18)!;
    await they.press(`#line-${line.id}`);
    await they.press('#count-less');
    await they.press('#save');
    await they.total('94.4');

    await they.press(`#line-${line.id}`);
    await they.press('#withdraw');
    expect(await they.look('sheet-withdraw', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.total('94.9');
    await they.press('#withdrawn-18');
    await they.reads('officer.one已撤回');
    expect(they.errors).toEqual([]);
  });

  it('lets two officers write at once, and each sees what the other did', async () => {
    const [first, second] = [await atSheet('officer.one'), await atSheet('officer.two')];
    await first.press('#enter-13');
    await second.press('#enter-16');
    await first.press('#unit-overflow');
    await second.type('#text', '二单元楼道有纸屑');
    await first.press('#save');
    await first.total('94.7');
    await second.press('#save');
    await second.total('94.5'); // the first one's too
    await second.reads('officer.one记了第13项「垃圾外溢 1次」');
    expect(await second.look('sheet-news', { asSeen: true })).toEqual([]);
    await first.comesBack();
    await first.total('94.5');
    await first.reads('officer.two记了第16项');

    // Both have the same line in hand: the slower one is told what it is now, and saves over that or not at all.
    const line = (await lines()).find(({ item }) => item === 13)!;
    await first.press(`#line-${line.id}`);
    await second.press(`#line-${line.id}`);
    await first.press('#count-more');
    await first.press('#save');
    await first.total('94.3');
    await second.type('#place', '西门');
    await second.press('#save');
    await second.see('#standing').waitFor();
    expect(await second.text('#standing')).toContain('垃圾外溢 2次');
    expect(await second.look('sheet-conflict', { asSeen: true })).toEqual([]);
    await second.press('#save');
    await second.total('94.5');
    expect((await lines()).find(({ id }) => id === line.id)).toMatchObject({ count: 1, place: '西门', version: 3 });
    expect([...first.errors, ...second.errors]).toEqual([]);
  });

  it('keeps a deduction that could not be sent, and sends it once', async () => {
    const they = await atSheet('officer.one');
    const before = (await lines()).length;
    await they.press('#enter-15');
    await they.type('#text', '三楼过道堆着纸箱');
    await they.cut();
    await they.press('#save');
    await they.see('#unsent').waitFor();
    expect(await they.look('sheet-unsent', { asSeen: true })).toEqual([]);
    await they.press('#dialog-cancel');
    await they.mend();
    await they.press('#unsent-again');
    await they.press('#save');
    await they.total('94.0');
    expect((await lines()).length).toBe(before + 1);

    // Taken by the server, but the answer was lost on the way: the page finds its own line and asks for nothing more.
    await they.loseAnswer('**/deductions');
    await they.press('#enter-15');
    await they.type('#text', '四楼也有');
    await they.press('#save');
    await they.see('#unsent').waitFor();
    await they.comesBack();
    await they.total('93.5');
    await they.see('#save').waitFor({ state: 'detached' });
    expect((await lines()).length).toBe(before + 2);
  });

  it('is submitted as it was seen, and frozen', async () => {
    const they = await atSheet('officer.one');
    await district.secondOfficer.api.assessments.enter(sheet.id, deduction(17, 'gap', { text: '雨水井堵了' }));
    await they.press('#submit-sheet');
    expect(await they.text('#submit-figures')).toContain('93.5分');
    await they.press('#dialog-confirm');
    await they.page.locator('#submit-refusal', { hasText: 'officer.two记了第17项' }).waitFor();
    expect(await they.look('sheet-submit-refused', { asSeen: true })).toEqual([]);

    await they.total('93.0');
    await they.press('#submit-sheet');
    expect(await they.look('sheet-submit', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see('#submitted').waitFor();
    expect(await they.look('sheet-submitted')).toEqual([]);
    expect(await they.page.locator('[id^=enter-]').count()).toBe(0);
    const refused = await district.officer.request('POST', `/assessments/${sheet.id}/deductions`, deduction(18, 'gap'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'ASSESSMENT_SUBMITTED' } });
    expect(they.errors).toEqual([]);
  });

  it('is read by the firm it is about and by those who supervise, and written by neither', async () => {
    await invitedManager(district, sheet);
    for (const name of ['manager', 'headquarters']) {
      const they = await desk(district, size, name, '/street/pages/sheets/index');
      await they.page.getByText('祥云里小院').locator('visible=true').first().click();
      await they.total('93.0');
      expect(await they.look(`sheet-${name}`)).toEqual([]);
      expect(await they.page.locator('[id^=enter-], #submit-sheet').count()).toBe(0);
      expect(await they.downloads('#print-pdf')).toEqual({ name: `考核评分表-祥云里小院-${sheet.halfYear}.pdf`, begins: '%PDF' });
      expect(await they.downloads('#print-xlsx')).toEqual({ name: `考核评分表-祥云里小院-${sheet.halfYear}.xlsx`, begins: 'PK\x03\x04' });
      expect(they.errors).toEqual([]);
    }
  });
});

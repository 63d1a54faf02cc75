import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SheetView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { openDistrict, type District } from '../support/district.ts';
import { deduction, LONG_NAME, manyEstates, sheetOf } from '../support/sheets.ts';
import { desk } from './desk.ts';

const LIST = '/street/pages/sheets/index';

/** A street with two hundred sheets, none of which can be submitted yet. */
describe('the list of score sheets in a browser', () => {
  let district: District;
  let sheet: SheetView;
  const open = (size: Size, name: string, path: string) => desk(district, size, name, path);
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 8 });
  });
  afterAll(() => district?.close());

  it('says what to do where there is nothing yet', async () => {
    for (const size of Object.keys(SIZES) as Size[]) {
      const they = await open(size, 'officer.elsewhere', LIST); // whose street has no firm
      await they.reads('还没有评分表');
      expect(await they.look('sheets-empty')).toEqual([]);
      expect(they.errors).toEqual([]);
    }
  });

  it('makes the sheets that are missing, and says how many', async () => {
    const they = await open('desk', 'officer.one', LIST);
    await manyEstates(district, 199);
    await they.press('#open-sheets');
    await they.see('#opened').waitFor();
    await they.reads('共 200');
    expect(await they.look('sheets-opened')).toEqual([]);
    await they.press('#open-sheets');
    await they.reads('没有缺的评分表');
    sheet = await sheetOf(district);
    expect(they.errors).toEqual([]);
  });

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    it('shows two hundred, fifty at a time, long names among them', async () => {
      const they = await open(size, 'officer.one', LIST);
      for (const shown of [50, 100, 150, 200]) {
        await they.reads(`已显示 ${shown} / 共 200`);
        if (shown < 200) await they.press('#more');
      }
      await they.reads(LONG_NAME);
      expect(await they.text('#sheets')).toBe('200');
      expect(await they.look('sheets-200')).toEqual([]);
      await they.press('#elderly');
      expect(await they.look('sheets-elderly')).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('keeps filters and order in its address', async () => {
      const they = await open(size, 'officer.one', LIST);
      await they.see('#status').selectOption('draft');
      await they.see('#community').selectOption({ label: '中原东路社区' });
      await they.reads('已显示 50 / 共 100');
      await they.type('#search', '二七区');
      await they.reads('已显示 1 / 共 1');
      expect(decodeURIComponent(they.page.url())).toMatch(/community=.+status=draft.+search=二七区/);
      await they.page.reload();
      await they.reads('已显示 1 / 共 1');
      await they.reads(LONG_NAME);
      expect(await they.see('#status').inputValue()).toBe('draft');
      expect(await they.look('sheets-filtered')).toEqual([]);
      expect(await they.downloads('#export')).toEqual({ name: `考核评分-${sheet.halfYear}.xlsx`, begins: 'PK\x03\x04' });
      expect(they.errors).toEqual([]);
    });

    it('says what went wrong and the way out', async () => {
      const they = await open(size, 'officer.one', LIST);
      await they.reads('共 200');
      await they.cut();
      await they.see('#status').selectOption('submitted');
      await they.see('#retry').waitFor();
      await they.mend();
      expect(await they.look('sheets-offline')).toEqual([]);
      await they.press('#retry');
      await they.reads('没有符合条件的评分表');
    });

    it('opens a sheet that waits: its range, what it waits for, and sixty deductions', async () => {
      const known = await district.officer.api.assessments.sheet(sheet.id);
      if (known.items.every(({ deductions }) => deductions.length === 0)) await sixtyDeductions();
      const they = await open(size, 'officer.one', `/street/pages/sheet/index?sheet=${sheet.id}`);
      await they.see('#waits').waitFor();
      expect(await they.text('#waits')).toContain('第20项还没有得分');
      expect(await they.see('#submit-sheet').isDisabled()).toBe(true);
      expect(await they.text('#lowest')).not.toBe(await they.text('#highest'));
      expect(await they.look('sheet-60')).toEqual([]);
      await they.press('#elderly');
      expect(await they.look('sheet-60-elderly')).toEqual([]);
      await they.press('#enter-13');
      expect(await they.look('sheet-panel-elderly', { asSeen: true })).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('refuses a sheet of another street in words', async () => {
      const they = await open(size, 'officer.elsewhere', `/street/pages/sheet/index?sheet=${sheet.id}`);
      await they.see('#error').waitFor();
      expect(await they.look('sheet-refused')).toEqual([]);
    });
  });

  /** In many items, with places and words of every length, some taken back. */
  async function sixtyDeductions(): Promise<void> {
    const units = [[2, 'gap'], [5, 'gap'], [10, 'guardAbsent'], [11, 'illegalBuilding'], [13, 'damagedBin'], [13, 'overflow'], [15, 'gap'], [16, 'gap'], [18, 'gap'], [19, 'gap']] as const;
    for (let index = 0; index < 60; index += 1) {
      const [item, unit] = units[index % units.length]!;
      const officer = index % 3 === 0 ? district.secondOfficer : district.officer;
      const body = deduction(item, unit, {
        count: 1 + (index % 3),
        place: index % 7 === 0 ? LONG_NAME : `${1 + (index % 9)}号楼${1 + (index % 4)}单元`,
        text: index % 2 ? '灯不亮' : '现场拍照，已告知物业经理，要求当天处理；下周复查时再看一次，仍未处理的照此再记。',
      });
      await officer.api.assessments.enter(sheet.id, body);
      if (index % 11 === 10) await officer.api.assessments.withdraw(sheet.id, body.id, { version: 1 });
    }
  }
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SheetView } from '@linping/shared';
import { openDistrict, type District } from '../support/district.ts';
import { certifyRound, lastDayIsToday, sheetOf } from '../support/sheets.ts';
import { signedIn } from './phone.ts';

/** The emitted mini-program against the real server: an officer scores an estate out in its courtyard, tap by tap. */
describe('a street officer in WeChat', () => {
  let district: District;
  let sheet: SheetView;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 6 });
    await lastDayIsToday(district);
    await certifyRound(district);
    sheet = await sheetOf(district);
  });
  afterAll(() => district?.close());

  const lines = async () => (await district.officer.api.assessments.sheet(sheet.id)).items.flatMap(({ deductions }) => deductions);

  /** From the sign-in to the sheet, by the menu and the list. */
  const atSheet = async (name: string) => {
    const weapp = await signedIn(district, name);
    await weapp.tap('考核评分');
    await weapp.arrives('street/pages/sheets/index');
    await weapp.tap('祥云里小院');
    await weapp.arrives('street/pages/sheet/index');
    await weapp.shows('基础工作（20分）');
    return weapp;
  };

  it('signs in, opens the sheet and enters a deduction', async () => {
    const weapp = await atSheet('officer.one');
    await weapp.tap('13垃圾容器');
    await weapp.tap('垃圾外溢 0.2分/次');
    await weapp.shows('99.8 优秀');
    await weapp.tap('多一个');
    await weapp.type(weapp.byPlaceholder('3号楼东侧'), '2号楼南侧');
    await weapp.tap('记上，扣 0.4 分');
    await weapp.shows('刚记上');
    await weapp.shows('99.6分');
    expect(await lines()).toMatchObject([{ item: 13, unit: 'overflow', count: 2, place: '2号楼南侧', text: '垃圾外溢', enteredBy: 'officer.one' }]);
    expect(weapp.errors()).toEqual([]);
  });

  it('keeps in hand what a stairwell did not let through, and sends it once', async () => {
    const weapp = await atSheet('officer.two');
    await weapp.tap('16公共区域');
    await weapp.type(await weapp.until(() => weapp.byLabel('情况'), 'the field for what was seen'), '二单元有纸屑');
    weapp.network.isOnline = false;
    await weapp.tap('记上，扣 0.2 分');
    await weapp.shows('还没有记上');
    weapp.network.isOnline = true;
    await weapp.tap('记上，扣 0.2 分');
    await weapp.shows('99.4分');
    expect((await lines()).filter(({ item }) => item === 16)).toHaveLength(1);
  });
});

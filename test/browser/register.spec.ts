import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EstateRegisterView, EstateRowView, Page } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { answered, ESTATE_COLUMNS, openDistrict, openRound, uploaded, type District } from '../support/district.ts';
import { desk } from './desk.ts';

const ESTATES = '/register/pages/estates/index';
const LONG_NAME = '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院';
const many = (count: number) => Array.from({ length: count }, (_, i) =>
  `M-${String(i + 1).padStart(3, '0')},示例小区${i + 1},五里堡街道,${i % 2 ? '香榭丽' : '康桥'}社区,香云里${i + 2}号,19${60 + (i % 40)},${4000 + i * 37}.5,物业服务企业,祥和物业有限公司,0371-66666666,2024-12-01,2024-12-20,2025-01-01`);
const csv = (lines: readonly string[]) => ({ name: '小区列表.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) });

/** The register as headquarters and a street keep it: lists in, corrections by hand, and never over a colleague's. */
describe.each(Object.keys(SIZES) as Size[])('the register in a browser, on a %s', (size) => {
  let district: District;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 12 });
    await answered(district.headquarters, 'POST', '/providers', { name: '新来物业服务有限公司', kind: 'firm', phone: '0371-55555555' });
  });
  afterAll(() => district?.close());

  const signedIn = (name: string, path: string) => desk(district, size, name, path);
  const registered = (id = district.estate.id) => answered<EstateRegisterView>(district.headquarters, 'GET', `/estates/${id}/register`);
  const estatePage = (id = district.estate.id) => `/register/pages/estate/index?estate=${id}`;

  it('headquarters imports a list: what is wrong is said first, what would change is shown, then it is written', async () => {
    const they = await signedIn('headquarters', ESTATES);
    await they.reads('祥云里小院');
    expect(await they.look('estates')).toEqual([]);
    await they.press('#import-estates');
    await they.see('#choose-file').waitFor();
    expect(await they.look('imports')).toEqual([]);
    expect((await they.downloads('#template')).begins.startsWith('PK')).toBe(true);

    const choose = async (selector: string, lines: readonly string[]) => {
      const [chooser] = await Promise.all([they.page.waitForEvent('filechooser'), they.press(selector)]);
      await chooser.setFiles(csv([ESTATE_COLUMNS, ...lines]));
    };
    await choose('#choose-file', [...many(2), 'E-001,祥云里小院,五里堡街道,香榭丽社区,香云里1号,公元前,很大,,,,,,']);
    await they.see('#faults').waitFor();
    await they.page.getByText('第 4 行').first().waitFor();
    expect(await they.see('#write').count()).toBe(0);
    expect(await they.look('import-faults')).toEqual([]);

    await choose('#choose-again', many(200));
    await they.reads('没有发现错误');
    expect(await they.text('#preview-counts')).toBe('新增 200 行');
    expect(await they.look('import-preview')).toEqual([]);
    expect((await answered<Page<EstateRowView>>(district.headquarters, 'GET', '/estates')).total).toBe(2); // nothing is written yet
    await they.press('#write');
    await they.see('#imported').waitFor();
    expect(await they.look('import-done')).toEqual([]);
    await they.press('#import-back');
    await they.reads('共 202');
    expect(they.errors).toEqual([]);
  });

  it('finds, sorts and pages through two hundred estates, and the address keeps how', async () => {
    const they = await signedIn('headquarters', ESTATES);
    for (let shown = 50; shown < 200; shown += 50) {
      await they.press('#more');
      await they.reads(`已显示 ${shown + 50} / 共 202`);
    }
    expect(await they.look('estates-200')).toEqual([]);
    if (size === 'desk') await they.page.getByRole('button', { name: '按建筑面积排序' }).locator('visible=true').click();
    else await they.see('#sort').selectOption('area');
    await they.page.waitForURL(/sort=area/);
    await they.type('#search', '示例小区19');
    await they.page.waitForURL(/search=/);
    await they.reads('共 11');
    await they.page.reload();
    await they.reads('共 11');
    expect(await they.page.locator('.data .tbody .tr').locator('visible=true').first().textContent()).toContain('示例小区199');
    expect((await they.downloads('#export')).begins.startsWith('PK')).toBe(true);
    await they.see('#search').fill('没有这个小区');
    await they.reads('没有符合条件的小区');
    expect(await they.look('estates-none')).toEqual([]);
    await they.page.route('**/api/v1/estates?**', (route) => route.abort());
    await they.see('#search').fill('断网');
    await they.reads('没有打开');
    expect(await they.look('estates-error')).toEqual([]);
  });

  it('corrects an estate, and is told what a colleague changed meanwhile before anything is overwritten', async () => {
    const they = await signedIn('headquarters', estatePage());
    await they.press('#edit');
    await they.see('#name').fill(LONG_NAME);
    const { version } = await registered();
    await answered(district.officer, 'PATCH', `/estates/${district.estate.id}`, { version, address: '香云里东街1号' });
    await they.press('#estate-save');
    await they.see('#estate-news').waitFor();
    expect(await they.text('#estate-news')).toContain('地址');
    expect([await they.see('#name').inputValue(), await they.see('#address').inputValue()]).toEqual([LONG_NAME, '香云里东街1号']);
    expect(await they.look('estate-conflict')).toEqual([]);
    await they.press('#estate-save');
    await they.see('#edit').waitFor();
    expect(await registered()).toMatchObject({ name: LONG_NAME, address: '香云里东街1号' });

    await they.press('#edit');
    await they.see('#area').fill('12000.50');
    await they.press('#estate-save');
    await they.reads('请写明更正的依据');
    await they.type('#reason', '按二〇二六年测绘报告更正');
    await they.press('#estate-save');
    await they.reads('12,000.5 平方米');
    await they.reads('理由：按二〇二六年测绘报告更正');
    expect(await they.look('estate')).toEqual([]);
    await they.press('#elderly');
    expect(await they.look('estate-elderly')).toEqual([]);
    await they.press('#elderly');
    expect(they.errors).toEqual([]);
  });

  it('changes the firm: the page says what is in the way, by the rule that the server has', async () => {
    const they = await signedIn('headquarters', estatePage());
    await they.press('#add-contract');
    await they.type('#provider', '新来');
    await they.page.getByRole('button', { name: /新来物业服务有限公司/ }).locator('visible=true').click();
    await they.see('#entryDate').fill('2026-01-01');
    await they.reads('同一天只能有一家');
    expect(await they.see('#contract-save').isDisabled()).toBe(true);
    expect(await they.look('contract-overlap')).toEqual([]);
    await they.press('#contract-cancel');

    const [running] = (await registered()).contracts;
    await they.press(`#edit-contract-${running!.id}`);
    await they.see('#endDate').fill('2025-12-31');
    await they.press('#contract-save');
    await they.see('#add-contract').waitFor();
    await they.press('#add-contract');
    await they.type('#provider', '新来');
    await they.page.getByRole('button', { name: /新来物业服务有限公司/ }).locator('visible=true').click();
    await they.see('#signedDate').fill('2025-12-01');
    await they.see('#entryDate').fill('2026-01-01');
    await they.press('#contract-save');
    await they.reads('2026-01-01 至 今');
    expect((await registered()).contracts).toMatchObject([{ entryDate: '2026-01-01', filedDate: null }, { endDate: '2025-12-31' }]);
    expect(await they.look('estate-contracts')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('takes an estate one stage further, asked once, with its day', async () => {
    const { items: [elsewhere] } = await answered<Page<EstateRowView>>(district.headquarters, 'GET', '/estates?search=E-002');
    const they = await signedIn('headquarters', estatePage(elsewhere!.id));
    await they.press('#move-stage');
    await they.see('#stage-date').fill('2001-01-01');
    await they.reads('上一阶段开始');
    expect(await they.see('#dialog-confirm').isDisabled()).toBe(true);
    expect(await they.look('estate-stage', { asSeen: true })).toEqual([]);
    await they.see('#stage-date').fill((await registered(elsewhere!.id)).stageDate);
    await they.press('#dialog-confirm');
    await they.reads('进入「试运行」');
    expect(await registered(elsewhere!.id)).toMatchObject({ stage: 'construction' });
    expect(await they.look('estate-empty')).toEqual([]); // no contract, no households
    expect(they.errors).toEqual([]);
  });

  it('keeps the providers: registers one, corrects it, sees its estates and what was changed', async () => {
    const they = await signedIn('headquarters', '/register/pages/providers/index');
    await they.reads('新来物业服务有限公司');
    expect(await they.look('providers')).toEqual([]);
    await they.press('#add-provider');
    await they.type('#provider-name', '祥和物业有限公司');
    await they.press('#provider-save');
    await they.reads('已有同名的企业');
    expect(await they.look('provider-add')).toEqual([]);
    await they.see('#provider-name').fill(`${LONG_NAME}单位后勤服务中心`);
    await they.press('#provider-kind-unit');
    await they.press('#provider-save');
    await they.see('#facts').waitFor();
    await they.press('#edit');
    await they.type('#provider-phone', '0371-11112222');
    await they.press('#provider-save');
    await they.reads('电话：（空） → 0371-11112222');
    expect(await they.look('provider-new')).toEqual([]);
    await they.press('#back');
    await they.page.getByText('祥和物业有限公司', { exact: true }).locator('visible=true').first().click();
    await they.see('#estates').waitFor();
    await they.reads('示例小区1');
    expect(await they.look('provider')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('a street keeps its buildings and doors by hand, and a door of a round stays', async () => {
    const they = await signedIn('officer.one', `/register/pages/households/index?estate=${district.estate.id}`);
    await they.reads('共 12');
    expect(await they.look('households-officer')).toEqual([]);
    await they.press('#add-building');
    await they.type('#building-name', '3号楼');
    await they.press('#dialog-confirm');
    await they.reads('这栋楼还没有登记住户');
    expect(await they.look('households-empty')).toEqual([]);
    await they.press('#add-door');
    await they.type('#door', `${LONG_NAME}东侧平房101`);
    expect(await they.look('door-add', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('东侧平房101');
    await they.press('[id^=edit-]');
    await they.see('#door').fill('平房101');
    await they.press('#dialog-confirm');
    await they.page.getByText('平房101', { exact: true }).locator('visible=true').first().waitFor();
    await they.press('[id^=history-]');
    await they.reads('更正门牌');
    expect(await they.look('door-history', { asSeen: true })).toEqual([]);
    await they.press('#dialog-cancel');
    await they.press('[id^=remove-]');
    await they.press('#dialog-confirm');
    await they.reads('这栋楼还没有登记住户');
    await they.press('#remove-building');
    await they.press('#dialog-confirm');
    await they.reads('共 12');

    await openRound(district);
    await they.press('[id^=remove-]');
    expect(await they.look('door-remove', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see('#ask-refusal').waitFor();
    expect(await they.text('#ask-refusal')).toContain('已列入某一轮调查的名册');
    await they.press('#dialog-cancel');
    expect((await registered()).households).toBe(24);
    expect(they.errors).toEqual([]);
  });

  it('a street imports the doors of one estate', async () => {
    const they = await signedIn('officer.one', `/register/pages/imports/index?kind=households&estate=${district.estate.id}`);
    await they.reads(LONG_NAME);
    const [chooser] = await Promise.all([they.page.waitForEvent('filechooser'), they.press('#choose-file')]);
    await chooser.setFiles({ ...csv(['楼栋,门牌,手机号', '1号楼,101,', '9号楼,101,13800001111', '9号楼,102,']), name: '住户.csv' });
    await they.reads('没有发现错误');
    expect(await they.text('#preview-counts')).toBe('新增 2 行，与登记相同 1 行');
    expect(await they.look('import-households')).toEqual([]);
    await they.press('#write');
    await they.press('#import-back');
    await they.see('#building').selectOption({ label: '9号楼（2 户）' });
    await they.reads('共 2');
    expect((await they.downloads('#export')).begins.startsWith('PK')).toBe(true);
    expect(they.errors).toEqual([]);
  });

  it('whoever only reads finds nothing to press', async () => {
    await uploaded(district.officer, `/estates/${district.estate.id}/households/import`, ['楼栋,门牌', '1号楼,101']);
    const they = await signedIn('worker', estatePage());
    await they.see('#facts').waitFor();
    for (const selector of ['#edit', '#move-stage', '#add-contract', '[id^=edit-contract-]']) expect(await they.see(selector).count()).toBe(0);
    expect(await they.look('estate-reader')).toEqual([]);
    await they.page.goto(`${district.server.origin}/#/register/pages/imports/index?kind=estates`);
    await they.reads('这个身份不能导入');
    expect(await they.look('import-forbidden')).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});

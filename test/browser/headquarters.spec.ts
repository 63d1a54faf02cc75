import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { halfYearOf, shanghaiDate, type CampaignView, type Page } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { answered, invited, openDistrict, type District } from '../support/district.ts';
import { staff } from '../support/people.ts';
import { manyEstates } from '../support/sheets.ts';
import { desk } from './desk.ts';

const TODAY = '/street/pages/today/index';
const CAMPAIGNS = '/district/pages/campaigns/index';
const VERSIONS = '/district/pages/questionnaires/index';
const DAY_MS = 86_400_000;

/** The offices that look after the whole district: a questionnaire, a campaign, and which street is late. */
describe.each(Object.keys(SIZES) as Size[])("the district's offices in a browser, on a %s", (size) => {
  let district: District;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 8 });
    await manyEstates(district, 20);
    const administrator = await staff(district.server, 'root.admin', 'first of all accounts');
    for (const role of ['administrator', 'housingCentre', 'auditor', 'finance'] as const) await invited(district.server, administrator, role, null, role.toLowerCase());
    await answered(administrator, 'POST', '/staff', { name: 'not.yet', displayName: 'not.yet', role: 'government', scopeId: null });
  });
  afterAll(() => district?.close());

  const signedIn = (name: string, path: string) => desk(district, size, name, path);

  it('headquarters hears that the campaign is missing, and that a questionnaire comes first', async () => {
    const they = await signedIn('headquarters', TODAY);
    await they.see('#due-no-campaign').waitFor();
    expect(await they.look('today-headquarters-first')).toEqual([]);
    await they.press('#due-no-campaign');
    await they.reads('还没有问卷活动');
    expect(await they.look('campaigns-none')).toEqual([]);
    await they.press('#new-campaign');
    await they.reads('先发布一版问卷');
    await they.press('#publish-first');
    await they.reads('还没有问卷');
    expect(await they.look('questionnaires-none')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('writes a version with the resident’s form beside it, and is asked once before it is published', async () => {
    const they = await signedIn('headquarters', VERSIONS);
    await they.press('#new-version');
    await they.see('#publish').waitFor();
    await they.see('#overall').fill('');
    await they.reads('总体问题一定要有');
    expect(await they.see('#publish-version').isDisabled()).toBe(true);
    await they.type('#overall', '这半年，您对物业满意吗？');
    await they.page.locator('#preview').getByText('这半年，您对物业满意吗？').waitFor(); // as it is typed
    await they.press('#scale-neutral');
    expect(await they.text('#scale-words')).toBe('「非常满意」「满意」算满意，计入第20项。');
    await they.page.locator('#preview').getByText('一般', { exact: true }).waitFor();
    await they.press('#ask-accounts');
    await they.press('#preview #more');
    await they.press('#preview #topic-cleaning-satisfied'); // it may be tried
    expect(await they.page.locator('#preview #topic-accounts-satisfied').count()).toBe(0);
    expect(await they.look('questionnaire-new')).toEqual([]);
    await they.press('#publish-version');
    await they.see('#dialog-confirm').waitFor();
    expect(await they.look('questionnaire-ask')).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('第 1 版已发布');
    await they.press('#preview-1');
    expect(await they.look('questionnaires')).toEqual([]);

    await they.press('#new-version');
    await they.reads('现在和第 1 版一样');
    expect(await they.see('#publish-version').isDisabled()).toBe(true);
    await they.press('#cancel-version');
    expect(they.errors).toEqual([]);
  });

  it('creates the half-year’s campaign with days judged as they are chosen, told in words what will happen', async () => {
    const they = await signedIn('headquarters', CAMPAIGNS);
    await they.press('#new-campaign');
    await they.see('#create-campaign').waitFor();
    const [today, yesterday, nextWeek] = [0, -1, 7].map((days) => shanghaiDate(Date.now() + days * DAY_MS)) as [string, string, string];
    await they.see('#new-opens').fill(today);
    await they.see('#new-closes').fill(yesterday);
    await they.reads('截止要在开始以后');
    expect(await they.see('#create').isDisabled()).toBe(true);
    expect(await they.look('campaign-wrong')).toEqual([]);
    await they.see('#new-closes').fill(nextWeek);
    await they.see('#new-supplementUntil').fill(nextWeek);
    expect(await they.text('#problem-closes')).toContain('24:00 为止');
    await they.press('#create');
    await they.see('#dialog-confirm').waitFor();
    expect(await they.look('campaign-ask')).toEqual([]);
    await they.press('#dialog-cancel');
    const none = await answered<Page<CampaignView>>(district.headquarters, 'GET', '/campaigns');
    expect(none.total).toBe(0); // asked, and not done
    await they.press('#create');
    await they.press('#dialog-confirm');
    await they.see('#created').waitFor();
    await they.reads('21 个小区各有一轮');
    await they.see(`#rounds-${halfYearOf(shanghaiDate(Date.now()))}-open`).waitFor(); // they open by themselves, and the page says so by itself
    expect(await they.look('campaigns')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('goes from the streets to the communities to the estates', async () => {
    const they = await signedIn('headquarters', TODAY);
    await they.see('#estates-reached').waitFor();
    expect(await they.look('today-headquarters')).toEqual([]);
    await they.press('#menu-coverage');
    await they.reads('五里堡街道');
    expect(await they.look('coverage-streets')).toEqual([]);
    await they.page.getByText('五里堡街道').locator('visible=true').last().click();
    await they.reads('中原东路社区');
    expect(await they.look('coverage-communities')).toEqual([]);
    await they.page.getByText('中原东路社区').locator('visible=true').last().click();
    await they.reads('已显示 10 / 共 10');
    expect(decodeURIComponent(they.page.url())).toContain('by=estate');
    await they.page.goBack();
    await they.page.goBack();
    await they.see('#by-street.is-chosen').waitFor();
    await they.press('#late');
    await they.reads('没有落后的');
    expect(await they.look('coverage-none-late')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('the administrator hears who was given an account and has not come', async () => {
    const they = await signedIn('administrator', TODAY);
    await they.see('#due-invited').waitFor();
    expect(await they.text('#due-invited')).toContain('1个账号还没有登录过');
    expect(await they.look('today-administrator')).toEqual([]);
    await they.press('#due-invited');
    await they.reads('not.yet');
    expect(they.errors).toEqual([]);
  });

  it.each(['housingcentre', 'auditor', 'finance'])('%s reads the own day and may move nothing', async (name) => {
    const they = await signedIn(name, TODAY);
    await they.see('.due-list, .empty, .links').waitFor();
    expect(await they.look(`today-${name}`)).toEqual([]);
    if (name === 'finance') {
      await they.press('#menu-merchants');
      await they.reads('祥和物业有限公司');
      expect(await they.look('merchants-finance')).toEqual([]);
      return;
    }
    await they.press('#menu-campaigns');
    await they.see('.campaign').waitFor();
    expect(await they.page.locator('#new-campaign').count()).toBe(0);
    await they.press('#to-questionnaires');
    await they.see('#version-1').waitFor();
    expect(await they.page.locator('#new-version').count()).toBe(0);
    await they.press('#menu-coverage');
    await they.press('#by-estate');
    await they.page.getByText('祥云里小院').locator('visible=true').first().click();
    await they.see('#round-status').waitFor();
    expect(await they.page.locator('#close-round').count()).toBe(0);
    expect(await they.look(`round-${name}`)).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});

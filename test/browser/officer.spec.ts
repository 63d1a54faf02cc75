import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { answerFor, openDistrict, openRound, passwordOf, type District } from '../support/district.ts';
import { LONG_NAME, manyEstates } from '../support/sheets.ts';
import { desk, type Desk } from './desk.ts';
import { visit } from './visit.ts';

const TODAY = '/street/pages/today/index';
const BOARD = '/street/pages/coverage/index';
const DAY_MS = 86_400_000;

/** Two officers of one street, at a desk or out in the street: what is due, whom the survey has reached, close, certify, result. */
describe.each(Object.keys(SIZES) as Size[])('a street officer in a browser, on a %s', (size) => {
  let district: District;
  let round: RoundView;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 20 });
    await manyEstates(district, 199);
    round = await openRound(district, { closesInMs: 20 * DAY_MS });
    const doors = district.buildings.flatMap((building) => building.doors).slice(0, 30);
    for (const [index, { householdId }] of doors.entries()) {
      const body = { ...answerFor(round, householdId, index % 4 === 0 ? 'dissatisfied' : 'satisfied'), comment: index < 6 ? `楼道灯第${index + 1}次坏了` : '' };
      expect(await district.worker.request('PUT', `/rounds/${round.id}/assisted-answer`, body)).toMatchObject({ status: 200 });
    }
  });
  afterAll(() => district?.close());

  const signedIn = (name: string, path: string) => desk(district, size, name, path);
  const namesOf = (they: Desk) => they.page.locator('.row-link').locator('visible=true').allTextContents();
  const addressOf = (they: Desk) => decodeURIComponent(new URL(they.page.url()).hash);

  it('signs in and reads what is due', async () => {
    const they = await visit(`${district.server.origin}/#/street/pages/sign-in/index`, size);
    await they.see('#name').waitFor();
    expect(await they.look('sign-in')).toEqual([]);
    await they.type('#name', 'officer.one');
    await they.type('#password', passwordOf('officer.one'));
    await they.press('#sign-in');
    await they.see('#due-below').waitFor();
    expect(await they.see('#due-below').textContent()).toContain('199个小区还没到 10%，还差 199 户');
    expect(await they.look('today-officer')).toEqual([]);
    await they.press('#due-below');
    await they.reads('已显示 50 / 共');
    expect(they.errors).toEqual([]);
  });

  it('is led to the page of a link after the sign-in, and to the own day after signing out', async () => {
    const they = await signedIn('officer.one', `${BOARD}?search=${encodeURIComponent('祥云里')}`);
    await they.reads('已显示 1 / 共 1');
    expect(addressOf(they)).toBe(`#${BOARD}?search=祥云里`);
    await they.press('#sign-out');
    await they.see('#name').waitFor();
    expect(addressOf(they)).toBe('#/street/pages/sign-in/index');
  });

  it('keeps filters and sort in the address: reloaded, opened beside, and come back to', async () => {
    const they = await signedIn('officer.one', BOARD);
    await they.reads('已显示 50 / 共 200');
    if (size === 'phone') {
      await they.press('#fold-filters');
      await they.see('#sort').selectOption('name');
    } else {
      await they.page.getByLabel('按小区排序').locator('visible=true').click();
    }
    await they.see('#status').selectOption('open');
    await they.type('#search', '号院');
    await they.reads('已显示 50 / 共 198');
    expect(addressOf(they)).toBe(`#${BOARD}?status=open&search=号院&sort=name`);
    const names = await namesOf(they);

    await they.page.reload();
    await they.reads('已显示 50 / 共 198');
    expect(await namesOf(they)).toEqual(names);
    expect(await they.see('#search').inputValue()).toBe('号院');

    await they.page.locator('.row-link').locator('visible=true').nth(3).click();
    await they.see('#round-status').waitFor();
    await they.page.reload(); // Taro has forgotten the list by now; the browser has not
    await they.see('#round-status').waitFor();
    await they.press('#back');
    await they.reads('已显示 50 / 共 198');
    expect(await namesOf(they)).toEqual(names);

    await they.press('#menu-today');
    await they.see('#due-below').waitFor();
    await they.page.goBack();
    await they.reads('已显示 50 / 共 198');
    expect(await namesOf(they)).toEqual(names);

    const [beside] = await Promise.all([they.page.context().waitForEvent('page'), they.page.locator('.row-link').locator('visible=true').first().click({ modifiers: ['Control'] })]);
    await beside.locator('#round-status').waitFor();
    expect(addressOf(they)).toContain(BOARD); // and this page stayed
    expect(they.errors).toEqual([]);
  });

  it('does not lose a choice to what was typed a moment before', async () => {
    const they = await signedIn('officer.one', BOARD);
    await they.reads('已显示 50 / 共 200');
    if (size === 'phone') await they.press('#fold-filters');
    await they.see('#search').fill('香云里');
    await they.see('#status').selectOption('open'); // before the pause in typing is over
    await they.reads('已显示 50 / 共 198');
    expect(addressOf(they)).toBe(`#${BOARD}?status=open&search=香云里`);
  });

  it('reads two hundred estates, long names among them, in large print too; and none, and why it failed', async () => {
    const they = await signedIn('officer.one', BOARD);
    expect(await they.look('coverage-loading')).toEqual([]);
    for (const shown of [50, 100, 150, 200]) {
      await they.reads(`已显示 ${shown} / 共 200`);
      if (shown < 200) await they.press('#more');
    }
    await they.reads(LONG_NAME);
    expect(await they.look('coverage')).toEqual([]);
    await they.press('#elderly');
    await they.see('.elderly').waitFor();
    expect(await they.look('coverage-elderly')).toEqual([]);
    await they.press('#elderly');

    await they.press('#by-community');
    await they.reads('香榭丽社区');
    expect(await they.look('coverage-community')).toEqual([]);
    await they.press('#by-estate');
    await they.type('#search', '没有这个名字');
    await they.reads('没有符合条件的');
    expect(await they.look('coverage-none')).toEqual([]);

    await they.page.route('**/api/v1/coverage?**', (route) => route.abort());
    await they.see('#search').fill('别的');
    await they.reads('网络不给力');
    await they.page.unroute('**/api/v1/coverage?**');
  });

  it('the first sees one estate’s round, and closes it', async () => {
    const they = await signedIn('officer.one', `${BOARD}?search=${encodeURIComponent('祥云里小院')}`);
    await they.press('.row-link');
    await they.see('#round-status').waitFor();
    await they.reads('户数够了');
    await they.see('#steps .step').waitFor();
    expect(await they.text('#trend-words')).toContain('30 户');
    expect(await they.look('round-open')).toEqual([]);
    await they.press('#close-round');
    await they.see('#dialog-confirm').waitFor();
    expect(await they.look('round-close-dialog')).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('等另一位同事认定');
    expect(await they.see('#certify-round').isDisabled()).toBe(true);
    expect(await they.text('#certify-blocked')).not.toBe('');
    await they.reads('截止，已参与 30 户');
    await they.reads('officer.one');
    expect(await they.look('round-closed')).toEqual([]);
    await they.press('#menu-today');
    await they.see('#due-certify-others').waitFor();
    expect(await they.look('today-officer-waiting')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('the second hears that it is their turn, certifies, and reads what residents wrote', async () => {
    const they = await signedIn('officer.two', TODAY);
    await they.press('#due-certify');
    await they.page.getByText('祥云里小院').locator('visible=true').first().click();
    await they.reads('轮到您认定');
    expect(await they.look('round-my-turn')).toEqual([]);
    await they.press('#certify-round');
    await they.press('#dialog-confirm');
    await they.see('#comments .comment').waitFor();
    expect((await they.page.locator('.comment').locator('visible=true').allTextContents()).sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `楼道灯第${n}次坏了`));
    expect(await they.look('round-certified')).toEqual([]);
    await they.press('#elderly');
    expect(await they.look('round-certified-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('the community worker is led to the doors of estates that miss households', async () => {
    const they = await signedIn('worker', TODAY);
    await they.see('#due-mine').waitFor();
    expect(await they.text('#due-mine')).toContain('还差1户');
    expect(await they.look('today-worker')).toEqual([]);
    await they.page.locator('.due').locator('visible=true').first().click();
    await they.page.waitForURL(/register\/pages\/households/);
    expect(they.errors).toEqual([]);
  });

  it('and everybody reads the result', async () => {
    const they = await visit(`${district.server.origin}/#/pages/result/index?round=${round.id}`, size);
    await they.reads('祥云里小院');
    expect(await they.look('result')).toEqual([]);
    expect(they.errors).toEqual([]);
  });
});

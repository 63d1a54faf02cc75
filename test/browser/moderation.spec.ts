import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shanghaiDate, type BuildingView, type ComplaintView, type EstateRowView, type FileComplaintBody, type Page } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { filing } from '../support/complaints.ts';
import { answered, openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { LONG_NAME, manyEstates } from '../support/sheets.ts';
import { desk } from './desk.ts';

const TODAY = '/street/pages/today/index';
const QUEUE = '/complaints/pages/moderation/index';
const WORDS = '/complaints/pages/words/index';
const CALENDAR = '/complaints/pages/calendar/index';
const DAY_MS = 86_400_000;

/** What residents wrote and photographed, looked at before others see it; the words and the calendar of headquarters. */
describe.each(Object.keys(SIZES) as Size[])('moderation in a browser, on a %s', (size) => {
  let district: District;
  let resident: Person;
  let longToken: string;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    await manyEstates(district, 1);
    resident = browserPhone(district.server);
    const { items } = await answered<Page<EstateRowView>>(district.officer, 'GET', `/estates?search=${encodeURIComponent(LONG_NAME)}`);
    const [building] = (await answered<Page<BuildingView>>(district.officer, 'GET', `/estates/${items[0]!.id}/buildings`)).items;
    longToken = (await answered<BuildingView>(district.officer, 'POST', `/buildings/${building!.id}/token`)).token!;
  });
  afterAll(() => district?.close());

  const signedIn = (name: string, path: string) => desk(district, size, name, path);
  const uploaded = async (width: number, height: number): Promise<string> => {
    const [id, bytes] = [randomUUID(), picture(width, height)];
    await resident.api.uploads.send(id, { bytes: bytes.length, read: (from, to) => Promise.resolve(bytes.slice(from, to).buffer as ArrayBuffer) });
    return id;
  };
  const filed = (over: Partial<FileComplaintBody>): Promise<ComplaintView> => resident.api.complaints.file(filing(district, over));
  const seenByOfficer = (id: string) => district.officer.api.complaints.one(id);

  it('is empty, and says what comes here', async () => {
    const they = await signedIn('worker', QUEUE);
    await they.reads('没有待审核的内容');
    expect(await they.look('moderation-empty')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('shows one photo after the other, passes and refuses, and asks before a refusal', async () => {
    const { id } = await filed({ photoIds: [await uploaded(480, 640), await uploaded(640, 400)] });
    const they = await signedIn('officer.one', TODAY);
    await they.see('#due-moderation').waitFor();
    expect(await they.text('#due-moderation')).toContain('2件待审核的照片和文字');
    expect(await they.look('moderation-today')).toEqual([]);
    await they.press('#due-moderation');
    await they.see('#held-photo img').waitFor();
    expect(await they.text('#waiting-photos')).toBe('2');
    expect(await they.look('moderation-photo')).toEqual([]);
    await they.press('#held-photo');
    await they.press('#dialog-cancel');
    await they.press('#pass');
    await they.see('#waiting-photos').getByText('1').waitFor();
    await they.press('#refuse');
    await they.reads('这张照片不通过？');
    expect(await they.look('moderation-refuse', { asSeen: true })).toEqual([]);
    await they.press('#dialog-cancel');
    expect(await they.see('#refuse').isEnabled()).toBe(true);
    await they.press('#refuse');
    await they.press('#dialog-confirm');
    await they.reads('没有待审核的内容');
    expect((await seenByOfficer(id)).steps[0]!.photos.map(({ check }) => check).sort()).toEqual(['passed', 'refused']);
    expect(they.errors).toEqual([]);
  });

  it('takes long words from a place with a long name, by keys at a desk', async () => {
    const { id } = await filed({ text: '请加微信联系我。'.repeat(12), category: 'other' });
    const long = await filed({ token: longToken, category: 'neighbours', text: `${'楼上每天半夜搬东西，敲门也不开，孩子要上学，老人睡不着。'.repeat(14)}他妈的真没人管了吗` });
    const they = await signedIn('officer.two', `${QUEUE}?kind=text`);
    await they.see('#held-text').waitFor();
    expect(await they.text('#waiting-texts')).toBe('2');
    await they.press('#later');
    await they.reads(LONG_NAME);
    expect(await they.look('moderation-text')).toEqual([]);
    await they.press('#elderly');
    expect(await they.look('moderation-elderly')).toEqual([]);
    await they.press('#elderly');
    if (size === 'desk') {
      await they.press('#held-text');
      await they.page.evaluate("document.getElementById('moderation-item').focus()");
      await they.page.keyboard.press('2');
      await they.reads('这段文字不通过？');
      await they.page.keyboard.press('Escape');
      await they.page.evaluate("document.getElementById('moderation-item').focus()");
      await they.page.keyboard.press('1');
    } else {
      await they.press('#pass');
    }
    await they.see('#waiting-texts').getByText('1').waitFor();
    await they.press('#refuse');
    await they.press('#dialog-confirm');
    await they.reads('没有待审核的文字');
    expect((await seenByOfficer(long.id)).steps[0]!.textCheck).toBe('passed');
    expect((await seenByOfficer(id)).steps[0]).toMatchObject({ textCheck: 'refused' });
    expect(they.errors).toEqual([]);
  });

  it('goes on where a colleague was faster, and loses nothing without a network', async () => {
    await filed({ text: '加微信一', category: 'other' });
    await filed({ text: '加微信二', category: 'other' });
    const they = await signedIn('officer.one', QUEUE);
    await they.see('#held-text').waitFor();
    const first = (await district.officer.api.moderation.list({})).items.find(({ text }) => text?.includes('加微信一'))!;
    await district.secondOfficer.api.moderation.decide(first.id, { version: first.version, decision: 'passed' });
    await they.press('#pass');
    await they.reads('上一条已由同事审核');
    await they.see('#held-text').getByText('加微信二').waitFor();
    expect(await they.look('moderation-conflict')).toEqual([]);
    await they.cut();
    await they.press('#pass');
    await they.reads('没有保存');
    expect(await they.text('#held-text')).toContain('加微信二');
    await they.mend();
    await they.press('#pass');
    await they.reads('没有待审核的内容');
    expect(await district.officer.api.moderation.summary()).toMatchObject({ texts: 0, photos: 0 });
  });

  it('headquarters keeps the list of words', async () => {
    const they = await signedIn('headquarters', WORDS);
    await they.reads('随系统提供');
    expect(await they.look('words')).toEqual([]);
    await they.type('#word', '。一');
    await they.press('#word-add');
    await they.reads('关键词要有2到20个字');
    await they.see('#word').fill('返 现 红 包');
    await they.press('#word-add');
    await they.reads('“返 现 红 包”已在列表里');
    await they.type('#search', '返现红包');
    await they.reads('已显示 1 / 共 1');
    expect(await they.look('words-added')).toEqual([]);
    await they.page.getByRole('button', { name: '删除关键词“返 现 红 包”' }).locator('visible=true').click();
    await they.reads('不会因为它先送人工审核');
    expect(await they.look('words-take-off', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.reads('没有这个关键词');
    await they.press('#elderly');
    await they.see('#search').fill('');
    await they.reads('随系统提供');
    expect(await they.look('words-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('headquarters sets a day apart, changes it and lifts it', async () => {
    const they = await signedIn('headquarters', CALENDAR);
    await they.see('#set-day').waitFor();
    expect(await they.look('calendar')).toEqual([]);
    const day = shanghaiDate(Date.now() + 3 * DAY_MS);
    const year = day.slice(0, 4);
    await they.press('#set-day');
    await they.see('#day').fill(day);
    await they.reads('现在');
    await they.press('#day-rest');
    await they.type('#day-note', '区里统一停休');
    expect(await they.look('calendar-set')).toEqual([]);
    await they.press('#day-save');
    if (await they.see('#year').inputValue() !== year) await they.see('#year').selectOption(year);
    await they.reads('区里自定：区里统一停休');
    expect((await district.headquarters.api.calendar.year(Number(year))).days.find(({ date }) => date === day)).toMatchObject({ kind: 'exception', isWorkingDay: false, note: '区里统一停休' });
    await they.press(`#edit-${day}`);
    await they.see('#day-note').fill('全区停电检修');
    await they.press('#day-save');
    await they.reads('区里自定：全区停电检修');
    await they.press('#elderly');
    expect(await they.look('calendar-elderly')).toEqual([]);
    await they.press(`#lift-${day}`);
    expect(await they.look('calendar-lift', { asSeen: true })).toEqual([]);
    await they.press('#dialog-confirm');
    await they.see(`#lift-${day}`).waitFor({ state: 'detached' });
    expect((await district.headquarters.api.calendar.year(Number(year))).days.find(({ date }) => date === day)?.kind).not.toBe('exception');
    expect(they.errors).toEqual([]);
  });

  it('are pages of those who keep them, and of nobody else', async () => {
    const they = await signedIn('officer.one', WORDS);
    await they.reads('这个身份不管理关键词');
    expect(await they.see('#menu-moderationWords').count()).toBe(0);
    expect(await they.see('#menu-workCalendar').count()).toBe(0);
    const headquarters = await signedIn('headquarters', QUEUE);
    await headquarters.reads('这个身份不审核内容');
    expect(await headquarters.see('#menu-moderation').count()).toBe(0);
  });
});

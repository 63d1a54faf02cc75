import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SIZES, type Size } from '../support/chromium.ts';
import { filing, registration, step } from '../support/complaints.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { LONG_NAME, manyEstates } from '../support/sheets.ts';
import { desk, type Desk } from './desk.ts';

const LIST = '/complaints/pages/list/index';
const RATES = '/complaints/pages/rates/index';
const TEMPLATES = '/complaints/pages/templates/index';
const complaintPage = (id: string) => `/complaints/pages/complaint/index?complaint=${id}`;
const ROWS = 200;
const WORDS = '垃圾桶满了三天没有人清运，味道很大，苍蝇也多，楼下都不敢开窗，请尽快安排。';

/** The firm's people on their phones and at their desk: what came in, what is due, and what was done about it. */
describe.each(Object.keys(SIZES) as Size[])('a firm’s workbench on a %s', (size) => {
  let district: District;
  let manager: Person;
  let fitter: Person;
  let longEstate: string;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 3 });
    const { server, headquarters, estate, officer } = district;
    manager = await invited(server, headquarters, 'providerManager', estate.providerId, 'manager');
    fitter = await invited(server, headquarters, 'providerStaff', estate.providerId, 'fitter');
    await manyEstates(district, 1);
    longEstate = (await officer.api.register.estates({ search: '第二家属院' })).items[0]!.id;
  });
  afterAll(() => district?.close());

  const at = (name: string, path: string) => desk(district, size, name, path);
  const atComplaint = async (name: string, id: string) => {
    const they = await at(name, complaintPage(id));
    await they.see('#number').waitFor();
    return they;
  };
  const addressOf = ({ page }: Desk) => decodeURIComponent(new URL(page.url()).hash);
  const filed = (over: Parameters<typeof filing>[1] = {}) => browserPhone(district.server).api.complaints.file(filing(district, { text: WORDS, ...over }));
  const kindsOf = async (id: string): Promise<readonly string[]> => (await manager.api.complaints.one(id)).steps.map(({ kind }) => kind);
  /** Opens one action's panel. */
  const start = async (they: Desk, action: string) => {
    await they.press(`#do-${action}`);
    await they.see('#action-panel').waitFor();
  };
  const send = async (they: Desk) => {
    await they.press('#send-step');
    await they.see('#step-done').waitFor();
  };
  const choosePhoto = async (they: Desk, picker: 'before' | 'after') => {
    const [chooser] = await Promise.all([they.page.waitForEvent('filechooser'), they.press(`#${picker}-add`)]);
    await chooser.setFiles({ name: `${picker}.png`, mimeType: 'image/png', buffer: Buffer.from(picture(640, 480)) });
    await they.see(`[aria-label="${picker === 'before' ? '处理前照片' : '处理后照片'}"] .photo-uploaded`).waitFor();
  };

  it('has an empty inbox, and says so', async () => {
    const they = await at('manager', LIST);
    await they.reads('没有要办的投诉');
    expect(await they.look('firm-empty')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('keeps what it answers often: the manager writes, the fitter reads', async () => {
    const they = await at('manager', TEMPLATES);
    await they.reads('还没有常用语');
    await they.press('#add-template');
    await they.type('#title', '垃圾已清运');
    await they.type('#text', '您好，垃圾已清运，请您查看。');
    await they.loseAnswer('**/complaint-templates');
    await they.press('#template-save');
    await they.see('#template-refusal').waitFor();
    await they.press('#template-save');
    await they.reads('您好，垃圾已清运，请您查看。');
    const [template] = (await manager.api.complaints.templates()).items;
    expect((await manager.api.complaints.templates()).total).toBe(1);
    expect(await they.look('firm-templates')).toEqual([]);

    await they.press(`#edit-${template!.id}`);
    await manager.api.complaints.changeTemplate(template!.id, { version: 1, title: '已清运', text: '同事改的。' });
    await they.type('#text', '桶体已冲洗。');
    await they.press('#template-save');
    await they.see('#template-news').waitFor();
    expect(await they.look('firm-template-conflict')).toEqual([]);
    await manager.api.complaints.addTemplate({ id: randomUUID(), title: '已派人上门', text: '您好，维修师傅今天下午上门。\n如不方便，请在这里说一个时间。' });
    expect(they.errors).toEqual([]);

    const reader = await at('fitter', TEMPLATES);
    await reader.reads('已派人上门');
    expect(await reader.page.locator('#add-template').count()).toBe(0);
    expect(reader.errors).toEqual([]);
  });

  it('takes a complaint from the inbox to a fix: accept, assign, resolve with photos, once although the answer was lost', async () => {
    const { id, number } = await filed({ isUrgent: true });
    await manager.api.complaints.addTemplate({ id: randomUUID(), title: '现场已处理', text: '您好，现场已处理完毕，请您查看。' });
    const they = await at('manager', LIST);
    await they.press(`#row-${id} .row-link`);
    await they.reads(WORDS);
    expect(await they.text('#number')).toContain(number);
    expect(await they.page.locator('#contact').count()).toBe(0); // hidden from the firm by default
    for (const action of ['confirm', 'reopen', 'reject', 'merge', 'withdraw', 'supervise', 'callBack']) expect(await they.page.locator(`#do-${action}`).count()).toBe(0);
    expect(await they.look('firm-complaint')).toEqual([]);

    await start(they, 'acknowledge');
    await they.type('#step-text', '已收到，马上派人去看。');
    await send(they);
    await start(they, 'accept');
    await send(they);
    expect(await they.text('#status')).toBe('已受理');
    await start(they, 'assign');
    expect(await they.text('#blocked')).toBe('先选派给谁');
    await they.see('#action-panel').getByText('fitter').click();
    expect(await they.look('firm-assign')).toEqual([]);
    await send(they);

    const worker = await atComplaint('fitter', id);
    expect(await worker.text('#facts')).toContain('fitter');
    await start(worker, 'resolve');
    expect(await worker.text('#blocked')).toBe('写一句做了什么');
    await worker.see('#template').selectOption({ label: '现场已处理' });
    await worker.type('#step-text', '下午三点已清运。');
    await choosePhoto(worker, 'before');
    await choosePhoto(worker, 'after');
    expect(await worker.look('firm-resolve')).toEqual([]);
    await worker.loseAnswer('**/resolve');
    await worker.press('#send-step');
    await worker.see('#step-unsent').waitFor();
    await send(worker);
    expect(await kindsOf(id)).toEqual(['file', 'acknowledge', 'accept', 'assign', 'resolve']);
    const resolve = (await manager.api.complaints.one(id)).steps.at(-1)!;
    expect([resolve.beforePhotos.length, resolve.photos.length, resolve.text!.includes('下午三点')]).toEqual([1, 1, true]);
    expect(await worker.text('#status')).toBe('已办结，待确认');
    expect(await worker.page.locator('#firm-actions').count()).toBe(0); // now it is the resident's turn
    expect(await worker.look('firm-resolved')).toEqual([]);
    await they.press('#back');
    await they.see('#head-resolved').waitFor();
    await they.page.reload();
    await they.press('#head-resolved');
    await they.reads(number);
    expect([...they.errors, ...worker.errors]).toEqual([]);
  });

  it('asks the resident, which stops the clock in sight of everybody, and for more days', async () => {
    const { id } = await filed({ category: 'drains' });
    await manager.api.complaints.step(id, 'accept', step());
    const they = await atComplaint('manager', id);
    await start(they, 'requestExtension');
    await they.press('#days-3');
    await they.type('#step-text', '水泵要从厂家调货，周五到。');
    expect(await they.look('firm-extension')).toEqual([]);
    await send(they);
    expect(await they.text('#extension')).toContain('延期 3 个工作日：等待街道决定');
    expect(await they.page.locator('#do-requestExtension').count()).toBe(0);
    await start(they, 'ask');
    await they.type('#step-text', '漏水是几点开始的？');
    await send(they);
    expect(await they.text('#due')).toContain('等居民回复，计时暂停');
    expect(await they.text('#clocks')).toContain('居民回复以后接着计时');
    expect(await they.look('firm-asked')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('sees who complained only where it was allowed, and each look is logged', async () => {
    const { id } = await filed({ category: 'facilities', contact: { name: '来电居民', phone: '13900000001' }, showContactToFirm: true });
    const they = await atComplaint('fitter', id);
    expect(await they.page.getByText('13900000001').count()).toBe(0);
    await they.press('#read-contact');
    expect(await they.text('#contact-phone')).toBe('13900000001');
    expect(await they.text('#contact')).toContain('这次查看已经记入日志');
    expect(they.errors).toEqual([]);
  });

  it('takes a complaint along on paper', async () => {
    const { id, number } = await filed({ category: 'cleaning' });
    const they = await atComplaint('fitter', id);
    const { name, begins } = await they.downloads('#work-order');
    expect([name, begins]).toEqual([`工单-${number}.pdf`, '%PDF']);
  });

  it('gives many to one fitter at once, and says which it could not', async () => {
    const [one, two, three] = [await filed({ category: 'clutter' }), await filed({ category: 'clutter' }), await filed({ category: 'clutter' })];
    for (const { id } of [one, two]) await manager.api.complaints.step(id, 'accept', step());
    const they = await at('manager', `${LIST}?category=clutter`);
    await they.reads('已显示 3 / 共 3');
    await they.press('#bulk');
    await they.reads('先受理');
    await they.press('#bulk-all');
    expect(await they.text('#bulk-count')).toBe('已选 2 件');
    await they.see('#bulk-assignee').selectOption({ label: 'fitter' });
    expect(await they.look('firm-bulk', { asSeen: true })).toEqual([]);
    await manager.api.complaints.step(two.id, 'resolve', step('已清理'));
    await they.press('#bulk-give');
    await they.see('#bulk-outcome').waitFor();
    expect(await they.text('#bulk-outcome')).toContain('1 件已派给fitter，1 件没有派');
    expect(await they.text('#bulk-outcome')).toContain(two.number);
    expect(await they.look('firm-bulk-outcome', { asSeen: true })).toEqual([]);
    expect((await manager.api.complaints.one(one.id)).assignee).toBe('fitter');
    expect((await manager.api.complaints.one(three.id)).assignee).toBeNull();
    expect(they.errors).toEqual([]);
  });

  it(`reads ${ROWS} rows by deadline: cut, searched, in the address, in large print`, async () => {
    for (let i = 0; i < ROWS; i += 1) {
      await district.officer.api.complaints.register(registration(district, {
        ...(i % 3 === 0 ? { estateId: longEstate, buildingId: undefined } : {}), category: (['garbageOverflow', 'drains', 'parking', 'posters'] as const)[i % 4]!, isUrgent: i % 25 === 0, text: WORDS,
      }, i % 60));
    }
    const they = await at('manager', LIST);
    await they.reads('已显示 50 / 共');
    const { open } = await manager.api.complaints.summary({});
    expect(await they.text('#shown')).toBe(`已显示 50 / 共 ${open}`);
    await they.reads(LONG_NAME);
    expect(await they.look('firm-list')).toEqual([]);
    await they.press('#more');
    await they.reads('已显示 100 / 共');
    const { number } = (await manager.api.complaints.list({ group: 'open', sort: 'oldest', limit: 1 })).items[0]!;

    await they.press('#head-overdue');
    const { overdue } = await manager.api.complaints.summary({});
    expect(overdue).toBeGreaterThan(0);
    await they.reads(`已显示 ${Math.min(50, overdue)} / 共 ${overdue}`);
    expect(addressOf(they)).toBe(`#${LIST}?group=overdue`);
    expect(await they.look('firm-overdue')).toEqual([]);
    await they.press('#head-overdue');
    await they.type('#search', number);
    await they.reads('已显示 1 / 共 1');
    await they.page.reload();
    await they.reads('已显示 1 / 共 1');
    expect(addressOf(they)).toBe(`#${LIST}?search=${number}`);
    await they.press('#elderly');
    expect(await they.look('firm-list-elderly')).toEqual([]);
    await they.see('#search').fill('没有这样的');
    await they.reads('没有符合条件的投诉');
    expect(they.errors).toEqual([]);
  });

  it('says what is wrong and what one can do where the server does not answer', async () => {
    const they = await at('manager', LIST);
    await they.see('#shown').waitFor();
    await they.page.route('**/api/v1/complaints**', (route) => route.abort());
    await they.page.reload();
    await they.see('#retry').waitFor();
    expect(await they.look('firm-error')).toEqual([]);
    await they.page.unroute('**/api/v1/complaints**');
    await they.press('#retry');
    await they.see('#shown').waitFor();
  });

  it('knows its three rates, what they are made of and which complaints lower them', async () => {
    const phone = browserPhone(district.server);
    const { id, number } = await phone.api.complaints.file(filing(district, { category: 'manhole' }));
    await manager.api.complaints.step(id, 'accept', step());
    await manager.api.complaints.step(id, 'resolve', step('井盖已更换'));
    await phone.api.complaints.step(id, 'reopen', step('没有换，只是盖了块板'));
    const they = await at('manager', RATES);
    await they.see('#rate-resolution').waitFor();
    expect(await they.text('#card-resolution')).toContain('居民要求重办1 件');
    expect(await they.look('firm-rates')).toEqual([]);
    const { total } = await manager.api.complaintFigures.lowering({ rate: 'resolution' });
    expect(await they.text('#lowering-resolution')).toBe(`看拉低它的 ${total} 件`);
    await they.press('#lowering-resolution');
    await they.reads(number);
    expect(addressOf(they)).toBe(`#${RATES}?rate=resolution`);
    expect(await they.look('firm-lowering')).toEqual([]);
    await they.press('#lowering .row-link');
    await they.see('#number').waitFor();
    await they.press('#back');
    await they.press('#elderly');
    expect(await they.look('firm-rates-elderly')).toEqual([]);
    expect(they.errors).toEqual([]);
  });

  it('begins the day with what is due', async () => {
    for (const name of ['manager', 'fitter']) {
      const they = await at(name, '/street/pages/today/index');
      await they.see('#due-complaints-overdue').waitFor();
      expect(await they.look(`firm-today-${name}`)).toEqual([]);
      await they.press('#due-complaints-overdue');
      await they.see('#shown').waitFor();
      expect(addressOf(they)).toBe(`#${LIST}?group=overdue`);
      expect(they.errors).toEqual([]);
    }
    expect((await fitter.api.complaints.summary({})).overdue).toBeGreaterThan(0);
  });
});

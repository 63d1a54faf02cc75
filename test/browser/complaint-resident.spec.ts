import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPLAINT_CONSENT_VERSION, type ComplaintView, type FileComplaintBody } from '@linping/shared';
import { SIZES, type Size } from '../support/chromium.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { visit, type Visit } from './visit.ts';

const LONG = { estate: '二七区嵩山路街道中原东路社区郑州铁路局第二家属院北院', provider: '河南省郑州市某某某某某某物业服务集团有限责任公司嵩山路第二分公司' };
const step = () => ({ id: randomUUID() });

/** A resident in a browser complains, follows what becomes of it and has the last word. */
describe('a complaining resident in a browser', () => {
  let district: District;
  let manager: Person;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 2, doorsPerBuilding: 4 });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
  });
  afterAll(() => district?.close());

  const open = (size: Size, path: string) => visit(`${district.server.origin}${path}`, size);
  const scan = (size: Size, building: number) => open(size, `/q/${district.buildings[building]!.token}`);
  const goTo = ({ page }: Visit, path: string) => page.goto(`${district.server.origin}/#/pages/${path}`);
  const addPhotos = async (they: Visit, selector: string, ...sizes: [number, number][]) => {
    const [chooser] = await Promise.all([they.page.waitForEvent('filechooser'), they.press(selector)]);
    await chooser.setFiles(sizes.map(([width, height], at) => ({ name: `${at}.png`, mimeType: 'image/png', buffer: Buffer.from(picture(width, height)) })));
  };
  /** All complaints of the estate, as the street sees them. */
  const all = async () => (await district.officer.api.complaints.list({ estateId: district.estate.id })).items;
  const byNeighbour = (over: Partial<FileComplaintBody>): Promise<ComplaintView> => browserPhone(district.server).api.complaints.file({
    id: randomUUID(), token: district.buildings[0]!.token, category: 'drains', spot: '门口', text: '污水外溢', photoIds: [], isUrgent: false,
    consentVersion: COMPLAINT_CONSENT_VERSION, showContactToFirm: false, ...over,
  });

  describe.each(Object.keys(SIZES) as Size[])('on a %s', (size) => {
    const building = size === 'phone' ? 0 : 1;

    it('files with photos in three small steps, is asked, answers, reopens and confirms', async () => {
      const they = await scan(size, building);
      await they.press('#complain');
      await they.see('#category-garbageOverflow').waitFor();
      expect(await they.look('complain')).toEqual([]);
      await they.press('#category-manhole');

      await they.press('#urgent');
      await they.reads('请先打电话，再回来提交');
      for (const number of ['119', '110', '0371-66666666', '0371-00009999']) await they.reads(number);
      expect(await they.look('complain-urgent')).toEqual([]);

      await they.type('#spot', '2单元门口');
      await addPhotos(they, '#photo-add', [900, 600], [60, 90]);
      await they.page.getByText('已上传').nth(1).waitFor();
      await they.press('#photo-remove-1');
      await they.press('#contact');
      await they.type('#contact-name', '来电居民');
      expect(await they.see('#missing').textContent()).toContain('称呼和电话');
      await they.type('#contact-phone', '13900000001');
      expect(await they.see('#submit').isDisabled()).toBe(true);
      await they.press('#consent');
      expect(await they.look('complain-filled')).toEqual([]);
      await they.press('#submit');

      await they.see('#filed').waitFor();
      await they.reads('2单元门口');
      expect(await they.look('complaint-filed')).toEqual([]);
      const { id } = (await all()).find(({ category, building: name }) => category === 'manhole' && name === `${building + 1}号楼`)!;
      expect(await district.officer.api.complaints.contact(id)).toEqual({ name: '来电居民', phone: '13900000001' });

      const { complaints } = manager.api;
      await complaints.step(id, 'accept', { ...step(), text: '' });
      await complaints.step(id, 'ask', { ...step(), text: '是哪一个井盖？' });
      await they.page.reload();
      await they.reads('等待您回复，计时暂停');
      expect(await they.look('complaint-asked')).toEqual([]);
      await they.press('#do-answer');
      await they.type('#step-text', '门口左边那个');
      expect(await they.look('complaint-answering')).toEqual([]);
      await they.press('#step-send');
      await they.reads('回复已送出');

      const after = await manager.api.uploads.send(randomUUID(), sourceOf(picture(80, 60)));
      await complaints.step(id, 'resolve', { ...step(), text: '换了新井盖', photoIds: [after.id] });
      await they.page.reload();
      await they.reads('等待您确认');
      expect(await they.look('complaint-resolved')).toEqual([]);
      await they.press('#do-reopen');
      await they.type('#step-text', '还会晃');
      await they.press('#step-send');
      await they.reads('已要求重新处理');

      await complaints.step(id, 'accept', { ...step(), text: '' });
      await complaints.step(id, 'resolve', { ...step(), text: '垫平了' });
      await they.page.reload();
      await they.press('#do-confirm');
      await they.press('#rating-4');
      expect(await they.look('complaint-rating')).toEqual([]);
      await they.press('#step-send');
      await they.reads('谢谢您，已确认解决');
      expect(await they.look('complaint-confirmed')).toEqual([]);
      expect(await district.officer.api.complaints.one(id)).toMatchObject({ status: 'confirmed', rating: 4 });

      await goTo(they, 'complaints/index');
      await they.reads('已确认解决');
      expect(await they.look('my-complaints')).toEqual([]);
      await goTo(they, 'notices/index');
      await they.reads('投诉进展');
      expect(await they.look('notices')).toEqual([]);
      await goTo(they, 'me/index');
      await they.reads('我的投诉');
      expect(await they.look('me-with-complaints')).toEqual([]);
      expect(they.errors).toEqual([]);
    });

    it('looks at a photo large, and turns back to the page', async () => {
      const they = await scan(size, building);
      await they.press('#complain');
      await they.press('#category-greenery');
      await addPhotos(they, '#photo-add', [300, 200], [200, 300]);
      await they.page.getByText('已上传').nth(1).waitFor();
      await they.press('#consent');
      await they.press('#submit');
      await they.see('#filed').waitFor();
      await they.press('#photos-1-0');
      await they.see('#photo-after').click();
      expect(await they.look('complaint-photo', { asSeen: true })).toEqual([]);
      await they.page.keyboard.press('Escape');
      expect(await they.see('.lightbox').count()).toBe(0);
    });

    it('joins a neighbour instead of writing the same again, and learns nothing of theirs', async () => {
      const neighbours = await byNeighbour({ token: district.buildings[building]!.token });
      const they = await scan(size, building);
      await they.press('#complain');
      await they.press('#category-drains');
      await they.see('#similar').waitFor();
      expect(await they.look('complain-similar')).toEqual([]);
      await they.press(`#follow-${neighbours.id}`);
      await they.reads('您也遇到了这件事');
      expect(await they.look('complaint-followed')).toEqual([]);
      expect(await they.page.content()).not.toContain('污水外溢两天');
      expect((await district.officer.api.complaints.one(neighbours.id)).followers).toBe(1);
      await they.press('#unfollow');
      await they.reads('我的投诉');
      expect((await district.officer.api.complaints.one(neighbours.id)).followers).toBe(0);
      await district.officer.api.complaints.step(neighbours.id, 'reject', { ...step(), text: '不属于物业服务范围' });
    });

    it('loses the network, and the complaint goes out once by itself when it is back', async () => {
      const before = (await all()).length;
      const they = await scan(size, building);
      const context = they.page.context();
      await they.press('#complain');
      await they.press('#category-facilities');
      await they.type('#spot', '楼道灯');
      await context.setOffline(true);
      await addPhotos(they, '#photo-add', [400, 300]);
      await they.reads('等待上传');
      await they.press('#consent');
      await they.press('#submit');
      await they.see('#queued').waitFor();
      expect(await they.look('complaint-queued')).toEqual([]);
      expect(await all()).toHaveLength(before);

      // The tab is closed; the next day it is opened again, with a network.
      await they.page.close();
      await context.setOffline(false);
      const tomorrow = await context.newPage();
      await tomorrow.goto(`${district.server.origin}/#/pages/complaints/index`);
      await tomorrow.getByText('照明、门禁、监控、消防坏了').first().waitFor();
      await tomorrow.locator('#queued').waitFor({ state: 'detached' });
      const [newest, ...others] = (await all()).filter(({ category, building: name }) => category === 'facilities' && name === `${building + 1}号楼`);
      expect(others).toEqual([]);
      expect((await district.officer.api.complaints.one(newest!.id)).steps[0]!.photos).toHaveLength(1);
    });

    it('finds what was begun, in large print too, and may throw it away', async () => {
      const they = await scan(size, building);
      await they.page.route('**/buildings/by-token/*', async (route) => {
        const reply = await route.fetch();
        const scanned = (await reply.json()) as { estate: { name: string; provider: { name: string } } };
        scanned.estate.name = LONG.estate;
        scanned.estate.provider.name = LONG.provider;
        await route.fulfill({ response: reply, json: scanned });
      });
      await they.press('#elderly');
      await goTo(they, `complain/index?scene=${district.buildings[building]!.token}`);
      await they.page.reload();
      await they.press('#category-parking');
      await they.press('#urgent');
      await they.type('#text', '车把消防通道堵住了，救护车进不来');
      expect(await they.look('complain-elderly')).toEqual([]);
      await they.page.reload();
      await they.see('#begun').waitFor();
      await goTo(they, 'complaints/index');
      await they.reads('没写完，接着写');
      expect(await they.look('my-complaints-elderly')).toEqual([]);
      await goTo(they, `complain/index?scene=${district.buildings[building]!.token}`);
      await they.press('#start-anew');
      await they.see('#category-garbageOverflow').waitFor();
    });

    it('finds every page in order with nothing, with a refusal and without a network', async () => {
      const they = await open(size, '/#/pages/complaints/index');
      await they.reads('还没有投诉');
      expect(await they.look('my-complaints-empty')).toEqual([]);
      await goTo(they, 'notices/index');
      await they.reads('还没有消息');
      expect(await they.look('notices-empty')).toEqual([]);
      await goTo(they, 'complain/index');
      await they.reads('请先扫描楼道里的二维码');
      await goTo(they, `complaint/index?id=${randomUUID()}`);
      await they.see('#error').waitFor();
      expect(await they.look('complaint-refused')).toEqual([]);
      await they.page.route('**/buildings/by-token/*', (route) => route.abort());
      await goTo(they, `complain/index?scene=${district.buildings[0]!.token}`);
      await they.reads('网络不给力');
      await goTo(they, 'privacy/index');
      await they.reads('谁能看到我的投诉');
      expect(await they.look('privacy-complaints')).toEqual([]);
    });
  });

  it('reads what became of the complaints of the estate, once there are five', async () => {
    for (const category of ['guard', 'guard', 'guard', 'guard', 'guard', 'theft'] as const) await byNeighbour({ category });
    const they = await open('phone', `/#/pages/estate/index?estate=${district.estate.id}`);
    await they.see('#received').waitFor();
    await they.press('#rate-response');
    await they.reads('按时受理的');
    expect(await they.look('estate-complaints')).toEqual([]);
    const wide = await open('desk', `/#/pages/estate/index?estate=${district.estate.id}`);
    await wide.see('#received').waitFor();
    expect(await wide.look('estate-complaints')).toEqual([]);
  });
});

const sourceOf = (bytes: Uint8Array<ArrayBuffer>) => ({ bytes: bytes.byteLength, read: (from: number, to: number) => Promise.resolve(bytes.slice(from, to).buffer) });

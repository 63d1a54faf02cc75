import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { invited, openDistrict, type District } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';
import { loginOf, openPhone } from './phone.ts';
import type { Weapp } from './weapp.ts';
import { PhoneFiles } from './wx-files.ts';

const step = () => ({ id: randomUUID() });

/** The emitted mini-program against the real server: a complaint from the poster to the last word, tap by tap. */
describe('a complaining resident in WeChat', () => {
  let wechat: WechatStandIn;
  let district: District;
  let manager: Person;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    district = await openDistrict('sqlite', {
      buildings: 1, doorsPerBuilding: 3,
      env: { WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url },
    });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
  });
  afterAll(async () => {
    await district?.close();
    await wechat?.close();
  });

  interface Phone {
    readonly storage: Map<string, unknown>;
    readonly files: PhoneFiles;
  }
  const newPhone = (): Phone => ({ storage: new Map(), files: new PhoneFiles() });
  const scan = (openid: string, kept = newPhone()) =>
    openPhone(district, { ...kept, wx: { login: loginOf(wechat, openid) } }).launch('pages/landing/index', { scene: district.buildings[0]!.token });
  const write = async (weapp: Weapp, category: string) => {
    await weapp.tap('投诉报修');
    await weapp.arrives('pages/complain/index');
    await weapp.tap(category);
  };
  const list = async () => (await district.officer.api.complaints.list({ estateId: district.estate.id })).items;

  it('files with photos that were compressed on the phone, answers and confirms', async () => {
    const phone = newPhone();
    const weapp = scan('o-complains', phone);
    await write(weapp, '井盖缺损、丢失');
    await weapp.tap('有危险，很紧急');
    await weapp.shows('请先打电话，再回来提交');
    await weapp.tap('拨打火警、救援 119');
    expect(weapp.calls.filter(({ name }) => name === 'makePhoneCall')).toMatchObject([{ options: { phoneNumber: '119' } }]);
    await weapp.type(weapp.byLabel('具体位置'), '2单元门口');

    phone.files.album = [{ bytes: picture(340, 340), width: 4000, height: 3000 }, { bytes: picture(40, 30), width: 800, height: 600 }];
    await weapp.tap('＋添加照片');
    await weapp.until(() => weapp.network.requests.filter(({ method, path }) => method === 'PUT' && path.includes('/uploads/')).length >= 3, 'three pieces to be sent');
    expect(phone.files.compressed).toEqual([{ quality: 80, compressedWidth: 1600 }, { quality: 80 }]);

    await weapp.tap('我同意');
    await weapp.shows('可以提交了');
    await weapp.tap('提交');
    await weapp.arrives('pages/complaint/index');
    await weapp.shows('已提交，谢谢您');
    const [row] = await list();
    const filed = await district.officer.api.complaints.one(row!.id);
    expect(filed).toMatchObject({ category: 'manhole', isUrgent: true, spot: '2单元门口', building: '1号楼' });
    expect(filed.steps[0]!.photos).toHaveLength(2);
    expect([...phone.files.kept.keys()]).toEqual([]); // nothing stays on the phone once it is filed

    const { complaints } = manager.api;
    await complaints.step(row!.id, 'accept', { ...step(), text: '' });
    await complaints.step(row!.id, 'ask', { ...step(), text: '是哪一个？' });
    const later = scan('o-complains', phone);
    await later.tap('我的投诉');
    await later.arrives('pages/complaints/index');
    await later.shows('等待您回复');
    await later.tap('井盖缺损、丢失');
    await later.arrives('pages/complaint/index');
    await later.tap('回复');
    await later.type(await later.until(() => later.byLabel('您的回复'), 'the field for the answer'), '左边那个');
    await later.tap('送出回复');
    await later.shows('回复已送出');

    await complaints.step(row!.id, 'resolve', { ...step(), text: '换好了' });
    const last = scan('o-complains', phone);
    await last.tap('我的投诉');
    await last.tap('井盖缺损、丢失');
    await last.tap('解决了，去评价');
    await last.tap('很满意');
    await last.tap('确认解决');
    await last.shows('谢谢您，已确认解决');
    expect(await district.officer.api.complaints.one(row!.id)).toMatchObject({ status: 'confirmed', rating: 5 });
    for (const visit of [weapp, later, last]) expect(visit.errors()).toEqual([]);
  });

  it('keeps a complaint and its photo when the stairwell has no network, and sends both once the next morning', async () => {
    const before = (await list()).length;
    const phone = newPhone();
    phone.files.album = [{ bytes: picture(50, 40), width: 1200, height: 900 }];
    const weapp = scan('o-offline', phone);
    await write(weapp, '楼道堆放杂物');
    await weapp.type(weapp.byLabel('具体位置'), '3楼楼道');
    weapp.network.isOnline = false;
    await weapp.tap('＋添加照片');
    await weapp.shows('照片存在这部手机里，有网络时会接着传');
    await weapp.tap('我同意');
    await weapp.tap('提交');
    await weapp.shows('已保存，还没送出：1 件');
    expect([phone.files.kept.size, (await list()).length]).toEqual([1, before]);
    weapp.dispose();

    const morning = scan('o-offline', phone);
    await morning.until(() => morning.network.requests.some(({ method, path, status }) => method === 'POST' && path.endsWith('/complaints') && status === 200), 'the complaint to be sent');
    const now = await list();
    expect(now).toHaveLength(before + 1);
    expect((await district.officer.api.complaints.one(now.find(({ category }) => category === 'clutter')!.id)).steps[0]!.photos).toHaveLength(1);
    await morning.until(() => phone.files.kept.size === 0, 'the photo to be forgotten');
    expect(morning.errors()).toEqual([]);
  });

  it('joins a neighbour, and is told of the progress', async () => {
    const weapp = scan('o-neighbour');
    await write(weapp, '楼道堆放杂物');
    await weapp.shows('这栋楼有人反映过同类问题');
    await weapp.tap('我也遇到了');
    await weapp.arrives('pages/complaint/index');
    await weapp.shows('您也遇到了这件事');
    expect(weapp.text()).not.toContain('3楼楼道堆');
    const clutter = (await list()).find(({ category }) => category === 'clutter')!;
    expect(clutter.followers).toBe(1);
    await manager.api.complaints.step(clutter.id, 'accept', { ...step(), text: '' });
    const later = scan('o-neighbour', newPhone());
    await later.tap('我的投诉'); // on another phone of the same person, which has no session yet
    await later.shows('我也遇到的 1 件');
    await later.shows('已受理');
    for (const visit of [weapp, later]) expect(visit.errors()).toEqual([]);
  });

  it('turns back from the album without a word', async () => {
    const weapp = scan('o-turns-back');
    await write(weapp, '其他');
    await weapp.tap('＋添加照片');
    await weapp.shows('添加照片');
    expect(weapp.errors()).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filing } from '../support/complaints.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { picture } from '../support/pictures.ts';
import { signedIn } from './phone.ts';
import { PhoneFiles } from './wx-files.ts';

/** The emitted mini-program against the real server: a firm's manager takes a complaint from the inbox to a fix, tap by tap. */
describe('a firm’s manager in WeChat', () => {
  let district: District;
  let manager: Person;
  beforeAll(async () => {
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3 });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    await invited(district.server, district.headquarters, 'providerStaff', district.estate.providerId, 'fitter');
  });
  afterAll(() => district?.close());

  const kindsOf = async (id: string): Promise<readonly string[]> => (await manager.api.complaints.one(id)).steps.map(({ kind }) => kind);

  it('signs in, accepts, assigns and resolves with a photo; a lost network costs nothing twice', async () => {
    const { id, number } = await browserPhone(district.server).api.complaints.file(filing(district, { category: 'manhole', text: '井盖晃得厉害' }));
    const files = new PhoneFiles();
    const weapp = await signedIn(district, 'manager', { files });
    await weapp.shows('等您受理');
    await weapp.tap('投诉');
    await weapp.arrives('complaints/pages/list/index');
    await weapp.shows(number);
    await weapp.tap('井盖缺损、丢失');
    await weapp.arrives('complaints/pages/complaint/index');
    await weapp.shows('井盖晃得厉害');

    await weapp.tap('受理');
    await weapp.type(await weapp.until(() => weapp.byLabel('说一句（可不填）'), 'the field for a word'), '今天去换');
    weapp.network.isOnline = false;
    await weapp.tap('受理');
    await weapp.shows('还没有送出');
    weapp.network.isOnline = true;
    await weapp.tap('受理');
    await weapp.shows('受理：已办好');
    await weapp.tap('派单');
    await weapp.tap('fitter');
    await weapp.tap('派单');
    await weapp.shows('派单：已办好');

    await weapp.tap('办结');
    await weapp.type(await weapp.until(() => weapp.byLabel('做了什么'), 'the field for what was done'), '新井盖已装好');
    files.album = [{ bytes: picture(50, 40), width: 1200, height: 900 }];
    await weapp.tap('＋添加处理后照片');
    await weapp.shows('已上传');
    await weapp.tap('办结');
    await weapp.shows('办结：已办好');
    await weapp.shows('等居民确认');
    expect(await kindsOf(id)).toEqual(['file', 'accept', 'assign', 'resolve']);
    expect((await manager.api.complaints.one(id)).steps.at(-1)!.photos).toHaveLength(1);
    expect(weapp.errors()).toEqual([]);
  });
});

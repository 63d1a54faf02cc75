import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoundView } from '@linping/shared';
import { openDistrict, openRound, type District } from '../support/district.ts';
import { visitor } from '../support/people.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';
import { loginOf, openPhone } from './phone.ts';
import type { Weapp } from './weapp.ts';

/** The emitted mini-program against the real server: a resident's whole visit, tap by tap. */
describe('a resident in WeChat', () => {
  let wechat: WechatStandIn;
  let district: District;
  let round: RoundView;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    district = await openDistrict('sqlite', {
      buildings: 1, doorsPerBuilding: 6,
      env: { WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url },
    });
    round = await openRound(district);
  });
  afterAll(async () => {
    await district?.close();
    await wechat?.close();
  });

  /** The phone of an openid, as it comes to the poster of the first building. */
  const scan = (openid: string, storage = new Map<string, unknown>()) =>
    openPhone(district, { storage, wx: { login: loginOf(wechat, openid) } }).launch('pages/landing/index', { scene: district.buildings[0]!.token });
  const participated = async () => (await visitor(district.server).api.surveys.round(round.id)).participated;

  /** From the poster to the questionnaire, with the code of a door. */
  const enterCode = async (weapp: Weapp, door: number) => {
    await weapp.tap('开始评价');
    await weapp.arrives('pages/code/index');
    await weapp.type(await weapp.until(() => weapp.byTag('input'), 'the field for the code'), district.buildings[0]!.doors[door]!.code);
    await weapp.tap('确认');
    await weapp.arrives('pages/answer/index');
  };

  it('scans, binds by the code, answers and sees that it counted', async () => {
    const weapp = scan('o-first');
    await weapp.shows('祥云里小院 1号楼');
    await enterCode(weapp, 0);
    await weapp.tap('满意');
    await weapp.shows('您选的是：满意');
    await weapp.tap('提交');
    await weapp.arrives('pages/done/index');
    await weapp.shows('已提交，谢谢您');
    expect(await participated()).toBe(1);
    expect(weapp.errors()).toEqual([]);
  });

  it('keeps an answer that could not be sent and sends it by itself, once', async () => {
    const storage = new Map<string, unknown>();
    const before = scan('o-second', storage);
    await enterCode(before, 1);
    await before.shows('选一项就可以提交');
    before.network.isOnline = false;
    await before.tap('不满意');
    await before.tap('提交');
    await before.arrives('pages/done/index');
    await before.shows('还没送出');
    expect(await participated()).toBe(1);

    // The phone is put away and taken out the next morning, with a network.
    const after = scan('o-second', storage);
    await after.until(() => after.network.requests.some(({ method, status }) => method === 'PUT' && status === 200), 'the answer to be sent');
    expect(await participated()).toBe(2);
    expect(after.errors()).toEqual([]);
  });

  it('reads the result once it is certified', async () => {
    const { officer, secondOfficer } = district;
    const closed = await officer.api.coverage.close(round.id, { version: (await visitor(district.server).api.surveys.round(round.id)).version });
    await secondOfficer.api.coverage.certify(round.id, { version: closed.round.version });
    const weapp = scan('o-first');
    await weapp.shows('祥云里小院 1号楼');
    await weapp.tap('查看结果');
    await weapp.arrives('pages/result/index');
    await weapp.shows('只公布得分'); // two households: no rate, no counts
    expect(weapp.errors()).toEqual([]);
  });
});

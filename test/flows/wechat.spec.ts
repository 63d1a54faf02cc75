import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDistrict, type District } from '../support/district.ts';
import { visitor, wechatPhone } from '../support/people.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';

/** The way in through WeChat, with the platform at its best and at its worst. */
describe('WeChat', () => {
  let wechat: WechatStandIn;
  let district: District;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    district = await openDistrict('sqlite', {
      buildings: 1, doorsPerBuilding: 6,
      env: { WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url },
    });
  });
  afterAll(async () => {
    await district?.close();
    await wechat?.close();
  });
  beforeEach(() => wechat.faults.clear());

  it('knows a phone again by its openid', async () => {
    const [{ token, doors }] = [district.buildings[0]!];
    const { householdId } = await wechatPhone(district.server, wechat, 'o-one').api.estates.bindByCode({ buildingToken: token, code: doors[0]!.code });
    expect(await wechatPhone(district.server, wechat, 'o-one').api.estates.myHouseholds('start')).toMatchObject({ items: [{ householdId }], total: 1 });
    expect(await wechatPhone(district.server, wechat, 'o-two').api.estates.myHouseholds('start')).toMatchObject({ items: [], total: 0 });
  });

  it('refuses a used code, and never shows what the platform said', async () => {
    const code = wechat.codes.login('o-three');
    const { api } = visitor(district.server);
    await api.sessions.startWechat({ code });
    await expect(api.sessions.startWechat({ code })).rejects.toMatchObject({ problem: { code: 'WECHAT_CODE_REFUSED' } });
  });

  it('tries again where the platform is busy, and gives up with a sentence where it stays so', async () => {
    const { api } = visitor(district.server);
    wechat.faults.next({ kind: 'errcode', errcode: -1 });
    expect(await api.sessions.startWechat({ code: wechat.codes.login('o-four') })).toMatchObject({ me: { role: 'resident' } });
    for (const fault of [{ kind: 'status', status: 502 }, { kind: 'malformed' }, { kind: 'hangUp' }] as const) {
      wechat.faults.next(fault, { times: 20 });
      await expect(api.sessions.startWechat({ code: wechat.codes.login('o-four') })).rejects.toMatchObject({ problem: { code: 'WECHAT_UNAVAILABLE' } });
      wechat.faults.clear();
    }
  });

  it('keeps the session key and the secret to itself', async () => {
    const reply = await visitor(district.server).request('POST', '/sessions/wechat', { code: wechat.codes.login('o-five') });
    expect(JSON.stringify(reply.body)).not.toMatch(/session_key|o-five/);
    expect(district.server.log()).not.toContain(wechat.secret);
  });
});

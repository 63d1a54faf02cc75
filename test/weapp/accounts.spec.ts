import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { periodName, type StatementView } from '@linping/shared';
import { invited, openDistrict, type District } from '../support/district.ts';
import type { Person } from '../support/people.ts';
import { drafted, published } from '../support/statements.ts';
import { startWechatStandIn, type WechatStandIn } from '../support/wechat-stand-in/wechat-stand-in.ts';
import { loginOf, openPhone } from './phone.ts';

/** The emitted mini-program against the real server: what was published, read without signing in, and asked about by a household. */
describe('accounts in WeChat', () => {
  let wechat: WechatStandIn;
  let district: District;
  let manager: Person;
  let statement: StatementView;
  beforeAll(async () => {
    wechat = await startWechatStandIn();
    const env = { WECHAT: 'on', WECHAT_APPID: wechat.appId, WECHAT_SECRET: wechat.secret, WECHAT_BASE_URL: wechat.url };
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 3, env });
    manager = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    statement = await published(district, manager, await drafted(manager, district.estate.id));
  });
  afterAll(async () => {
    await district?.close();
    await wechat?.close();
  });

  const phoneOf = (openid: string, storage = new Map<string, unknown>()) => openPhone(district, { storage, wx: { login: loginOf(wechat, openid) } });

  it('opens every line for anybody', async () => {
    const weapp = phoneOf('o-reads');
    weapp.launch('pages/accounts/index', { estate: district.estate.id });
    await weapp.shows('结余');
    await weapp.tap(`${periodName(statement.period)}的每一笔`);
    await weapp.arrives('pages/statement/index');
    await weapp.tap('保洁');
    await weapp.shows('上半年保洁用品');
  });

  it('a household asks, and reads the answer in public', async () => {
    const storage = new Map<string, unknown>();
    let weapp = phoneOf('o-asks', storage);
    weapp.launch('pages/landing/index', { scene: district.buildings[0]!.token });
    await weapp.tap('物业费');
    await weapp.arrives('pages/code/index');
    await weapp.type(await weapp.until(() => weapp.byTag('input'), 'the field for the code'), district.buildings[0]!.doors[0]!.code);
    await weapp.tap('确认');
    await weapp.arrives('pages/bills/index');
    weapp.dispose();
    weapp = phoneOf('o-asks', storage);
    weapp.launch('pages/statement/index', { id: statement.id });
    await weapp.tap('保洁');
    await weapp.tap('我有疑问');
    await weapp.type(await weapp.until(() => weapp.byTag('textarea'), 'the field for the question'), '买了多少？');
    await weapp.tap('提问');
    await weapp.shows('已经收到');
    const { items } = await district.officer.api.moderation.list({});
    for (const { id, version } of items) await district.officer.api.moderation.decide(id, { version, decision: 'passed' });
    const [row] = (await manager.api.lineQuestions.list({ status: 'open' })).items;
    await manager.api.lineQuestions.answer(row!.id, { version: row!.version, text: '三十桶' });
    const reader = phoneOf('o-neighbour');
    reader.launch('pages/statement/index', { id: statement.id });
    await reader.shows('三十桶');
  });
});

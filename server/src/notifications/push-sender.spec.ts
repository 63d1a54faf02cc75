import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { news, type Notifications, openNotifications } from './notifications.testing.ts';

const MINUTE = 60;

describe.each(ENGINES)('the outbox on %s', (engine) => {
  let it_: Notifications;
  let server: Awaited<ReturnType<Notifications['process']>>;
  beforeEach(async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    it_ = await openNotifications(engine);
    server = await it_.process();
  });
  afterEach(async () => { jest.restoreAllMocks(); await it_.close(); });

  /** Tells so many residents in WeChat, `each` things a resident. */
  const told = async (residents: number, each = 1) => {
    for (let i = 0; i < residents; i += 1) {
      const one = await it_.resident(`o-${i}`);
      for (let k = 0; k < each; k += 1) await server.unitOfWork.run((tx) => server.notices.tell(tx, news([one], { eventKey: `event:${k}` })));
    }
  };
  const statuses = async () => (await it_.rows()).pushes.map(({ status }) => status);
  const tries = async () => (await it_.rows()).pushes.map((push) => push.tries);

  it('sends each message once, however many processes are at it', async () => {
    await told(15, 2);
    const processes = [server, await it_.process(), await it_.process()];
    await Promise.all(processes.map(({ sender }) => sender.run()));
    await Promise.all(processes.map(({ sender }) => sender.run()));
    expect(await statuses()).toEqual(Array(30).fill('sent'));
    expect(it_.wechat.given.map(({ openid }) => openid).sort()).toEqual(Array.from({ length: 15 }, (_, i) => [`o-${i}`, `o-${i}`]).flat().sort());
  });

  it('says what, when and where it goes on', async () => {
    await told(1);
    await server.sender.run();
    expect(it_.wechat.given).toEqual([{
      openid: 'o-0', templateId: 'TEMPLATE', page: '/pages/complaint/index?id=1',
      fields: { thing1: '您的投诉已办结', thing2: '请确认是否满意', time3: it_.clock.now().getTime() },
    }]);
  });

  it('never has two messages of one user on their way', async () => {
    await told(1, 10);
    await server.sender.run();
    expect([it_.wechat.given.length, it_.wechat.overlapped]).toEqual([10, 0]);
  });

  it.each([
    ['notSubscribed', 'notSubscribed'], ['refused', 'failed'], ['unknown', 'unknown'],
  ] as const)('ends a message that was answered %s as %s, for good', async (answer, status) => {
    await told(1);
    it_.wechat.next.push(answer);
    await server.sender.run();
    for (let hour = 0; hour < 30; hour += 1) { it_.clock.pass(60 * MINUTE); await server.sender.run(); }
    expect([await statuses(), it_.wechat.given.length]).toEqual([[status], 1]);
  });

  it('comes back to a busy user at growing distances, and to nobody else later for it', async () => {
    await told(3);
    it_.wechat.next.push('busy');
    await server.sender.run();
    expect((await statuses()).sort()).toEqual(['pending', 'sent', 'sent']);
    it_.clock.pass(29);
    await server.sender.run();
    expect(it_.wechat.given).toHaveLength(3);
    it_.clock.pass(1);
    await server.sender.run();
    expect(await statuses()).toEqual(['sent', 'sent', 'sent']);
  });

  it('lets WeChat rest when it does not answer, and loses no second message by it', async () => {
    await told(3);
    it_.wechat.next.push('unknown');
    await server.sender.run();
    it_.clock.pass(MINUTE - 1);
    await server.sender.run();
    expect([(await statuses()).sort(), it_.wechat.given.length]).toEqual([['pending', 'pending', 'unknown'], 1]);
    it_.clock.pass(1);
    await server.sender.run();
    expect((await statuses()).sort()).toEqual(['sent', 'sent', 'unknown']);
  });

  it('gives up what cannot be sent after six tries', async () => {
    await told(1);
    it_.wechat.next.push(...Array<'unavailable'>(6).fill('unavailable'));
    for (const [minutes, expected] of [[0, 1], [1, 2], [2, 3], [8, 4], [32, 5], [128, 6], [512, 6]] as const) {
      it_.clock.pass(minutes * MINUTE);
      await server.sender.run();
      expect(await tries()).toEqual([expected]);
    }
    expect([await statuses(), it_.wechat.given.length]).toEqual([['failed'], 6]);
  });

  it('does not ring anybody up about yesterday, after however long a downtime', async () => {
    await told(4);
    it_.clock.pass(24 * 60 * MINUTE - 1);
    const late = await it_.resident('o-late');
    await server.unitOfWork.run((tx) => server.notices.tell(tx, news([late])));
    it_.clock.pass(1);
    await server.sender.run();
    expect(await statuses()).toEqual(['expired', 'expired', 'expired', 'expired', 'sent']);
    expect(it_.wechat.given.map(({ openid }) => openid)).toEqual(['o-late']);
  });

  it('does not knock for what has been read', async () => {
    await told(1);
    const { residentId, id } = (await it_.rows()).notices[0]!;
    await server.notices.read({ role: 'resident', residentId, via: 'wechat' }, { ids: [id] });
    await server.sender.run();
    expect([await statuses(), it_.wechat.given]).toEqual([['expired'], []]);
  });

  it('never sends again what a process died at, and does not wait for the dead with the rest', async () => {
    await told(3);
    it_.wechat.next.push('died');
    await expect(server.sender.run()).rejects.toThrow('the process ended here'); // WeChat had it: nobody wrote that down
    const heir = await it_.process();
    await heir.sender.run();
    expect((await statuses()).sort()).toEqual(['sending', 'sent', 'sent']);
    it_.clock.pass(MINUTE - 1);
    await heir.sender.run();
    expect((await statuses()).sort()).toEqual(['sending', 'sent', 'sent']); // it may still be alive
    it_.clock.pass(1);
    await heir.sender.run();
    for (let hour = 0; hour < 30; hour += 1) { it_.clock.pass(60 * MINUTE); await heir.sender.run(); }
    expect([(await statuses()).sort(), it_.wechat.given.length]).toEqual([['sent', 'sent', 'unknown'], 3]);
  });

  it('leaves given up what was given up, when a process that was taken for dead comes back', async () => {
    await told(1);
    const heir = await it_.process();
    const [send, back] = [it_.wechat.sendSubscribe.bind(it_.wechat), it_.clock];
    it_.wechat.sendSubscribe = async (message) => {
      it_.wechat.sendSubscribe = send;
      const outcome = await send(message);
      back.pass(MINUTE); // a pause of a whole minute, in which another process looks
      await heir.sender.run();
      return outcome;
    };
    await server.sender.run();
    await heir.sender.run();
    expect([await statuses(), it_.wechat.given.length]).toEqual([['unknown'], 1]);
  });
});

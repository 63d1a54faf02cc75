import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ENGINES } from '../support/databases.ts';
import { agreesToTheFen, holdsAlways } from './money-laws.ts';
import { MoneyWorld } from './money-world.ts';

/** What a resident, WeChat and a firm do with one bill; what comes back is asked of the world, because a process may have died before it said so. */
interface Story {
  readonly name: string;
  /** Before the part in which the process dies. */
  before(scene: Scene): Promise<void>;
  act(scene: Scene): Promise<void>;
  readonly order: 'paid' | 'closed';
  readonly bill: 'paid' | 'partlyRefunded' | 'issued';
}

class Scene {
  readonly body = { id: randomUUID(), billIds: [] as string[], scene: 'native' as const };
  readonly refund = { id: randomUUID(), billId: '', amountFen: 300, reason: '多收' };

  constructor(readonly world: MoneyWorld) {}

  async bill(): Promise<void> {
    this.body.billIds.push(await this.world.addBill(this.world.estates[0]!, 1000));
    this.refund.billId = this.body.billIds[0]!;
  }
  order = () => this.world.process.orders.pay(this.world.estates[0]!.resident, this.body);
  close = () => this.world.process.orders.close(this.world.estates[0]!.resident, this.body.id);
  giveBack = () => this.world.process.refunds.ask(this.world.estates[0]!.manager, this.body.id, this.refund);

  async pay(evenIfClosed = false): Promise<void> {
    const [row] = await this.world.query<{ readonly number: string }>(`SELECT number FROM payment_order WHERE id = '${this.body.id}'`);
    expect(this.world.wechat.pay({ outTradeNo: row!.number }, { evenIfClosed })).toBe('paid');
  }
  told = () => this.world.deliver(this.world.wechat.notices.all.at(-1)!);
}

const STORIES: readonly Story[] = [
  {
    name: 'ordering, until the code is on the screen', order: 'paid', bill: 'paid', before: (scene) => scene.bill(), act: async (scene) => void (await scene.order()),
  },
  {
    name: 'settling what a notification told', order: 'paid', bill: 'paid',
    before: async (scene) => {
      await scene.bill();
      await scene.order();
      await scene.pay();
    },
    act: (scene) => scene.told(),
  },
  {
    name: 'giving back a part', order: 'paid', bill: 'partlyRefunded',
    before: async (scene) => {
      await scene.bill();
      await scene.order();
      await scene.pay();
      await scene.told();
    },
    act: async (scene) => void (await scene.giveBack()),
  },
  {
    name: 'closing', order: 'closed', bill: 'issued',
    before: async (scene) => {
      await scene.bill();
      await scene.order();
    },
    act: async (scene) => void (await scene.close()),
  },
  {
    name: 'a payment that came after the close, until it has gone back', order: 'closed', bill: 'issued',
    before: async (scene) => {
      await scene.bill();
      await scene.order();
      await scene.close();
      await scene.pay(true);
    },
    act: async (scene) => {
      await scene.told();
      scene.world.clock.pass(5);
      await scene.world.jobs();
    },
  },
];

/** The phone, the firm and WeChat try again what nobody has answered. */
async function tryAgain(scene: Scene, { name, order }: Story): Promise<void> {
  const { world } = scene;
  if (name.startsWith('ordering')) {
    await scene.order();
    await scene.pay();
  }
  if (name.startsWith('giving')) await scene.giveBack();
  if (name.startsWith('closing')) await scene.close();
  for (const notice of order === 'paid' ? world.wechat.notices.all.filter(({ content }) => content.out_refund_no === undefined).slice(-1) : []) await world.deliver(notice);
}

/** kill -9 between any two steps, one after the other until the last: what was begun is finished, by trying again as well as by nobody's doing anything. */
describe.each(ENGINES)('a process that dies at any step on %s', (engine) => {
  it.each(STORIES)('$name', async (story) => {
    const world = await MoneyWorld.open(engine);
    let deaths = 0;
    try {
      for (let step = 0; ; step += 1) {
        const scene = new Scene(world);
        await story.before(scene);
        world.life.diesAt = world.life.steps + step;
        const isDead = await world.survive(() => story.act(scene));
        world.life.diesAt = Number.POSITIVE_INFINITY;
        await holdsAlways(world);
        if (step % 2 === 0 || story.name.startsWith('ordering') || story.name.startsWith('giving') || story.name.startsWith('closing')) await tryAgain(scene, story);
        for (let i = 0; i < 4; i += 1) {
          world.clock.pass(40);
          await world.jobs();
        }
        const [row] = await world.query<{ readonly status: string; readonly bill: string }>(`SELECT o.status AS status, b.status AS bill FROM payment_order o, bill b WHERE o.id = '${scene.body.id}' AND b.id = '${scene.body.billIds[0]}'`);
        expect([step, row]).toEqual([step, { status: story.order, bill: story.bill }]);
        if (!isDead) break;
        deaths += 1;
      }
      await world.heal();
      await agreesToTheFen(world);
      expect(deaths).toBeGreaterThan(5); // it did die, at many a step
    } finally {
      await world.close();
    }
  });
});

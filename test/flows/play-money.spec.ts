import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billedEstate, MONTH_FEN } from '../support/billed-estate.ts';
import { openDistrict, type District } from '../support/district.ts';
import { browserPhone, type Person } from '../support/people.ts';
import { root, startServer } from '../support/server-process.ts';

type Env = Readonly<Record<string, string>>;
interface Money {
  /** What the server is to be started with beside its own. */
  readonly env: Env;
  readonly said: string;
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** What `pnpm start` does before it starts the server, in a process of its own, as there. */
const STARTER = `
  const { startPlayMoney } = await import(process.argv[1]);
  const said = [];
  const env = await startPlayMoney({ say: (text) => said.push(text), steps: {} });
  process.stdout.write(JSON.stringify({ env, said: said.join('\\n') }) + '\\n');
  process.stdin.resume().once('end', () => process.exit(0));
`;

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL'))); // what a failed test has left

async function playMoney(variables: Env): Promise<Money> {
  const { PATH = '', HOME = '' } = process.env;
  const args = ['--input-type=module', '-e', STARTER, join(root, 'server/bin/play-money.mjs')];
  const child: ChildProcess = spawn(process.execPath, args, { cwd: variables.DATA_DIR, env: { PATH, HOME, ...variables }, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  const line = await new Promise<string>((done, failed) => {
    let output = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n')) done(output);
    });
    child.once('close', (code) => failed(new Error(`it ended with ${code}`)));
  });
  const { env, said } = JSON.parse(line) as Pick<Money, 'env' | 'said'>;
  const end = async (signal?: NodeJS.Signals) => {
    if (signal) child.kill(signal);
    else child.stdin!.end();
    await ended;
  };
  return { env, said, end };
}

const isThere = (env: Env): Promise<boolean> => fetch(`${env.WECHAT_PAY_BASE_URL}/v3/certificates`).then((reply) => reply.status === 401, () => false);
const gone = async (env: Env): Promise<void> => {
  while (await isThere(env)) await new Promise((resolve) => setTimeout(resolve, 20));
};

describe('the play money of a demo', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'linping-play-money-')); });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([undefined, 'SIGKILL'] as const)('comes up beside a server that is not configured, and ends with it: %s', async (signal) => {
    const { env, said, end } = await playMoney({ DATA_DIR: folder });
    expect(said).toContain('演示用的玩具钱，不会真的扣款');
    expect([env.MODE, env.WECHAT_PAY, await isThere(env)]).toEqual(['demo', 'partner', true]);
    const keys = join(folder, 'play-money/keys.json');
    expect(statSync(keys).mode & 0o077).toBe(0);
    const before = readFileSync(keys, 'utf8');
    await end(signal);
    await gone(env);
    const again = await playMoney({ DATA_DIR: folder });
    expect([readFileSync(keys, 'utf8') === before, again.env.WECHAT_PAY_APIV3_KEY]).toEqual([true, env.WECHAT_PAY_APIV3_KEY]);
    await again.end();
  });

  it.each([
    ['a configured one', { MODE: 'production' }], ['development', { MODE: 'development' }], ['one that cannot be configured so', { MODE: 'demo', PORT: 'eighty' }],
    ['one with a stand-in already', { MODE: 'demo', WECHAT_PAY: 'partner', WECHAT_PAY_BASE_URL: 'http://127.0.0.1:1' }],
  ])('does not come up beside %s', async (_what, variables) => {
    const empty = mkdtempSync(join(folder, 'none-'));
    const { env, said, end } = await playMoney({ DATA_DIR: empty, ...variables } as unknown as Env);
    expect([env, said, existsSync(join(empty, 'play-money'))]).toEqual([{}, '', false]);
    await end();
  });
});

describe('a bill in a demo', () => {
  let folder: string;
  let money: Money;
  let district: District;
  const comesIn = async (nth: number): Promise<{ readonly phone: Person; readonly billIds: readonly string[] }> => {
    const phone = browserPhone(district.server);
    const [building] = district.buildings;
    await phone.api.estates.bindByCode({ buildingToken: building!.token, code: building!.doors[nth]!.code });
    const { items } = await phone.api.bills.mine({ limit: 10 });
    return { phone, billIds: items.map(({ id }) => id) };
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'linping-play-money-'));
    money = await playMoney({ DATA_DIR: folder });
    district = await openDistrict('sqlite', { buildings: 1, doorsPerBuilding: 4, env: { ...money.env, MODE: 'development' } });
    await billedEstate(district);
  });
  afterAll(async () => {
    await district?.close();
    await money?.end();
    rmSync(folder, { recursive: true });
  });

  it('cannot be paid so anywhere but in a demo', async () => {
    const { phone, billIds } = await comesIn(0);
    const order = await phone.api.payments.pay({ id: randomUUID(), billIds: billIds.slice(0, 1), scene: 'native' });
    expect(order).toMatchObject({ status: 'open', isPlayMoney: true });
    await expect(phone.api.payments.payWithPlayMoney(order.id)).rejects.toMatchObject({ problem: { status: 404 } });
    await phone.api.payments.close(order.id);
  });

  it('is paid with play money by whoever it is of, and the firm\'s books have it', async () => {
    await district.server.stop();
    // A district that is not the demo's own is left as it is.
    district.server = await startServer({ ...district.place, env: { ...district.place.env, MODE: 'demo' } });
    const [{ phone, billIds }, other] = [await comesIn(1), await comesIn(2)];
    const order = await phone.api.payments.pay({ id: randomUUID(), billIds, scene: 'native' });
    await expect(other.phone.api.payments.payWithPlayMoney(order.id)).rejects.toMatchObject({ problem: { status: 403 } });
    expect(await phone.api.payments.payWithPlayMoney(order.id)).toMatchObject({ status: 'paid', isPlayMoney: true, amountFen: billIds.length * MONTH_FEN });
    expect(await phone.api.payments.payWithPlayMoney(order.id)).toMatchObject({ status: 'paid' }); // again is no second time
    expect((await phone.api.bills.mine({ limit: 10 })).items.map(({ status }) => status)).toEqual(billIds.map(() => 'paid'));
    const { trades } = JSON.parse(readFileSync(join(folder, 'play-money/book.json'), 'utf8')) as { trades: { outTradeNo: string; state: string; totalFen: number }[] };
    expect(trades.map(({ outTradeNo, state, totalFen }) => ({ outTradeNo, state, totalFen })).at(-1)).toEqual({ outTradeNo: order.number, state: 'SUCCESS', totalFen: order.amountFen });

    const closed = await other.phone.api.payments.pay({ id: randomUUID(), billIds: other.billIds, scene: 'native' });
    await other.phone.api.payments.close(closed.id);
    await expect(other.phone.api.payments.payWithPlayMoney(closed.id)).rejects.toMatchObject({ problem: { status: 409 } });
  });

  it('says that nobody answers when the play money has gone', async () => {
    const { phone, billIds } = await comesIn(3);
    const order = await phone.api.payments.pay({ id: randomUUID(), billIds, scene: 'native' });
    await money.end();
    await gone(money.env);
    await expect(phone.api.payments.payWithPlayMoney(order.id)).rejects.toMatchObject({ problem: { status: 503 } });
  });
});

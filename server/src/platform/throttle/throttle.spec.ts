import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { ENGINES, freshDatabase, type TestDatabase } from '../database/engines.testing.ts';
import { Platform1795305600000 } from '../database/migrations/1795305600000-platform.ts';
import type { UnitOfWork } from '../database/unit-of-work.ts';
import { StoppedClock } from '../platform.testing.ts';
import { Refused } from '../refused.ts';
import { ThrottleRow } from './throttle.entity.ts';
import { Throttle } from './throttle.ts';

const schema = { entities: [ThrottleRow], migrations: [Platform1795305600000] };
const FIVE = { attempts: 5, perSeconds: 60 };

describe.each(ENGINES)('the throttle on %s', (engine) => {
  let db: TestDatabase;
  const clock = new StoppedClock();
  let throttle: Throttle;
  beforeAll(async () => { db = await freshDatabase(engine, schema); throttle = new Throttle(db.unitOfWork, clock); });
  afterAll(() => db.close());

  const take = (key: string, by = throttle, kind = 'guess') => by.take([{ kind, key, allowance: FIVE }]).then(() => 'granted', (cause: unknown) => {
    if (cause instanceof Refused && cause.refusal.code === 'TOO_MANY_ATTEMPTS') return cause.refusal.retryAfterSeconds;
    throw cause;
  });
  const many = async (n: number, key: string) => { const said = []; for (let i = 0; i < n; i += 1) said.push(await take(key)); return said; };

  it('grants what is allowed, then says how long to wait, and begins anew after the window', async () => {
    expect(await many(6, 'a')).toEqual([...Array(5).fill('granted'), 60]);
    clock.pass(59);
    expect(await take('a')).toBe(1);
    clock.pass(1);
    expect(await many(6, 'a')).toEqual([...Array(5).fill('granted'), 60]);
  });

  it('keeps keys and kinds apart, also where one runs into the other', async () => {
    await many(5, 'b');
    expect(await take('c')).toBe('granted');
    expect(await take('b', throttle, 'other')).toBe('granted');
    await Promise.all(Array.from({ length: 5 }, () => take('y', throttle, 'x')));
    expect(await take('', throttle, 'x\ny')).toBe('granted');
  });

  it.each(['a key that nobody had', 'a key whose window is over'])('grants exactly five of fifty at once: %s', async (which) => {
    const key = `race ${which}`;
    if (which !== 'a key that nobody had') { await many(5, key); clock.pass(61); }
    const said = await Promise.all(Array.from({ length: 50 }, () => take(key)));
    expect(said.filter((one) => one === 'granted')).toHaveLength(5);
  });

  it('takes a twin that began the count just before for what it is, not for a count that is full', async () => {
    let twins = 0;
    // A transaction in which the row appears between the UPDATE that finds none and the look at why.
    const overtaken = (tx: EntityManager): EntityManager => new Proxy(tx, {
      get: (target, name) => (name !== 'findOneBy' || twins > 0 ? (Reflect.get(target, name) as unknown) : async (_table: unknown, { id }: { id: string }) => {
        twins += 1;
        await target.insert(ThrottleRow, { id, taken: 1, windowEndsMs: clock.now().getTime() + 60_000 });
        return target.findOneBy(ThrottleRow, { id });
      }),
    });
    const racing = { run: <T>(work: (tx: EntityManager) => Promise<T>) => db.unitOfWork.run((tx) => work(overtaken(tx))) } as UnitOfWork;
    expect(await take('overtaken', new Throttle(racing, clock))).toBe('granted');
    expect([twins, ...(await many(4, 'overtaken'))]).toEqual([1, 'granted', 'granted', 'granted', 60]);
  });

  it('counts for several processes together', async () => {
    const other = new Throttle(db.unitOfWork, clock);
    const said = await Promise.all(Array.from({ length: 20 }, (_, i) => take('shared', i % 2 ? other : throttle)));
    expect(said.filter((one) => one === 'granted')).toHaveLength(5);
  });

  it('asks for every kind, and counts the attempt where a later one refuses', async () => {
    await many(5, 'full');
    const both = () => throttle.take([{ kind: 'guess', key: 'fresh', allowance: FIVE }, { kind: 'guess', key: 'full', allowance: FIVE }]);
    await expect(both()).rejects.toThrow('TOO_MANY_ATTEMPTS');
    expect(await many(5, 'fresh')).toEqual([...Array(4).fill('granted'), 60]);
  });

  it('forgets one on success, and sweeps what is long over', async () => {
    await many(5, 'd');
    await throttle.forget('guess', 'd');
    expect(await take('d')).toBe('granted');
    clock.pass(3600);
    await take('kept');
    await throttle.sweep();
    expect(await db.unitOfWork.read((reader) => reader.count(ThrottleRow))).toBe(1);
  });

  it('holds no key in plain', async () => {
    await take('13812345678');
    const rows = await db.unitOfWork.read((reader) => reader.find(ThrottleRow));
    expect(JSON.stringify(rows)).not.toContain('13812345678');
  });
});

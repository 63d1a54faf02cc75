import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AsyncLocalStorage } from 'node:async_hooks';
import fc from 'fast-check';
import { Column, Entity, type EntityManager, type MigrationInterface, PrimaryColumn, type QueryRunner, Unique } from 'typeorm';
import { Refused, refuse } from '../refused.ts';
import { createTable } from './database.ts';
import { breaksKey } from './driver-errors.ts';
import { ENGINES, freshDatabase, type TestDatabase } from './engines.testing.ts';
import { Busy, GroupCommit, type ItemOutcome } from './group-commit.ts';

const ONE_PER_SEAT = { name: 'uq_guest_seat', table: 'guest', columns: ['seat'] };

@Entity({ name: 'guest', withoutRowid: true })
@Unique(ONE_PER_SEAT.name, ['seat'])
class GuestRow {
  @PrimaryColumn({ type: 'varchar', length: 36 }) id!: string;
  @Column({ type: 'varchar', length: 36 }) seat!: string;
  @Column({ type: 'int' }) age!: number;
}
class Guests1767225600000 implements MigrationInterface {
  up = (q: QueryRunner) => createTable(q, {
    name: 'guest', withoutRowid: true,
    columns: [{ name: 'id', type: 'varchar', length: '36', isPrimary: true }, { name: 'seat', type: 'varchar', length: '36' }, { name: 'age', type: 'int' }],
    uniques: [{ name: ONE_PER_SEAT.name, columnNames: ['seat'] }],
    checks: [{ name: 'ck_guest_age', expression: 'age >= 0' }],
  });
  down = (q: QueryRunner) => q.dropTable('guest');
}

interface Guest extends GuestRow { readonly kind: 'welcome' | 'tooLate' | 'impossible' | 'bug' }

describe.each(ENGINES)('GroupCommit on %s', (engine) => {
  let db: TestDatabase;
  let batches: number[];
  const request = new AsyncLocalStorage<string>();
  let requestsSeen: (string | undefined)[];

  async function write(tx: EntityManager, guests: readonly Guest[]): Promise<ItemOutcome<string>[]> {
    batches.push(guests.length);
    requestsSeen.push(request.getStore());
    if (guests.some((g) => g.kind === 'bug')) throw new TypeError('bug');
    await tx.insert(GuestRow, guests.map(({ id, seat, age }) => ({ id, seat, age }))).catch((cause: unknown) => {
      if (breaksKey(cause, ONE_PER_SEAT)) refuse({ code: 'HOUSEHOLD_ANSWERED_ALREADY' });
      throw cause;
    });
    // Refused only now: what is already written has to be undone with it.
    if (guests.some((g) => g.kind === 'tooLate')) refuse({ code: 'ROUND_NOT_TAKING_ANSWERS' });
    return guests.map((g) => ({ value: g.id }));
  }
  const opened = (limits = {}) => new GroupCommit<Guest, string>(db.unitOfWork, write, { name: 'guests', maxBatch: 20, maxWaitMs: 3, maxUnsettled: 1000, ...limits });
  let next = 0;
  const guest = (seat: string, kind: Guest['kind'] = 'welcome'): Guest => ({ id: `g${++next}`, seat, kind, age: kind === 'impossible' ? -1 : 30 });
  const seated = () => db.unitOfWork.read(async (d) => (await d.find(GuestRow)).map((g) => g.id).sort());

  beforeAll(async () => { db = await freshDatabase(engine, { entities: [GuestRow], migrations: [Guests1767225600000] }); });
  afterAll(() => db.close());
  beforeEach(async () => {
    batches = [];
    requestsSeen = [];
    await db.unitOfWork.run((tx) => tx.createQueryBuilder().delete().from(GuestRow).execute());
  });

  it('writes concurrent submissions together, and acknowledges only what everybody can read', async () => {
    const group = opened();
    await Promise.all(Array.from({ length: 50 }, async (_, i) => {
      const g = guest(`s${i}`);
      await group.submit(g);
      expect(await seated()).toContain(g.id);
    }));
    expect(batches).toEqual([20, 20, 10]);
  });

  it('whoever is at fault fails alone, whatever the mixture and the order', async () => {
    const seats = fc.constantFrom('s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8');
    const kinds = fc.constantFrom<Guest['kind']>('welcome', 'welcome', 'welcome', 'tooLate', 'impossible', 'bug');
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(seats, kinds), { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 12 }), async (wanted, maxBatch) => {
      await db.unitOfWork.run((tx) => tx.createQueryBuilder().delete().from(GuestRow).execute());
      const group = opened({ maxBatch });
      const guests = wanted.map(([seat, kind]) => guest(seat, kind));
      const settled = await Promise.allSettled(guests.map((g) => group.submit(g)));

      const accepted = guests.filter((_, i) => settled[i]?.status === 'fulfilled');
      expect(await seated()).toEqual(accepted.map((g) => g.id).sort()); // acknowledged = stored, nothing else is
      const seatsWanted = guests.filter((g) => g.kind === 'welcome').map((g) => g.seat);
      expect(accepted.map((g) => g.seat).sort()).toEqual([...new Set(seatsWanted)].sort()); // each seat once, none lost
      guests.forEach((g, i) => {
        const s = settled[i]!;
        if (s.status === 'fulfilled') return;
        const cause: unknown = s.reason;
        const said = cause instanceof Refused ? cause.refusal.code : cause instanceof TypeError ? 'bug' : 'impossible';
        const own = { welcome: 'HOUSEHOLD_ANSWERED_ALREADY', tooLate: 'ROUND_NOT_TAKING_ANSWERS', impossible: 'impossible', bug: 'bug' }[g.kind];
        expect(g.kind === 'tooLate' ? [own, 'HOUSEHOLD_ANSWERED_ALREADY'] : [own]).toContain(said);
      });
    }), { numRuns: 25 });
  });

  it('runs under nobody: neither the request nor the transaction of the first submitter', async () => {
    const group = opened();
    let late!: Promise<unknown>;
    await request.run('request 1', () => db.unitOfWork.run(async (tx) => {
      await tx.insert(GuestRow, { id: 'mine', seat: 'mine', age: 1 });
      late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => group.submit(guest('s1'))); // after the commit
    }));
    await late;
    expect(requestsSeen).toEqual([undefined]);
  });

  it('refuses a submission inside a run, which would wait for itself', async () => {
    const group = opened();
    await expect(db.unitOfWork.run(() => group.submit(guest('s1')))).rejects.toThrow('inside run()');
    expect(await seated()).toEqual([]);
  });

  it('hands each submitter the outcome of its own item, and a refused neighbour undoes nobody', async () => {
    const group = new GroupCommit<Guest, string>(db.unitOfWork, async (tx, guests) => {
      const welcome = guests.filter((g) => g.kind === 'welcome');
      await tx.insert(GuestRow, welcome.map(({ id, seat, age }) => ({ id, seat, age })));
      return guests.map((g) => (g.kind === 'welcome' ? { value: g.seat } : { refused: new Refused({ code: 'ROUND_NOT_TAKING_ANSWERS' }) }));
    }, { name: 'guests', maxBatch: 20, maxWaitMs: 3, maxUnsettled: 100 });
    const told = await Promise.allSettled([group.submit(guest('s1')), group.submit(guest('s2', 'tooLate')), group.submit(guest('s3'))]);
    expect(told.map((t) => (t.status === 'fulfilled' ? t.value : (t.reason as Refused).refusal.code))).toEqual(['s1', 'ROUND_NOT_TAKING_ANSWERS', 's3']);
    expect(await seated()).toHaveLength(2);
  });

  it('says Busy beyond its bound instead of growing, and recovers', async () => {
    const group = opened({ maxUnsettled: 5 });
    const settled = await Promise.allSettled(Array.from({ length: 9 }, (_, i) => group.submit(guest(`s${i}`))));
    expect(settled.filter((s) => s.status === 'rejected' && s.reason instanceof Busy)).toHaveLength(4);
    expect(await seated()).toHaveLength(5);
    await group.submit(guest('again'));
  });

  it('forgets nobody who comes back at once', async () => {
    const group = opened({ maxBatch: 3, maxWaitMs: 0 });
    await Promise.all(Array.from({ length: 7 }, async (_, i) => {
      for (let turn = 0; turn < 20; turn += 1) await group.submit(guest(`s${i}-${turn}`));
    }));
    expect(await seated()).toHaveLength(140);
  });

  it('settles what it has taken when it closes, and takes nothing more', async () => {
    const group = opened({ maxWaitMs: 60_000 });
    const taken = [group.submit(guest('s1')), group.submit(guest('s2'))];
    await group.close();
    await Promise.all(taken);
    await expect(group.submit(guest('s3'))).rejects.toThrow(Busy);
    expect(await seated()).toHaveLength(2);
  });

  it('keeps apart one who answers twice at once from the neighbours, 200 at a time', async () => {
    const group = opened({ maxBatch: 50 });
    const settled = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => group.submit(guest(`s${Math.floor(i / 2)}`))));
    expect(settled.filter((s) => s.status === 'fulfilled')).toHaveLength(100);
    expect(await seated()).toHaveLength(100);
  });
});

describe('GroupCommit when the database is gone', () => {
  it('fails the whole batch and acknowledges nobody', async () => {
    const db = await freshDatabase('mariadb', { entities: [GuestRow], migrations: [Guests1767225600000] });
    const group = new GroupCommit<string>(db.unitOfWork, async (tx, seats) => {
      await tx.insert(GuestRow, seats.map((seat) => ({ id: seat, seat, age: 1 })));
      await tx.query('KILL CONNECTION_ID()');
      return seats.map(() => ({ value: undefined }));
    }, { name: 'seats', maxBatch: 10, maxWaitMs: 1, maxUnsettled: 100 });
    const settled = await Promise.allSettled(['a', 'b', 'c'].map((seat) => group.submit(seat)));
    expect(settled.map((s) => s.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await db.unitOfWork.read((d) => d.count(GuestRow))).toBe(0);
    await db.close();
  });
});

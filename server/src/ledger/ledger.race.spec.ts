import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mirrored, sumFen } from '@linping/shared';
import fc from 'fast-check';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { bookOf, entriesOf, entryOf, feeEntry, openLedger, rowsOf, type TestLedger } from './ledger.testing.ts';

const HALF = { first: '2026-01-01', last: '2026-12-31' };

describe.each(ENGINES)('many at once on %s', (engine) => {
  let l: TestLedger;
  let other: TestLedger;
  beforeAll(async () => {
    l = await openLedger(engine);
    other = engine === 'sqlite' ? l : await openLedger(engine, { url: l.db.url, clock: l.clock }); // a file has one server
  });
  afterAll(async () => {
    expect(await l.faults()).toEqual([]);
    if (other !== l) await other.close();
    await l.close();
  });
  const sequences = async (book: ReturnType<typeof bookOf>) => (await entriesOf(l, book)).map(({ sequence }) => Number(sequence));
  const counted = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

  it('a hundred entries by two servers into a book that nobody has opened are a hundred entries, without a gap', async () => {
    const book = bookOf();
    await Promise.all(counted(100).map((i) => (i % 2 ? l : other).post(feeEntry(book, i))));
    expect(await sequences(book)).toEqual(counted(100));
    expect(await l.read((db) => l.ledger.known(db, book, HALF))).toMatchObject({ amountFen: 5050, payments: 100 });
    expect(await rowsOf(l, 'SELECT id FROM ledger_book WHERE estate_id = ?', [book.estateId])).toHaveLength(1);
  });

  it('the same event told ten times, by both servers, and taken back ten times, is one of each', async () => {
    const book = bookOf();
    const entry = feeEntry(book, 700);
    const told = await Promise.all(counted(10).map((i) => (i % 2 ? l : other).post(entry)));
    expect(new Set(told.map(({ entryId }) => entryId)).size).toBe(1);
    const back = { sourceKey: entry.sourceKey, reversalKey: `reversal:${entry.sourceKey}`, happenedOn: '2026-07-16', text: '登记有误', by: 'system' };
    const taken = await Promise.all(counted(10).map((i) => (i % 2 ? l : other).run((tx) => (i % 2 ? l : other).ledger.reverse(tx, back))));
    expect(new Set(taken.map(({ entryId }) => entryId)).size).toBe(1);
    expect(await sequences(book)).toEqual([1, 2]);
    expect(await l.read((db) => l.ledger.balance(db, book, HALF.last))).toBe(0);
  });

  it('closing counts exactly what was entered before it: what comes at the same time is either in it or booked after it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const book = bookOf();
      await l.post(feeEntry(book, 1));
      const closing = other.run(async (tx) => {
        await other.ledger.close(tx, book, '2026-07-31');
        return (await other.ledger.known(tx, book, { first: '2026-07-01', last: '2026-07-31' })).payments;
      });
      const posts = counted(20).map((i) => (i % 2 ? l : other).post(feeEntry(book, 1, { happenedOn: '2026-07-31' })));
      const [frozen, ...booked] = await Promise.all([closing, ...posts]);
      const within = booked.filter(({ bookedOn }) => bookedOn === '2026-07-31').length;
      expect(booked.filter(({ bookedOn }) => bookedOn !== '2026-07-31').every(({ bookedOn }) => bookedOn === '2026-08-01')).toBe(true);
      expect(frozen).toBe(within + 1);
      expect((await l.read((db) => l.ledger.known(db, book, { first: '2026-07-01', last: '2026-07-31' }))).payments).toBe(frozen);
    }
  });

  it('whoever holds the gate keeps everybody else out until the end of the transaction', async () => {
    const book = bookOf();
    await l.run((tx) => l.ledger.close(tx, book, '2026-06-30'));
    const inside = l.run(async (tx) => {
      await l.ledger.reopen(tx, book, null);
      const booked = await l.ledger.post(tx, feeEntry(book, 5, { happenedOn: '2026-06-30' }));
      await l.ledger.close(tx, book, '2026-06-30');
      return booked.bookedOn;
    });
    const outside = counted(8).map(() => other.post(feeEntry(book, 5, { happenedOn: '2026-06-30' })));
    expect(await inside).toBe('2026-06-30');
    expect(new Set((await Promise.all(outside)).map(({ bookedOn }) => bookedOn))).toEqual(new Set(['2026-07-01']));
  });

  it('an entry whose transaction fails leaves neither a row nor a gap', async () => {
    const book = bookOf();
    const failing = (i: number) => l.run(async (tx) => {
      await l.ledger.post(tx, feeEntry(book, i));
      throw new Error('the rest of it failed');
    }).catch(() => undefined);
    await Promise.all(counted(10).flatMap((i) => [failing(i), other.post(feeEntry(book, i))]));
    expect(await sequences(book)).toEqual(counted(10));
    const [strays] = await rowsOf<{ n: number | string }>(l, 'SELECT COUNT(*) AS n FROM ledger_posting WHERE entry_id NOT IN (SELECT id FROM ledger_entry)');
    expect(Number(strays!.n)).toBe(0);
  });

  it('whatever is entered, taken back, closed and opened, in whatever order: funds are the opening and income less expense, and every check holds', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('fee' as const), fen: fc.integer({ min: 1, max: 1e7 }), kind: fc.constantFrom('wechatFee' as const, 'cashFee' as const, 'transferFee' as const), day: fc.integer({ min: 1, max: 28 }) }),
      fc.record({ do: fc.constant('spent' as const), fen: fc.integer({ min: 1, max: 1e7 }), day: fc.integer({ min: 1, max: 28 }) }),
      fc.record({ do: fc.constant('late' as const), fen: fc.integer({ min: 1, max: 1e7 }), day: fc.integer({ min: 1, max: 28 }) }),
      fc.record({ do: fc.constant('back' as const), which: fc.nat(), day: fc.integer({ min: 1, max: 28 }) }),
      fc.record({ do: fc.constant('again' as const), which: fc.nat() }),
      fc.record({ do: fc.constant('close' as const), day: fc.integer({ min: 1, max: 28 }) }),
      fc.record({ do: fc.constant('open' as const) }),
    );
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const book = bookOf();
      const entered: ReturnType<typeof entryOf>[] = [];
      const taken = new Set<string>();
      for (const each of steps) {
        const day = 'day' in each ? `2026-03-${String(each.day).padStart(2, '0')}` : '2026-03-01';
        if (each.do === 'close') await l.run((tx) => l.ledger.close(tx, book, day));
        else if (each.do === 'open') await l.run((tx) => l.ledger.reopen(tx, book, null));
        else if (each.do === 'back' || each.do === 'again') {
          const entry = entered[each.which % Math.max(entered.length, 1)];
          if (!entry) continue;
          if (each.do === 'again') await l.post(entry);
          else await l.run((tx) => l.ledger.reverse(tx, { sourceKey: entry.sourceKey, reversalKey: `reversal:${entry.sourceKey}`, happenedOn: day, text: '冲销', by: 'system' })).then(() => taken.add(entry.sourceKey));
        } else {
          const made = each.do === 'fee' ? feeEntry(book, each.fen, { kind: each.kind, happenedOn: day })
            : each.do === 'spent' ? entryOf(book, 'declared', [{ account: 'personnel', amountFen: each.fen }, { account: 'bankFunds', amountFen: -each.fen }], { happenedOn: day })
              : entryOf(book, 'latePayment', [{ account: 'wechatFunds', amountFen: each.fen }, { account: 'toRefund', amountFen: -each.fen }], { happenedOn: day });
          await l.post(made);
          entered.push(made);
        }
      }
      const all = entered.flatMap(({ sourceKey, postings }) => [...postings, ...(taken.has(sourceKey) ? mirrored(postings) : [])]);
      const on = (account: string) => sumFen(all.filter((one) => one.account === account));
      await l.read(async (db) => {
        const totals = await l.ledger.totals(db, book, HALF);
        expect([totals.get('propertyFee') ?? 0, totals.get('personnel') ?? 0]).toEqual([0 - on('propertyFee'), on('personnel')]);
        expect(await l.ledger.balance(db, book, HALF.last)).toBe((totals.get('propertyFee') ?? 0) - (totals.get('personnel') ?? 0));
        expect((await l.ledger.known(db, book, HALF)).amountFen).toBe(totals.get('propertyFee') ?? 0);
      });
      expect(await l.faults()).toEqual([]);
    }), { numRuns: engine === 'sqlite' ? 40 : 15 });
  });
});

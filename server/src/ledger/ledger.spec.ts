import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DisclosureKind, Posting } from '@linping/shared';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { bookOf, entriesOf, entryOf, feeEntry, openLedger, rowsOf, type TestLedger } from './ledger.testing.ts';

const HALF = { first: '2026-07-01', last: '2026-12-31' };
const message = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (cause: unknown) => (cause as Error).message);

describe.each(ENGINES)('the ledger on %s', (engine) => {
  let l: TestLedger;
  beforeAll(async () => { l = await openLedger(engine); });
  afterAll(async () => {
    expect(await l.faults()).toEqual([]); // whatever was done to it below
    await l.close();
  });
  const reversed = (sourceKey: string, reversalKey = `reversal:${sourceKey}`, happenedOn = '2026-07-20') =>
    l.run((tx) => l.ledger.reverse(tx, { sourceKey, reversalKey, happenedOn, text: '登记有误', by: `staff:${randomUUID()}` }));
  const known = (book: ReturnType<typeof bookOf>, days = HALF) => l.read((db) => l.ledger.known(db, book, days));
  const balance = (book: ReturnType<typeof bookOf>, through = '2026-12-31') => l.read((db) => l.ledger.balance(db, book, through));
  const totals = async (book: ReturnType<typeof bookOf>, days = HALF) => Object.fromEntries(await l.read((db) => l.ledger.totals(db, book, days))) as Partial<Record<DisclosureKind, number>>;

  it('knows nothing of a book that nobody has opened', async () => {
    const book = bookOf();
    expect(await known(book)).toEqual({ kind: 'propertyFee', amountFen: 0, wechatFen: 0, refundedFen: 0, cashFen: 0, transferFen: 0, payments: 0 });
    expect([await balance(book), await totals(book), await l.read((db) => l.ledger.bookId(db, book))]).toEqual([0, {}, null]);
  });

  it('enters fees by channel and tells what it knows of them, by the day they are booked on', async () => {
    const book = bookOf();
    await l.post(feeEntry(book, 12_000));
    await l.post(feeEntry(book, 8_000, { happenedOn: '2026-12-31' }));
    await l.post(feeEntry(book, 500, { kind: 'cashFee', happenedOn: '2026-07-01' }));
    await l.post(feeEntry(book, 300, { kind: 'transferFee' }));
    await l.post(feeEntry(book, 77, { happenedOn: '2026-06-30' }));
    await l.post(entryOf(book, 'wechatRefund', [{ account: 'wechatFunds', amountFen: -2_000 }, { account: 'propertyFee', amountFen: 2_000 }]));
    expect(await known(book)).toEqual({ kind: 'propertyFee', amountFen: 18_800, wechatFen: 20_000, refundedFen: -2_000, cashFen: 500, transferFen: 300, payments: 4 });
    expect(await known(book, { first: '2026-01-01', last: '2026-06-30' })).toMatchObject({ amountFen: 77, payments: 1 });
    expect(await totals(book)).toEqual({ propertyFee: 18_800 });
    expect([await balance(book, '2026-06-30'), await balance(book, '2026-12-30'), await balance(book)]).toEqual([77, 10_877, 18_877]);
    expect((await entriesOf(l, book)).map(({ sequence }) => Number(sequence))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('what a statement declares is in the totals and the balance, not in what the ledger knew', async () => {
    const book: ReturnType<typeof bookOf> = { estateId: randomUUID(), body: 'committee', bodyId: '' };
    const declared = (kind: DisclosureKind, amountFen: number): Posting[] => [{ account: 'bankFunds', amountFen: -amountFen }, { account: kind, amountFen }];
    await l.post(entryOf(book, 'opening', [{ account: 'bankFunds', amountFen: 1_000 }, { account: 'opening', amountFen: -1_000 }], { happenedOn: '2026-06-30' }));
    await l.post(entryOf(book, 'declared', declared('parking', -700), { sourceKey: 'declared:s1:parking' }));
    await l.post(entryOf(book, 'declared', declared('propertyFee', -40), { sourceKey: 'declared:s1:propertyFee' }));
    await l.post(entryOf(book, 'declared', declared('cleaning', 250), { sourceKey: 'declared:s1:cleaning' }));
    expect(await totals(book)).toEqual({ parking: 700, propertyFee: 40, cleaning: 250 });
    expect([await balance(book, '2026-06-30'), await balance(book)]).toEqual([1_000, 1_490]);
    expect(await known(book)).toMatchObject({ amountFen: 0, payments: 0 });
    await reversed('declared:s1:propertyFee');
    expect(await totals(book)).toEqual({ parking: 700, propertyFee: 0, cleaning: 250 });
    expect(await known(book)).toMatchObject({ amountFen: 0, payments: 0 });
  });

  it('a late payment is nobody’s income: it nets to nothing until it has gone back, and then too', async () => {
    const book = bookOf();
    const late: Posting[] = [{ account: 'wechatFunds', amountFen: 900 }, { account: 'toRefund', amountFen: -900 }];
    await l.post(entryOf(book, 'latePayment', late));
    expect([await balance(book), await totals(book)]).toEqual([0, {}]);
    await l.post(entryOf(book, 'lateRefund', late.map(({ account, amountFen }) => ({ account, amountFen: -amountFen }))));
    expect([await balance(book), await totals(book), (await known(book)).payments]).toEqual([0, {}, 0]);
  });

  it('enters an event once: the same again answers the first, something else under its key is a bug', async () => {
    const book = bookOf();
    const entry = feeEntry(book, 100);
    const first = await l.post(entry);
    expect(await l.post({ ...entry, text: '换了说法', postings: [...entry.postings].reverse() })).toEqual(first);
    expect(await message(l.post(feeEntry(book, 101, { sourceKey: entry.sourceKey })))).toContain('something else');
    expect(await message(l.post({ ...entry, kind: 'wechatRefund' }))).toContain('something else');
    expect(await message(l.post(feeEntry(bookOf(), 100, { sourceKey: entry.sourceKey })))).toContain('something else');
    expect(await entriesOf(l, book)).toHaveLength(1);
  });

  it('refuses what is no entry, and writes nothing of it', async () => {
    const book = bookOf();
    const entry = feeEntry(book, 100);
    for (const wrong of [
      { ...entry, postings: entry.postings.slice(0, 1) }, { ...entry, postings: [entry.postings[0]!, { account: 'propertyFee' as const, amountFen: -99 }] },
      { ...entry, kind: 'cashFee' as const }, { ...entry, happenedOn: '2026-02-30' }, { ...entry, text: ' ' }, { ...entry, text: '长'.repeat(101) }, { ...entry, sourceKey: '' }, { ...entry, sourceKey: 'k'.repeat(101) },
    ]) expect(await message(l.post(wrong))).not.toBe('ok');
    expect(await l.read((db) => l.ledger.bookId(db, book))).toBeNull();
    expect(await message(l.post({ ...entry, text: '长'.repeat(100), sourceKey: randomUUID().padEnd(100, 'k') }))).toBe('ok');
  });

  it('takes an entry back once, by its mirror image, and never a reversal', async () => {
    const book = bookOf();
    const entry = feeEntry(book, 640, { kind: 'cashFee' });
    const { entryId } = await l.post(entry);
    const first = await reversed(entry.sourceKey);
    expect(await reversed(entry.sourceKey)).toEqual(first);
    expect(await known(book)).toMatchObject({ amountFen: 0, cashFen: 0, payments: 0 });
    expect(await balance(book)).toBe(0);
    expect(await rowsOf(l, 'SELECT kind, of_kind, reverses FROM ledger_entry WHERE id = ?', [first.entryId])).toEqual([{ kind: 'reversal', of_kind: 'cashFee', reverses: entryId }]);
    expect(await message(reversed(entry.sourceKey, 'reversal:another'))).toContain('taken back before');
    expect(await message(reversed(`reversal:${entry.sourceKey}`, 'reversal:twice'))).toContain('nothing to take back');
    expect(await message(reversed('payment:never'))).toContain('nothing to take back');
    const other = feeEntry(book, 1);
    await l.post(other);
    expect(await message(reversed(other.sourceKey, entry.sourceKey))).toContain('the key is another');
    expect(await entriesOf(l, book)).toHaveLength(3);
  });

  it('books what belongs to closed days on the first open day; open again, on its own', async () => {
    const book = bookOf();
    const set = (work: 'close' | 'reopen', through: string | null) => l.run((tx) => (work === 'close' ? l.ledger.close(tx, book, through!) : l.ledger.reopen(tx, book, through)));
    expect(await l.run((tx) => l.ledger.gate(tx, book))).toEqual({ closedThrough: null });
    await set('close', '2026-06-30');
    expect(await l.run((tx) => l.ledger.gate(tx, book))).toEqual({ closedThrough: '2026-06-30' });
    expect((await l.post(feeEntry(book, 1, { happenedOn: '2026-06-30' }))).bookedOn).toBe('2026-07-01');
    expect((await l.post(feeEntry(book, 2, { happenedOn: '2026-07-01' }))).bookedOn).toBe('2026-07-01');
    await set('close', '2026-03-31'); // closed further already
    await set('close', '2026-06-30');
    expect(await l.run((tx) => l.ledger.gate(tx, book))).toEqual({ closedThrough: '2026-06-30' });
    expect(await message(set('close', '2026-02-30'))).toContain('not a date');
    await set('close', '2026-12-31');
    expect((await l.post(feeEntry(book, 4, { happenedOn: '2026-07-02', sourceKey: 'payment:late-one' }))).bookedOn).toBe('2027-01-01');
    expect((await reversed('payment:late-one')).bookedOn).toBe('2027-01-01');
    await set('reopen', '2026-06-30');
    expect((await l.post(feeEntry(book, 8, { happenedOn: '2026-07-02' }))).bookedOn).toBe('2026-07-02');
    await set('reopen', '2026-06-30');
    expect(await message(set('reopen', '2026-09-30'))).toContain('not beyond');
    await set('reopen', null);
    expect((await l.post(feeEntry(book, 16, { happenedOn: '2026-01-02' }))).bookedOn).toBe('2026-01-02');
    expect(await message(set('reopen', '2026-01-01'))).toContain('not beyond');
    expect(await known(book)).toMatchObject({ amountFen: 11, payments: 3 });
    const bookId = await l.read((db) => l.ledger.bookId(db, book));
    expect(await rowsOf(l, 'SELECT closed_through FROM ledger_closing WHERE book_id = ? ORDER BY version', [bookId])).toEqual(['2026-06-30', '2026-12-31', '2026-06-30', null].map((day) => ({ closed_through: day })));
  });

  it('who has to enter into closed days opens, enters and closes in one go', async () => {
    const book = bookOf();
    await l.run((tx) => l.ledger.close(tx, book, '2026-06-30'));
    const { bookedOn } = await l.run(async (tx) => {
      await l.ledger.reopen(tx, book, null);
      const booked = await l.ledger.post(tx, feeEntry(book, 5, { happenedOn: '2026-06-30' }));
      await l.ledger.close(tx, book, '2026-06-30');
      return booked;
    });
    expect(bookedOn).toBe('2026-06-30');
    expect((await l.post(feeEntry(book, 5, { happenedOn: '2026-06-30' }))).bookedOn).toBe('2026-07-01');
  });
});

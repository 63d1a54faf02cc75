import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AuditLineRow } from '../../platform/audit/audit.entity.ts';
import { ENGINES } from '../../platform/database/engines.testing.ts';
import { Metrics } from '../../platform/metrics/metrics.ts';
import { entryHash } from '../entry-hash.ts';
import { LedgerEntryRow, LedgerPostingRow } from '../ledger.entity.ts';
import { bookOf, feeEntry, openLedger, rowsOf, type TestLedger } from '../ledger.testing.ts';

describe.each(ENGINES)('tampering with rows by hand on %s', (engine) => {
  let l: TestLedger;
  const book = bookOf();
  let bookId: string;
  const set = (sql: string, values: readonly unknown[] = []) => l.run((tx) => tx.query(sql, [...values]));
  const idAt = async (sequence: number) => (await rowsOf<{ id: string }>(l, 'SELECT id FROM ledger_entry WHERE book_id = ? AND sequence = ?', [bookId, sequence]))[0]!.id;

  beforeAll(async () => { l = await openLedger(engine); Logger.overrideLogger(false); }); // what is found is logged as an error
  afterAll(() => l.close());
  beforeEach(async () => {
    for (const table of ['ledger_posting', 'ledger_entry', 'ledger_closing', 'ledger_book']) await set(`DELETE FROM ${table}`);
    await set("DELETE FROM audit_line WHERE action = 'ledger.check'");
    await l.post(feeEntry(book, 12_000, { sourceKey: 'payment:1', happenedOn: '2026-05-02' }));
    await l.post(feeEntry(book, 300, { sourceKey: 'collection:2', kind: 'cashFee', happenedOn: '2026-05-03' }));
    await l.run((tx) => l.ledger.close(tx, book, '2026-06-30'));
    await l.run((tx) => l.ledger.reverse(tx, { sourceKey: 'collection:2', reversalKey: 'reversal:3', happenedOn: '2026-06-01', text: '登记有误', by: 'system' }));
    await l.post(feeEntry(book, 500, { sourceKey: 'payment:4', happenedOn: '2026-07-02' }));
    bookId = (await l.read((db) => l.ledger.bookId(db, book)))!;
    expect(await l.faults()).toEqual([]);
  });

  const ALTERED = 'alteredAfterItWasEntered';
  it.each<[string, (id: (sequence: number) => Promise<string>) => Promise<unknown>, readonly string[]]>([
    ['one amount', async (id) => set("UPDATE ledger_posting SET amount_fen = 11999 WHERE entry_id = ? AND account = 'wechatFunds'", [await id(1)]), ['unbalanced', ALTERED, 'all postings together are -1 fen']],
    ['both amounts, balanced', async (id) => set('UPDATE ledger_posting SET amount_fen = amount_fen / 2 WHERE entry_id = ?', [await id(1)]), [ALTERED]],
    ['an account', async (id) => set("UPDATE ledger_posting SET account = 'parking' WHERE entry_id = ? AND account = 'propertyFee'", [await id(1)]), ['accountForeign', ALTERED]],
    ['the sides swapped', async (id) => set('UPDATE ledger_posting SET amount_fen = -amount_fen WHERE entry_id = ?', [await id(3)]), ['notMirrored', ALTERED]],
    ['a posting gone', async (id) => set('DELETE FROM ledger_posting WHERE entry_id = ? AND line = 2', [await id(4)]), ['tooFewPostings', ALTERED, 'all postings together are 500 fen']],
    ['an entry gone with its postings', async (id) => {
      const gone = await id(1);
      await set('DELETE FROM ledger_posting WHERE entry_id = ?', [gone]);
      await set('DELETE FROM ledger_entry WHERE id = ?', [gone]);
    }, ['sequenceGap']],
    ['the newest entry gone', async (id) => {
      const gone = await id(4);
      await set('DELETE FROM ledger_posting WHERE entry_id = ?', [gone]);
      await set('DELETE FROM ledger_entry WHERE id = ?', [gone]);
    }, ['4 entries are counted, the last found is 3', 'its head is not the hash']],
    ['an entry gone without its postings', async (id) => set('DELETE FROM ledger_entry WHERE id = ?', [await id(4)]), ['a posting of an entry that is none', '4 entries are counted']],
    ['all entries gone, the counter too', async () => {
      await set('DELETE FROM ledger_posting');
      await set('DELETE FROM ledger_entry');
      await set('UPDATE ledger_book SET entries = 0');
    }, ['its head is not the hash']],
    ['a day', async (id) => {
      await set("UPDATE ledger_entry SET booked_on = '2026-06-30' WHERE id = ?", [await id(3)]);
      await set("UPDATE ledger_posting SET booked_on = '2026-06-30' WHERE entry_id = ?", [await id(3)]);
    }, ['bookedOnClosedDay', ALTERED]],
    ['the day of the postings alone', async (id) => set("UPDATE ledger_posting SET booked_on = '2026-08-30' WHERE entry_id = ?", [await id(4)]), ['postingUnlikeItsEntry']],
    ['the book of a posting', async (id) => set("UPDATE ledger_posting SET book_id = 'x' WHERE entry_id = ?", [await id(4)]), ['postingUnlikeItsEntry']],
    ['the kind of a posting', async (id) => set("UPDATE ledger_posting SET of_kind = 'declared' WHERE entry_id = ?", [await id(4)]), ['postingUnlikeItsEntry']],
    ['the words', async (id) => set("UPDATE ledger_entry SET text = '别的' WHERE id = ?", [await id(1)]), [ALTERED]],
    ['the source key', async (id) => set("UPDATE ledger_entry SET source_key = 'payment:9' WHERE id = ?", [await id(1)]), [ALTERED]],
    ['what is taken back', async (id) => set('UPDATE ledger_entry SET reverses = ? WHERE id = ?', [await id(1), await id(3)]), ['kindOfReversal', 'notMirrored', ALTERED]],
    ['the day through which it is closed', () => set('UPDATE ledger_book SET closed_through = NULL WHERE id = ?', [bookId]), ['closed through null, by its closings through 2026-06-30']],
    ['a closing invented', () => set("INSERT INTO ledger_closing (book_id, version, after_entries, closed_through, at_ms) VALUES (?, 0, 0, '2026-12-31', 0)", [bookId]), ['bookedOnClosedDay']],
    ['a sequence', async (id) => set('UPDATE ledger_entry SET sequence = 9 WHERE id = ?', [await id(4)]), ['4 entries are counted, the last found is 3']],
    ['an entry slipped in', async (id) => {
      const [row] = await l.read((db) => db.findBy(LedgerEntryRow, { sourceKey: 'payment:4' }));
      await l.run((tx) => tx.insert(LedgerEntryRow, { ...row!, id: 'slipped', sequence: 5, sourceKey: 'payment:5' }));
      const postings = await l.read(async (db) => db.findBy(LedgerPostingRow, { entryId: await id(4) }));
      await l.run((tx) => tx.insert(LedgerPostingRow, postings.map((posting) => ({ ...posting, entryId: 'slipped' }))));
      await set('UPDATE ledger_book SET entries = 5');
    }, [ALTERED]],
  ])('%s is found', async (_, tamper, expected) => {
    await tamper(idAt);
    const said = (await l.faults()).join('\n');
    for (const one of expected) expect(said).toContain(one);
  });

  it('the whole chain computed anew is found by what the audit log wrote down the night before', async () => {
    l.clock.time = new Date('2026-08-04T18:30:00.000Z'); // half past two in the morning
    await l.nightly.run();
    await set('UPDATE ledger_posting SET amount_fen = amount_fen / 2 WHERE entry_id = ?', [await idAt(4)]);
    const [entry] = await l.read((db) => db.findBy(LedgerEntryRow, { sourceKey: 'payment:4' }));
    const [before] = await l.read((db) => db.findBy(LedgerEntryRow, { sourceKey: 'reversal:3' }));
    const hash = entryHash(before!.hash, entry!, [{ account: 'wechatFunds', amountFen: 250 }, { account: 'propertyFee', amountFen: -250 }]);
    await set('UPDATE ledger_entry SET hash = ? WHERE id = ?', [hash, entry!.id]);
    await set('UPDATE ledger_book SET head = ?', [hash]);
    expect(await l.faults()).toEqual(['what was entered before 2026-08-04T16:00:00.000Z is no longer what it was']);
  });

  it('one event entered twice takes a table without its keys, and is found then', async () => {
    const twice = "UPDATE ledger_entry SET source_key = 'payment:1' WHERE sequence = 4";
    await expect(set(twice)).rejects.toThrow();
    for (const sql of ['CREATE TABLE plain AS SELECT * FROM ledger_entry', 'DROP TABLE ledger_entry', 'ALTER TABLE plain RENAME TO ledger_entry', twice]) await set(sql);
    expect((await l.faults()).join('\n')).toContain('entered more than once: payment:1');
  });
});

describe.each(ENGINES)('the nightly check on %s', (engine) => {
  let l: TestLedger;
  beforeAll(async () => {
    l = await openLedger(engine);
    Logger.overrideLogger(false);
    await l.post(feeEntry(bookOf(), 100));
  });
  afterAll(() => l.close());
  const lines = async () => (await l.read((db) => db.find(AuditLineRow, { where: { action: 'ledger.check' }, order: { sequence: 'ASC' } }))).map(({ actor, subject, facts }) => ({ actor, subject, ...(JSON.parse(facts) as Record<string, unknown>) }));
  const gauge = async () => /^linping_ledger_faults (\d+)$/m.exec(await l.get(Metrics).text())?.[1];

  it('runs once a day from two in the morning on, and leaves its result in the audit log', async () => {
    l.clock.time = new Date('2026-08-03T17:59:59.000Z');
    await l.nightly.run();
    expect(await lines()).toEqual([]);
    l.clock.pass(1);
    await l.nightly.run();
    l.clock.pass(3600);
    await l.nightly.run();
    expect(await lines()).toEqual([
      { actor: 'job:ledger.check', subject: 'ledger:2026-08-04', checks: expect.any(Number), looked: expect.any(Number), faults: 0, before: Date.parse('2026-08-03T16:00:00.000Z'), digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await gauge()).toBe('0');
  });

  it('says so in the audit log and the metrics when something is wrong, every night until it is right, and notes no digest of it', async () => {
    await l.run((tx) => tx.query("UPDATE ledger_posting SET amount_fen = 99 WHERE account = 'wechatFunds'"));
    for (const day of ['05', '06']) {
      l.clock.time = new Date(`2026-08-${day}T18:00:00.000Z`);
      await l.nightly.run();
    }
    expect((await lines()).slice(1)).toMatchObject([{ subject: 'ledger:2026-08-06', faults: 3 }, { subject: 'ledger:2026-08-07', faults: 3 }]);
    expect((await lines()).slice(1).map((line) => 'digest' in line)).toEqual([false, false]);
    expect(await gauge()).toBe('3');
    await l.run((tx) => tx.query("UPDATE ledger_posting SET amount_fen = 100 WHERE account = 'wechatFunds'"));
    l.clock.time = new Date('2026-08-08T18:00:00.000Z');
    await l.nightly.run();
    expect((await lines()).at(-1)).toMatchObject({ faults: 0 });
    expect(await gauge()).toBe('0');
  });

  it('asks what others have registered; one that fails hides no other', async () => {
    l.checks.register({ name: 'somebody’s own claim', run: () => Promise.reject(new Error('no answer')) });
    l.checks.register({ name: 'another', run: () => Promise.resolve({ looked: 2, faults: ['order 7 is in the ledger twice'] }) });
    expect(await l.faults()).toEqual(['the check itself failed: Error: no answer', 'order 7 is in the ledger twice']);
  });

  it('raises no alarm over what is entered while it looks', async () => {
    const quiet = await openLedger(engine);
    try {
      const book = bookOf();
      for (let i = 1; i <= 5; i += 1) await quiet.post(feeEntry(book, i));
      const busy = Promise.all(Array.from({ length: 60 }, (_, i) => (i % 7 === 0 ? quiet.run((tx) => quiet.ledger.close(tx, book, `2026-06-${String((i % 28) + 1).padStart(2, '0')}`)).then(() => undefined) : quiet.post(feeEntry(book, i + 1)))));
      const told: string[] = [];
      for (let i = 0; i < 6; i += 1) told.push(...(await quiet.faults()));
      await busy;
      expect([...told, ...(await quiet.faults())]).toEqual([]);
    } finally {
      await quiet.close();
    }
  });
});

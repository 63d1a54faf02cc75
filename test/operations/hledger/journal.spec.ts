import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isIncome, LEDGER_ACCOUNTS, type BookKey, type LedgerAccount, type StaffActor } from '@linping/shared';
import fc from 'fast-check';
import type * as Journal from '../../../server/dist/ledger/exports/journal.js';
import type * as Testing from '../../../server/dist/ledger/ledger.testing.js';
import { hledger } from '../../support/hledger.mjs';
import { ENGINES } from '../../support/databases.ts';
import { root } from '../../support/server-process.ts';

const AUDITOR: StaffActor = { role: 'auditor', staffId: 'auditor', scope: { level: 'district' } };
const HALF = { first: '2026-01-01', last: '2026-12-31' };
const ENTRIES = 200;

const fen = fc.oneof(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 5_000_000 }));
const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-11-30'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('wechatFee' as const, 'cashFee' as const, 'transferFee' as const), fen, day }),
  fc.record({ do: fc.constantFrom('refund' as const, 'late' as const, 'parking' as const, 'personnel' as const, 'utilities' as const), fen, day }),
  fc.record({ do: fc.constant('reverse' as const), fen, day }),
);

type Server = typeof Testing & typeof Journal;
let server: Server;
beforeAll(async () => {
  const parts = ['ledger.testing', 'exports/journal'].map((part) => import(join(root, 'server/src/ledger', `${part}.ts`)) as Promise<object>);
  server = Object.assign({}, ...(await Promise.all(parts))) as Server;
});

describe.each(ENGINES)('the exported journal, read by the real hledger, on %s', (engine) => {
  let l: Testing.TestLedger;
  let folder: string;
  let book: BookKey;
  beforeAll(async () => {
    const { bookOf, entryOf, feeEntry, openLedger } = server;
    book = bookOf();
    l = await openLedger(engine);
    folder = mkdtempSync(join(tmpdir(), 'linping-journal-'));
    await l.post(entryOf(book, 'opening', [{ account: 'bankFunds', amountFen: 1_234_567 }, { account: 'opening', amountFen: -1_234_567 }], { happenedOn: '2025-12-31' }));
    const entered: string[] = [];
    for (const [i, each] of fc.sample(step, { numRuns: ENTRIES, seed: 5 }).entries()) {
      if (i === ENTRIES / 2) await l.run((tx) => l.ledger.close(tx, book, '2026-06-30'));
      if (each.do === 'reverse') {
        const sourceKey = entered.pop();
        if (sourceKey) await l.run((tx) => l.ledger.reverse(tx, { sourceKey, reversalKey: `reversal:${sourceKey}`, happenedOn: each.day, text: '登记有误；重新登记; a | b', by: 'system' }));
        continue;
      }
      const entry = each.do === 'wechatFee' || each.do === 'cashFee' || each.do === 'transferFee' ? feeEntry(book, each.fen, { kind: each.do, happenedOn: each.day })
        : each.do === 'refund' ? entryOf(book, 'wechatRefund', [{ account: 'wechatFunds', amountFen: -each.fen }, { account: 'propertyFee', amountFen: each.fen }], { happenedOn: each.day })
          : each.do === 'late' ? entryOf(book, 'latePayment', [{ account: 'wechatFunds', amountFen: each.fen }, { account: 'toRefund', amountFen: -each.fen }], { happenedOn: each.day })
            : entryOf(book, 'declared', [{ account: 'bankFunds', amountFen: isIncome(each.do) ? each.fen : -each.fen }, { account: each.do, amountFen: isIncome(each.do) ? -each.fen : each.fen }], { happenedOn: each.day });
      await l.post(entry);
      entered.push(entry.sourceKey);
    }
  });
  afterAll(async () => {
    await l.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const exported = async (): Promise<string> => {
    const bookId = await l.read((db) => l.ledger.bookId(db, book));
    return readAll(Readable.from((await l.reader.journal(AUDITOR, bookId!)).parts));
  };
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('passes every check that hledger has: accounts and currency declared, each entry balanced, days in order, our balances asserted', async () => {
    const path = file('book.journal', await exported());
    expect(hledger(path, ['check', '--strict', 'ordereddates', 'uniqueleafnames'])).toEqual({ code: 0, said: '' });
    expect(hledger(path, ['stats']).said).toMatch(new RegExp(`Transactions\\s+: ${(await server.rowsOf<{ n: number | string }>(l, 'SELECT COUNT(*) AS n FROM ledger_entry').then(([row]) => Number(row!.n))) + 1} `));
  });

  it('comes to our balances, account by account, and over any days', async () => {
    const path = file('book.journal', await exported());
    const balances = (...more: string[]) => {
      const { said } = hledger(path, ['balance', '--output-format=csv', '--no-total', '--empty', ...more]);
      return Object.fromEntries(said.trim().split('\n').slice(1).map((line) => /^"(.+)","(.+)"$/.exec(line)!).map(([, account, amount]) => [account, fenOf(amount!)]));
    };
    const ours = await server.rowsOf<{ account: LedgerAccount; fen: number | string }>(l, 'SELECT account, SUM(amount_fen) AS fen FROM ledger_posting GROUP BY account');
    expect(balances()).toEqual(Object.fromEntries(ours.map(({ account, fen: sum }) => [server.journalAccount(account), Number(sum)])));

    for (const { first, last, before } of [{ ...HALF, before: '2027-01-01' }, { first: '2026-03-01', last: '2026-07-15', before: '2026-07-16' }]) {
      const totals = await l.read((db) => l.ledger.totals(db, book, { first, last }));
      const theirs = balances('--begin', first, '--end', before, 'income', 'expenses');
      expect(theirs).toEqual(Object.fromEntries([...totals].map(([kind, sum]) => [server.journalAccount(kind), isIncome(kind) ? 0 - sum : sum])));
      const { said } = hledger(path, ['balance', '--output-format=csv', '--end', before, 'assets', 'liabilities', '--depth=0']);
      expect(fenOf(/^"total","(.+)"$/m.exec(said)![1]!)).toBe(await l.read((db) => l.ledger.balance(db, book, last)));
    }
  });

  it.each<[string, (journal: string) => string]>([
    ['an amount altered on one side', (journal) => journal.replace(/(\n {4}\S+ {2}CNY )(\d)/, '$19$2')],
    ['both sides altered', (journal) => journal.replace(/(assets:wechatFunds {2}CNY )(\d+\.\d\d)(\n {4}income:propertyFee {2}CNY -)\2/, '$19$2$39$2')],
    ['a whole entry left out', (journal) => journal.replace(/\n\d{4}-\d\d-\d\d \* \(5\) [^]*?\n\n/, '\n')],
    ['an account that is none', (journal) => journal.replace('\n    income:propertyFee', '\n    income:propertyFees')],
  ])('and finds %s', async (_, alter) => {
    const whole = await exported();
    const altered = alter(whole);
    expect(altered).not.toBe(whole);
    expect(hledger(file('altered.journal', altered), ['check', '--strict']).code).toBe(1);
  });

  it('every account of the chart has a place of its own', () => {
    expect(new Set(LEDGER_ACCOUNTS.map(server.journalAccount)).size).toBe(LEDGER_ACCOUNTS.length);
  });
});

/** `CNY -12.34` in fen; nothing is a bare 0. */
const fenOf = (amount: string): number => (amount === '0' ? 0 : Number(/^CNY (-?)([\d,]+)\.(\d\d)$/.exec(amount)!.slice(1).join('').replaceAll(',', '')));

import { randomUUID } from 'node:crypto';
import type { BookKey, EntryKind, PostedKind, Posting } from '@linping/shared';
import { Test } from '@nestjs/testing';
import type { EntityManager } from 'typeorm';
import { AppModule } from '../app.module.ts';
import { AuditLines } from '../platform/audit/audit-lines.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { openDatabase } from '../platform/database/database.ts';
import { type EngineName, freshDatabase, type TestDatabase } from '../platform/database/engines.testing.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Metrics } from '../platform/metrics/metrics.ts';
import { StoppedClock, testConfig } from '../platform/platform.testing.ts';
import { SCHEMA } from '../schema.ts';
import { BookCheck } from './checks/book-check.ts';
import { EntriesDigest } from './checks/entries-digest.ts';
import { LedgerChecks } from './checks/ledger-checks.service.ts';
import { NightlyCheck } from './checks/nightly-check.ts';
import { LedgerEntriesStore } from './ledger-entries.store.ts';
import { LedgerReader } from './ledger-reader.ts';
import { LedgerSumsStore } from './ledger-sums.store.ts';
import { LedgerService, type NewEntry } from './ledger.service.ts';

/** The real services on a real database; only time stands still, and nothing runs by itself. */
export async function openLedger(engine: EngineName, beside?: { readonly url: string; readonly clock: StoppedClock }) {
  const db = beside ? await secondProcess(beside.url) : await freshDatabase(engine, SCHEMA);
  const clock = beside?.clock ?? new StoppedClock(new Date('2026-08-03T04:00:00.000Z'));
  const app = await Test.createTestingModule({ imports: [AppModule.with({ config: testConfig({ databaseUrl: db.url }), engine: db.engine, clock })] }).compile();
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get(type as never, { strict: false });
  const [ledger, reader] = [get(LedgerService), get(LedgerReader)];
  // The ledger's own claims alone: its entries here are of no payment and no bill, and those who keep these would say so.
  const checks = new LedgerChecks();
  new BookCheck(db.unitOfWork, get(LedgerEntriesStore), get(LedgerSumsStore), checks);
  const digest = new EntriesDigest(db.unitOfWork, get(LedgerEntriesStore), get(AuditLines), checks);
  const nightly = new NightlyCheck(db.unitOfWork, checks, digest, get(AuditLog), get(AuditLines), clock, get(Jobs), get(Metrics));
  const run = <T>(work: (tx: EntityManager) => Promise<T>) => db.unitOfWork.run(work);
  return {
    db, clock, get, ledger, reader, checks, nightly, close: () => db.close(),
    post: (entry: NewEntry) => run((tx) => ledger.post(tx, entry)),
    run, read: <T>(work: (read: EntityManager) => Promise<T>) => db.unitOfWork.read(work),
    faults: async () => (await checks.run()).flatMap(({ faults }) => faults),
  };
}
export type TestLedger = Awaited<ReturnType<typeof openLedger>>;

/** A connection of its own to the database of a first. */
async function secondProcess(url: string): Promise<TestDatabase> {
  const opened = await openDatabase(url, SCHEMA);
  return { ...opened, url, hookErrors: [], unitOfWork: new UnitOfWork(opened.engine, () => undefined) };
}

export const bookOf = (estateId: string = randomUUID(), providerId: string = randomUUID()): BookKey => ({ estateId, body: 'provider', bodyId: providerId });

const FUNDS = { wechatFee: 'wechatFunds', cashFee: 'cashFunds', transferFee: 'bankFunds' } as const;

/** A fee as billing and payments enter it. */
export const feeEntry = (
  book: BookKey, amountFen: number, { kind = 'wechatFee', happenedOn = '2026-07-15', sourceKey = `payment:${randomUUID()}` }: Partial<Pick<NewEntry, 'happenedOn' | 'sourceKey'>> & { readonly kind?: keyof typeof FUNDS } = {},
): NewEntry => ({
  book, kind, sourceKey, happenedOn, text: '缴物业费', by: 'system',
  postings: [{ account: FUNDS[kind], amountFen }, { account: 'propertyFee', amountFen: -amountFen }],
});

export const entryOf = (book: BookKey, kind: PostedKind, postings: readonly Posting[], { happenedOn = '2026-07-15', sourceKey = `${kind}:${randomUUID()}` } = {}): NewEntry =>
  ({ book, kind, sourceKey, happenedOn, text: '测试记录', by: 'system', postings });

/** Rows as they lie there. */
export const rowsOf = <Row>(l: TestLedger, sql: string, values: readonly unknown[] = []): Promise<Row[]> => l.read((db) => db.query(sql, [...values]));
export interface RawEntry {
  readonly id: string;
  readonly sequence: number | string;
  readonly kind: EntryKind;
  readonly booked_on: string;
}
export const entriesOf = async (l: TestLedger, book: BookKey): Promise<RawEntry[]> => {
  const bookId = await l.read((db) => l.ledger.bookId(db, book));
  return rowsOf(l, 'SELECT id, sequence, kind, booked_on FROM ledger_entry WHERE book_id = ? ORDER BY sequence', [bookId]);
};

/** The accounts of a firm that has been busy: a published statement of many lines over a book of as many entries, read over HTTP. */
import { randomUUID } from 'node:crypto';
import { dayAfter, periodDays, type BookView, type StatementView } from '@linping/shared';
import type { EngineName } from '../support/databases.ts';
import { invited, openDistrict, type District } from '../support/district.ts';
import { type Person, visitor } from '../support/people.ts';
import { drafted, lastPeriod, published } from '../support/statements.ts';
import { openRaw, type RawDatabase } from './district/raw-database.ts';

const WARM_UPS = 3;
const ROUNDS = 20;
const KINDS = ['parking', 'advertising', 'venueRent', 'personnel', 'cleaning', 'equipment', 'utilities'] as const;

export interface AccountsFigures {
  readonly entries: number;
  /** Page → milliseconds from the request to the last byte, one after the other. */
  readonly pages: Readonly<Record<string, { readonly medianMs: number; readonly slowestMs: number }>>;
}

/** Writes the rows by the bare driver, lets the street approve and publish through the server, and reads. */
export async function measureAccounts(engine: EngineName, entries: number): Promise<AccountsFigures> {
  const district = await openDistrict(engine, { buildings: 1, doorsPerBuilding: 3 });
  try {
    const firm = await invited(district.server, district.headquarters, 'providerManager', district.estate.providerId, 'manager');
    const draft = await drafted(firm, district.estate.id, [{ kind: 'parking', amountFen: 100, note: '停车' }]);
    const raw = await openRaw(district.databaseUrl);
    await writeLines(raw, draft, entries);
    await writeEntries(raw, district, entries);
    await raw.close();
    const { id } = await published(district, firm, draft);
    return { entries, pages: await measured(district, firm, id) };
  } finally {
    await district.close();
  }
}

/** A line for a terminal for each page. */
export const accountsLines = (engine: EngineName, { entries, pages }: AccountsFigures): string =>
  Object.entries(pages).map(([page, { medianMs, slowestMs }]) => `${engine}: ${page} with ${entries} entries: ${medianMs.toFixed(0)} ms (slowest ${slowestMs.toFixed(0)} ms)`).join('\n');

async function measured({ server, estate }: District, firm: Person, statementId: string): Promise<AccountsFigures['pages']> {
  const anybody = visitor(server);
  const [book] = (await firm.request('GET', `/estates/${estate.id}/books`)).body as BookView[];
  const pages: Readonly<Record<string, readonly [Person, string]>> = {
    'a statement': [anybody, `/statements/${statementId}`],
    'the first of its lines': [anybody, `/statements/${statementId}/lines`],
    'the estate’s accounts': [anybody, `/estates/${estate.id}/accounts`],
    'the books': [firm, `/estates/${estate.id}/books`],
    'the newest entries': [firm, `/books/${book!.id}/entries`],
    'all entries as CSV': [firm, `/books/${book!.id}/entries.csv`],
    'all entries as a journal': [firm, `/books/${book!.id}/journal`],
  };
  const figures: Record<string, { medianMs: number; slowestMs: number }> = {};
  for (const [page, [who, path]] of Object.entries(pages)) {
    const took: number[] = [];
    for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
      const began = performance.now();
      const reply = await fetch(server.api + path, { headers: bearerOf(who) });
      await reply.arrayBuffer();
      if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
      if (round >= 0) took.push(performance.now() - began);
    }
    took.sort((a, b) => a - b);
    figures[page] = { medianMs: took[Math.floor(took.length / 2)]!, slowestMs: took.at(-1)! };
  }
  return figures;
}

const bearerOf = ({ session }: Person): Record<string, string> => {
  const held = session.read();
  return held ? { Authorization: `Bearer ${held.accessToken}` } : {};
};

/** As many lines as wanted, each with the paper of the one there is. */
async function writeLines(raw: RawDatabase, { id }: StatementView, count: number): Promise<void> {
  const [paper] = await raw.all<{ file_id: string }>('SELECT file_id FROM statement_voucher WHERE statement_id = ?', [id]);
  const lines = Array.from({ length: count - 1 }, (_, i) => ({ id: randomUUID(), statement_id: id, sort: i + 2, kind: KINDS[i % KINDS.length]!, amount_fen: 100 + (i % 900), note: `第${i}笔`, vouchers: 1 }));
  await raw.insert('statement_line', lines);
  await raw.insert('statement_voucher', lines.map((line) => ({ line_id: line.id, file_id: paper!.file_id, statement_id: id, sort: 1 })));
}

/** Fees taken in cash, spread over the period: what the statement's known figures and balances are summed from. The hashes are none: nothing here checks them. */
async function writeEntries(raw: RawDatabase, { estate }: District, count: number): Promise<void> {
  const { first, last } = periodDays(lastPeriod());
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) days.push(day);
  const [found] = await raw.all<{ id: string }>('SELECT id FROM ledger_book WHERE estate_id = ? AND body_id = ?', [estate.id, estate.providerId!]);
  const bookId = found?.id ?? randomUUID();
  const hash = '0'.repeat(64);
  if (!found) await raw.insert('ledger_book', [{ id: bookId, estate_id: estate.id, body: 'provider', body_id: estate.providerId!, version: count, entries: 0, head: hash, closed_through: null }]);
  const entries = Array.from({ length: count }, (_, i) => ({
    id: randomUUID(), book_id: bookId, sequence: i + 1, kind: 'cashFee', of_kind: 'cashFee', source_key: `collection:bench-${i}`, booked_on: days[i % days.length]!, happened_on: days[i % days.length]!,
    text: '现金缴物业费', posted_by: 'system', posted_ms: 1, reverses: null, hash,
  }));
  await raw.insert('ledger_entry', entries);
  await raw.insert('ledger_posting', entries.flatMap(({ id, booked_on }, i) => ['cashFunds', 'propertyFee'].map((account, side) => (
    { entry_id: id, line: side + 1, book_id: bookId, account, booked_on, of_kind: 'cashFee', amount_fen: (side === 0 ? 1 : -1) * (10_000 + (i % 500)) }))));
  await raw.run('UPDATE ledger_book SET entries = ?, version = version + ? WHERE id = ?', [count, count, bookId]);
}

import { createHash, createHmac } from 'node:crypto';
import type { Cell, RawRow } from '../bench/district/raw-database.ts';
import type { Listing } from './dump.ts';

/**
 * The attacker. Has a dump and looks for anything that ties a row of answers to a household: a common order, a group, a
 * number that grows, a hash that can be guessed. It knows how the program works, and which rounds and households exist.
 */

/** What is to be tied to households: rows, each with its content. */
export interface Target {
  readonly rows: readonly RawRow[];
  readonly contents: readonly string[];
}
/** A guess: for each household the row (its place in the target) that shall be its own, or -1. */
export interface Strategy {
  readonly name: string;
  readonly pairing: Int32Array;
}
export interface Evidence {
  readonly listings: readonly Listing[];
  readonly roundId: string;
  /** Keys that the attacker has found outside the database. */
  readonly keys?: readonly Buffer[];
}

/** Columns that are what was said. To sort by them is to guess from the content, which no order on disk has to do with. */
const CONTENT = new Set(['overall', 'topics', 'comment']);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Households that took part, by the table that says so. */
export const participants = ({ listings, roundId }: Evidence): string[] =>
  listings.find(({ table, order }) => table === 'survey_participation' && order === 'natural')!.rows
    .filter((row) => row.round_id === roundId).map((row) => String(row.household_id));

export function targetOf({ listings, roundId }: Evidence, table: string, content: string): Target {
  const rows = listings.find((listing) => listing.table === table && listing.order === 'natural')!.rows.filter((row) => row.round_id === roundId);
  return { rows, contents: rows.map((row) => String(row[content])) };
}

/** Every strategy, each as a guess for every household. */
export function strategies(evidence: Evidence, table: string, target: Target, households: readonly string[]): Strategy[] {
  const ranks: Strategy[] = [];
  const known = new Set<string>();
  for (const [ofHouseholds, householdOrder] of householdOrders(evidence, households)) {
    for (const [ofRows, rowOrder] of rowOrders(evidence, table, target)) {
      for (const direction of ['forward', 'backward'] as const) {
        const strategy = byRank(`${ofHouseholds} ~ ${ofRows} ${direction}`, householdOrder, direction === 'forward' ? rowOrder : [...rowOrder].reverse(), households.length);
        const key = strategy.pairing.join();
        if (!known.has(key)) ranks.push(strategy); // many orders are one and the same
        known.add(key);
      }
    }
  }
  return [...ranks, ...byHash(evidence, target, households)];
}

/** The first household gets the first row, and so on. */
function byRank(name: string, householdOrder: readonly number[], rowOrder: readonly number[], households: number): Strategy {
  const pairing = new Int32Array(households).fill(-1);
  householdOrder.forEach((household, rank) => {
    pairing[household] = rowOrder[rank] ?? -1;
  });
  return { name, pairing };
}

/** Every order in which the dump lists the households: by each listing's own order and by each of its columns. */
function householdOrders({ listings }: Evidence, households: readonly string[]): Map<string, number[]> {
  const placeOf = new Map(households.map((id, i) => [id, i]));
  const owners = ownersOf(listings, placeOf);
  const orders = new Map<string, number[]>();
  for (const { table, order, rows } of listings) {
    const owned = rows.flatMap((row) => {
      const owner = ownerOf(row, owners);
      return owner === undefined ? [] : [{ owner, row }];
    });
    if (new Set(owned.map(({ owner }) => owner)).size < households.length * 0.8) continue;
    orders.set(`${table} ${order}`, completed(owned.map(({ owner }) => owner), households.length));
    for (const column of Object.keys(rows[0]!)) {
      orders.set(`${table} ${order}.${column}`, completed([...owned].sort((a, b) => compare(a.row[column]!, b.row[column]!)).map(({ owner }) => owner), households.length));
    }
  }
  return orders;
}

/** Everything that names a household: its id, and the ids that stand beside it (its phone, and the phone's sessions). */
function ownersOf(listings: readonly Listing[], placeOf: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const owners = new Map(placeOf);
  for (const row of listings.find(({ table, order }) => table === 'household_binding' && order === 'natural')?.rows ?? []) {
    const owner = placeOf.get(String(row.household_id));
    if (owner !== undefined) owners.set(String(row.resident_id), owner);
  }
  return owners;
}

function ownerOf(row: RawRow, owners: ReadonlyMap<string, number>): number | undefined {
  for (const cell of Object.values(row)) {
    if (typeof cell !== 'string') continue;
    for (const id of cell.match(UUID) ?? []) {
      const owner = owners.get(id);
      if (owner !== undefined) return owner;
    }
  }
  return undefined;
}

/** Each once, by its first place; whoever is missing comes last. */
const completed = (order: readonly number[], count: number): number[] => [...new Set([...order, ...Array.from({ length: count }, (_, i) => i)])];

/** Every order of the rows: as listed, by each column that is no content, by the time in an id that has one. */
function rowOrders({ listings, roundId }: Evidence, table: string, target: Target): Map<string, number[]> {
  const identity = (row: RawRow) => String(row.id ?? row.seal);
  const placeOf = new Map(target.rows.map((row, i) => [identity(row), i]));
  const orders = new Map<string, number[]>();
  for (const listing of listings.filter((candidate) => candidate.table === table)) {
    const rows = listing.rows.filter((row) => row.round_id === roundId);
    if (rows.length === 0) continue;
    const places = (list: readonly RawRow[]) => list.map((row) => placeOf.get(identity(row))!);
    orders.set(listing.order, places(rows));
    for (const column of Object.keys(rows[0]!)) {
      if (CONTENT.has(column)) continue;
      orders.set(`${listing.order}.${column}`, places([...rows].sort((a, b) => compare(a[column]!, b[column]!))));
      const times = rows.map((row) => timeIn(String(row[column])));
      if (times.every((time) => time !== undefined)) orders.set(`${listing.order}.time in ${column}`, places([...rows].sort((a, b) => timeIn(String(a[column]))! - timeIn(String(b[column]))!)));
    }
  }
  return orders;
}

/** Milliseconds in a UUID of version 7; version 4 is all chance. */
const timeIn = (id: string): number | undefined => (/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined);

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Tries whether some cell of a row is a hash of the household: plain, with what stands in the database, with wrapped keys as they are, with keys that were found. */
function byHash({ listings, roundId, keys = [] }: Evidence, target: Target, households: readonly string[]): Strategy[] {
  const rowWith = new Map(target.rows.flatMap((row, i) => Object.values(row).flatMap((cell) => (typeof cell === 'string' && cell !== roundId ? [[cell, i] as const] : []))));
  const wrapped = listings.find(({ table }) => table === 'survey_round_key')?.rows.map((row) => String(row.wrapped)) ?? [];
  const guessedKeys = [...keys, Buffer.alloc(32), Buffer.from(roundId), ...wrapped.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'base64'), Buffer.from(text, 'base64').subarray(12, 44)])];
  const texts = (household: string) => [household, `household\n${household}`, `${roundId}${household}`, `${roundId}\n${household}`, `${household}${roundId}`];
  const hashes = (household: string) => texts(household).flatMap((text) => [text, ...['sha256', 'sha1', 'md5'].map((kind) => createHash(kind).update(text).digest('hex'))]);
  const tags = (key: Buffer, household: string) => texts(household).map((text) => createHmac('sha256', key).update(text).digest('hex'));
  const guess = (name: string, candidates: (household: string) => string[]): Strategy => ({
    name,
    pairing: Int32Array.from(households, (household) => candidates(household).map((text) => rowWith.get(text) ?? rowWith.get(asUuid(text))).find((row) => row !== undefined) ?? -1),
  });
  return [guess('unkeyed hash', hashes), ...guessedKeys.map((key, i) => guess(i < keys.length ? `found key ${i + 1}` : `guessed key ${i + 1 - keys.length}`, (household) => tags(key, household)))];
}

const asUuid = (hex: string): string => [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubmitAnswerBody } from '@linping/shared';
import { openRaw, type RawRow } from '../bench/district/raw-database.ts';
import { type Database, emptyDatabase, type EngineName } from '../support/databases.ts';
import { root } from '../support/server-process.ts';

/** What a spec has to know of a captured district to go on living in it. Its secrets are of no other. */
export interface Release {
  readonly capturedMs: number;
  readonly env: Readonly<Record<string, string>>;
  /** File name in SEAL_KEYS_DIR → its bytes in base64. */
  readonly sealKeys: Readonly<Record<string, string>>;
  readonly staff: Readonly<Record<'officer' | 'secondOfficer', { readonly name: string; readonly password: string }>>;
  readonly certified: { readonly roundId: string; readonly estateId: string; readonly result: unknown };
  readonly open: {
    readonly roundId: string;
    readonly estateId: string;
    readonly participated: number;
    readonly buildingToken: string;
    /** Doors that have not answered, with the code on their slip. */
    readonly free: readonly { readonly householdId: string; readonly code: string }[];
  };
}

export type Rows = Readonly<Record<string, readonly RawRow[]>>;

const PREVIOUS = join(root, 'test/operations/previous');

/** The releases whose databases were captured; see `capture-release.ts`. */
export const RELEASES: readonly string[] = readdirSync(PREVIOUS).sort();

export const releaseOf = (name: string): Release => JSON.parse(readFileSync(join(PREVIOUS, name, 'release.json'), 'utf8')) as Release;

/**
 * A database as that release left it, its clock set forward to now: what ran then runs still. The audit log keeps its
 * times, which are part of its hashes.
 */
export async function databaseOf(name: string, engine: EngineName): Promise<Database & { readonly rows: Rows }> {
  const database = await emptyDatabase(engine);
  const later = Date.now() - releaseOf(name).capturedMs;
  const captured = JSON.parse(readFileSync(join(PREVIOUS, name, 'rows.json'), 'utf8')) as Rows;
  const rows = Object.fromEntries(Object.entries(captured).map(([table, all]) => [table, all.map((row) => moved(row, later))]));
  const raw = await openRaw(database.url);
  try {
    for (const sql of readFileSync(join(PREVIOUS, name, `${engine}.sql`), 'utf8').split(';\n').filter(Boolean)) await raw.run(sql);
    for (const [table, all] of Object.entries(rows)) await raw.insert(table, all);
  } finally {
    await raw.close();
  }
  return { ...database, rows };
}

const moved = (row: RawRow, ms: number): RawRow =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, column.endsWith('_ms') && typeof value === 'number' && value > 0 ? value + ms : value]));

/** Puts the half-years' keys where the server will look for them. */
export function writeKeys(folder: string, { sealKeys }: Release): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, key] of Object.entries(sealKeys)) writeFileSync(join(folder, file), Buffer.from(key, 'base64'), { mode: 0o600 });
}

/** An answer as a phone of that release sends it. */
export const answerOf = (householdId: string, questionnaireVersion: number): SubmitAnswerBody => ({
  submissionId: crypto.randomUUID(), revision: 1, householdId, questionnaireVersion, overall: 'satisfied', topics: {}, comment: '',
});

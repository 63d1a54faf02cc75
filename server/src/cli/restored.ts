import type { Manifest } from '../platform/database/backup/backup-folder.ts';
import { openDatabase } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { SCHEMA } from '../schema.ts';
import { type Finding, integrityOf } from './integrity.ts';

/** The migrations that this program knows, as the database names them. */
export const KNOWN_MIGRATIONS: readonly string[] = (SCHEMA.migrations as readonly { readonly name: string }[]).map(({ name }) => name);

/** Looks at a restored database: whether all of the backup arrived, and whether what arrived holds together. */
export async function examine(url: string, { rows }: Manifest): Promise<Finding[]> {
  const { engine, close } = await openDatabase(url, SCHEMA, { mode: 'leave' });
  try {
    return await new UnitOfWork(engine, () => undefined).read(async (db) => {
      const lacking: string[] = [];
      for (const [table, expected] of Object.entries(rows)) {
        const [found] = await db.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
        if (Number(found!.n) !== expected) lacking.push(`${table} ${found!.n} of ${expected}`);
      }
      return [{ what: 'every table has as many rows as the backup', isSound: lacking.length === 0, detail: lacking.join(', ') }, ...(await integrityOf(db))];
    });
  } finally {
    await close();
  }
}

/** The last finding: what this program still has to do to the schema. */
export async function migrations(url: string, mode: 'auto' | 'leave'): Promise<Finding> {
  const { migrated: { applied, pending }, close } = await openDatabase(url, SCHEMA, { mode });
  await close();
  const detail = pending.length > 0 ? `run pnpm migrate for ${pending.join(', ')}` : applied.length > 0 ? `applied ${applied.join(', ')}` : '';
  return { what: 'the schema is this program\'s', isSound: pending.length === 0, detail };
}

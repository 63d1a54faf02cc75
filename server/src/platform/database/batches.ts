import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/** Rows a statement: far below the parameter limits of both engines (32,766 and 65,535) for our widest table. */
const ROWS_PER_STATEMENT = 500;

export function* chunksOf<T>(list: readonly T[], size = ROWS_PER_STATEMENT): Generator<readonly T[]> {
  for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size);
}

/** Inserts many rows in few statements; a row that breaks a key breaks the whole, as always. */
export async function insertMany<Row extends ObjectLiteral>(tx: EntityManager, table: EntityTarget<Row>, rows: readonly Row[]): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    await tx.createQueryBuilder().insert().into(table).values(chunk as unknown as QueryDeepPartialEntity<Row>[]).updateEntity(false).execute();
  }
}

/**
 * `column = column + amount` for many rows in one statement, each with its own amount. Returns how many rows matched.
 * `and` narrows the rows: that is how a gate both asks and counts.
 */
export async function addToEach<Row extends ObjectLiteral>(
  tx: EntityManager,
  table: EntityTarget<Row>,
  column: string,
  amounts: ReadonlyMap<string, number>,
  and: { readonly sql: string; readonly parameters: ObjectLiteral } = { sql: '', parameters: {} },
): Promise<number> {
  const ids = [...amounts.keys()].sort(); // always in one order: two servers must not cross
  const cases = ids.map((id, i) => `WHEN :id${i} THEN ${checkedAmount(amounts.get(id)!)}`).join(' ');
  const parameters = Object.fromEntries(ids.map((id, i) => [`id${i}`, id]));
  const { affected } = await tx.createQueryBuilder().update(table)
    .set({ [column]: () => `${column} + CASE id ${cases} ELSE 0 END` } as never)
    .where(`id IN (${ids.map((_, i) => `:id${i}`).join(', ')})${and.sql && ` AND ${and.sql}`}`)
    .setParameters({ ...parameters, ...and.parameters })
    .execute();
  return affected ?? 0;
}

function checkedAmount(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount: ${amount}`);
  return amount;
}

/** Asks chunk by chunk, one after the other: they share one connection. */
export async function inChunks<T, R>(list: readonly T[], ask: (chunk: readonly T[]) => Promise<readonly R[]>): Promise<R[]> {
  const all: R[] = [];
  for (const chunk of chunksOf(list)) for (const found of await ask(chunk)) all.push(found);
  return all;
}

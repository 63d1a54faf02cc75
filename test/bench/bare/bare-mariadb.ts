import { createConnection, createPool, type ResultSetHeader } from 'mysql2/promise';
import { type BareSession, type BareStore, must, participationOf, sealedOf, SESSION, tally } from './bare-store.ts';

/** Few statements of many rows: over a socket the round trips are what costs. */
export async function bareMariadb(url: string): Promise<BareStore> {
  const options = { uri: url, timezone: 'Z', supportBigNumbers: true };
  const readers = createPool({ ...options, connectionLimit: 15 });
  const writer = await createConnection(options);
  await writer.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  const rowsOf = async <Row>(sql: string, parameters: unknown[]) => (await writer.query(sql, parameters))[0] as Row[];

  /** `participated + n` for many rows in one statement; answers how many matched. */
  const add = async (table: string, amounts: ReadonlyMap<string, number>, and = '', parameters: unknown[] = []): Promise<number> => {
    const cases = [...amounts].map(() => 'WHEN ? THEN ?').join(' ');
    const [result] = await writer.query<ResultSetHeader>(
      `UPDATE ${table} SET participated = participated + CASE id ${cases} ELSE 0 END WHERE id IN (?)${and}`, [...[...amounts].flat(), [...amounts.keys()], ...parameters]);
    return result.affectedRows;
  };

  return {
    session: async (id) => ((await readers.execute(SESSION, [id]))[0] as BareSession[])[0],
    write: async (items) => {
      await writer.query('START TRANSACTION');
      try {
        const rounds = tally(items.map((item) => item.roundId));
        must((await add('survey_round', rounds, " AND status = 'open' AND closes_ms > ?", [Date.now()])) === rounds.size, 'a closed round');
        const households = items.map((item) => item.body.householdId);
        const roster = await rowsOf<{ household_id: string; round_id: string; round_building_id: string }>('SELECT * FROM survey_roster WHERE household_id IN (?)', [households]);
        const before = await rowsOf('SELECT * FROM survey_participation WHERE household_id IN (?)', [households]);
        const holders = await rowsOf<{ household_id: string; resident_id: string }>('SELECT * FROM household_binding WHERE household_id IN (?)', [households]);
        const holderOf = new Map(holders.map((row) => [row.household_id, row.resident_id]));
        const buildingOf = new Map(roster.map((row) => [`${row.round_id} ${row.household_id}`, row.round_building_id]));
        must(before.length === 0 && items.every((item) => holderOf.get(item.body.householdId) === item.residentId), 'a second answer, or another phone');
        const buildings = items.map((item) => buildingOf.get(`${item.roundId} ${item.body.householdId}`) ?? '');
        await writer.query('INSERT INTO survey_participation (household_id, round_id, channel, collector_id, device_hash, network_hash, day) VALUES ?', [items.map(participationOf)]);
        await writer.query('INSERT INTO survey_answer (round_id, seal, submission_id, revision, overall, topics, comment) VALUES ?', [items.map(sealedOf)]);
        await add('survey_round_building', tally(buildings));
        await writer.query('COMMIT');
      } catch (cause) {
        await writer.query('ROLLBACK');
        throw cause;
      }
    },
  };
}

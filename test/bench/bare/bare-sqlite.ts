import { DatabaseSync } from '@photostructure/sqlite';
import { type BareSession, type BareStore, must, participationOf, sealedOf, SESSION, tally } from './bare-store.ts';

/** In the process and synchronous: on SQLite nothing is faster than one prepared statement a row. The same pragmas as the product. */
export function bareSqlite(file: string): BareStore {
  const writer = new DatabaseSync(file, { timeout: 5000 });
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON']) writer.exec(`PRAGMA ${pragma}`);
  const reader = new DatabaseSync(file, { readOnly: true });
  const session = reader.prepare(SESSION);

  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const gate = writer.prepare("UPDATE survey_round SET participated = participated + ? WHERE id = ? AND status = 'open' AND closes_ms > ?");
  const roster = writer.prepare('SELECT round_building_id AS building FROM survey_roster WHERE household_id = ? AND round_id = ?');
  const before = writer.prepare('SELECT day FROM survey_participation WHERE household_id = ? AND round_id = ?');
  const holder = writer.prepare('SELECT resident_id AS resident FROM household_binding WHERE household_id = ?');
  const participate = writer.prepare('INSERT INTO survey_participation (household_id, round_id, channel, collector_id, device_hash, network_hash, day) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const answer = writer.prepare('INSERT INTO survey_answer (round_id, seal, submission_id, revision, overall, topics, comment) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const count = writer.prepare('UPDATE survey_round_building SET participated = participated + ? WHERE id = ?');

  return {
    session: (id) => {
      must(reader.isOpen, 'a look-up after the end'); // a database that only its statements know is collected, and closed
      return Promise.resolve(session.get(id) as BareSession | undefined);
    },
    write: (items) => {
      begin.run();
      try {
        for (const [roundId, n] of tally(items.map((item) => item.roundId))) must(Number(gate.run(n, roundId, Date.now()).changes) === 1, 'a closed round');
        const buildings = items.map((item) => {
          const { householdId } = item.body;
          const home = roster.get(householdId, item.roundId) as { building: string } | undefined;
          must(home !== undefined && before.get(householdId, item.roundId) === undefined, 'a second answer');
          must((holder.get(householdId) as { resident: string } | undefined)?.resident === item.residentId, 'another phone');
          return home!.building;
        });
        for (const item of items) participate.run(...participationOf(item));
        for (const item of items) answer.run(...sealedOf(item));
        for (const [id, n] of tally(buildings)) count.run(n, id);
        commit.run();
        return Promise.resolve();
      } catch (cause) {
        writer.exec('ROLLBACK');
        return Promise.reject(cause instanceof Error ? cause : new Error(String(cause)));
      }
    },
  };
}

import type { EntityManager } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { SystemClock } from '../platform/clock.ts';

export interface Finding {
  readonly what: string;
  readonly isSound: boolean;
  readonly detail: string;
}

const ENDED = "('certified', 'insufficient')";

/** Of every round: the gate's counter and the rows that it counts, with what certification stored. */
const ROUNDS = `SELECT r.id AS id, r.status AS status, r.participated AS counter, r.valid AS valid,
  (SELECT COUNT(*) FROM survey_participation p WHERE p.round_id = r.id) AS participations,
  (SELECT COALESCE(SUM(b.participated), 0) FROM survey_round_building b WHERE b.round_id = r.id) AS buildings,
  (SELECT COUNT(*) FROM survey_answer a WHERE a.round_id = r.id) AS sealed,
  (SELECT COUNT(*) FROM survey_counted_answer c WHERE c.round_id = r.id) AS counted,
  (SELECT COUNT(*) FROM survey_round_key k WHERE k.round_id = r.id) AS wrapped FROM survey_round r`;

type Count = number | string;
type RoundCounts = { readonly [name in 'counter' | 'participations' | 'buildings' | 'sealed' | 'counted' | 'wrapped']: Count } & {
  readonly id: string;
  readonly status: string;
  readonly valid: Count | null;
};

/**
 * Whether a database holds together: what an operator wants to know of a restored one. Only reads, whatever the
 * engine; looks past the services, because it asks whether they left what they should have.
 */
export async function integrityOf(db: EntityManager): Promise<Finding[]> {
  return [await engineSays(db), await auditChain(db), ...(await rounds(db)), await looseKeys(db)];
}

async function engineSays(db: EntityManager): Promise<Finding> {
  const complaints = db.connection.options.type === 'better-sqlite3' ? await sqliteComplaints(db) : await mariadbComplaints(db);
  return { what: 'the engine finds its tables and indexes whole', isSound: complaints.length === 0, detail: complaints.slice(0, 3).join('; ') };
}

async function sqliteComplaints(db: EntityManager): Promise<string[]> {
  return (await db.query<{ integrity_check: string }[]>('PRAGMA integrity_check')).map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

async function mariadbComplaints(db: EntityManager): Promise<string[]> {
  const tables = await db.query<{ name: string }[]>('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
  const said = await db.query<{ Table: string; Msg_text: string }[]>(`CHECK TABLE ${tables.map(({ name }) => `\`${name}\``).join(', ')}`);
  return said.filter((row) => row.Msg_text !== 'OK').map((row) => `${row.Table}: ${row.Msg_text}`);
}

async function auditChain(db: EntityManager): Promise<Finding> {
  const log = new AuditLog(new SystemClock());
  const broken = await log.firstBroken(db);
  return { what: 'the audit log is one unbroken chain', isSound: broken === null, detail: broken === null ? `${await log.length(db)} lines` : `broken at line ${broken}` };
}

async function rounds(db: EntityManager): Promise<Finding[]> {
  const all = await db.query<RoundCounts[]>(ROUNDS);
  const isEnded = ({ status }: RoundCounts) => ENDED.includes(`'${status}'`);
  const ids = (wrong: readonly RoundCounts[]) => (wrong.length === 0 ? `${all.length} rounds` : wrong.slice(0, 3).map(({ id, status }) => `${status} ${id}`).join(', '));
  const finding = (what: string, isWrong: (round: RoundCounts) => boolean): Finding => {
    const wrong = all.filter(isWrong);
    return { what, isSound: wrong.length === 0, detail: ids(wrong) };
  };
  const same = (...counts: readonly Count[]) => new Set(counts.map(Number)).size === 1;
  return [
    finding('every counter agrees with its participations', (round) => !same(round.counter, round.participations, round.buildings)),
    finding('every participation of a running round has its answer', (round) => !isEnded(round) && !same(round.counter, round.sealed)),
    finding('every certified round has the answers it counted', (round) => round.status === 'certified' && !same(round.valid ?? -1, round.counted)),
    finding('no ended round has a key or a sealed answer left', (round) => isEnded(round) && !same(0, round.sealed, round.wrapped)),
    finding('every round that runs has its key', (round) => !isEnded(round) && round.status !== 'draft' && !same(1, round.wrapped)),
  ];
}

async function looseKeys(db: EntityManager): Promise<Finding> {
  const [row] = await db.query<{ n: Count }[]>('SELECT COUNT(*) AS n FROM survey_round_key WHERE round_id NOT IN (SELECT id FROM survey_round)');
  return { what: 'no key belongs to no round', isSound: Number(row!.n) === 0, detail: '' };
}

import { createHash, randomUUID } from 'node:crypto';
import type { RawRow } from '../bench/district/raw-database.ts';
import type { Listing } from './dump.ts';
import type { Truth } from './planted-round.ts';

export interface Leak {
  readonly name: string;
  /** The table of counted answers as a careless certification would leave it. */
  readonly counted: (truth: Truth) => Listing[];
}

const table = (rows: readonly RawRow[], order = 'natural'): Listing => ({ table: 'survey_counted_answer', order, rows });
const byId = (rows: readonly RawRow[]): RawRow[] => [...rows].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
const rowsOf = ({ roundId, said }: Truth, idOf: (householdId: string, i: number) => string): RawRow[] =>
  said.map(({ householdId, overall }, i) => ({ id: idOf(householdId, i), round_id: roundId, overall, topics: '{}' }));

/** Five ways to get it wrong; each looks harmless in a review. */
export const leaks: readonly Leak[] = [
  {
    name: 'answers copied in the order of arrival into a table with rowids',
    counted: (truth) => {
      const rows = rowsOf(truth, () => randomUUID());
      return [table(byId(rows)), table(rows.map((row, i) => ({ '#rowid': i + 1, ...row })), 'rowid')];
    },
  },
  {
    name: 'ids that grow with time',
    counted: (truth) => [table(byId(rowsOf(truth, (_, i) => {
      const time = (1_790_000_000_000 + i).toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
    })))],
  },
  { name: 'ids that are a hash of the household', counted: (truth) => [table(byId(rowsOf(truth, (household) => createHash('sha256').update(household).digest('hex'))))] },
  {
    name: 'answers in the order of the households',
    counted: (truth) => {
      const said = [...truth.said].sort((a, b) => (a.householdId < b.householdId ? -1 : 1));
      return [table(rowsOf({ ...truth, said }, () => randomUUID()))];
    },
  },
  {
    name: 'answers only roughly in the order of arrival (shuffled within ten)',
    counted: (truth) => [table(rowsOf({ ...truth, said: truth.said.map((answer, i) => ({ answer, at: Math.floor(i / 10) + Math.random() })).sort((a, b) => a.at - b.at).map(({ answer }) => answer) }, () => randomUUID()))],
  },
];

import { moveComplaint, type AssignedManyView, type AssignManyBody, type ComplaintRow } from '@linping/shared';

/** The server takes so many at a time. */
export const MOST_AT_ONCE = 50;

/** Whether the firm may give it to somebody now; the page greys what the server would refuse. */
export const mayAssign = ({ status, extension }: Pick<ComplaintRow, 'status' | 'extension'>): boolean =>
  moveComplaint({ status, extension, hasObjected: false, questions: 0, hasAuthor: true, isStreetInCharge: false }, 'firm', 'assign').ok;

/** Chosen or no longer; what would be too many at once stays out. */
export function toggled(chosen: readonly string[], id: string): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id);
  return chosen.length < MOST_AT_ONCE ? [...chosen, id] : chosen;
}

/** All that may be given away of what is shown, or none where all are chosen already. */
export function allOrNone(chosen: readonly string[], rows: readonly ComplaintRow[]): readonly string[] {
  const all = rows.filter(mayAssign).map(({ id }) => id).slice(0, MOST_AT_ONCE);
  return all.every((id) => chosen.includes(id)) ? [] : all;
}

/** One request: a retry after a lost answer carries the same step ids, so that nobody is told twice. */
export const bulkBody = (complaintIds: readonly string[], assigneeId: string, newId: () => string): AssignManyBody =>
  ({ complaintIds, stepIds: complaintIds.map(() => newId()), assigneeId });

export interface BulkOutcome {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly title: string;
  /** One line for each reason, with the numbers it holds for. */
  readonly refused: readonly string[];
}

/** 「3 件已派给王师傅」, and what was not, by reason. */
export function outcomeInWords({ assigned, refused }: AssignedManyView, assignee: string, numberOf: (id: string) => string): BulkOutcome {
  const byReason = new Map<string, string[]>();
  for (const { complaintId, title } of refused) byReason.set(title, [...(byReason.get(title) ?? []), numberOf(complaintId)]);
  const lines = [...byReason].map(([title, numbers]) => `${numbers.join('、')}：${title}`);
  if (refused.length === 0) return { tone: 'good', title: `${assigned.length} 件已派给${assignee}`, refused: [] };
  if (assigned.length === 0) return { tone: 'bad', title: '一件也没有派出去', refused: lines };
  return { tone: 'warn', title: `${assigned.length} 件已派给${assignee}，${refused.length} 件没有派`, refused: lines };
}

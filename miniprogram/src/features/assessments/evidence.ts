import type { ComplaintView, EvidenceGround, EvidenceRow, ItemNumber, SheetView } from '@linping/shared';
import type { DeductionDraft } from './draft.ts';

/** Why a complaint may be taken for a fact, as the officer reads it. */
export const GROUND_LABELS: Readonly<Record<EvidenceGround, string>> = { confirmed: '居民确认有过、已解决', reopened: '办结后居民说没有解决', overdue: '过了期限没有办结' };

/** What residents' complaints say of one item. */
export interface ItemEvidence {
  readonly rows: readonly EvidenceRow[];
  /** Not yet accepted anywhere. */
  readonly free: number;
}

/** By item; one that no complaint speaks of is not in the map. Those that were used stand last. */
export function evidenceByItem(rows: readonly EvidenceRow[]): ReadonlyMap<ItemNumber, ItemEvidence> {
  const items = new Set(rows.map(({ item }) => item));
  return new Map([...items].map((item) => {
    const mine = rows.filter((row) => row.item === item);
    const free = mine.filter(({ usedBy }) => usedBy === null);
    return [item, { rows: [...free, ...mine.filter(({ usedBy }) => usedBy !== null)], free: free.length }] as const;
  }));
}

/** 「居民投诉 3 件可作依据」 */
export const evidenceInWords = ({ rows, free }: ItemEvidence): string => (free > 0 ? `居民投诉 ${free} 件可作依据` : `居民投诉 ${rows.length} 件，都已作过依据`);

/** Where the deduction stands that a complaint was accepted as. */
export function usedInWords({ usedBy }: Pick<EvidenceRow, 'usedBy'>, sheet: Pick<SheetView, 'items'>): string {
  const isHere = sheet.items.some(({ deductions }) => deductions.some(({ id }) => id === usedBy));
  return isHere ? '已作为本表的扣分' : '已作为另一张表的扣分';
}

/** Where the rubric's field for it ends. */
const LONGEST_PLACE = 100;
const LONGEST_TEXT = 500;

/** One time, on the complaint's day, with its place and words to begin with: for the officer to read, mend and confirm. */
export function draftFrom(row: EvidenceRow, complaint: Pick<ComplaintView, 'building' | 'spot' | 'steps'>, id: string): DeductionDraft {
  const { complaintId, number, item, unit, date } = row;
  const words = complaint.steps.find(({ kind }) => kind === 'file')?.text ?? '';
  return {
    id, item, unit, count: 1, date, version: null, complaint: { id: complaintId, number },
    place: [complaint.building, complaint.spot].filter(Boolean).join(' ').slice(0, LONGEST_PLACE), text: words.slice(0, LONGEST_TEXT),
  };
}

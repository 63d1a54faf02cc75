import {
  judgeDeduction, rubricItem, unitOf, type AcceptEvidenceBody, type ChangeDeductionBody, type CountedDeduction, type DateText, type DeductionRefusal, type DeductionView, type EnterDeductionBody,
  type ItemNumber, type SheetView,
} from '@linping/shared';
import { dayOf } from './labels.ts';
import { allLines, countingLines, scoredProvider } from './preview.ts';

/** What an officer has in hand: a new line, or the change of one that is there. */
export interface DeductionDraft {
  /** Made once when the panel opens, so that sending it again is the same deduction. */
  readonly id: string;
  readonly item: ItemNumber;
  /** Empty until one of several is chosen. */
  readonly unit: string;
  readonly count: number;
  readonly date: DateText;
  readonly place: string;
  readonly text: string;
  /** Of the line that it changes; null while the line is new. */
  readonly version: number | null;
  /** What it is accepted from, or was: item, unit and day are the complaint's then. */
  readonly complaint?: { readonly id: string; readonly number: string };
}

/** The last day a deduction may name: today, or the period's last where that is past. */
export const lastDayFor = ({ last }: Pick<SheetView, 'last'>, today: DateText): DateText => (today < last ? today : last);

/** Today's date, one time, and the unit where the item has only one: for most items nothing is left but to save. */
export function newDraft(sheet: Pick<SheetView, 'last'>, item: ItemNumber, id: string, today: DateText): DeductionDraft {
  const { units } = rubricItem(item);
  return { id, item, unit: units.length === 1 ? units[0]!.id : '', count: 1, date: lastDayFor(sheet, today), place: '', text: '', version: null };
}

export const draftOf = ({ id, item, unit, count, date, place, text, version, complaintId, complaintNumber }: DeductionView): DeductionDraft => ({
  id, item, unit, count, date, place, text, version, ...(complaintId !== null && complaintNumber !== null ? { complaint: { id: complaintId, number: complaintNumber } } : {}),
});

/** What the annex calls a gap of any kind: alone it does not say what is missing. */
const NAMELESS = '缺项';

/** What stands as the finding where nothing is typed: the annex's own word for it. Empty where that word says nothing. */
export function givenText({ item, unit }: Pick<DeductionDraft, 'item' | 'unit'>): string {
  const label = unitOf(rubricItem(item), unit)?.label ?? NAMELESS;
  return label === NAMELESS ? '' : label;
}
const textOf = (draft: DeductionDraft): string => draft.text.trim() || givenText(draft);

/** Why it may not be saved yet, by the rule that the server refuses it with; undefined where it may. */
export function blockedBy(draft: DeductionDraft, sheet: Pick<SheetView, 'provider' | 'first' | 'last'>, today: DateText): string | undefined {
  if (draft.unit === '') return '先选一种情形';
  const judged = judgeDeduction(draft, scoredProvider(sheet), today);
  if (!judged.ok) return refusalInWords(judged.error);
  return textOf(draft) === '' ? '写一句缺的是什么，企业看得明白' : undefined;
}

function refusalInWords(refusal: DeductionRefusal): string {
  switch (refusal.code) {
    case 'ITEM_FROM_SURVEY': return '第20项只来自问卷结果，不能录入';
    case 'ITEM_NOT_APPLICABLE': return '这一项不适用于单位后勤';
    case 'DEDUCTION_UNIT_UNKNOWN': return '先选一种情形';
    case 'DEDUCTION_COUNT_WRONG': return `数量要在 1 到 ${refusal.most} 之间`;
    case 'DEDUCTION_DATE_WRONG': return `日期要在${dayOf(refusal.first)}到${dayOf(refusal.last)}之间`;
  }
}

export const entered = ({ version: _, complaint: __, ...draft }: DeductionDraft): EnterDeductionBody => ({ ...draft, place: draft.place.trim(), text: textOf({ ...draft, version: null }) });

/** The same of one that is accepted from a complaint. */
export function accepted(draft: DeductionDraft): AcceptEvidenceBody {
  const { id, count, place, text } = entered(draft);
  return { id, count, place, text };
}

export function changed(draft: DeductionDraft): ChangeDeductionBody {
  const { version, count, date, place } = draft;
  return { version: version ?? 0, count, date, place: place.trim(), text: textOf(draft) };
}

/** The lines that count once the draft is saved: in the place of the line it changes, or after all others. */
export function linesWith(sheet: Pick<SheetView, 'items'>, draft: DeductionDraft): readonly CountedDeduction[] {
  const others = countingLines(sheet).filter(({ id }) => id !== draft.id);
  return draft.unit === '' ? others : [...others, draft];
}

/** Whether a line on the sheet is what the draft says: a request whose answer was lost did arrive. */
export const isSame = (line: DeductionView, draft: DeductionDraft): boolean => {
  const body = entered(draft);
  return line.unit === body.unit && line.count === body.count && line.date === body.date && line.place === body.place && line.text === body.text;
};

const MOST_PLACES = 6;

/** Where lines of this sheet were seen, the latest first: one walks through an estate place by place. */
export function recentPlaces(sheet: Pick<SheetView, 'items'>): readonly string[] {
  const latestFirst = [...countingLines(sheet)].sort((a, b) => (a.enteredAt < b.enteredAt ? 1 : -1));
  return [...new Set(latestFirst.map(({ place }) => place).filter((place) => place !== ''))].slice(0, MOST_PLACES);
}

/**
 * What the sheet, as it stands now, says about a draft in hand. `arrived`: a line that was thought unsent is there.
 * `changed`: somebody changed the line meanwhile. `withdrawn` and `frozen`: it cannot be saved any more.
 */
export type Standing =
  | { readonly kind: 'free' }
  | { readonly kind: 'arrived' | 'changed' | 'withdrawn'; readonly line: DeductionView }
  | { readonly kind: 'frozen' };

export function standingOf(draft: DeductionDraft, sheet: Pick<SheetView, 'items' | 'status'>): Standing {
  if (sheet.status !== 'draft') return { kind: 'frozen' };
  const line = allLines(sheet).find(({ id }) => id === draft.id);
  if (!line) return { kind: 'free' };
  if (line.withdrawnBy !== null) return { kind: 'withdrawn', line };
  if (draft.version === null) return { kind: 'arrived', line };
  return line.version === draft.version ? { kind: 'free' } : { kind: 'changed', line };
}

/** The draft to send: over a line that is there already it becomes a change of that line as it stands now, of the same unit. */
export const toSend = (draft: DeductionDraft, standing: Standing): DeductionDraft =>
  ('line' in standing ? { ...draft, unit: standing.line.unit, version: standing.line.version } : draft);

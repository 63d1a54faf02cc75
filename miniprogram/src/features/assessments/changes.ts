import type { DeductionView, SheetView } from '@linping/shared';
import { lineInWords } from './labels.ts';
import { allLines } from './preview.ts';
import { brief, score } from './numbers.ts';

/** Of two readings of a sheet the later: answers may overtake each other on the way. */
export const newer = (known: SheetView | undefined, arrived: SheetView): SheetView => (known && known.version > arrived.version ? known : arrived);

/**
 * What others did to a sheet between two readings of it, one sentence each. `mine` are the ids of the lines, or of the
 * sheet itself, that this page wrote meanwhile.
 */
export function changesByOthers(before: SheetView, after: SheetView, mine: ReadonlySet<string>): readonly string[] {
  if (before.version === after.version && before.status === after.status && before.satisfaction?.deciPoints === after.satisfaction?.deciPoints) return [];
  const known = new Map(allLines(before).map((line) => [line.id, line]));
  const lines = allLines(after).filter(({ id }) => !mine.has(id)).map((line) => lineChange(known.get(line.id), line));
  return [...lines, satisfactionChange(before, after), mine.has(after.id) ? undefined : statusChange(before, after)].filter((words) => words !== undefined);
}

function lineChange(before: DeductionView | undefined, after: DeductionView): string | undefined {
  const what = `第${after.item}项「${lineInWords(after)}」${after.place && `（${after.place}）`}`;
  if (!before) return after.withdrawnBy === null ? `${after.enteredBy}记了${what}，扣 ${brief(after.deciPoints)} 分。` : undefined;
  if (before.withdrawnBy === null && after.withdrawnBy !== null) return `${after.withdrawnBy}撤回了${what}。`;
  return before.version === after.version ? undefined : `${what}改过了，现在扣 ${brief(after.deciPoints)} 分。`;
}

const satisfactionChange = (before: SheetView, after: SheetView): string | undefined =>
  (after.satisfaction && after.satisfaction.deciPoints !== before.satisfaction?.deciPoints ? `第20项的得分到了：${score(after.satisfaction.deciPoints)}。` : undefined);

const statusChange = (before: SheetView, after: SheetView): string | undefined =>
  (before.status !== after.status && after.submittedBy ? `${after.submittedBy}提交了本表，不能再改。` : undefined);

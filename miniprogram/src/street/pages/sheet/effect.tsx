import { GRADE_WORDS, type Outcome, type SheetView } from '@linping/shared';
import { linesWith, type DeductionDraft } from '../../../features/assessments/draft.ts';
import { brief, decimal, yuan } from '../../../features/assessments/numbers.ts';
import { previewOf, type Preview } from '../../../features/assessments/preview.ts';
import { Box, Txt } from '../../../ui/elements.tsx';

/** What the item, the total and the money become when the draft is saved: what is now, and what will be. */
export function Effect({ sheet, draft }: { readonly sheet: SheetView; readonly draft: DeductionDraft }) {
  const after = previewOf(sheet, linesWith(sheet, draft));
  const points = (items: Preview['items'] | SheetView['items']) => `${brief(items[draft.item - 1]?.deciPoints ?? 0)} 分`;
  return (
    <Box id="effect" className="effect" role="status">
      <Change name="本项" before={points(sheet.items)} after={points(after.items)} />
      <Change name={after.outcome ? '总分' : '总分（等第20项）'} before={total(sheet)} after={total(after)} />
      <Change name="补贴" before={money(sheet)} after={money(after)} />
    </Box>
  );
}

interface Ends {
  readonly lowest: Outcome;
  readonly highest: Outcome;
}
const total = ({ lowest, highest }: Ends): string =>
  (lowest.deciPoints === highest.deciPoints ? inWords(lowest) : `${decimal(lowest.deciPoints)} ～ ${inWords(highest)}`);
const inWords = ({ deciPoints, grade }: Outcome): string => `${decimal(deciPoints)} ${GRADE_WORDS[grade]}`;
const money = ({ lowest, highest }: Ends): string => (lowest.subsidyFen === highest.subsidyFen ? '' : `${yuan(lowest.subsidyFen)} ～ `) + `${yuan(highest.subsidyFen)} 元`;

function Change({ name, before, after }: { readonly name: string; readonly before: string; readonly after: string }) {
  return (
    <Box className="change">
      <Txt className="change-name">{name}</Txt>
      {before === after ? (
        <Txt className="number change-same">{`${after}（不变）`}</Txt>
      ) : (
        <Box className="change-values"><Txt className="number change-before">{before}</Txt><Txt className="change-to"> → </Txt><Txt className="number change-after">{after}</Txt></Box>
      )}
    </Box>
  );
}

import { GRADE_WORDS, type SheetView } from '@linping/shared';
import { useEffect, useState } from 'react';
import { codeOf } from '../../../api/transport.ts';
import { score, yuan } from '../../../features/assessments/numbers.ts';
import { heldBecause } from '../../../features/assessments/waits.ts';
import { scrollToId } from '../../../platform/scroll.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

export interface SubmitProps {
  readonly sheet: SheetView;
  readonly submit: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (version: number, after: { readonly onSettled: () => void }) => void;
    readonly reset: () => void;
  };
  /** What others did since the page was opened: the likely reason of a refusal. */
  readonly news: readonly string[];
}

/** Handing the sheet in: grey with what it waits for, else asked once with everything that is fixed by it. */
export function Submit({ sheet, submit, news }: SubmitProps) {
  const [isAsking, ask] = useState(false);
  const held = heldBecause(sheet.waitsFor);
  const { outcome } = sheet;
  // On a phone the page has grown by what is new, and the refusal with it out of sight.
  useEffect(() => {
    if (submit.error) scrollToId('submit-refusal');
  }, [submit.error, news.length]);
  const begin = () => {
    submit.reset();
    ask(true);
  };
  return (
    <Box className="gap-above-small">
      {submit.error && (
        <Notice id="submit-refusal" tone="bad" title="没有提交">
          <Box>{codeOf(submit.error) === 'CHANGED_BY_SOMEONE_ELSE' ? '同事刚动过这张表。现在看到的是最新的，看过再提交。' : submit.error.message}</Box>
          {news.map((line) => <Box key={line}>{line}</Box>)}
        </Notice>
      )}
      <Button id="submit-sheet" disabled={!sheet.maySubmit || !outcome} busy={submit.isPending} onPress={begin}>提交评分表</Button>
      {held && <Box id="submit-held" className="note move-why">{held}</Box>}
      {isAsking && outcome && (
        <Dialog title="提交评分表？" confirm="提交" kind="danger" busy={submit.isPending} onConfirm={() => submit.mutate(sheet.version, { onSettled: () => ask(false) })} onCancel={() => ask(false)}>
          <Box id="submit-figures" className="paragraph submit-figures">{`总分 ${score(outcome.deciPoints)}，${GRADE_WORDS[outcome.grade]}，补贴 ${yuan(outcome.subsidyFen)} 元。`}</Box>
          <Box className="paragraph">提交后不能再记、再改、再撤回扣分，报区指挥部办公室复核。</Box>
        </Dialog>
      )}
    </Box>
  );
}

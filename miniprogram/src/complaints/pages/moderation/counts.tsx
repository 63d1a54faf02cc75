import type { ModerationSummaryView } from '@linping/shared';
import { waitedInWords } from '../../../features/moderation/waited.ts';
import { Figure } from '../../../staff/figure.tsx';
import { Box } from '../../../ui/elements.tsx';

/** How much waits, since when, and what still may pass by itself. */
export function Counts({ summary: { texts, photos, checking, oldestAt }, nowMs }: { readonly summary: ModerationSummaryView; readonly nowMs: number }) {
  return (
    <Box className="moderation-counts">
      <Box className="figures moderation-figures">
        <Figure id="waiting-photos" name="待审照片" value={String(photos)} of="张" />
        <Figure id="waiting-texts" name="待审文字" value={String(texts)} of="段" />
      </Box>
      <Box className="moderation-since">
        {oldestAt && <Box id="oldest" className="muted">{`最早的一条${waitedInWords(oldestAt, nowMs)}`}</Box>}
        {checking > 0 && <Box id="checking" className="muted">{`另有 ${checking} 张照片微信正在检查，不用管`}</Box>}
      </Box>
    </Box>
  );
}

import type { EvidenceRow, ItemNumber, SheetView } from '@linping/shared';
import type { DeductionDraft } from '../../../features/assessments/draft.ts';
import { GROUND_LABELS, usedInWords, type ItemEvidence } from '../../../features/assessments/evidence.ts';
import { dayOf, lineInWords } from '../../../features/assessments/labels.ts';
import { brief } from '../../../features/assessments/numbers.ts';
import { useDraftFromComplaint } from '../../../features/assessments/use-evidence.ts';
import { categoryInWords } from '../../../features/complaints/labels.ts';
import { Panel } from '../../../features/register/panel.tsx';
import { go, to } from '../../../platform/navigate.ts';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface EvidencePanelProps {
  readonly item: ItemNumber;
  readonly sheet: SheetView;
  readonly evidence: ItemEvidence;
  /** One that the officer wants to deduct for: still to be read, mended and confirmed. */
  readonly onDraft: (draft: DeductionDraft) => void;
  readonly onClose: () => void;
}

/** What residents complained about that this item speaks of. Nothing deducts by itself, and each deducts once. */
export function EvidencePanel({ item, sheet, evidence, onDraft, onClose }: EvidencePanelProps) {
  const begin = useDraftFromComplaint();
  return (
    <Panel title={`第${item}项：居民投诉`} onClose={onClose}>
      <Box className="paragraph muted">投诉不会自己扣分。请看过投诉再决定，一件只能作一次依据。</Box>
      {begin.error && <Notice id="evidence-refusal" tone="bad" title="没有打开">{begin.error.message}</Notice>}
      <Box role="list">
        {evidence.rows.map((row) => <Offer key={row.complaintId} row={row} sheet={sheet} busy={begin.isPending} onAccept={() => begin.mutate(row, { onSuccess: onDraft })} />)}
      </Box>
    </Panel>
  );
}

interface OfferProps {
  readonly row: EvidenceRow;
  readonly sheet: SheetView;
  readonly busy: boolean;
  readonly onAccept: () => void;
}

function Offer({ row, sheet, busy, onAccept }: OfferProps) {
  const { complaintId, number, category, date, ground, isVerified, usedBy, deciPoints } = row;
  const open = to.staffComplaint(complaintId);
  return (
    <Box id={`offer-${complaintId}`} className={`offer${usedBy === null ? '' : ' is-used'}`} role="listitem">
      <Box className="offer-what">{`${categoryInWords(category)} · ${dayOf(date)}`}</Box>
      <Box className="offer-ground">{`${GROUND_LABELS[ground]}${isVerified ? '，提交人是核实过的住户' : ''}`}</Box>
      <Box className="note number">{`编号 ${number}`}</Box>
      <Box className="text-buttons">
        <Press id={`see-${complaintId}`} className="text-button" role="link" href={open} onPress={() => go(open)}>看这件投诉</Press>
        {usedBy === null ? (
          <Press id={`accept-${complaintId}`} className="text-button" disabled={busy} onPress={onAccept}>{`作为依据：${lineInWords({ ...row, count: 1 })}，扣 ${brief(deciPoints)} 分`}</Press>
        ) : <Txt className="offer-used">{usedInWords(row, sheet)}</Txt>}
      </Box>
    </Box>
  );
}

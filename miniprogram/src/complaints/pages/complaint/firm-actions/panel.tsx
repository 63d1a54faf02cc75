import type { ComplaintView } from '@linping/shared';
import { useEffect } from 'react';
import { ApiProblem } from '../../../../api/transport.ts';
import { usePhotos } from '../../../../features/complaints/use-photos.ts';
import { scrollToId } from '../../../../platform/scroll.ts';
import { Button } from '../../../../ui/button.tsx';
import { Box } from '../../../../ui/elements.tsx';
import { Card } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { FirmFields } from './fields.tsx';
import { blockedBy, stepOf, type FirmAction, type FirmDraft } from './steps.ts';
import { useFirmStep } from './use-firm-step.ts';
import { ACTION_WORDS, consequence } from './words.ts';

interface PanelProps {
  readonly action: FirmAction;
  readonly view: ComplaintView;
  readonly draft: FirmDraft;
  readonly onDraft: (draft: FirmDraft) => void;
  readonly onDone: (view: ComplaintView) => void;
  readonly onClose: () => void;
}

/** One action in hand: its fields, what it will do and who will see it, and the two ways on. */
export function FirmPanel({ action, view, draft, onDraft, onDone, onClose }: PanelProps) {
  const before = usePhotos('staff', `${action}-before:${view.id}`);
  const after = usePhotos('staff', `${action}-after:${view.id}`);
  const photos = { photoIds: after.photoIds, beforePhotoIds: before.photoIds, isUnfinished: before.isUnfinished || after.isUnfinished };
  const step = useFirmStep(view.id, (done) => {
    before.release();
    after.release();
    onDone(done);
  });
  const blocked = blockedBy(action, draft, photos);
  const sending = stepOf(action, draft, photos);
  useEffect(() => scrollToId('action-panel'), []);
  const isUnsent = step.error !== null && !(step.error instanceof ApiProblem);
  return (
    <Card id="action-panel" title={ACTION_WORDS[action]}>
      <FirmFields action={action} draft={draft} before={before} after={after} onChange={(change) => onDraft({ ...draft, ...change })} />
      <Box id="consequence" className="consequence" role="status">{consequence(action, view)}</Box>
      {isUnsent && <Notice id="step-unsent" tone="bad" title="还没有送出">{`${step.error.message}。填的都在这里，再按一次就行，不会重复。`}</Notice>}
      {step.error instanceof ApiProblem && <Notice id="step-refusal" tone="bad" title="没有办成">{step.error.message}</Notice>}
      {blocked && <Box id="blocked" className="muted gap-below-small">{blocked}</Box>}
      <Box className="form-buttons">
        <Button id="send-step" busy={step.isPending} disabled={!sending} onPress={() => sending && step.mutate(sending)}>{ACTION_WORDS[action]}</Button>
        <Button id="close-step" kind="quiet" disabled={step.isPending} onPress={onClose}>先不</Button>
      </Box>
    </Card>
  );
}

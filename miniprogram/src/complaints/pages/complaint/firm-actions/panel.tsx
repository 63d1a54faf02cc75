import { useApp } from '../../../../features/app-context.ts';
import { usePhotos } from '../../../../features/complaints/use-photos.ts';
import type { PanelProps } from '../desk/action-board.tsx';
import { StepPanel } from '../desk/step-panel.tsx';
import { FirmFields } from './fields.tsx';
import { blockedBy, stepOf, type FirmAction, type FirmDraft } from './steps.ts';
import { ACTION_WORDS, consequence } from './words.ts';

/** One of the firm's actions in hand; photos of before and after where a picture says more than words. */
export function FirmPanel({ action, view, draft, onDraft, onDone, onClose }: PanelProps<FirmAction, FirmDraft>) {
  const { newId } = useApp();
  const before = usePhotos('staff', `${action}-before:${view.id}`);
  const after = usePhotos('staff', `${action}-after:${view.id}`);
  const photos = { photoIds: after.photoIds, beforePhotoIds: before.photoIds, isUnfinished: before.isUnfinished || after.isUnfinished };
  return (
    <StepPanel
      view={view} title={ACTION_WORDS[action]} consequence={consequence(action, view)}
      blocked={blockedBy(action, draft, photos)} sending={stepOf(action, draft, photos)} sendWord={ACTION_WORDS[action]}
      onDone={(done) => {
        before.release();
        after.release();
        onDone(done);
      }}
      onArrived={() => onDraft({ ...draft, id: newId() })} onClose={onClose}
    >
      <FirmFields action={action} draft={draft} before={before} after={after} onChange={(change) => onDraft({ ...draft, ...change })} />
    </StepPanel>
  );
}

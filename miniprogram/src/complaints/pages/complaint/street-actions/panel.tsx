import { shanghaiDate } from '@linping/shared';
import { useApp } from '../../../../features/app-context.ts';
import { PhotoPicker } from '../../../../features/complaints/photo-picker.tsx';
import { usePhotos } from '../../../../features/complaints/use-photos.ts';
import { FormLine } from '../../../../features/register/form.tsx';
import type { PanelProps } from '../desk/action-board.tsx';
import { StepPanel } from '../desk/step-panel.tsx';
import { ActionFields } from './fields.tsx';
import { blockedBy, stepOf, WITH_PHOTOS, type StepDraft, type StreetAction } from './steps.ts';
import { ACTION_WORDS, consequence, sendWord } from './words.ts';

/** Ends of a complaint, which only its author's objection takes back, or nothing. */
const ENDS: readonly StreetAction[] = ['merge', 'reject'];

/** One of the street's actions in hand. */
export function StreetPanel({ action, view, draft, onDraft, onDone, onClose }: PanelProps<StreetAction, StepDraft>) {
  const { newId, nowMs } = useApp();
  const photos = usePhotos('staff', `${action}:${view.id}`);
  const today = shanghaiDate(nowMs());
  const blocked = blockedBy(action, draft, today) ?? (photos.isUnfinished ? '照片还在上传，传完就能送出' : undefined);
  return (
    <StepPanel
      view={view} title={ACTION_WORDS[action]} consequence={consequence(action, view, draft)} isEnd={ENDS.includes(action)}
      blocked={blocked} sending={blocked === undefined ? stepOf(action, { ...draft, photoIds: photos.photoIds }, today) : undefined} sendWord={sendWord(action, draft)}
      onDone={(after) => {
        photos.release();
        onDone(after);
      }}
      onArrived={() => onDraft({ ...draft, id: newId() })} onClose={onClose}
    >
      <ActionFields action={action} view={view} draft={draft} today={today} onChange={(change) => onDraft({ ...draft, ...change })} />
      {WITH_PHOTOS.includes(action) && <FormLine name={action === 'resolve' ? '处理后的照片（可不加）' : '照片（可不加）'}><PhotoPicker id="step-photos" label="照片" photos={photos} /></FormLine>}
    </StepPanel>
  );
}

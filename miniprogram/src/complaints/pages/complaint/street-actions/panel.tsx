import { shanghaiDate, type ComplaintView } from '@linping/shared';
import { useEffect } from 'react';
import { ApiProblem, codeOf } from '../../../../api/transport.ts';
import { useApp } from '../../../../features/app-context.ts';
import { PhotoPicker } from '../../../../features/complaints/photo-picker.tsx';
import { usePhotos } from '../../../../features/complaints/use-photos.ts';
import { FormLine } from '../../../../features/register/form.tsx';
import { dateInWords } from '../../../../features/surveys/days-left.ts';
import { scrollToId } from '../../../../platform/scroll.ts';
import { Button } from '../../../../ui/button.tsx';
import { Box } from '../../../../ui/elements.tsx';
import { focusOn } from '../../../../ui/focus-on.ts';
import { Card } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { ActionFields } from './fields.tsx';
import { blockedBy, stepOf, WITH_PHOTOS, type StepDraft, type StreetAction } from './steps.ts';
import { useStreetStep } from './use-street-step.ts';
import { ACTION_WORDS, consequence, sendWord } from './words.ts';

interface PanelProps {
  readonly action: StreetAction;
  readonly view: ComplaintView;
  readonly draft: StepDraft;
  readonly onDraft: (draft: StepDraft) => void;
  readonly onDone: (view: ComplaintView) => void;
  readonly onClose: () => void;
}

/** Ends of a complaint, which only its author's objection takes back, or nothing. */
const ENDS: readonly StreetAction[] = ['merge', 'reject'];

/** One action in hand: its fields, what it will do and who will see it, and the two ways on. */
export function ActionPanel({ action, view, draft, onDraft, onDone, onClose }: PanelProps) {
  const { newId, nowMs } = useApp();
  const photos = usePhotos('staff', `${action}:${view.id}`);
  const step = useStreetStep(view.id, (after) => {
    photos.release();
    onDone(after);
  });
  const today = shanghaiDate(nowMs());
  const blocked = blockedBy(action, draft, today) ?? (photos.isUnfinished ? '照片还在上传，传完就能送出' : undefined);
  const sending = blocked === undefined ? stepOf(action, { ...draft, photoIds: photos.photoIds }, today) : undefined;
  useEffect(() => {
    scrollToId('action-panel');
    focusOn('action-panel');
  }, []);
  const isUnsent = step.error !== null && !(step.error instanceof ApiProblem);
  const hasArrived = codeOf(step.error) === 'COMPLAINT_DIFFERS';
  const send = () => sending && step.mutate(sending, {
    // Sent before with other words, and it did arrive: what is pressed next is a step of its own.
    onError: (error) => codeOf(error) === 'COMPLAINT_DIFFERS' && onDraft({ ...draft, id: newId() }),
  });
  return (
    <Card id="action-panel" title={ACTION_WORDS[action]}>
      <ActionFields action={action} view={view} draft={draft} today={today} onChange={(change) => onDraft({ ...draft, ...change })} />
      {WITH_PHOTOS.includes(action) && <FormLine name={action === 'resolve' ? '处理后的照片（可不加）' : '照片（可不加）'}><PhotoPicker id="step-photos" label="照片" photos={photos} /></FormLine>}
      <Box id="consequence" className="consequence" role="status">{consequence(action, view, draft)}</Box>
      {isUnsent && <Notice id="step-unsent" tone="bad" title="还没有送出">{`${step.error.message}。填的都在这里，再按一次就行，不会重复。`}</Notice>}
      {hasArrived && <Notice id="step-arrived" tone="warn" title="上一次其实已经送到了">请先看下面的经过。还要再说的，再按一次会另记一条。</Notice>}
      {step.error instanceof ApiProblem && !hasArrived && <Notice id="step-refusal" tone="bad" title="没有办成">{refusalInWords(step.error, nowMs())}</Notice>}
      {blocked && <Box id="blocked" className="muted gap-below-small">{blocked}</Box>}
      <Box className="form-buttons">
        <Button id="send-step" kind={ENDS.includes(action) ? 'danger' : 'main'} busy={step.isPending} disabled={!sending} onPress={send}>
          {sendWord(action, draft)}
        </Button>
        <Button id="close-step" kind="quiet" disabled={step.isPending} onPress={onClose}>先不</Button>
      </Box>
    </Card>
  );
}

/** The server's sentence, and the last day that it would take. */
function refusalInWords({ message, problem }: ApiProblem, nowMs: number): string {
  const latest = problem.facts?.latest;
  return typeof latest === 'string' ? `${message}（最晚${dateInWords(latest, nowMs)}）` : message;
}

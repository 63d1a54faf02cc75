import { MOST_COMPLAINT_TEXT } from '@linping/shared';
import { useState } from 'react';
import { PhotoPicker } from '../../features/complaints/photo-picker.tsx';
import { useComplaintStep } from '../../features/complaints/use-complaint.ts';
import { usePhotos } from '../../features/complaints/use-photos.ts';
import { askForProgress } from '../../platform/subscribe.ts';
import { Button } from '../../ui/button.tsx';
import { Area, Box } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';
import { useProgressMessages } from '../use-progress-messages.ts';

type WordsAction = 'answer' | 'reopen' | 'add' | 'object';

const SAYS: Readonly<Record<WordsAction, { readonly title: string; readonly label: string; readonly button: string; readonly said: string }>> = {
  answer: { title: '回复询问', label: '您的回复', button: '送出回复', said: '回复已送出，物业继续办理，重新开始计时。' },
  reopen: { title: '没有解决', label: '哪里没有解决', button: '要求重新处理', said: '已要求重新处理，期限重新计算。' },
  add: { title: '补充说明', label: '要补充什么', button: '送出补充', said: '补充已送出，物业会看到。' },
  object: { title: '提出异议', label: '为什么不同意（只能提一次）', button: '提出异议', said: '异议已提出，投诉重新受理，期限重新计算。' },
};

interface WordsProps {
  readonly complaintId: string;
  readonly action: WordsAction;
  /** What is answered. */
  readonly question?: string;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** A few words and photos for a step of the resident's. */
export function Words({ complaintId, action, question, onDone, onCancel }: WordsProps) {
  const [text, setText] = useState('');
  const photos = usePhotos('resident', `${action}:${complaintId}`);
  const step = useComplaintStep(complaintId, action);
  const says = SAYS[action];
  useProgressMessages();
  const send = () => {
    void askForProgress(); // at once, or WeChat no longer takes it for a tap
    step.mutate({ text: text.trim(), photoIds: photos.photoIds }, {
      onSuccess: () => {
        photos.release();
        onDone(says.said);
      },
    });
  };
  return (
    <Card id={`write-${action}`} title={says.title}>
      {question && <Box className="step-text gap-below">{question}</Box>}
      <Area id="step-text" label={says.label} placeholder={says.label} maxLength={MOST_COMPLAINT_TEXT} value={text} onInput={setText} />
      <PhotoPicker id="step-photo" label="照片" photos={photos} />
      {step.error && <Box className="gap-above-small"><Notice id="step-refusal" tone="bad" title="没有送出">{step.error.message}</Notice></Box>}
      <Box className="step-buttons">
        <Button id="step-cancel" kind="quiet" disabled={step.isPending} onPress={onCancel}>先不</Button>
        <Button id="step-send" disabled={text.trim() === '' || photos.isUnfinished} busy={step.isPending} onPress={send}>{photos.isUnfinished ? '等照片传完' : says.button}</Button>
      </Box>
    </Card>
  );
}

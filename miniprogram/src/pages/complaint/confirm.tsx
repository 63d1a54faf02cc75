import { MOST_COMPLAINT_TEXT, type ComplaintRating } from '@linping/shared';
import { useState } from 'react';
import { COMPLAINT_RATING_LABELS } from '../../features/complaints/labels.ts';
import { useComplaintStep } from '../../features/complaints/use-complaint.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Area, Box } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

const RATINGS = ['5', '4', '3', '2', '1'] as const;
type RatingWord = (typeof RATINGS)[number];
const WORDS = COMPLAINT_RATING_LABELS as Readonly<Record<RatingWord, string>>;

interface ConfirmProps {
  readonly complaintId: string;
  /** Whether this rating goes into the published rate. */
  readonly counts: boolean;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

/** The last word is the resident's, once: fixed, and how well. */
export function Confirm({ complaintId, counts, onDone, onCancel }: ConfirmProps) {
  const [rating, setRating] = useState<RatingWord>();
  const [text, setText] = useState('');
  const step = useComplaintStep(complaintId, 'confirm');
  const send = () => rating && step.mutate(
    { rating: Number(rating) as ComplaintRating, ...(text.trim() === '' ? {} : { text: text.trim() }) },
    { onSuccess: () => onDone('谢谢您，已确认解决。') },
  );
  return (
    <Card id="write-confirm" title="处理得怎么样？">
      <Choices id="rating" layout="column" label="处理得怎么样" options={RATINGS} words={WORDS} chosen={rating} onChoose={setRating} />
      <Area id="step-text" label="再说几句，选填" placeholder="再说几句（选填）" maxLength={MOST_COMPLAINT_TEXT} value={text} onInput={setText} />
      <Box className="note gap-above-small">{counts ? '只能评一次，提交后不能修改。' : '只能评一次，提交后不能修改。您没有核对过住户，这次评价不计入公布的满意率。'}</Box>
      {step.error && <Box className="gap-above-small"><Notice id="step-refusal" tone="bad" title="没有送出">{step.error.message}</Notice></Box>}
      <Box className="step-buttons">
        <Button id="step-cancel" kind="quiet" disabled={step.isPending} onPress={onCancel}>先不</Button>
        <Button id="step-send" disabled={!rating} busy={step.isPending} onPress={send}>确认解决</Button>
      </Box>
    </Card>
  );
}

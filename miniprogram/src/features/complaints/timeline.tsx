import './complaints.scss';
import { COMPLAINT_ENDED, type ComplaintStepView, type ComplaintView } from '@linping/shared';
import { Bar } from '../../ui/bar.tsx';
import { Box, Heading, Txt } from '../../ui/elements.tsx';
import { useApp } from '../app-context.ts';
import { dayInWords } from '../surveys/days-left.ts';
import { clockStartMs } from './clock-start.ts';
import { dueSentence, elapsedPerMille, type DueTone } from './due-words.ts';
import { COMPLAINT_STATUS_FOR_RESIDENT, COMPLAINT_STATUS_LABELS, COMPLAINT_STEP_LABELS } from './labels.ts';
import { PhotoStrip } from './photo-strip.tsx';
import { factsInWords, hiddenWords } from './step-words.ts';
import { when } from './when.ts';

const BAR_TONES: Readonly<Record<DueTone, 'brand' | 'warn' | 'bad'>> = { plain: 'brand', warn: 'warn', bad: 'bad' };

/** Where it stands, and the time that is left: the thing one came for, on top. */
export function Deadline({ complaint }: { readonly complaint: ComplaintView }) {
  const { nowMs } = useApp();
  const { status, due, viewer } = complaint;
  const sentence = dueSentence(complaint);
  const words = viewer === 'author' ? COMPLAINT_STATUS_FOR_RESIDENT : COMPLAINT_STATUS_LABELS;
  return (
    <Box id="deadline" className="card deadline">
      <Box id="status" className="deadline-status">{words[status]}</Box>
      {sentence && <Box id="due" className={`deadline-words is-${sentence.tone}`}>{sentence.words}</Box>}
      {due && sentence && (
        <>
          <Bar value={elapsedPerMille(clockStartMs(complaint, due.clock), due, nowMs())} max={1000} tone={BAR_TONES[sentence.tone]} label={sentence.words} />
          <Box className="note gap-above-small">{`期限：${due.clock === 'acknowledge' ? when(due.dueAt, nowMs()) : `${dayInWords(due.dueAt, nowMs())} 24:00`}`}</Box>
        </>
      )}
      {!due && !COMPLAINT_ENDED.includes(status) && <Box className="muted">{status === 'referred' ? '由其他部门办理，街道跟踪进度。' : '现在没有计时。'}</Box>}
    </Box>
  );
}

interface TimelineProps {
  readonly complaint: Pick<ComplaintView, 'steps'>;
  /** Reads the complaint again: a photo's link has run out. */
  readonly onExpired?: () => void;
}

/** Every step, the newest first: who, when, what, words, photos. */
export const Timeline = ({ complaint, onExpired }: TimelineProps) => (
  <Box className="timeline" role="list">
    {[...complaint.steps].reverse().map((step) => <Step key={step.id} step={step} {...(onExpired ? { onExpired } : {})} />)}
  </Box>
);

function Step({ step, onExpired }: { readonly step: ComplaintStepView; readonly onExpired?: () => void }) {
  const { nowMs } = useApp();
  const { kind, at, by, text, sequence, photos, beforePhotos } = step;
  const hidden = hiddenWords(step);
  const expired = onExpired ? { onExpired } : {};
  return (
    <Box className={`step step-${by.side}${kind === 'escalate' ? ' is-escalation' : ''}`} role="listitem">
      <Box className="step-head">
        <Heading level={3} className="step-title">{COMPLAINT_STEP_LABELS[kind]}</Heading>
        <Txt className="step-when number">{when(at, nowMs())}</Txt>
      </Box>
      <Box className="step-who note">{by.name ? `${by.word} · ${by.name}` : by.word}</Box>
      {factsInWords(step, nowMs()).map((line) => <Box key={line} className="step-fact">{line}</Box>)}
      {text !== null && text !== '' && <Box className="step-text">{text}</Box>}
      {hidden && <Box className="note">{hidden}</Box>}
      <PhotoStrip id={`before-${sequence}`} label="处理前" photos={beforePhotos} {...expired} />
      <PhotoStrip id={`photos-${sequence}`} label={kind === 'resolve' ? '处理后' : '照片'} photos={photos} {...expired} />
    </Box>
  );
}

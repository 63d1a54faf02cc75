import type { ComplaintView } from '@linping/shared';
import { useEffect, type ReactNode } from 'react';
import { ApiProblem, codeOf } from '../../../../api/transport.ts';
import { useApp } from '../../../../features/app-context.ts';
import { dateInWords } from '../../../../features/surveys/days-left.ts';
import { scrollToId } from '../../../../platform/scroll.ts';
import { Button } from '../../../../ui/button.tsx';
import { Box } from '../../../../ui/elements.tsx';
import { focusOn } from '../../../../ui/focus-on.ts';
import { Card } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { useStep, type Step } from './use-step.ts';
import './desk.scss';

interface StepPanelProps {
  readonly view: ComplaintView;
  readonly title: string;
  /** What will happen and who will see it. */
  readonly consequence: string;
  /** What still has to be done before it may be sent. */
  readonly blocked: string | undefined;
  /** Undefined while something blocks it. */
  readonly sending: Step | undefined;
  readonly sendWord: string;
  /** True for what ends a complaint. */
  readonly isEnd?: boolean;
  readonly onDone: (view: ComplaintView) => void;
  /** Sent before with other words, and it did arrive: what is pressed next must be a step of its own. */
  readonly onArrived: () => void;
  readonly onClose: () => void;
  /** The action's own fields. */
  readonly children: ReactNode;
}

/** One action in hand, whoever acts: its fields, what it will do and who will see it, and the two ways on. */
export function StepPanel({ view, title, consequence, blocked, sending, sendWord, isEnd = false, onDone, onArrived, onClose, children }: StepPanelProps) {
  const { nowMs } = useApp();
  const step = useStep(view.id, onDone);
  useEffect(() => {
    scrollToId('action-panel');
    focusOn('action-panel');
  }, []);
  const isUnsent = step.error !== null && !(step.error instanceof ApiProblem);
  const hasArrived = codeOf(step.error) === 'COMPLAINT_DIFFERS';
  const send = () => sending && step.mutate(sending, { onError: (error) => codeOf(error) === 'COMPLAINT_DIFFERS' && onArrived() });
  return (
    <Card id="action-panel" title={title}>
      {children}
      <Box id="consequence" className="consequence" role="status">{consequence}</Box>
      {isUnsent && <Notice id="step-unsent" tone="bad" title="还没有送出">{`${step.error.message}。填的都在这里，再按一次就行，不会重复。`}</Notice>}
      {hasArrived && <Notice id="step-arrived" tone="warn" title="上一次其实已经送到了">请先看下面的经过。还要再说的，再按一次会另记一条。</Notice>}
      {step.error instanceof ApiProblem && !hasArrived && <Notice id="step-refusal" tone="bad" title="没有办成">{refusalInWords(step.error, nowMs())}</Notice>}
      {blocked && <Box id="blocked" className="muted gap-below-small">{blocked}</Box>}
      <Box className="form-buttons">
        <Button id="send-step" kind={isEnd ? 'danger' : 'main'} busy={step.isPending} disabled={!sending} onPress={send}>{sendWord}</Button>
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

import { shanghaiDate, type ComplaintView } from '@linping/shared';
import { useEffect, useState } from 'react';
import { useApp } from '../../../../features/app-context.ts';
import { Box, Heading, Press, Txt } from '../../../../ui/elements.tsx';
import { focusOn } from '../../../../ui/focus-on.ts';
import { Card } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { Contact } from './contact.tsx';
import { ActionPanel } from './panel.tsx';
import { isBegun, isWaitedFor, newStep, offeredActions, type StepDraft, type StreetAction } from './steps.ts';
import { ACTION_NOTES, ACTION_WORDS } from './words.ts';
import './index.scss';

interface StreetActionsProps {
  readonly view: ComplaintView;
  /** The complaint as it is after a step. */
  readonly onDone: (view: ComplaintView) => void;
}
type Drafts = Readonly<Partial<Record<StreetAction, StepDraft>>>;

/** What the street and the community may do with a complaint: what waits for them first, each with a panel of its own. */
export function StreetActions({ view, onDone }: StreetActionsProps) {
  const { newId, nowMs } = useApp();
  const [open, setOpen] = useState<StreetAction>();
  /** What was typed in each panel stays, with its step's id, until it is sent: a look at the photos must not cost a paragraph. */
  const [drafts, setDrafts] = useState<Drafts>({});
  const [done, setDone] = useState<StreetAction>();
  /** Where the keyboard goes back to when a panel is put away. */
  const [closed, setClosed] = useState<StreetAction>();
  const offered = offeredActions(view);
  const isOpen = open !== undefined && offered.includes(open);

  useEffect(() => {
    if (closed) focusOn(`do-${closed}`);
    else if (done) focusOn('step-done');
  }, [closed, done]);
  const start = (action: StreetAction) => {
    setClosed(undefined);
    setDone(undefined);
    setDrafts((kept) => (kept[action] ? kept : { ...kept, [action]: newStep(newId(), view, shanghaiDate(nowMs())) }));
    setOpen(action);
  };
  const sent = (action: StreetAction, after: ComplaintView) => {
    setDrafts(({ [action]: _, ...others }) => others);
    setOpen(undefined);
    setDone(action);
    onDone(after);
  };
  return (
    <>
      {done && <Notice id="step-done" tone="good" title={`${ACTION_WORDS[done]}：已办好`}>已经写进下面的经过。</Notice>}
      {open !== undefined && !isOpen && <Notice id="step-late" tone="warn" title="进度刚刚变了">{`现在不能「${ACTION_WORDS[open]}」，请看下面的经过。`}</Notice>}
      {isOpen ? (
        <ActionPanel
          key={open}
          action={open}
          view={view}
          draft={drafts[open]!}
          onDraft={(draft) => setDrafts((kept) => ({ ...kept, [open]: draft }))}
          onDone={(after) => sent(open, after)}
          onClose={() => {
            setOpen(undefined);
            setClosed(open);
          }}
        />
      ) : offered.length > 0 && <Offered view={view} offered={offered} drafts={drafts} onStart={start} />}
      <Contact view={view} />
    </>
  );
}

interface OfferedProps {
  readonly view: ComplaintView;
  readonly offered: readonly StreetAction[];
  readonly drafts: Drafts;
  readonly onStart: (action: StreetAction) => void;
}

function Offered({ view, offered, drafts, onStart }: OfferedProps) {
  const { nowMs } = useApp();
  const fresh = newStep('', view, shanghaiDate(nowMs()));
  const begun = offered.filter((action) => drafts[action] !== undefined && isBegun(drafts[action], fresh));
  const waiting = offered.filter((action) => isWaitedFor(action, view));
  const others = offered.filter((action) => !isWaitedFor(action, view));
  return (
    <Card id="street-actions">
      {waiting.length > 0 && <ActionList title="轮到您的" actions={waiting} begun={begun} isWaiting onStart={onStart} />}
      {others.length > 0 && <ActionList title={waiting.length > 0 ? '还可以' : '可以做什么'} actions={others} begun={begun} onStart={onStart} />}
    </Card>
  );
}

interface ListProps {
  readonly title: string;
  readonly actions: readonly StreetAction[];
  readonly begun: readonly StreetAction[];
  readonly isWaiting?: boolean;
  readonly onStart: (action: StreetAction) => void;
}

const ActionList = ({ title, actions, begun, isWaiting = false, onStart }: ListProps) => (
  <Box className="action-group">
    <Heading level={2} className="card-title">{title}</Heading>
    {actions.map((action) => (
      <Press key={action} id={`do-${action}`} className={`action-row${isWaiting ? ' is-waiting' : ''}`} onPress={() => onStart(action)}>
        <Box className="action-words">
          <Box className="action-word">{ACTION_WORDS[action]}</Box>
          <Box className="note">{begun.includes(action) ? '填了一半，接着填' : ACTION_NOTES[action]}</Box>
        </Box>
        <Txt className="chevron-right" />
      </Press>
    ))}
  </Box>
);

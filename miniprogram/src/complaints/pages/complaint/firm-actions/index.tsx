import type { ComplaintView } from '@linping/shared';
import { useState } from 'react';
import { Button } from '../../../../ui/button.tsx';
import { Box, Press, Txt } from '../../../../ui/elements.tsx';
import { Card } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { Contact } from '../street-actions/contact.tsx';
import { FirmPanel } from './panel.tsx';
import { NEW_DRAFT, nextAction, offeredActions, type FirmAction, type FirmDraft } from './steps.ts';
import { ACTION_NOTES, ACTION_WORDS } from './words.ts';
import '../../../../features/register/parts.scss';
import '../street-actions/index.scss';
import './index.scss';

interface FirmActionsProps {
  readonly view: ComplaintView;
  /** The complaint as it is after a step. */
  readonly onDone: (view: ComplaintView) => void;
}
type Drafts = Readonly<Partial<Record<FirmAction, FirmDraft>>>;

/** What the firm may do: the next step as the one big button, the others below it, each with a panel of its own. */
export function FirmActions({ view, onDone }: FirmActionsProps) {
  const [open, setOpen] = useState<FirmAction>();
  /** What was typed in each panel stays until it is sent: a look at the timeline must not cost a paragraph. */
  const [drafts, setDrafts] = useState<Drafts>({});
  const [done, setDone] = useState<FirmAction>();
  const offered = offeredActions(view);
  const isOpen = open !== undefined && offered.includes(open);

  const start = (action: FirmAction) => {
    setDone(undefined);
    setOpen(action);
  };
  const sent = (action: FirmAction, after: ComplaintView) => {
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
        <FirmPanel
          key={open}
          action={open}
          view={view}
          draft={drafts[open] ?? NEW_DRAFT}
          onDraft={(draft) => setDrafts((kept) => ({ ...kept, [open]: draft }))}
          onDone={(after) => sent(open, after)}
          onClose={() => setOpen(undefined)}
        />
      ) : <Offered view={view} offered={offered} drafts={drafts} onStart={start} />}
      <Contact view={view} />
    </>
  );
}

interface OfferedProps {
  readonly view: ComplaintView;
  readonly offered: readonly FirmAction[];
  readonly drafts: Drafts;
  readonly onStart: (action: FirmAction) => void;
}

function Offered({ view, offered, drafts, onStart }: OfferedProps) {
  if (offered.length === 0) return null;
  const next = nextAction(view);
  const noteOf = (action: FirmAction) => (drafts[action] ? '填了一半，接着填' : ACTION_NOTES[action]);
  return (
    <Card id="firm-actions" title={next ? '轮到您的' : '可以做什么'}>
      {next && (
        <Box className="next-action">
          <Button id={`do-${next}`} onPress={() => onStart(next)}>{ACTION_WORDS[next]}</Button>
          <Box className="note">{noteOf(next)}</Box>
        </Box>
      )}
      {offered.filter((action) => action !== next).map((action) => (
        <Press key={action} id={`do-${action}`} className="action-row" onPress={() => onStart(action)}>
          <Box className="action-words">
            <Box className="action-word">{ACTION_WORDS[action]}</Box>
            <Box className="note">{noteOf(action)}</Box>
          </Box>
          <Txt className="chevron-right" />
        </Press>
      ))}
    </Card>
  );
}

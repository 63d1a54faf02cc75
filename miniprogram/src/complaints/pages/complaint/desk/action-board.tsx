import type { ComplaintView } from '@linping/shared';
import { useEffect, useState, type ReactNode } from 'react';
import { useApp } from '../../../../features/app-context.ts';
import { Box, Press, Txt } from '../../../../ui/elements.tsx';
import { focusOn } from '../../../../ui/focus-on.ts';
import { Notice } from '../../../../ui/states.tsx';
import { Contact } from './contact.tsx';
import './desk.scss';

/** What is typed in a panel, with the id of the step it will be. */
export interface Draft {
  readonly id: string;
}
/** What a panel is given by the board that opens it. */
export interface PanelProps<Action, Typed extends Draft> {
  readonly action: Action;
  readonly view: ComplaintView;
  readonly draft: Typed;
  readonly onDraft: (draft: Typed) => void;
  readonly onDone: (view: ComplaintView) => void;
  readonly onClose: () => void;
}
interface ActionBoardProps<Action extends string, Typed extends Draft> {
  readonly view: ComplaintView;
  /** What the server would take now. */
  readonly offered: readonly Action[];
  readonly words: Readonly<Record<Action, string>>;
  readonly newDraft: (id: string) => Typed;
  /** What is offered, while no panel is open. `begun`: something was typed there already. */
  readonly list: (offered: { readonly isBegun: (action: Action) => boolean; readonly onStart: (action: Action) => void }) => ReactNode;
  readonly panel: (props: PanelProps<Action, Typed> & { readonly key: string }) => ReactNode;
  /** The complaint as it is after a step. */
  readonly onDone: (view: ComplaintView) => void;
}

/** What a side may do with a complaint: the list of it, or one panel in its place, and what the last step came to. */
export function ActionBoard<Action extends string, Typed extends Draft>({ view, offered, words, newDraft, list, panel, onDone }: ActionBoardProps<Action, Typed>) {
  const { newId } = useApp();
  const [open, setOpen] = useState<Action>();
  /** What was typed in each panel stays, with its step's id, until it is sent: a look at the photos must not cost a paragraph. */
  const [drafts, setDrafts] = useState<Readonly<Partial<Record<string, Typed>>>>({});
  const [done, setDone] = useState<Action>();
  /** Where the keyboard goes back to when a panel is put away. */
  const [closed, setClosed] = useState<Action>();
  const draft = open !== undefined && offered.includes(open) ? drafts[open] : undefined;

  useEffect(() => {
    if (closed) focusOn(`do-${closed}`);
    else if (done) focusOn('step-done');
  }, [closed, done]);
  const start = (action: Action) => {
    setClosed(undefined);
    setDone(undefined);
    setDrafts((kept) => (kept[action] ? kept : { ...kept, [action]: newDraft(newId()) }));
    setOpen(action);
  };
  const sent = (action: Action, after: ComplaintView) => {
    setDrafts(({ [action]: _, ...others }) => others);
    setOpen(undefined);
    setDone(action);
    onDone(after);
  };
  const close = (action: Action) => {
    setOpen(undefined);
    setClosed(action);
  };
  const fresh = newDraft('');
  const isBegun = (action: Action) => drafts[action] !== undefined && JSON.stringify({ ...drafts[action], id: '' }) !== JSON.stringify(fresh);
  return (
    <>
      {done && <Notice id="step-done" tone="good" title={`${words[done]}：已办好`}>已经写进下面的经过。</Notice>}
      {open !== undefined && !draft && <Notice id="step-late" tone="warn" title="进度刚刚变了">{`现在不能「${words[open]}」，请看下面的经过。`}</Notice>}
      {open !== undefined && draft
        ? panel({
          key: open, action: open, view, draft,
          onDraft: (typed) => setDrafts((kept) => ({ ...kept, [open]: typed })), onDone: (after) => sent(open, after), onClose: () => close(open),
        })
        : offered.length > 0 && list({ isBegun, onStart: start })}
      <Contact view={view} />
    </>
  );
}

interface ActionRowProps {
  readonly action: string;
  readonly word: string;
  readonly note: string;
  readonly isWaiting?: boolean;
  readonly onStart: () => void;
}

/** One action in the list of those that are offered. */
export const ActionRow = ({ action, word, note, isWaiting = false, onStart }: ActionRowProps) => (
  <Press id={`do-${action}`} className={`action-row${isWaiting ? ' is-waiting' : ''}`} onPress={onStart}>
    <Box className="action-words">
      <Box className="action-word">{word}</Box>
      <Box className="note">{note}</Box>
    </Box>
    <Txt className="chevron-right" />
  </Press>
);

/** What stands below an action in the list. */
export const noteOf = <Action extends string>(notes: Readonly<Record<Action, string>>, action: Action, isBegun: boolean): string => (isBegun ? '填了一半，接着填' : notes[action]);

import type { ComplaintView } from '@linping/shared';
import { Button } from '../../../../ui/button.tsx';
import { Box } from '../../../../ui/elements.tsx';
import { Card } from '../../../../ui/list.tsx';
import { ActionBoard, ActionRow, noteOf } from '../desk/action-board.tsx';
import { FirmPanel } from './panel.tsx';
import { newDraft, nextAction, offeredActions, type FirmAction } from './steps.ts';
import { ACTION_NOTES, ACTION_WORDS } from './words.ts';
import '../../../../features/register/parts.scss';
import './index.scss';

interface FirmActionsProps {
  readonly view: ComplaintView;
  /** The complaint as it is after a step. */
  readonly onDone: (view: ComplaintView) => void;
}

/** What the firm may do: the next step as the one big button, the others below it, each with a panel of its own. */
export function FirmActions({ view, onDone }: FirmActionsProps) {
  const offered = offeredActions(view);
  return (
    <ActionBoard
      view={view} offered={offered} words={ACTION_WORDS} newDraft={newDraft} onDone={onDone}
      list={(list) => <Offered {...list} offered={offered} next={nextAction(view)} />}
      panel={({ key, ...panel }) => <FirmPanel key={key} {...panel} />}
    />
  );
}

interface OfferedProps {
  readonly offered: readonly FirmAction[];
  readonly next: FirmAction | undefined;
  readonly isBegun: (action: FirmAction) => boolean;
  readonly onStart: (action: FirmAction) => void;
}

const Offered = ({ offered, next, isBegun, onStart }: OfferedProps) => (
  <Card id="firm-actions" title={next ? '轮到您的' : '可以做什么'}>
    {next && (
      <Box className="next-action">
        <Button id={`do-${next}`} onPress={() => onStart(next)}>{ACTION_WORDS[next]}</Button>
        <Box className="note">{noteOf(ACTION_NOTES, next, isBegun(next))}</Box>
      </Box>
    )}
    {offered.filter((action) => action !== next).map((action) => (
      <ActionRow key={action} action={action} word={ACTION_WORDS[action]} note={noteOf(ACTION_NOTES, action, isBegun(action))} onStart={() => onStart(action)} />
    ))}
  </Card>
);

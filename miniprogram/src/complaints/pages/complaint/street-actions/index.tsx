import { shanghaiDate, type ComplaintView } from '@linping/shared';
import { useApp } from '../../../../features/app-context.ts';
import { Box, Heading } from '../../../../ui/elements.tsx';
import { Card } from '../../../../ui/list.tsx';
import { ActionBoard, ActionRow, noteOf } from '../desk/action-board.tsx';
import { StreetPanel } from './panel.tsx';
import { isWaitedFor, newStep, offeredActions, type StreetAction } from './steps.ts';
import { ACTION_NOTES, ACTION_WORDS } from './words.ts';
import './index.scss';

interface StreetActionsProps {
  readonly view: ComplaintView;
  /** The complaint as it is after a step. */
  readonly onDone: (view: ComplaintView) => void;
}

/** What the street and the community may do with a complaint: what waits for them first, each with a panel of its own. */
export function StreetActions({ view, onDone }: StreetActionsProps) {
  const { nowMs } = useApp();
  const offered = offeredActions(view);
  return (
    <ActionBoard
      view={view} offered={offered} words={ACTION_WORDS} newDraft={(id) => newStep(id, view, shanghaiDate(nowMs()))} onDone={onDone}
      list={(list) => <Offered {...list} waiting={offered.filter((action) => isWaitedFor(action, view))} others={offered.filter((action) => !isWaitedFor(action, view))} />}
      panel={({ key, ...panel }) => <StreetPanel key={key} {...panel} />}
    />
  );
}

interface ListProps {
  readonly isBegun: (action: StreetAction) => boolean;
  readonly onStart: (action: StreetAction) => void;
}

const Offered = ({ waiting, others, ...list }: ListProps & { readonly waiting: readonly StreetAction[]; readonly others: readonly StreetAction[] }) => (
  <Card id="street-actions">
    {waiting.length > 0 && <ActionGroup {...list} title="轮到您的" actions={waiting} isWaiting />}
    {others.length > 0 && <ActionGroup {...list} title={waiting.length > 0 ? '还可以' : '可以做什么'} actions={others} />}
  </Card>
);

interface GroupProps extends ListProps {
  readonly title: string;
  readonly actions: readonly StreetAction[];
  readonly isWaiting?: boolean;
}

const ActionGroup = ({ title, actions, isBegun, isWaiting = false, onStart }: GroupProps) => (
  <Box className="action-group">
    <Heading level={2} className="card-title">{title}</Heading>
    {actions.map((action) => (
      <ActionRow key={action} action={action} word={ACTION_WORDS[action]} note={noteOf(ACTION_NOTES, action, isBegun(action))} isWaiting={isWaiting} onStart={() => onStart(action)} />
    ))}
  </Box>
);

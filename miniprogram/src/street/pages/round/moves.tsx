import type { Role, RoundCoverageView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { consequence, deadlineChoices, MOVE_LABELS, offeredMoves, type Move } from '../../../features/coverage/moves.ts';
import { useMoveRound } from '../../../features/coverage/use-coverage.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';

/** What a round that stopped is waiting for; extending and closing early are never urged. */
const NEXT_STEPS: readonly Move[] = ['certify', 'supplement'];

interface MovesProps {
  readonly view: RoundCoverageView;
  readonly role: Role;
}

/** The officer's moves in this status: what may be done as a button, what may not with the reason below it. */
export function Moves({ view, role }: MovesProps) {
  const { nowMs } = useApp();
  const move = useMoveRound(view.round.roundId);
  const [asking, ask] = useState<Move>();
  const offers = offeredMoves(view, role, nowMs());
  if (offers.length === 0) return null;
  return (
    <Card title="可以做什么">
      {move.error && <Notice id="refusal" tone="bad" title="没有办成">{move.error.message}</Notice>}
      {offers.map((offered) => (
        <Box key={offered.move} className="move">
          <Button id={`${offered.move}-round`} kind={NEXT_STEPS.includes(offered.move) && !offered.blocked ? 'main' : 'quiet'} disabled={offered.blocked !== undefined} onPress={() => ask(offered.move)}>
            {MOVE_LABELS[offered.move]}
          </Button>
          {offered.blocked && <Box id={`${offered.move}-blocked`} className="note move-why">{offered.blocked}</Box>}
        </Box>
      ))}
      {asking && (
        <MoveDialog
          move={asking}
          view={view}
          busy={move.isPending}
          onCancel={() => ask(undefined)}
          onConfirm={(closesAt) => move.mutate({ move: asking, version: view.round.version, closesAt }, { onSettled: () => ask(undefined) })}
        />
      )}
    </Card>
  );
}

interface MoveDialogProps {
  readonly move: Move;
  readonly view: RoundCoverageView;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: (closesAt: string | undefined) => void;
}

function MoveDialog({ move, view, busy, onCancel, onConfirm }: MoveDialogProps) {
  const { nowMs } = useApp();
  const needsDate = move === 'extend' || move === 'supplement';
  const choices = needsDate ? deadlineChoices(move, view, nowMs()) : [];
  const [closesAt, setClosesAt] = useState(choices[0]?.closesAt);
  const words = choices.reduce<Record<string, string>>((all, choice) => ({ ...all, [choice.closesAt]: choice.word }), {});
  return (
    <Dialog
      title={`${MOVE_LABELS[move]}？`}
      confirm={MOVE_LABELS[move]}
      kind={move === 'close' || move === 'certify' ? 'danger' : 'main'}
      busy={busy}
      disabled={needsDate && !closesAt}
      onCancel={onCancel}
      onConfirm={() => onConfirm(closesAt)}
    >
      {needsDate && (
        <Choices id="deadline" layout="column" label="新的截止时间" options={choices.map((choice) => choice.closesAt)} words={words} chosen={closesAt} onChoose={setClosesAt} />
      )}
      {consequence(move, view, closesAt, nowMs()).map((line) => <Box key={line} className="paragraph">{line}</Box>)}
    </Dialog>
  );
}

import { useApp } from '../../../features/app-context.ts';
import { stepInWords } from '../../../features/coverage/steps.ts';
import { useRoundSteps } from '../../../features/coverage/use-coverage.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';

/** What became of the round, the newest on top: every move with who made it and when. */
export function Steps({ roundId }: { readonly roundId: string }) {
  const { nowMs } = useApp();
  const steps = useRoundSteps(roundId);
  return (
    <Card id="steps" title="经过">
      {steps.isPending && <Skeleton lines={[44, 44]} />}
      {steps.isError && <Failed error={steps.error} onRetry={() => void steps.refetch()} />}
      {steps.isSuccess && steps.rows.length === 0 && <Box className="muted">还没有开始。</Box>}
      <Box className="steps" role="list">
        {steps.rows.map((step) => {
          const { what, who, when } = stepInWords(step, nowMs());
          return (
            <Box key={`${step.at} ${step.step}`} className="step" role="listitem">
              <Txt className="step-dot" />
              <Box className="step-main">
                <Box>{what}</Box>
                <Box className="note">{`${when} · ${who}`}</Box>
              </Box>
            </Box>
          );
        })}
      </Box>
      {steps.hasNextPage && <Button id="more-steps" kind="quiet" busy={steps.isFetchingNextPage} onPress={() => void steps.fetchNextPage()}>再看以前的</Button>}
    </Card>
  );
}

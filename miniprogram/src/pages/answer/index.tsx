import { useRouter } from '@tarojs/taro';
import { useApp } from '../../features/app-context.ts';
import { homeInWords } from '../../features/estates/labels.ts';
import { useHouseholds } from '../../features/estates/use-estates.ts';
import { isFinallyRefused } from '../../features/surveys/draft.ts';
import { roundNote, takesAnswers } from '../../features/surveys/round-words.ts';
import { useDraft, useParticipation, useRound } from '../../features/surveys/use-round.ts';
import { Unreachable } from '../../api/transport.ts';
import { back } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { Questionnaire } from './questionnaire.tsx';

const TITLE = '物业服务评价';

/** Decides whether there is anything to fill in; the form itself is questionnaire.tsx. */
export default function AnswerPage() {
  const { round: roundId = '', household: householdId = '' } = useRouter().params;
  const { nowMs } = useApp();
  const round = useRound(roundId);
  const participation = useParticipation(roundId, householdId);
  const draft = useDraft(roundId, householdId);
  const { households } = useHouseholds();
  const household = households.find((held) => held.householdId === householdId);

  if (round.isError) return <Page title={TITLE}><Failed error={round.error} onRetry={() => void round.refetch()} /></Page>;
  // Without a network the form is filled in all the same; only a refusal (not my household, signed out) stops it.
  if (participation.isError && !(participation.error instanceof Unreachable)) {
    return <Page title={TITLE}><Failed error={participation.error} onRetry={() => void participation.refetch()} /></Page>;
  }
  if (!round.data || participation.isPending) return <Page title={TITLE}><Skeleton lines={[24, 64, 56, 56, 56, 56, 56]} /></Page>;

  const isOver = !takesAnswers(round.data, nowMs());
  const isOthers = participation.data?.by === 'anotherPhone' || participation.data?.by === 'door';
  if (isOver || isOthers || isFinallyRefused(draft)) {
    const note = roundNote(round.data, nowMs(), draft, participation.data);
    return (
      <Page title={TITLE}>
        {draft?.refusal && note.text !== draft.refusal.title && <Notice id="refusal" tone="bad" title="最后那次评价没有被接收">{draft.refusal.title}</Notice>}
        <Empty title={note.title}>{note.text}</Empty>
        <Button id="leave" kind="quiet" onPress={back}>返回</Button>
      </Page>
    );
  }
  return (
    <Questionnaire
      key={`${roundId}/${householdId}`}
      round={round.data}
      householdId={householdId}
      home={household ? `${household.estate} ${homeInWords(household)}` : round.data.estate}
      isChange={participation.data?.by === 'thisPhone' || (draft?.arrived ?? 0) > 0}
    />
  );
}

import type { RoundView } from '@linping/shared';
import { OPINION_LABELS } from '../../features/surveys/labels.ts';
import { QuestionnaireForm } from '../../features/surveys/questionnaire-form.tsx';
import { useDraft } from '../../features/surveys/use-round.ts';
import { useQuestionnaire } from '../../features/surveys/use-questionnaire.ts';
import { replace, to } from '../../platform/navigate.ts';
import { Bar } from '../../ui/bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Box } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

interface QuestionnaireProps {
  readonly round: RoundView;
  readonly householdId: string;
  readonly home: string;
  readonly isChange: boolean;
}

/** The questionnaire in the resident's hand: one required question, everything else folded away, the button in the thumb's reach. */
export function Questionnaire({ round, householdId, home, isChange }: QuestionnaireProps) {
  const form = useQuestionnaire(round, householdId);
  const refusal = useDraft(round.id, householdId)?.refusal;
  const { overall } = form.content;

  const submit = async () => {
    if (await form.submit()) replace(to.done(round.id, householdId));
  };
  return (
    <Page
      title="物业服务评价"
      footer={
        <>
          <Box id="progress-words" className="footer-note">{overall ? `您选的是：${OPINION_LABELS[overall]}` : '选一项就可以提交'}</Box>
          <Button id="submit" disabled={!overall} busy={form.isSubmitting} onPress={() => void submit()}>{isChange ? '提交修改' : '提交'}</Button>
        </>
      }
    >
      <Bar value={overall ? 1 : 0} max={1} label={overall ? '必答的1题已答' : '必答1题，还没有答'} tone={overall ? 'good' : 'brand'} />
      <Box className="answer-for note">{`${home} · 必答 1 题`}</Box>
      {refusal && <Notice id="refusal" tone="bad" title="还没有提交成功">{refusal.title}</Notice>}
      {isChange && <Notice tone="plain" title="修改评价">手机里不保留您上次的选择，请重新填写，提交后替换上一次的。</Notice>}
      <QuestionnaireForm questionnaire={round.questionnaire} content={form.content} onOverall={form.chooseOverall} onTopic={form.chooseTopic} onComment={form.write} />
    </Page>
  );
}

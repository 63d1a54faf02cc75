import { COMMENT_MAX_LENGTH, SCALES, type Opinion, type RoundView } from '@linping/shared';
import { useState } from 'react';
import { OPINION_LABELS, OPINION_LABELS_NARROW } from '../../features/surveys/labels.ts';
import { useDraft } from '../../features/surveys/use-round.ts';
import { useQuestionnaire } from '../../features/surveys/use-questionnaire.ts';
import { replace, to } from '../../platform/navigate.ts';
import { Bar } from '../../ui/bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { Area, Box, Heading, Press, Txt } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

interface QuestionnaireProps {
  readonly round: RoundView;
  readonly householdId: string;
  readonly home: string;
  readonly isChange: boolean;
}

/** The overall question first and alone: it decides the points. Everything else is folded away and optional. */
export function Questionnaire({ round, householdId, home, isChange }: QuestionnaireProps) {
  const { questionnaire } = round;
  const form = useQuestionnaire(round, householdId);
  const refusal = useDraft(round.id, householdId)?.refusal;
  const { overall, topics, comment } = form.content;
  const [isOpen, setOpen] = useState(comment !== '' || Object.keys(topics).length > 0);
  const options: readonly Opinion[] = SCALES[questionnaire.scale].options;

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

      <Card>
        <Heading level={2} className="question">{questionnaire.overall}</Heading>
        <Choices id="option" layout="column" label={questionnaire.overall} options={options} words={OPINION_LABELS} chosen={overall} onChoose={form.chooseOverall} />
        <Box id="anonymous" className="anonymous">您选了什么，物业、社区和街道都看不到，只公布全小区的合计。</Box>
      </Card>

      <Press id="more" className="fold" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Txt className="fold-title">再说几句（选填）</Txt>
        <Txt className="fold-word">{isOpen ? '收起' : '展开'}</Txt>
      </Press>
      {isOpen && (
        <Card>
          {questionnaire.topics.map(({ topic, text }) => (
            <Box key={topic} className="topic">
              <Heading level={3} className="topic-title">{text}</Heading>
              <Choices
                id={`topic-${topic}`} layout="row" label={text} options={options} words={OPINION_LABELS_NARROW}
                chosen={topics[topic]} onChoose={(opinion) => form.chooseTopic(topic, opinion)}
              />
            </Box>
          ))}
          <Heading level={3} className="topic-title">还有什么想说的</Heading>
          <Area id="comment" label="还有什么想说的，选填" placeholder="请不要写姓名、门牌号和电话" value={comment} maxLength={COMMENT_MAX_LENGTH} onInput={form.write} />
          <Box className="note counter number">{`${comment.length} / ${COMMENT_MAX_LENGTH} 字`}</Box>
        </Card>
      )}
      {questionnaire.intro !== '' && <Box className="note intro">{questionnaire.intro}</Box>}
    </Page>
  );
}

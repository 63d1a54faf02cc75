import { COMMENT_MAX_LENGTH, SCALES, type Opinion, type QuestionnaireView, type Topic } from '@linping/shared';
import { useState } from 'react';
import { Choices } from '../../ui/choices.tsx';
import { Area, Box, Heading, Press, Txt } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { hasContent, type DraftContent } from './draft.ts';
import { OPINION_LABELS, OPINION_LABELS_NARROW } from './labels.ts';

interface QuestionnaireFormProps {
  readonly questionnaire: Pick<QuestionnaireView, 'scale' | 'overall' | 'topics' | 'intro'>;
  readonly content: DraftContent;
  readonly onOverall: (opinion: Opinion) => void;
  readonly onTopic: (topic: Topic, opinion: Opinion) => void;
  readonly onComment: (comment: string) => void;
}

/** The questions themselves, as a resident answers them and as headquarters sees them before publishing. The overall one first and alone: it decides the points. */
export function QuestionnaireForm({ questionnaire: { scale, overall, topics, intro }, content, onOverall, onTopic, onComment }: QuestionnaireFormProps) {
  const [isOpen, setOpen] = useState(() => hasContent({ topics: content.topics, comment: content.comment }));
  const options: readonly Opinion[] = SCALES[scale].options;
  return (
    <>
      <Card>
        <Heading level={2} className="question">{overall}</Heading>
        <Choices id="option" layout="column" label={overall} options={options} words={OPINION_LABELS} chosen={content.overall} onChoose={onOverall} />
        <Box id="anonymous" className="anonymous">您选了什么，物业、社区和街道都看不到，只公布全小区的合计。</Box>
      </Card>

      <Press id="more" className="fold" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Txt className="fold-title">再说几句（选填）</Txt>
        <Txt className="fold-word">{isOpen ? '收起' : '展开'}</Txt>
      </Press>
      {isOpen && (
        <Card>
          {topics.map(({ topic, text }) => (
            <Box key={topic} className="topic">
              <Heading level={3} className="topic-title">{text}</Heading>
              <Choices
                id={`topic-${topic}`} layout="row" label={text} options={options} words={OPINION_LABELS_NARROW}
                chosen={content.topics[topic]} onChoose={(opinion) => onTopic(topic, opinion)}
              />
            </Box>
          ))}
          <Heading level={3} className="topic-title">还有什么想说的</Heading>
          <Area id="comment" label="还有什么想说的，选填" placeholder="请不要写姓名、门牌号和电话" value={content.comment} maxLength={COMMENT_MAX_LENGTH} onInput={onComment} />
          <Box className="note counter number">{`${content.comment.length} / ${COMMENT_MAX_LENGTH} 字`}</Box>
        </Card>
      )}
      {intro !== '' && <Box className="note intro">{intro}</Box>}
    </>
  );
}

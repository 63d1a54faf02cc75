import { SCALE_NAMES, TOPICS, type QuestionnaireView, type Scale, type Topic } from '@linping/shared';
import { useState } from 'react';
import { TOPIC_LABELS } from '../../../features/surveys/labels.ts';
import {
  bodyOf, differsFrom, draftFrom, INTRO_MAX, OVERALL_MAX, problemsOf, scaleInWords, scaleOptions, TOPIC_MAX, type QuestionnaireDraft,
} from '../../../features/surveys/questionnaire-draft.ts';
import { usePublishQuestionnaire } from '../../../features/surveys/use-campaigns.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Area, Box, Field, Press, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import { Preview } from './preview.tsx';

interface PublishProps {
  /** The newest version, with which the new one begins. */
  readonly last: QuestionnaireView | undefined;
  readonly onCancel: () => void;
  readonly onPublished: (version: QuestionnaireView) => void;
}

const SCALE_WORDS: Readonly<Record<Scale, string>> = { basically: scaleOptions('basically'), neutral: scaleOptions('neutral') };

/** Writing the next version, with the resident's form beside it as it grows. Asked once before it is published. */
export function PublishVersion({ last, onCancel, onPublished }: PublishProps) {
  const [draft, setDraft] = useState<QuestionnaireDraft>(() => draftFrom(last));
  const [isAsking, ask] = useState(false);
  const publish = usePublishQuestionnaire();
  const problems = problemsOf(draft);
  const isNew = differsFrom(last, draft);
  const number = (last?.version ?? 0) + 1;
  const setTopic = (topic: Topic, change: Partial<QuestionnaireDraft['topics'][Topic]>) => setDraft({ ...draft, topics: { ...draft.topics, [topic]: { ...draft.topics[topic], ...change } } });

  return (
    <Box className="columns">
      <Box className="column">
        <Card id="publish" title={`第 ${number} 版`}>
          <Box className="form-line">
            <Txt className="form-label">总体问题（只有它计分）</Txt>
            <Field id="overall" label="总体问题" value={draft.overall} maxLength={OVERALL_MAX} invalid={problems.overall !== undefined} onInput={(overall) => setDraft({ ...draft, overall })} />
            {problems.overall && <Box className="note form-problem">{problems.overall}</Box>}
          </Box>
          <Box className="form-line">
            <Txt className="form-label">选项</Txt>
            <Choices id="scale" layout="column" label="选项" options={SCALE_NAMES} words={SCALE_WORDS} chosen={draft.scale} onChoose={(scale) => setDraft({ ...draft, scale })} />
            <Box id="scale-words" className="note">{scaleInWords(draft.scale)}</Box>
          </Box>
          <Box className="form-line">
            <Txt className="form-label">分项（居民选填，不计分）</Txt>
            {TOPICS.map((topic) => (
              <Box key={topic} className="topic-line">
                <Press id={`ask-${topic}`} className={`topic-switch${draft.topics[topic].isAsked ? ' is-chosen' : ''}`} role="switch" checked={draft.topics[topic].isAsked} label={`${TOPIC_LABELS[topic]}：问不问`} onPress={() => setTopic(topic, { isAsked: !draft.topics[topic].isAsked })}>
                  {draft.topics[topic].isAsked ? '问' : '不问'}
                </Press>
                <Box className="topic-field">
                  <Field id={`text-${topic}`} label={`${TOPIC_LABELS[topic]}怎么问`} value={draft.topics[topic].text} maxLength={TOPIC_MAX} invalid={problems[topic] !== undefined} onInput={(text) => setTopic(topic, { text })} />
                  {problems[topic] && <Box className="note form-problem">{problems[topic]}</Box>}
                </Box>
              </Box>
            ))}
          </Box>
          <Box className="form-line">
            <Txt className="form-label">说明（写在最下面）</Txt>
            <Area id="intro" label="说明" value={draft.intro} maxLength={INTRO_MAX} onInput={(intro) => setDraft({ ...draft, intro })} />
          </Box>
          {publish.error && <Notice id="publish-refusal" tone="bad" title="没有发布">{publish.error.message}</Notice>}
          {!isNew && <Box id="not-new" className="note gap-below">{`现在和第 ${number - 1} 版一样，改一处就可以发布。`}</Box>}
          <Box className="form-buttons">
            <Button id="cancel-version" kind="quiet" onPress={onCancel}>先不发布</Button>
            <Button id="publish-version" disabled={!isNew || Object.keys(problems).length > 0} onPress={() => ask(true)}>{`发布第 ${number} 版`}</Button>
          </Box>
        </Card>
      </Box>
      <Box className="column">
        <Preview questionnaire={bodyOf(draft)} />
      </Box>
      {isAsking && (
        <Dialog
          title={`发布第 ${number} 版？`} confirm="发布" busy={publish.isPending} onCancel={() => ask(false)}
          onConfirm={() => publish.mutate(bodyOf(draft), { onSuccess: onPublished, onSettled: () => ask(false) })}
        >
          <Box className="paragraph">发布以后不能改，也不能撤回；要改只能再发布一版。</Box>
          <Box className="paragraph">以后新建的问卷活动可以选用它。已经建好的问卷活动仍用原来的版本，居民看到的不变。</Box>
          <Box className="paragraph">{scaleInWords(draft.scale)}</Box>
        </Dialog>
      )}
    </Box>
  );
}

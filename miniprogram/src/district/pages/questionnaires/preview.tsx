import type { QuestionnaireView } from '@linping/shared';
import { useState } from 'react';
import { EMPTY_CONTENT } from '../../../features/surveys/draft.ts';
import { QuestionnaireForm } from '../../../features/surveys/questionnaire-form.tsx';
import { Box } from '../../../ui/elements.tsx';

/** The very form a resident fills in, at a phone's width. It may be tried; nothing is kept and nothing is sent. */
export function Preview({ questionnaire }: { readonly questionnaire: Pick<QuestionnaireView, 'scale' | 'overall' | 'topics' | 'intro'> }) {
  const [content, change] = useState(EMPTY_CONTENT);
  return (
    <Box id="preview" className="preview" role="group" label="居民看到的样子">
      <Box className="note preview-word">居民看到的样子（可以点着试，不会提交）</Box>
      <QuestionnaireForm
        key={questionnaire.scale}
        questionnaire={questionnaire}
        content={content}
        onOverall={(overall) => change({ ...content, overall })}
        onTopic={(topic, opinion) => change({ ...content, topics: { ...content.topics, [topic]: opinion } })}
        onComment={(comment) => change({ ...content, comment })}
      />
    </Box>
  );
}

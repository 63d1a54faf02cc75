import { mayEver, type QuestionnaireView, type Role } from '@linping/shared';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { startInWords } from '../../../features/surveys/days-left.ts';
import { TOPIC_LABELS } from '../../../features/surveys/labels.ts';
import { scaleInWords, scaleOptions } from '../../../features/surveys/questionnaire-draft.ts';
import { useQuestionnaires } from '../../../features/surveys/use-campaigns.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Fact } from '../../../ui/list.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { Preview } from './preview.tsx';
import { PublishVersion } from './publish.tsx';
import './index.scss';

/** The questionnaire's versions: what each asked, and headquarters' way to the next. What was published never changes. */
export default function QuestionnairesPage() {
  const role = useStaffSession()?.me.role;
  if (role && mayEver(role, 'questionnaire.list')) return <Questionnaires role={role} />;
  return <StaffPage title="问卷版本" entry="campaigns" hasBack>{role && <Empty title="这个身份看不到问卷版本" />}</StaffPage>;
}

function Questionnaires({ role }: { readonly role: Role }) {
  const versions = useQuestionnaires();
  const [isWriting, setWriting] = useState(false);
  const [published, setPublished] = useState<number>();
  const mayPublish = mayEver(role, 'questionnaire.edit');
  const done = ({ version }: QuestionnaireView) => {
    setPublished(version);
    setWriting(false);
  };
  return (
    <StaffPage
      title="问卷版本"
      entry="campaigns"
      hasBack
      actions={mayPublish && versions.isSuccess && !isWriting && <Button id="new-version" onPress={() => setWriting(true)}>写新的一版</Button>}
    >
      {published !== undefined && !isWriting && <Notice id="published" tone="good" title={`第 ${published} 版已发布`}>以后新建的问卷活动可以选用；已经建好的仍用原来的版本。</Notice>}
      {isWriting && <PublishVersion last={versions.rows[0]} onCancel={() => setWriting(false)} onPublished={done} />}
      {!isWriting && (
        <Paged list={versions} empty={<Empty title="还没有问卷">{mayPublish ? '写好第一版，就可以建问卷活动了。' : '由区指挥部办公室发布。'}</Empty>}>
          <Box role="list">
            {versions.rows.map((version) => <Version key={version.version} version={version} />)}
          </Box>
        </Paged>
      )}
    </StaffPage>
  );
}

function Version({ version: questionnaire }: { readonly version: QuestionnaireView }) {
  const { nowMs } = useApp();
  const [isOpen, setOpen] = useState(false);
  const { version, scale, overall, topics, publishedAt } = questionnaire;
  return (
    <Box id={`version-${version}`} className="card" role="listitem">
      <Box className="card-head">
        <Heading level={2} className="card-title">{`第 ${version} 版`}</Heading>
        <Txt className="muted">{`${startInWords(publishedAt, nowMs())}发布`}</Txt>
      </Box>
      <Fact name="总体问题">{overall}</Fact>
      <Fact name="选项">
        <Box>{scaleOptions(scale)}</Box>
        <Box className="note">{scaleInWords(scale)}</Box>
      </Fact>
      <Fact name="分项">{topics.length === 0 ? '没有分项' : topics.map(({ topic, text }) => <Box key={topic}>{text.startsWith(TOPIC_LABELS[topic]) ? text : `${TOPIC_LABELS[topic]}：${text}`}</Box>)}</Fact>
      <Press id={`preview-${version}`} className="preview-switch" expanded={isOpen} onPress={() => setOpen(!isOpen)}>{isOpen ? '收起' : '看居民看到的样子'}</Press>
      {isOpen && <Preview questionnaire={questionnaire} />}
    </Box>
  );
}

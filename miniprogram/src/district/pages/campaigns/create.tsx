import { halfYearInWords, type CampaignView, type HalfYear, type QuestionnaireView } from '@linping/shared';
import { useState, type ReactNode } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { bodyOf, consequences, daysToOffer, draftFor, halfYearsToOffer, isComplete, problemsOf, type CampaignDraft, type CampaignField } from '../../../features/surveys/campaign-draft.ts';
import { dateInWords, weekdayInWords } from '../../../features/surveys/days-left.ts';
import { useCreateCampaign, useQuestionnaires } from '../../../features/surveys/use-campaigns.ts';
import { go, to } from '../../../platform/navigate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, DateField, Select, Txt } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';

interface CreateProps {
  /** Half-years that have a campaign. */
  readonly taken: readonly string[];
  readonly onCancel: () => void;
  readonly onCreated: (campaign: CampaignView) => void;
}

/** The next campaign: nothing to type but days, each judged as the server will judge it. */
export function CreateCampaign({ taken, onCancel, onCreated }: CreateProps) {
  const { nowMs } = useApp();
  const versions = useQuestionnaires();
  const offered = halfYearsToOffer(nowMs(), taken);
  if (versions.isError) return <Failed error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.isPending) return <Skeleton lines={[320]} />;
  if (offered.length === 0) return <Refused title="现在没有可以建的半年" onCancel={onCancel}>本半年和下半年都已经建好了。</Refused>;
  if (versions.rows.length === 0) {
    return <Refused title="还没有问卷" onCancel={onCancel} next={<Button id="publish-first" onPress={() => go(to.questionnaires())}>去发布问卷</Button>}>先发布一版问卷，再建问卷活动。</Refused>;
  }
  return <Form offered={offered} versions={versions.rows} onCancel={onCancel} onCreated={onCreated} />;
}

const FIELDS: readonly { readonly field: CampaignField; readonly word: string; readonly hint: string }[] = [
  { field: 'opens', word: '开始', hint: ' 0:00 起可以评价' },
  { field: 'closes', word: '截止', hint: ' 24:00 为止' },
  { field: 'supplementUntil', word: '补充期限', hint: ' 24:00，户数不足的小区最晚补到这时' },
];

interface FormProps {
  readonly offered: readonly HalfYear[];
  readonly versions: readonly QuestionnaireView[];
  readonly onCancel: () => void;
  readonly onCreated: (campaign: CampaignView) => void;
}

function Form({ offered, versions, onCancel, onCreated }: FormProps) {
  const { nowMs } = useApp();
  const create = useCreateCampaign();
  const [draft, setDraft] = useState<CampaignDraft>(() => draftFor(offered[0]!, versions[0]!.version, nowMs()));
  const [isAsking, ask] = useState(false);
  const problems = problemsOf(draft, nowMs());
  const { first, last } = daysToOffer(draft.halfYear);
  return (
    <Card id="create-campaign" title="新建问卷活动">
      <Box className="form-grid">
        <Box className="form-line">
          <Txt className="form-label">半年</Txt>
          <Select id="new-half-year" label="半年" value={draft.halfYear} options={offered.map((value) => ({ value, word: halfYearInWords(value) }))} onSelect={(halfYear) => setDraft(draftFor(halfYear, draft.questionnaireVersion, nowMs()))} />
        </Box>
        <Box className="form-line">
          <Txt className="form-label">问卷</Txt>
          <Select
            id="new-version" label="问卷" value={String(draft.questionnaireVersion)} options={versions.map(({ version, overall }) => ({ value: String(version), word: `第 ${version} 版：${overall}` }))}
            onSelect={(version) => setDraft({ ...draft, questionnaireVersion: Number(version) })}
          />
        </Box>
        {FIELDS.map(({ field, word, hint }) => (
          <Box key={field} className="form-line">
            <Txt className="form-label">{word}</Txt>
            <DateField id={`new-${field}`} label={word} value={draft[field]} first={first} last={last} invalid={problems[field] !== undefined} onSelect={(date) => setDraft({ ...draft, [field]: date })} />
            <Box id={`problem-${field}`} className={`note${problems[field] ? ' form-problem' : ''}`}>{problems[field] ?? `${dateInWords(draft[field], nowMs())} ${weekdayInWords(draft[field])}${hint}`}</Box>
          </Box>
        ))}
      </Box>
      {create.error && <Notice id="create-refusal" tone="bad" title="没有建成">{create.error.message}</Notice>}
      <Box className="form-buttons">
        <Button id="cancel-campaign" kind="quiet" onPress={onCancel}>先不建</Button>
        <Button id="create" disabled={!isComplete(draft, nowMs())} onPress={() => ask(true)}>建立</Button>
      </Box>
      {isAsking && (
        <Dialog
          title={`建立${halfYearInWords(draft.halfYear)}的问卷活动？`}
          confirm="建立"
          busy={create.isPending}
          onCancel={() => ask(false)}
          onConfirm={() => create.mutate(bodyOf(draft), { onSuccess: onCreated, onSettled: () => ask(false) })}
        >
          {consequences(draft, nowMs()).map((line) => <Box key={line} className="paragraph">{line}</Box>)}
        </Dialog>
      )}
    </Card>
  );
}

function Refused({ title, next, onCancel, children }: { readonly title: string; readonly next?: ReactNode; readonly onCancel: () => void; readonly children: string }) {
  return (
    <Card id="create-campaign">
      <Notice tone="warn" title={title}>{children}</Notice>
      <Box className="form-buttons">
        <Button id="cancel-campaign" kind="quiet" onPress={onCancel}>返回</Button>
        {next}
      </Box>
    </Card>
  );
}

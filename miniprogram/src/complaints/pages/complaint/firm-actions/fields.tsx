import { PhotoPicker } from '../../../../features/complaints/photo-picker.tsx';
import type { Photos } from '../../../../features/complaints/use-photos.ts';
import { useAssignees } from '../../../../features/complaints/use-workbench.ts';
import { FormLine } from '../../../../features/register/form.tsx';
import { Choices } from '../../../../ui/choices.tsx';
import { Area, Box, Select } from '../../../../ui/elements.tsx';
import { LONGEST_TEXT, MOST_MORE_DAYS, withTemplate, type FirmAction, type FirmDraft } from './steps.ts';
import { TemplateChooser } from './template-chooser.tsx';
import { FIELD_WORDS, PLACEHOLDERS } from './words.ts';

interface FieldsProps {
  readonly action: FirmAction;
  readonly draft: FirmDraft;
  readonly before: Photos;
  readonly after: Photos;
  readonly onChange: (change: Partial<FirmDraft>) => void;
}

const WITH_PHOTOS: readonly FirmAction[] = ['reply', 'ask', 'resolve'];
const WITH_TEMPLATES: readonly FirmAction[] = ['acknowledge', 'accept', 'reply', 'ask', 'resolve'];

/** What an action asks for, in the order in which it is thought of. */
export const FirmFields = ({ action, draft, before, after, onChange }: FieldsProps) => (
  <>
    {action === 'assign' && <Assignee chosen={draft.assigneeId} onChoose={(assigneeId) => onChange({ assigneeId })} />}
    {action === 'requestExtension' && <MoreDays chosen={draft.workingDays} onChoose={(workingDays) => onChange({ workingDays })} />}
    <FormLine name={FIELD_WORDS[action]}>
      {WITH_TEMPLATES.includes(action) && <TemplateChooser onChoose={(words) => onChange({ text: withTemplate(draft.text, words) })} />}
      <Area id="step-text" label={FIELD_WORDS[action]} value={draft.text} maxLength={LONGEST_TEXT} placeholder={PLACEHOLDERS[action]} onInput={(text) => onChange({ text })} />
    </FormLine>
    {action === 'resolve' && <FormLine name="处理前的照片（可不加）"><PhotoPicker id="before" label="处理前照片" photos={before} /></FormLine>}
    {WITH_PHOTOS.includes(action) && (
      <FormLine name={action === 'resolve' ? '处理后的照片' : '照片（可不加）'}>
        <PhotoPicker id="after" label={action === 'resolve' ? '处理后照片' : '照片'} photos={after} />
      </FormLine>
    )}
  </>
);

/** So few are shown beside each other; of more one is chosen from a list. */
const FEW = 6;

function Assignee({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (id: string) => void }) {
  const assignees = useAssignees().data ?? [];
  const words = assignees.reduce<Record<string, string>>((all, { id, name }) => ({ ...all, [id]: name }), {});
  return (
    <FormLine name="派给谁" {...(assignees.length === 0 ? { hint: '本企业还没有可以派的账号，请街道开通' } : {})}>
      {assignees.length <= FEW
        ? <Choices id="assignee" label="派给谁" layout="column" options={assignees.map(({ id }) => id)} words={words} chosen={chosen === '' ? undefined : chosen} onChoose={onChoose} />
        : (
          <Select
            id="assignee" label="派给谁" value={chosen}
            options={[{ value: '', word: '选一位同事' }, ...assignees.map(({ id, name }) => ({ value: id, word: name }))]} onSelect={onChoose}
          />
        )}
    </FormLine>
  );
}

const DAYS = Array.from({ length: MOST_MORE_DAYS }, (_, index) => String(index + 1));
const DAY_WORDS = DAYS.reduce<Record<string, string>>((all, days) => ({ ...all, [days]: `${days}天` }), {});

const MoreDays = ({ chosen, onChoose }: { readonly chosen: number; readonly onChoose: (days: number) => void }) => (
  <FormLine name="要延几个工作日">
    <Box className="more-days">
      <Choices id="days" label="要延几个工作日" layout="row" options={DAYS} words={DAY_WORDS} chosen={chosen > 0 ? String(chosen) : undefined} onChoose={(days) => onChoose(Number(days))} />
    </Box>
  </FormLine>
);

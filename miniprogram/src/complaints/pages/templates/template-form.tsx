import { MOST_COMPLAINT_TEXT, type ComplaintTemplateView } from '@linping/shared';
import { useState } from 'react';
import { codeOf } from '../../../api/transport.ts';
import { useApp } from '../../../features/app-context.ts';
import { useTemplateChange } from '../../../features/complaints/use-workbench.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { Area, Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

const LONGEST_TITLE = 30;

interface TemplateFormProps {
  /** Left out for a new one. */
  readonly template?: ComplaintTemplateView;
  readonly onClose: () => void;
}

/** A template's two fields. A colleague who was first is said, and what was typed stays. */
export function TemplateForm({ template, onClose }: TemplateFormProps) {
  const { newId } = useApp();
  const change = useTemplateChange();
  /** A new one has one id from the beginning: sent again after a lost answer it is not a second one. */
  const [id] = useState(newId);
  const [title, setTitle] = useState(template?.title ?? '');
  const [text, setText] = useState(template?.text ?? '');
  const words = { title: title.trim(), text: text.trim() };
  const save = () => change.mutate(
    template ? { kind: 'change', templateId: template.id, body: { version: template.version, ...words } } : { kind: 'add', body: { id, ...words } },
    { onSuccess: onClose },
  );
  return (
    <Card id="template-form" title={template ? '修改常用语' : '添加常用语'}>
      <FormLine name="标题" hint="自己人看的，居民看不到">
        <Field id="title" label="标题" value={title} maxLength={LONGEST_TITLE} placeholder="如：垃圾已清运" focus onInput={setTitle} />
      </FormLine>
      <FormLine name="内容" hint="套用以后还可以改，居民看到的是改过的">
        <Area id="text" label="内容" value={text} maxLength={MOST_COMPLAINT_TEXT} placeholder="如：您好，垃圾已清运，桶体已冲洗，请您查看。" onInput={setText} />
      </FormLine>
      <FormEnd
        id="template" save="保存" busy={change.isPending} disabled={words.title === '' || words.text === ''} error={change.error}
        news={codeOf(change.error) === 'CHANGED_BY_SOMEONE_ELSE' ? ['标题或者内容'] : undefined} onSave={save} onCancel={onClose}
      />
    </Card>
  );
}

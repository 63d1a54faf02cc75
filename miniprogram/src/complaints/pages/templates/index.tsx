import { mayEver, type ComplaintTemplateView, type MeView } from '@linping/shared';
import { useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useTemplateChange, useTemplates } from '../../../features/complaints/use-workbench.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Heading } from '../../../ui/elements.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../../ui/states.tsx';
import { TemplateForm } from './template-form.tsx';
import '../../../features/register/parts.scss';
import './index.scss';

/** The server keeps so many of a firm. */
const MOST_TEMPLATES = 50;

export default function ComplaintTemplatesPage() {
  const me = useStaffSession()?.me;
  if (me && mayEver(me.role, 'complaint.handle')) return <Templates me={me} />;
  return <StaffPage title="常用语" entry="complaints" hasBack>{me && <Empty title="常用语只有物业自己用" />}</StaffPage>;
}

/** What the firm answers often: all of its people use it, the manager keeps it. */
function Templates({ me }: { readonly me: MeView }) {
  const mayEdit = mayEver(me.role, 'complaintTemplate.edit');
  const templates = useTemplates();
  /** The one in hand: `new`, or its id. */
  const [open, setOpen] = useState<string>();
  const [leaving, setLeaving] = useState<ComplaintTemplateView>();
  const items = templates.data?.items ?? [];
  const isFull = items.length >= MOST_TEMPLATES;
  return (
    <StaffPage
      title="常用语" entry="complaints" hasBack
      actions={mayEdit && open !== 'new' && (
        <Button id="add-template" kind="quiet" disabled={isFull || !templates.data} onPress={() => setOpen('new')}>{isFull ? `已有${MOST_TEMPLATES}条` : '添加'}</Button>
      )}
    >
      {open === 'new' && <TemplateForm onClose={() => setOpen(undefined)} />}
      {templates.isPending && <Skeleton lines={[84, 84, 84]} />}
      {templates.isError && !templates.data && <Failed error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data && items.length === 0 && open !== 'new' && <Empty title="还没有常用语">{mayEdit ? '把常说的话记在这里，回复时点一下就能套用。' : '由本企业的经理添加，回复时点一下就能套用。'}</Empty>}
      <Box className="templates" role="list">
        {items.map((template) => (open === template.id
          ? <Box key={template.id} role="listitem"><TemplateForm template={template} onClose={() => setOpen(undefined)} /></Box>
          : <Template key={template.id} template={template} mayEdit={mayEdit} onEdit={() => setOpen(template.id)} onRemove={() => setLeaving(template)} />))}
      </Box>
      {leaving && <Removal template={leaving} onClose={() => setLeaving(undefined)} />}
    </StaffPage>
  );
}

interface TemplateProps {
  readonly template: ComplaintTemplateView;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

const Template = ({ template: { id, title, text }, mayEdit, onEdit, onRemove }: TemplateProps) => (
  <Box id={`template-${id}`} className="card template" role="listitem">
    <Heading level={2} className="template-title">{title}</Heading>
    <Box className="template-text">{text}</Box>
    {mayEdit && (
      <Box className="form-buttons">
        <Button id={`edit-${id}`} kind="quiet" onPress={onEdit}>修改</Button>
        <Button id={`remove-${id}`} kind="quiet" onPress={onRemove}>删除</Button>
      </Box>
    )}
  </Box>
);

function Removal({ template: { id, title, version }, onClose }: { readonly template: ComplaintTemplateView; readonly onClose: () => void }) {
  const change = useTemplateChange();
  const remove = () => change.mutate({ kind: 'remove', templateId: id, version }, { onSuccess: onClose });
  return (
    <Dialog title={`删除「${title}」？`} confirm="删除" kind="danger" busy={change.isPending} onConfirm={remove} onCancel={onClose}>
      <Box>以后不能再套用；用它回复过的投诉不受影响。</Box>
      {change.error && <Notice id="remove-refusal" tone="bad" title="没有删除">{change.error.message}</Notice>}
    </Dialog>
  );
}

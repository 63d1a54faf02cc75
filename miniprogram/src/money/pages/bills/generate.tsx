import { shanghaiDate, type GeneratedBillsView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { generatedInWords, generateFault, monthOptions, type GenerateForm } from '../../../features/billing/desk-forms.ts';
import { useGenerate } from '../../../features/billing/use-bill-desk.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, DateField, Select } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface GenerateProps {
  readonly estateId: string;
  readonly onDone: (said: string) => void;
  readonly onClose: () => void;
}

/** Months and a day to pay by; then what would be made, and only then the bills. Run twice, it adds nothing. */
export function Generate({ estateId, onDone, onClose }: GenerateProps) {
  const { nowMs } = useApp();
  const months = monthOptions(nowMs());
  const now = shanghaiDate(nowMs());
  const [form, setForm] = useState<GenerateForm>({ fromMonth: now.slice(0, 7), untilMonth: now.slice(0, 7), dueOn: '' });
  const [seen, setSeen] = useState<GeneratedBillsView>();
  const generate = useGenerate(estateId);
  const fault = generateFault(form);
  const change = (changed: Partial<GenerateForm>) => {
    setSeen(undefined);
    setForm({ ...form, ...changed });
  };
  const send = (preview: boolean) => {
    if (form.dueOn === '') return;
    generate.mutate({ ...form, dueOn: form.dueOn, preview }, { onSuccess: (view) => (preview ? setSeen(view) : onDone(generatedInWords(view, false))) });
  };
  return (
    <Dialog
      title="生成账单" confirm={seen ? '确认生成' : '先看会生成什么'} busy={generate.isPending} disabled={fault !== undefined || seen?.made === 0}
      onConfirm={() => send(seen === undefined)} onCancel={onClose}
    >
      <FormLine name="从哪个月"><Select id="from-month" label="从哪个月" value={form.fromMonth} options={months} onSelect={(fromMonth) => change({ fromMonth })} /></FormLine>
      <FormLine name="到哪个月" hint="一张账单包含这几个月；出过账的月份不会重复"><Select id="until-month" label="到哪个月" value={form.untilMonth} options={months} onSelect={(untilMonth) => change({ untilMonth })} /></FormLine>
      <FormLine name="缴费期限"><DateField id="due-on" label="缴费期限" value={form.dueOn} onSelect={(dueOn) => change({ dueOn })} /></FormLine>
      {fault && <Box id="generate-fault" className="muted">{fault}</Box>}
      {seen && <Notice id="generate-preview" tone={seen.made > 0 ? 'good' : 'warn'} title="核对一下">{generatedInWords(seen, true)}</Notice>}
      {generate.error && <Notice id="generate-refusal" tone="bad" title="没有生成">{generate.error.message}</Notice>}
    </Dialog>
  );
}

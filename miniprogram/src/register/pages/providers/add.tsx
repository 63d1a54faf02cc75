import { PROVIDER_KIND_WORDS, PROVIDER_KINDS, type ProviderKind, type ProviderView } from '@linping/shared';
import { useState } from 'react';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { providerFaults, type ProviderForm } from '../../../features/register/provider-form.ts';
import { useProviderChange } from '../../../features/register/use-providers.ts';
import { Choices } from '../../../ui/choices.tsx';
import { Box, Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface AddProviderProps {
  readonly onClose: () => void;
  readonly onAdded: (provider: ProviderView) => void;
}

/** A provider that no import brought. What kind it is cannot be changed later: the items of its score follow from it. */
export function AddProvider({ onClose, onAdded }: AddProviderProps) {
  const change = useProviderChange();
  const [form, setForm] = useState<ProviderForm>({ name: '', phone: '' });
  const [kind, setKind] = useState<ProviderKind>('firm');
  const faults = providerFaults(form);
  const body = { name: form.name.trim(), phone: form.phone.trim(), kind };
  const save = () =>
    change.mutate((register) => register.addProvider(body), {
      onSuccess: (provider) => {
        onClose();
        onAdded(provider);
      },
    });
  return (
    <Card title="登记企业">
      <Box className="form-narrow">
        <FormLine name="企业全称" hint="与营业执照一致">
          <Field id="provider-name" label="企业全称" value={form.name} maxLength={100} onInput={(name) => setForm({ ...form, name })} />
        </FormLine>
        <FormLine name="类型" hint="登记以后不能更改：适用的考核项目和补贴都按类型定">
          <Choices
            id="provider-kind"
            layout="row"
            label="类型"
            options={PROVIDER_KINDS}
            words={PROVIDER_KIND_WORDS}
            chosen={kind}
            onChoose={setKind}
          />
        </FormLine>
        <FormLine name="电话" fault={faults.phone} hint="可以留空">
          <Field id="provider-phone" label="电话" value={form.phone} maxLength={32} onInput={(phone) => setForm({ ...form, phone })} />
        </FormLine>
        <FormEnd
          id="provider"
          save="登记"
          busy={change.isPending}
          disabled={Object.keys(faults).length > 0}
          error={change.error}
          onSave={save}
          onCancel={onClose}
        />
      </Box>
    </Card>
  );
}

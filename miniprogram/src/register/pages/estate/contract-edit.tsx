import { PROVIDER_KIND_WORDS, type EstateRegisterView, type ProviderKind, type ProviderView } from '@linping/shared';
import { useState } from 'react';
import { Chooser } from '../../../features/register/chooser.tsx';
import {
  asksForSubsidy,
  CONTRACT_FIELD_LABELS,
  contractFault,
  contractForm,
  contractTerms,
  NO_CONTRACT,
  type ContractForm,
} from '../../../features/register/contract-form.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { useMergedForm } from '../../../features/register/use-merged-form.ts';
import { isStale, useEstateChange } from '../../../features/register/use-estates.ts';
import { useProviderList } from '../../../features/register/use-providers.ts';
import { Choices } from '../../../ui/choices.tsx';
import { Box, DateField, Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface AddContractProps {
  readonly estate: EstateRegisterView;
  readonly today: string;
  readonly onClose: () => void;
}

/** Another provider, or the same once more. */
export function AddContract({ estate, today, onClose }: AddContractProps) {
  const change = useEstateChange(estate.id);
  const [provider, setProvider] = useState<ProviderView>();
  const { form, set, news } = useMergedForm(NO_CONTRACT, CONTRACT_FIELD_LABELS);
  const fault = contractFault(form, estate.contracts, today);
  const save = () =>
    provider &&
    change.mutate((register) => register.addContract(estate.id, { version: estate.version, providerId: provider.id, ...contractTerms(form) }), {
      onSuccess: onClose,
    });
  return (
    <Card title="登记合同">
      <Box className="form-narrow">
        <FormLine name="物业企业" hint="列表里没有的，由区指挥部办公室在「物业企业」里登记">
          <ProviderChooser chosen={provider} onChoose={setProvider} />
        </FormLine>
        {provider && <Terms form={form} set={set} kind={provider.kind} fault={fault} />}
        <FormEnd
          id="contract"
          save="登记"
          busy={change.isPending}
          disabled={!provider || fault !== undefined}
          error={change.error}
          news={isStale(change.error) ? news : undefined}
          onSave={save}
          onCancel={onClose}
        />
      </Box>
    </Card>
  );
}

interface EditContractProps extends AddContractProps {
  readonly contractId: string;
}

/** Corrects a contract; who it is with stays. */
export function EditContract({ estate, contractId, today, onClose }: EditContractProps) {
  const change = useEstateChange(estate.id);
  const contract = estate.contracts.find(({ id }) => id === contractId)!;
  const { form, set, news } = useMergedForm(contractForm(contract), CONTRACT_FIELD_LABELS);
  const fault = contractFault(
    form,
    estate.contracts.filter(({ id }) => id !== contractId),
    today,
  );
  const save = () =>
    change.mutate((register) => register.editContract(contractId, { version: estate.version, ...contractTerms(form) }), { onSuccess: onClose });
  return (
    <Card title={`更正与「${contract.provider}」的合同`}>
      <Box className="form-narrow">
        <Terms form={form} set={set} kind={contract.kind} fault={fault} />
        <FormEnd
          id="contract"
          save="保存"
          busy={change.isPending}
          disabled={fault !== undefined}
          error={change.error}
          news={isStale(change.error) ? news : undefined}
          onSave={save}
          onCancel={onClose}
        />
      </Box>
    </Card>
  );
}

interface TermsProps {
  readonly form: ContractForm;
  readonly set: (field: string) => (text: string) => void;
  readonly kind: ProviderKind;
  readonly fault: string | undefined;
}

const DATES = ['signedDate', 'filedDate', 'entryDate', 'endDate'] as const;
const HINTS: Readonly<Record<(typeof DATES)[number], string>> = {
  signedDate: '没有签订就留空',
  filedDate: '没有备案就留空',
  entryDate: '补贴从这一天起算',
  endDate: '还在服务就留空',
};

function Terms({ form, set, kind, fault }: TermsProps) {
  return (
    <>
      <Box className="form-pair">
        {DATES.map((field) => (
          <FormLine key={field} name={CONTRACT_FIELD_LABELS[field]!} hint={HINTS[field]}>
            <DateField id={field} label={CONTRACT_FIELD_LABELS[field]!} value={form[field]} onSelect={set(field)} />
          </FormLine>
        ))}
      </Box>
      <FormLine name={CONTRACT_FIELD_LABELS.phone!} hint="与企业登记的电话相同就留空">
        <Field id="contract-phone" label="本小区的物业电话" value={form.phone} maxLength={32} onInput={set('phone')} />
      </FormLine>
      {asksForSubsidy(kind) && (
        <FormLine name={CONTRACT_FIELD_LABELS.isSubsidised!} hint="「物业城市」只有合同写明的才享受补贴">
          <Choices
            id="subsidised"
            layout="row"
            label="是否享受补贴"
            options={['yes', 'no']}
            words={{ yes: '合同写明享受', no: '不享受' }}
            chosen={form.isSubsidised === 'yes' ? 'yes' : 'no'}
            onChoose={set('isSubsidised')}
          />
        </FormLine>
      )}
      {fault && (
        <Box id="contract-fault" className="field-fault gap-below">
          {fault}
        </Box>
      )}
    </>
  );
}

function ProviderChooser({
  chosen,
  onChoose,
}: {
  readonly chosen: ProviderView | undefined;
  readonly onChoose: (provider: ProviderView | undefined) => void;
}) {
  const [search, setSearch] = useState('');
  const list = useProviderList({ search, sort: 'name' }, { size: 20 });
  const choiceOf = ({ id, name, kind }: ProviderView) => ({ id, word: name, note: PROVIDER_KIND_WORDS[kind] });
  return (
    <Chooser
      id="provider"
      label="物业企业"
      placeholder="企业名称"
      chosen={chosen && choiceOf(chosen)}
      options={list.rows.map(choiceOf)}
      isPending={list.isPending}
      none="没有找到这个名称的企业"
      onSearch={setSearch}
      onChoose={(choice) => onChoose(choice && list.rows.find(({ id }) => id === choice.id))}
    />
  );
}

import { contractState, mayEver, PROVIDER_KIND_WORDS, shanghaiDate, type ProviderContractView, type ProviderView, type Role } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { History } from '../../../features/audit/history.tsx';
import { areaInWords } from '../../../features/estates/labels.ts';
import { CONTRACT_STATE_LABELS, periodInWords } from '../../../features/register/contract-form.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { PROVIDER_FIELD_LABELS, providerChange, providerFaults, providerForm } from '../../../features/register/provider-form.ts';
import { isStale } from '../../../features/register/use-estates.ts';
import { useMergedForm } from '../../../features/register/use-merged-form.ts';
import { useProvider, useProviderChange, useProviderContracts, useProviderHistory } from '../../../features/register/use-providers.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, RowLink, type Column } from '../../../ui/data-table.tsx';
import { Box, Field, Heading, Txt } from '../../../ui/elements.tsx';
import { Card, Fact } from '../../../ui/list.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import '../../../features/register/parts.scss';

/** One provider: what is registered of it, its estates of today and of the past, and what was changed. */
export default function ProviderPage() {
  const { provider: providerId = '' } = useRouter().params;
  const provider = useProvider(providerId);
  const role = useStaffSession()?.me.role;
  if (!provider.data || !role) {
    return (
      <StaffPage title="物业企业" entry="providers" hasBack>
        {provider.isError ? <Failed error={provider.error} onRetry={() => void provider.refetch()} /> : <Skeleton lines={[200, 44, 56, 56, 56]} />}
      </StaffPage>
    );
  }
  return (
    <StaffPage title={provider.data.name} entry="providers" hasBack>
      <Provider provider={provider.data} role={role} />
    </StaffPage>
  );
}

function Provider({ provider, role }: { readonly provider: ProviderView; readonly role: Role }) {
  const [isEditing, setEditing] = useState(false);
  const history = useProviderHistory(provider.id);
  return (
    <>
      {isEditing ? (
        <ProviderEdit provider={provider} onClose={() => setEditing(false)} />
      ) : (
        <Card id="facts">
          <Fact name="类型">{PROVIDER_KIND_WORDS[provider.kind]}</Fact>
          <Fact name="电话">{provider.phone === '' ? <Txt className="muted">没有登记</Txt> : <Txt className="number">{provider.phone}</Txt>}</Fact>
          <Fact name="现在管理">{provider.estates === 0 ? '没有小区' : `${provider.estates} 个小区，${areaInWords(provider.areaCentiSqm)}`}</Fact>
          {mayEver(role, 'provider.edit') && (
            <Box className="gap-above-small">
              <Button id="edit" kind="quiet" onPress={() => setEditing(true)}>
                更正资料
              </Button>
            </Box>
          )}
        </Card>
      )}
      <Estates providerId={provider.id} />
      <Box className="section">
        <Heading level={2} className="section-name">
          变更记录
        </Heading>
        <Box className="card">
          <History list={history} empty="还没有人改过。" />
        </Box>
      </Box>
    </>
  );
}

function Estates({ providerId }: { readonly providerId: string }) {
  const { nowMs } = useApp();
  const today = shanghaiDate(nowMs());
  const list = useProviderContracts(providerId);
  const columns: readonly Column<ProviderContractView>[] = [
    {
      id: 'estate',
      head: '小区',
      onPhone: 'title',
      cell: ({ estateId, estate, street, community }) => (
        <>
          <RowLink url={to.registeredEstate(estateId)}>{estate}</RowLink>
          <Box className="note">{`${street} · ${community}`}</Box>
        </>
      ),
    },
    {
      id: 'state',
      head: '现在',
      onPhone: 'corner',
      cell: (contract) => (
        <Txt className={`tag${contractState(contract, today) === 'serving' ? ' tag-good' : ''}`}>
          {CONTRACT_STATE_LABELS[contractState(contract, today)]}
        </Txt>
      ),
    },
    { id: 'period', head: '服务期', cell: (contract) => <Txt className="number">{periodInWords(contract)}</Txt> },
    { id: 'area', head: '建筑面积', isNumber: true, cell: ({ areaCentiSqm }) => areaInWords(areaCentiSqm) },
  ];
  return (
    <Box id="estates" className="section">
      <Heading level={2} className="section-name">
        小区与合同
      </Heading>
      <Paged list={list} empty={<Box className="card muted">还没有登记这家企业的合同。合同在小区的资料页登记。</Box>}>
        <DataTable
          label="小区与合同"
          columns={columns}
          rows={list.rows}
          idOf={({ id }) => id}
          onOpen={({ estateId }) => go(to.registeredEstate(estateId))}
        />
      </Paged>
    </Box>
  );
}

function ProviderEdit({ provider, onClose }: { readonly provider: ProviderView; readonly onClose: () => void }) {
  const change = useProviderChange();
  const { form, set, news } = useMergedForm(providerForm(provider), PROVIDER_FIELD_LABELS);
  const faults = providerFaults(form);
  const body = providerChange(form, provider);
  const save = () => body && change.mutate((register) => register.editProvider(provider.id, body), { onSuccess: onClose });
  return (
    <Card title="更正资料">
      <Box className="form-narrow">
        <FormLine name="企业全称" fault={faults.name}>
          <Field id="provider-name" label="企业全称" value={form.name} maxLength={100} invalid={Boolean(faults.name)} onInput={set('name')} />
        </FormLine>
        <FormLine name="电话" fault={faults.phone} hint="可以留空">
          <Field id="provider-phone" label="电话" value={form.phone} maxLength={32} invalid={Boolean(faults.phone)} onInput={set('phone')} />
        </FormLine>
        <FormEnd
          id="provider"
          save="保存"
          busy={change.isPending}
          disabled={!body || Object.keys(faults).length > 0}
          error={change.error}
          news={isStale(change.error) ? news : undefined}
          onSave={save}
          onCancel={onClose}
        />
      </Box>
    </Card>
  );
}

import { mayEver, shanghaiDate, type EstateRegisterView, type Role } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { ESTATE_FIELD_LABELS, estateChange, estateFaults, estateForm } from '../../../features/register/estate-form.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { useMergedForm } from '../../../features/register/use-merged-form.ts';
import { isStale, useEstateChange } from '../../../features/register/use-estates.ts';
import { Field } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';

interface EstateEditProps {
  readonly estate: EstateRegisterView;
  readonly role: Role;
  readonly onClose: () => void;
}

/** Corrects the facts. Somebody else may be doing the same: what they changed is shown before mine is saved over it. */
export function EstateEdit({ estate, role, onClose }: EstateEditProps) {
  const { nowMs } = useApp();
  const change = useEstateChange(estate.id);
  const { form, set, news } = useMergedForm(estateForm(estate), ESTATE_FIELD_LABELS);
  const [isTouched, setTouched] = useState(false);
  const faults = estateFaults(form, estate, Number(shanghaiDate(nowMs()).slice(0, 4)));
  const body = estateChange(form, estate);
  const save = () => {
    setTouched(true);
    if (body && Object.keys(faults).length === 0) change.mutate((register) => register.editEstate(estate.id, body), { onSuccess: onClose });
  };
  const faultOf = (field: string) => (isTouched ? faults[field] : undefined);
  return (
    <Card title="更正资料">
      <FormLine name="名称" fault={faultOf('name')}>
        <Field id="name" label="名称" value={form.name} maxLength={100} invalid={Boolean(faultOf('name'))} onInput={set('name')} />
      </FormLine>
      <FormLine name="地址" fault={faultOf('address')}>
        <Field id="address" label="地址" value={form.address} maxLength={200} invalid={Boolean(faultOf('address'))} onInput={set('address')} />
      </FormLine>
      <FormLine name="建成年份" fault={faultOf('builtYear')} hint="不清楚可以留空">
        <Field
          id="built-year"
          kind="digits"
          label="建成年份"
          value={form.builtYear}
          maxLength={4}
          invalid={Boolean(faultOf('builtYear'))}
          onInput={set('builtYear')}
        />
      </FormLine>
      {mayEver(role, 'estate.editArea') && (
        <>
          <FormLine name={ESTATE_FIELD_LABELS.area!} fault={faultOf('area')} hint="补贴按建筑面积计算，只有区指挥部办公室可以更正">
            <Field id="area" label="建筑面积" value={form.area} maxLength={14} invalid={Boolean(faultOf('area'))} onInput={set('area')} />
          </FormLine>
          {body?.area && (
            <FormLine name={ESTATE_FIELD_LABELS.reason!} fault={faultOf('reason')} hint="例如：按某年某月的测绘报告更正。会记入审计日志">
              <Field
                id="reason"
                label="更正面积的理由"
                value={form.reason}
                maxLength={200}
                invalid={Boolean(faultOf('reason'))}
                onInput={set('reason')}
              />
            </FormLine>
          )}
        </>
      )}
      <FormEnd
        id="estate"
        save="保存"
        busy={change.isPending}
        disabled={!body}
        error={change.error}
        news={isStale(change.error) ? news : undefined}
        onSave={save}
        onCancel={onClose}
      />
    </Card>
  );
}

import { shanghaiDate, type FeeStandardView } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { monthOptions, permilleOff, standardFaults, type StandardForm } from '../../../features/billing/desk-forms.ts';
import { useAddDiscount, useAddStandard, useEndStandard } from '../../../features/billing/use-bill-desk.ts';
import { fenOf } from '../../../features/money/yuan.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Field, Select } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';
import { DwellingChooser, type ChosenDwelling } from './dwelling-chooser.tsx';

const LONGEST_NAME = 40;
const BASES = ['area', 'fixed'] as const;

interface FormProps {
  readonly estateId: string;
  readonly onClose: () => void;
}

/** A fee from a month on that no run has billed yet. */
export function AddStandard({ estateId, onClose }: FormProps) {
  const { nowMs } = useApp();
  const add = useAddStandard(estateId);
  const [form, setForm] = useState<StandardForm>({ name: '', basis: 'area', rate: '', fromMonth: shanghaiDate(nowMs()).slice(0, 7) });
  const [isTouched, setTouched] = useState(false);
  const faults = standardFaults(form);
  const rateFen = fenOf(form.rate);
  const save = () => {
    setTouched(true);
    if (Object.keys(faults).length > 0 || rateFen === undefined) return;
    add.mutate({ name: form.name.trim(), basis: form.basis, rateFen, fromMonth: form.fromMonth }, { onSuccess: onClose });
  };
  return (
    <Dialog title="登记收费标准" confirm="登记" busy={add.isPending} onConfirm={save} onCancel={onClose}>
      <FormLine name="收费项目" fault={isTouched ? faults.name : undefined}>
        <Field id="fee-name" label="收费项目" value={form.name} placeholder="如：物业服务费" maxLength={LONGEST_NAME} onInput={(name) => setForm({ ...form, name })} />
      </FormLine>
      <FormLine name="怎么算">
        <Choices
          id="basis" label="怎么算" layout="row" options={BASES} words={{ area: '按平方米', fixed: '按户' }} chosen={form.basis}
          onChoose={(basis) => setForm({ ...form, basis })}
        />
      </FormLine>
      <FormLine name={form.basis === 'area' ? '每平方米每月（元）' : '每户每月（元）'} fault={isTouched ? faults.rate : undefined}>
        <Field id="fee-rate" label="每月多少元" value={form.rate} placeholder="如 0.45" maxLength={10} onInput={(rate) => setForm({ ...form, rate })} />
      </FormLine>
      <FormLine name="从哪个月起" hint="已经出过账的月份不能改">
        <Select id="fee-from" label="从哪个月起" value={form.fromMonth} options={monthOptions(nowMs())} onSelect={(fromMonth) => setForm({ ...form, fromMonth })} />
      </FormLine>
      {add.error && <Notice id="fee-refusal" tone="bad" title="没有登记">{add.error.message}</Notice>}
    </Dialog>
  );
}

interface OfStandardProps extends FormProps {
  readonly standard: FeeStandardView;
}

export function EndStandard({ estateId, standard, onClose }: OfStandardProps) {
  const { nowMs } = useApp();
  const end = useEndStandard(estateId, standard.id);
  const [untilMonth, setUntil] = useState(shanghaiDate(nowMs()).slice(0, 7));
  return (
    <Dialog
      title={`结束「${standard.name}」？`} confirm="结束" busy={end.isPending}
      onConfirm={() => end.mutate({ version: standard.version, untilMonth }, { onSuccess: onClose })} onCancel={onClose}
    >
      <Box className="gap-below">涨价、降价都是结束原来的标准，再登记新的。已经出的账单不会变。</Box>
      <FormLine name="最后一个月"><Select id="fee-until" label="最后一个月" value={untilMonth} options={monthOptions(nowMs())} onSelect={setUntil} /></FormLine>
      {end.error && <Notice id="fee-refusal" tone="bad" title="没有结束">{end.error.message}</Notice>}
    </Dialog>
  );
}

const WHOM = ['all', 'some'] as const;

/** For all, or for dwellings that are named here and shown to nobody else. */
export function AddDiscount({ estateId, standard, onClose }: OfStandardProps) {
  const { nowMs } = useApp();
  const add = useAddDiscount(estateId, standard.id);
  const [form, setForm] = useState({ name: '', tenths: '', fromMonth: shanghaiDate(nowMs()).slice(0, 7), whom: 'all' as (typeof WHOM)[number] });
  const [dwellings, setDwellings] = useState<readonly ChosenDwelling[]>([]);
  const off = permilleOff(form.tenths);
  const isComplete = form.name.trim() !== '' && off !== undefined && (form.whom === 'all' || dwellings.length > 0);
  const save = () => {
    if (off === undefined) return;
    const named = form.whom === 'some' ? { householdIds: dwellings.map(({ id }) => id) } : {};
    add.mutate({ version: standard.version, name: form.name.trim(), permilleOff: off, fromMonth: form.fromMonth, ...named }, { onSuccess: onClose });
  };
  return (
    <Dialog title={`给「${standard.name}」加优惠`} confirm="登记" busy={add.isPending} disabled={!isComplete} onConfirm={save} onCancel={onClose}>
      <FormLine name="优惠名称">
        <Field id="discount-name" label="优惠名称" value={form.name} placeholder="如：低保户减免" maxLength={LONGEST_NAME} onInput={(name) => setForm({ ...form, name })} />
      </FormLine>
      <FormLine name="几折" fault={form.tenths !== '' && off === undefined ? '请填 0 到 9.99，0 是免收' : undefined}>
        <Field id="discount-tenths" label="几折" value={form.tenths} placeholder="如 9.5；免收填 0" maxLength={4} onInput={(tenths) => setForm({ ...form, tenths })} />
      </FormLine>
      <FormLine name="从哪个月起"><Select id="discount-from" label="从哪个月起" value={form.fromMonth} options={monthOptions(nowMs())} onSelect={(fromMonth) => setForm({ ...form, fromMonth })} /></FormLine>
      <FormLine name="哪些住户" hint="有几项优惠时按最多的一项，不累加">
        <Choices id="whom" label="哪些住户" layout="row" options={WHOM} words={{ all: '所有住户', some: '指定住户' }} chosen={form.whom} onChoose={(whom) => setForm({ ...form, whom })} />
      </FormLine>
      {form.whom === 'some' && <DwellingChooser estateId={estateId} chosen={dwellings} onChange={setDwellings} />}
      {add.error && <Notice id="fee-refusal" tone="bad" title="没有登记">{add.error.message}</Notice>}
    </Dialog>
  );
}

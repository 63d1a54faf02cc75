import { COMPLAINT_CATEGORIES, type CategoryOfComplaint } from '@linping/shared';
import { useState } from 'react';
import { useApp } from '../../../features/app-context.ts';
import { COMPLAINT_CHANNEL_LABELS } from '../../../features/complaints/labels.ts';
import { PhotoPicker } from '../../../features/complaints/photo-picker.tsx';
import type { Photos } from '../../../features/complaints/use-photos.ts';
import { Chooser } from '../../../features/register/chooser.tsx';
import { FormLine } from '../../../features/register/form.tsx';
import { useBuildings } from '../../../features/register/use-households.ts';
import { useEstateList } from '../../../features/register/use-estates.ts';
import { dateInWords, weekdayInWords } from '../../../features/surveys/days-left.ts';
import { Choices } from '../../../ui/choices.tsx';
import { Area, Box, Field, Press, Select } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/states.tsx';
import {
  clockOf, LONGEST_NAME, LONGEST_NUMBER, LONGEST_PHONE, LONGEST_SPOT, LONGEST_WORDS, receivedDays, REGISTER_CHANNELS, type Faults, type RegisterDraft,
} from './draft.ts';

interface FieldsProps {
  readonly draft: RegisterDraft;
  readonly faults: Faults;
  readonly photos: Photos;
  readonly onChange: (change: Partial<RegisterDraft>) => void;
}

/** In the order in which a call goes: from where and when, which estate, what and where, who. */
export const RegisterFields = (props: FieldsProps) => (
  <>
    <Card title="从哪里来的"><Source {...props} /></Card>
    <Card title="什么地方"><Place {...props} /></Card>
    <Card title="什么情况"><Matter {...props} /></Card>
    <Card title="怎么联系来电人（可不填）"><Caller {...props} /></Card>
  </>
);

function Source({ draft, faults, onChange }: FieldsProps) {
  const { nowMs } = useApp();
  const days = receivedDays(nowMs());
  const now = { receivedOn: days[0]!, receivedTime: clockOf(nowMs()) };
  return (
    <>
      <FormLine name="来源" fault={faults.channel}>
        <Choices
          id="channel" label="来源" layout="row" options={REGISTER_CHANNELS} words={COMPLAINT_CHANNEL_LABELS}
          chosen={draft.channel || undefined} onChoose={(channel) => onChange({ channel })}
        />
      </FormLine>
      {draft.channel !== '' && (
        <FormLine name={draft.channel === 'hotline12345' ? '12345 工单编号' : '外部编号（可不填）'} fault={faults.externalNumber}>
          <Field
            id="external-number" label="外部编号" value={draft.externalNumber} maxLength={LONGEST_NUMBER} invalid={Boolean(faults.externalNumber)}
            onInput={(externalNumber) => onChange({ externalNumber })}
          />
        </FormLine>
      )}
      <FormLine name="什么时候接到的" fault={faults.received} hint="期限从这个时间算起">
        <Box className="received">
          <Select
            id="received-on" label="哪天接到的" value={draft.receivedOn}
            options={[...new Set([...days, draft.receivedOn])].map((day, index) => ({ value: day, word: index === 0 ? '今天' : `${dateInWords(day, nowMs())} ${weekdayInWords(day)}` }))}
            onSelect={(receivedOn) => onChange({ receivedOn })}
          />
          <Field
            id="received-time" label="几点几分接到的" value={draft.receivedTime} placeholder="9:05" maxLength={5} invalid={Boolean(faults.received)}
            onInput={(receivedTime) => onChange({ receivedTime })}
          />
          <Press id="received-now" className="text-button" onPress={() => onChange(now)}>就是现在</Press>
        </Box>
      </FormLine>
    </>
  );
}

function Place({ draft, faults, onChange }: FieldsProps) {
  const [search, setSearch] = useState('');
  const list = useEstateList({ search, sort: 'name' });
  const buildings = useBuildings(draft.estate?.id ?? '');
  return (
    <>
      <FormLine name="小区" fault={faults.estate}>
        <Chooser
          id="estate" label="小区" placeholder="小区名称或编号" chosen={draft.estate} isPending={list.isPending} none="您的范围里没有这个小区；别的街道的，请转告那边登记"
          options={list.rows.map(({ id, name, street, community }) => ({ id, word: name, note: `${street} · ${community}` }))}
          onSearch={setSearch} onChoose={(estate) => onChange({ estate, buildingId: '' })}
        />
      </FormLine>
      {draft.estate && buildings.rows.length > 0 && (
        <FormLine name="楼栋">
          <Select
            id="building" label="楼栋" value={draft.buildingId}
            options={[{ value: '', word: '不在楼里，或说不清' }, ...buildings.rows.map(({ id, name }) => ({ value: id, word: name }))]}
            onSelect={(buildingId) => onChange({ buildingId })}
          />
        </FormLine>
      )}
      <FormLine name="具体位置" fault={faults.spot}>
        <Field id="spot" label="具体位置" value={draft.spot} placeholder="如：2单元电梯口" maxLength={LONGEST_SPOT} invalid={Boolean(faults.spot)} onInput={(spot) => onChange({ spot })} />
      </FormLine>
    </>
  );
}

const CATEGORIES: readonly { readonly value: CategoryOfComplaint | ''; readonly word: string }[] = [
  { value: '', word: '请选择' }, ...COMPLAINT_CATEGORIES.map(({ id, word }) => ({ value: id, word })),
];

function Matter({ draft, faults, photos, onChange }: FieldsProps) {
  return (
    <>
      <FormLine name="类别" fault={faults.category}>
        <Select id="category" label="类别" value={draft.category} options={CATEGORIES} onSelect={(category) => onChange({ category })} />
      </FormLine>
      <FormLine name="情况" fault={faults.text} hint="物业看得到这段话，不要写来电人的姓名和门牌">
        <Area id="text" label="情况" value={draft.text} maxLength={LONGEST_WORDS} placeholder="照来电人的原话写" onInput={(text) => onChange({ text })} />
      </FormLine>
      <FormLine name="照片（可不加）"><PhotoPicker id="register-photos" label="照片" photos={photos} /></FormLine>
      <Press id="urgent" className={`switch-row${draft.isUrgent ? ' is-on' : ''}`} role="switch" checked={draft.isUrgent} onPress={() => onChange({ isUrgent: !draft.isUrgent })}>
        {draft.isUrgent ? '紧急：物业要在 2 小时内回应' : '不紧急（有危险的点这里）'}
      </Press>
      {draft.isUrgent && <Notice id="urgent-notice" tone="warn" title="有人身危险的先报警">火警 119、报警 110、燃气抢修请来电人马上自己打，不要等登记。</Notice>}
    </>
  );
}

function Caller({ draft, faults, onChange }: FieldsProps) {
  return (
    <>
      <Box className="paragraph muted">请先告诉来电人：情况会转给物业办理；姓名和电话用来回访，默认不给物业看。</Box>
      <Box className="form-pair">
        <FormLine name="称呼">
          <Field id="caller-name" label="称呼" value={draft.name} placeholder="如：来电居民" maxLength={LONGEST_NAME} autoComplete="off" onInput={(name) => onChange({ name })} />
        </FormLine>
        <FormLine name="电话">
          <Field
            id="caller-phone" kind="digits" label="电话" value={draft.phone} maxLength={LONGEST_PHONE} autoComplete="off" invalid={Boolean(faults.contact)}
            onInput={(phone) => onChange({ phone })}
          />
        </FormLine>
      </Box>
      {faults.contact && <Box className="field-fault gap-below-small">{faults.contact}</Box>}
      {draft.phone !== '' && (
        <Press
          id="show-contact" className={`switch-row${draft.showContactToFirm ? ' is-on' : ''}`} role="switch" checked={draft.showContactToFirm}
          onPress={() => onChange({ showContactToFirm: !draft.showContactToFirm })}
        >
          {draft.showContactToFirm ? '来电人同意：物业可以看到姓名和电话' : '不给物业看姓名和电话（来电人同意的点这里）'}
        </Press>
      )}
      <Box className="note">姓名和电话不存在这台设备上，没有登记就刷新页面，要重新填。</Box>
    </>
  );
}

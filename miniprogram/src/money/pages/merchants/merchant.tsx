import type { MerchantView } from '@linping/shared';
import { useState } from 'react';
import { isMchid } from '../../../features/payments/mchid.ts';
import { useMerchant, useMerchantChange } from '../../../features/payments/use-money-desk.ts';
import { FormEnd, FormLine } from '../../../features/register/form.tsx';
import { isStale } from '../../../features/register/use-estates.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/choices.tsx';
import { Box, Field, Txt } from '../../../ui/elements.tsx';
import { Fact } from '../../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../../ui/states.tsx';

const MODE_WORDS = { partner: '服务商模式，企业是特约商户', direct: '直连模式，整个平台一个商户' } as const;

/** One firm's number: what is registered, whether it takes payments now, and the change of it. */
export function Merchant({ providerId, mayEdit }: { readonly providerId: string; readonly mayEdit: boolean }) {
  const merchant = useMerchant(providerId);
  const [isEditing, setEditing] = useState(false);
  if (merchant.isError) return <Failed error={merchant.error} onRetry={() => void merchant.refetch()} />;
  if (!merchant.data) return <Skeleton lines={[44, 44, 44]} />;
  if (isEditing) return <MerchantForm key={merchant.data.version} merchant={merchant.data} onClose={() => setEditing(false)} />;
  const { mchid, isActive, mode, provider } = merchant.data;
  return (
    <>
      <Fact name="企业">{provider}</Fact>
      <Fact name="商户号">{mchid === '' ? <Txt id="mchid" className="muted">没有登记，居民只能到服务处缴费</Txt> : <Txt id="mchid" className="number">{mchid}</Txt>}</Fact>
      <Fact name="收款"><Txt id="is-active" className={isActive ? 'tag tag-good' : 'tag'}>{isActive ? '正在使用' : '停用'}</Txt></Fact>
      <Fact name="方式">{MODE_WORDS[mode]}</Fact>
      {mayEdit && <Box className="gap-above"><Button id="edit-merchant" kind="quiet" onPress={() => setEditing(true)}>{mchid === '' ? '登记商户号' : '更改'}</Button></Box>}
    </>
  );
}

const STATES = ['active', 'off'] as const;
const STATE_WORDS = { active: '使用：居民可以用微信缴费', off: '停用：不再接受新的支付，退款照常' } as const;

function MerchantForm({ merchant, onClose }: { readonly merchant: MerchantView; readonly onClose: () => void }) {
  const change = useMerchantChange(merchant.providerId);
  const [mchid, setMchid] = useState(merchant.mchid);
  const [state, setState] = useState<(typeof STATES)[number]>(merchant.isActive || merchant.mchid === '' ? 'active' : 'off');
  const typed = mchid.trim();
  const fault = typed === '' || isMchid(typed) ? undefined : '商户号是8到16位数字';
  const save = () => change.mutate({ version: merchant.version, mchid: typed, isActive: state === 'active' }, { onSuccess: onClose });
  return (
    <>
      <FormLine name="商户号" fault={fault} hint="在微信商户平台的账户中心可以看到">
        <Field id="merchant-mchid" kind="digits" label="商户号" value={mchid} maxLength={16} invalid={fault !== undefined} onInput={setMchid} />
      </FormLine>
      <Choices id="merchant-state" layout="column" label="是否使用" options={STATES} words={STATE_WORDS} chosen={state} onChoose={setState} />
      {merchant.mchid !== '' && typed !== merchant.mchid && <Notice tone="warn" title="以后的支付会进新的商户号">已经下的订单和它们的退款，仍然用原来的商户号。</Notice>}
      <FormEnd
        id="merchant" save="保存" busy={change.isPending} disabled={!isMchid(typed)} error={change.error} news={isStale(change.error) ? [] : undefined}
        onSave={save} onCancel={onClose}
      />
    </>
  );
}

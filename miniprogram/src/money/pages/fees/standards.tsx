import type { FeeStandardView } from '@linping/shared';
import { useState } from 'react';
import { discountInWords, rateInWords, spanInWords } from '../../../features/billing/bill-words.ts';
import { useDeskStandards } from '../../../features/billing/use-bill-desk.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Press } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';
import { AddDiscount, AddStandard, EndStandard } from './standard-forms.tsx';

type Form = { readonly kind: 'add' } | { readonly kind: 'end' | 'discount'; readonly standard: FeeStandardView };

/** Fees with their months and discounts. A rate is never edited: it ends, and another begins. */
export function Standards({ estateId, mayEdit }: { readonly estateId: string; readonly mayEdit: boolean }) {
  const list = useDeskStandards(estateId);
  const [form, setForm] = useState<Form>();
  const close = () => setForm(undefined);
  if (list.isPending) return <Skeleton lines={[160]} />;
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Card id="standards" title="收费标准">
      {list.rows.length === 0 && <Box className="muted gap-below">还没有登记。登记以后居民在小区页面和账单里都看得到。</Box>}
      {list.rows.map((standard) => (
        <Box key={standard.id} id={`standard-${standard.id}`} className="desk-line">
          <Box className="lead">{standard.name}</Box>
          <Box>{`${rateInWords(standard)}，${spanInWords(standard)}`}</Box>
          {standard.discounts.map((discount) => (
            <Box key={discount.id} className="note">
              {`优惠：${discount.name} ${discountInWords(discount)}，${spanInWords(discount)}${discount.households === null ? '' : `，${discount.households} 户`}`}
            </Box>
          ))}
          {mayEdit && standard.untilMonth === null && (
            <Box className="bill-acts">
              <Press id={`discount-${standard.id}`} className="text-button" label={`给${standard.name}加优惠`} onPress={() => setForm({ kind: 'discount', standard })}>加优惠</Press>
              <Press id={`end-${standard.id}`} className="text-button" label={`结束${standard.name}`} onPress={() => setForm({ kind: 'end', standard })}>结束</Press>
            </Box>
          )}
        </Box>
      ))}
      {mayEdit && <Button id="add-standard" kind="quiet" onPress={() => setForm({ kind: 'add' })}>登记收费标准</Button>}
      {form?.kind === 'add' && <AddStandard estateId={estateId} onClose={close} />}
      {form?.kind === 'end' && <EndStandard estateId={estateId} standard={form.standard} onClose={close} />}
      {form?.kind === 'discount' && <AddDiscount estateId={estateId} standard={form.standard} onClose={close} />}
    </Card>
  );
}

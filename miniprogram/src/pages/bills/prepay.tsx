import { MOST_PREPAID_MONTHS, type HeldHouseholdView } from '@linping/shared';
import { useState } from 'react';
import { monthsInWords } from '../../features/billing/bill-words.ts';
import { usePrepay, usePrepayPreview } from '../../features/billing/use-bills.ts';
import { homeInWords } from '../../features/estates/labels.ts';
import { yuan } from '../../features/money/yuan.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Press, Select, Txt } from '../../ui/elements.tsx';
import { Notice, Skeleton } from '../../ui/states.tsx';

const MONTHS = Array.from({ length: MOST_PREPAID_MONTHS }, (_, at) => String(at + 1));

/** Paying in advance, at most a year (郑州市物业管理条例 42): what it comes to is said before a bill is made. */
export function Prepay({ households }: { readonly households: readonly HeldHouseholdView[] }) {
  const [isOpen, setOpen] = useState(false);
  if (households.length === 0) return null;
  return (
    <Box className="links">
      <Press id="prepay" className="link-row" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Box className="link-row-title">
          <Box>预缴以后的物业费</Box>
          <Box className="note">最多缴到一年以后，缴不缴由您</Box>
        </Box>
        <Txt className="link-row-note">{isOpen ? '收起' : '展开'}</Txt>
      </Press>
      {isOpen && <PrepayForm households={households} />}
    </Box>
  );
}

function PrepayForm({ households }: { readonly households: readonly HeldHouseholdView[] }) {
  const [chosen, setChosen] = useState(households[0]!.householdId);
  const [months, setMonths] = useState('3');
  const household = households.find(({ householdId }) => householdId === chosen) ?? households[0]!;
  const preview = usePrepayPreview(household.householdId, Number(months));
  const prepay = usePrepay(household.householdId);
  const make = () => prepay.mutate(Number(months), { onSuccess: ({ billId }) => billId && go(to.bill(billId)) });
  return (
    <Box className="prepay">
      {households.length > 1 && (
        <Box className="gap-below">
          <Select
            id="prepay-household" label="哪一户" value={household.householdId} onSelect={setChosen}
            options={households.map((held) => ({ value: held.householdId, word: `${held.estate} ${homeInWords(held)}` }))}
          />
        </Box>
      )}
      <Select id="prepay-months" label="预缴几个月" value={months} options={MONTHS.map((value) => ({ value, word: `${value} 个月` }))} onSelect={setMonths} />
      <Box className="prepay-preview" role="status">
        {preview.isPending && <Skeleton lines={[48]} />}
        {preview.isError && <Notice id="prepay-refusal" tone="warn" title="现在不能预缴">{preview.error.message}</Notice>}
        {preview.data && (
          <>
            <Box className="muted">{`${homeInWords(household)} · ${monthsInWords(preview.data)}`}</Box>
            <Box id="prepay-amount" className="prepay-amount number">{`${yuan(preview.data.amountFen)} 元`}</Box>
          </>
        )}
      </Box>
      <Box className="note gap-below">这是您自愿先缴的，不算欠费：到明天晚上还没付，账单自动取消；重新选月数，会换成新的一张。</Box>
      {prepay.error && <Notice id="prepay-failed" tone="bad" title="没有生成账单">{prepay.error.message}</Notice>}
      <Button id="prepay-make" kind="quiet" busy={prepay.isPending} disabled={!preview.data} onPress={make}>生成这张账单，再去支付</Button>
    </Box>
  );
}

import './billing.scss';
import { shanghaiDate, type FeeStandardView } from '@linping/shared';
import { Box, Heading } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { useApp } from '../app-context.ts';
import { discountInWords, rateInWords, spanInWords } from './bill-words.ts';
import { useFeeStandards } from './use-bills.ts';

/** How the fees of an estate are reckoned, for everybody alike. Without an answer nothing is shown: each bill says it again. */
export function FeeStandards({ estateId, title = '收费怎么算' }: { readonly estateId: string; readonly title?: string }) {
  const { nowMs } = useApp();
  const { standards, isSuccess } = useFeeStandards(estateId);
  const month = shanghaiDate(nowMs()).slice(0, 7);
  const present = standards.filter(({ untilMonth }) => untilMonth === null || untilMonth >= month);
  if (!isSuccess) return null;
  return (
    <Card id={`fees-${estateId}`} title={title}>
      {present.length === 0 && <Box className="muted">物业还没有登记收费标准。想知道怎么收费，可以问物业或者社区。</Box>}
      {present.map((standard) => <Standard key={standard.id} standard={standard} />)}
      {present.length > 0 && <Box className="note">按建筑面积算的，面积以登记的为准；每张账单里都写着怎么算出来的，精确到分。</Box>}
    </Card>
  );
}

const Standard = ({ standard }: { readonly standard: FeeStandardView }) => (
  <Box className="fee-standard">
    <Heading level={3} className="fee-name">{standard.name}</Heading>
    <Box className="number">{rateInWords(standard)}</Box>
    <Box className="note">{`${spanInWords(standard)} · ${standard.provider}`}</Box>
    {standard.discounts.map((discount) => (
      <Box key={discount.id} className="note">
        {`优惠：${discount.name} ${discountInWords(discount)}，${spanInWords(discount)}${discount.households === null ? '' : '，适用部分住户'}`}
      </Box>
    ))}
  </Box>
);

import type { BillView } from '@linping/shared';
import { lineInWords } from '../../features/billing/bill-words.ts';
import { yuan } from '../../features/money/yuan.ts';
import { Box, Txt } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';

/** What the amount is made of, so that it can be checked with a pocket calculator. */
export const Lines = ({ bill: { lines, amountFen } }: { readonly bill: BillView }) => (
  <Card id="lines" title="怎么算出来的">
    {lines.map((line, at) => (
      <Box key={at} className="bill-item">
        <Box className="bill-first">
          <Txt>{line.name}</Txt>
          <Txt className="number bill-amount">{`${yuan(line.amountFen)} 元`}</Txt>
        </Box>
        <Box className="note">{lineInWords(line)}</Box>
      </Box>
    ))}
    <Box className="bill-sum">
      <Txt>合计</Txt>
      <Txt className="number">{`${yuan(amountFen)} 元`}</Txt>
    </Box>
  </Card>
);

import type { MyBillRow } from '@linping/shared';
import { useApp } from '../../features/app-context.ts';
import { billInWords, billTone, monthsInWords } from '../../features/billing/bill-words.ts';
import { homeInWords } from '../../features/estates/labels.ts';
import { yuan } from '../../features/money/yuan.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { go, to } from '../../platform/navigate.ts';
import { Box, Press, Txt } from '../../ui/elements.tsx';

interface BillLineProps {
  readonly row: MyBillRow;
  readonly isChosen: boolean;
  /** Set where it may be paid here and now. */
  readonly onChoose?: () => void;
}

/** One bill in a list: for which months, how much, by when; chosen by its box, opened by the rest of the line. */
export function BillLine({ row, isChosen, onChoose }: BillLineProps) {
  const { nowMs } = useApp();
  const months = monthsInWords(row);
  return (
    <Box className="bill-line" role="listitem">
      {onChoose && (
        <Press
          id={`choose-${row.id}`} className="bill-choose" role="checkbox" checked={isChosen}
          label={`${isChosen ? '已选' : '未选'}：${months}，${yuan(row.amountFen)} 元`} onPress={onChoose}
        >
          <Txt className={`bill-box${isChosen ? ' is-chosen' : ''}`} />
        </Press>
      )}
      <Press id={`bill-${row.id}`} className="bill-open" role="link" onPress={() => go(to.bill(row.id))}>
        <Box className="bill-main">
          <Box className="bill-first">
            <Txt className="lead">{months}</Txt>
            <Txt className="lead number bill-amount">{`${yuan(row.amountFen)} 元`}</Txt>
          </Box>
          <Box className="muted">{`${row.estate} ${homeInWords(row)}`}</Box>
          <Box className="bill-state">
            <Txt className={`is-${billTone(row)}`}>{billInWords(row)}</Txt>
            {row.status === 'issued' && <Txt className="muted">{`${dateInWords(row.dueOn, nowMs())}前缴`}</Txt>}
            {row.refundedFen > 0 && <Txt className="muted number">{`已退 ${yuan(row.refundedFen)} 元`}</Txt>}
          </Box>
        </Box>
        <Txt className="chevron-right" />
      </Press>
    </Box>
  );
}

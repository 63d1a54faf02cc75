import { DISCLOSURE_WORDS, type ComputedLineView, type DisclosureKind, type StatementLineView } from '@linping/shared';
import { useState } from 'react';
import { useStatementLines } from '../../features/disclosures/use-accounts.ts';
import { signedYuan, yuan } from '../../features/money/yuan.ts';
import { VoucherStrip } from '../../features/vouchers/voucher-strip.tsx';
import { Button } from '../../ui/button.tsx';
import { Box, Press, Txt } from '../../ui/elements.tsx';
import { Fact } from '../../ui/list.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import type { AskedAbout } from './index.tsx';

interface KindLinesProps {
  readonly statementId: string;
  readonly kind: DisclosureKind;
  readonly amountFen: number;
  /** Set where the system counts the kind itself. */
  readonly computed: ComputedLineView | undefined;
  readonly onAsk: (about: AskedAbout) => void;
}

/** A kind with its sum; opened, every line with what stands behind it. */
export function KindLines({ statementId, kind, amountFen, computed, onAsk }: KindLinesProps) {
  const [isOpen, setOpen] = useState(false);
  const word = DISCLOSURE_WORDS[kind];
  return (
    <Box className="statement-kind">
      <Press id={`kind-${kind}`} className="kind-head" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Txt className="lead kind-word">{word}</Txt>
        <Txt className="lead number kind-amount">{`${yuan(amountFen)} 元`}</Txt>
        <Txt className="kind-fold">{isOpen ? '收起' : '展开'}</Txt>
      </Press>
      {isOpen && computed && <Computed line={computed} />}
      {isOpen && !computed && <Lines statementId={statementId} kind={kind} onAsk={onAsk} />}
      {isOpen && <Press id={`ask-${kind}`} className="inline-link" onPress={() => onAsk({ kind, words: word })}>{`对「${word}」有疑问`}</Press>}
    </Box>
  );
}

/** Counted from the ledger, not typed; where another figure was declared, the difference and its reason. */
function Computed({ line: { amountFen, wechatFen, refundedFen, cashFen, transferFen, payments, declaredFen, differenceFen, explanation } }: { readonly line: ComputedLineView }) {
  return (
    <Box className="statement-line">
      <Box className="note">{`系统按缴费记录计算，共 ${payments} 笔；谁家缴的，不公布。`}</Box>
      <Fact name="微信"><Txt className="number">{`${yuan(wechatFen)} 元`}</Txt></Fact>
      {refundedFen !== 0 && <Fact name="退款"><Txt className="number">{`${yuan(refundedFen)} 元`}</Txt></Fact>}
      {cashFen !== 0 && <Fact name="现金"><Txt className="number">{`${yuan(cashFen)} 元`}</Txt></Fact>}
      {transferFen !== 0 && <Fact name="转账"><Txt className="number">{`${yuan(transferFen)} 元`}</Txt></Fact>}
      {differenceFen !== 0 && (
        <>
          <Fact name="系统记录"><Txt className="number">{`${yuan(amountFen)} 元`}</Txt></Fact>
          <Fact name="申报"><Txt className="number">{`${yuan(declaredFen)} 元（${signedYuan(differenceFen)}）`}</Txt></Fact>
          <Box>{`差额说明：${explanation}`}</Box>
        </>
      )}
    </Box>
  );
}

function Lines({ statementId, kind, onAsk }: Pick<KindLinesProps, 'statementId' | 'kind' | 'onAsk'>) {
  const lines = useStatementLines(statementId, kind, true);
  if (lines.isError && lines.rows.length === 0) return <Failed error={lines.error} onRetry={() => void lines.refetch()} />;
  if (lines.isPending) return <Skeleton lines={[88, 88]} />;
  return (
    <>
      <Box role="list">{lines.rows.map((line) => <Line key={line.id} line={line} onAsk={onAsk} onExpired={() => void lines.refetch()} />)}</Box>
      {lines.hasNextPage && <Button id={`more-${kind}`} kind="quiet" busy={lines.isFetchingNextPage} onPress={() => void lines.fetchNextPage()}>再看一些</Button>}
    </>
  );
}

interface LineProps {
  readonly line: StatementLineView;
  readonly onAsk: (about: AskedAbout) => void;
  /** A link to a voucher has run out while the page lay open. */
  readonly onExpired: () => void;
}

function Line({ line: { id, kind, amountFen, note, vouchers, questions }, onAsk, onExpired }: LineProps) {
  return (
    <Box className="statement-line" role="listitem">
      <Box className="statement-line-head">
        <Box className="statement-line-note">{note}</Box>
        <Txt className="number">{`${yuan(amountFen)} 元`}</Txt>
      </Box>
      <VoucherStrip id={`vouchers-${id}`} label="凭证" vouchers={vouchers} onExpired={onExpired} />
      <Press id={`ask-${id}`} className="inline-link" label={`我有疑问：${note}`} onPress={() => onAsk({ kind, lineId: id, words: note })}>我有疑问</Press>
      {questions > 0 && <Txt className="note">{`　已有 ${questions} 个公开答复，见下面`}</Txt>}
    </Box>
  );
}

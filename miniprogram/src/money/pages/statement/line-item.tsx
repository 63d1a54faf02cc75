import type { StatementLineView, StatementView } from '@linping/shared';
import { useState } from 'react';
import { useStatementChange } from '../../../features/disclosures/use-desk.ts';
import { yuan } from '../../../features/money/yuan.ts';
import { VoucherStrip } from '../../../features/vouchers/voucher-strip.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box, Press, Txt } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

interface LineItemProps {
  readonly view: StatementView;
  readonly line: StatementLineView;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onExpired: () => void;
}

/** One line as it stands, with what stands behind it. */
export function LineItem({ view, line, mayEdit, onEdit, onExpired }: LineItemProps) {
  const [isAsking, ask] = useState(false);
  return (
    <>
      <Box className="line-head">
        <Box className="line-note">{line.note}</Box>
        <Txt className="line-amount number">{yuan(line.amountFen)}</Txt>
      </Box>
      {line.vouchers.length === 0 && <Txt className="tag tag-warn">没有附凭证</Txt>}
      <VoucherStrip id={`voucher-${line.id}`} label="凭证" vouchers={line.vouchers} onExpired={onExpired} />
      {line.questions > 0 && <Box className="note">{`居民问过 ${line.questions} 次`}</Box>}
      {mayEdit && (
        <Box className="text-buttons">
          <Press id={`edit-line-${line.id}`} className="text-button" label={`改「${line.note}」`} onPress={onEdit}>改</Press>
          <Press id={`remove-${line.id}`} className="text-button" label={`删掉「${line.note}」`} onPress={() => ask(true)}>删掉</Press>
        </Box>
      )}
      {isAsking && <Remove view={view} line={line} onClose={() => ask(false)} />}
    </>
  );
}

function Remove({ view, line, onClose }: { readonly view: StatementView; readonly line: StatementLineView; readonly onClose: () => void }) {
  const change = useStatementChange(view.id);
  return (
    <Dialog
      title="删掉这一笔？" confirm="删掉" kind="danger" busy={change.isPending} onCancel={onClose}
      onConfirm={() => change.mutate((disclosures, version) => disclosures.removeLine(view.id, line.id, version), { onSuccess: onClose })}
    >
      <Box className="paragraph">{`${line.note}，${yuan(line.amountFen)} 元。`}</Box>
      <Box className="paragraph">凭证也一起从这份公示里拿掉。</Box>
      {change.error && <Notice id="remove-refusal" tone="bad" title="没有删掉">{change.error.message}</Notice>}
    </Dialog>
  );
}

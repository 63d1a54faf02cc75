import type { InvoiceRequestView } from '@linping/shared';
import { useIssueInvoice, useRefuseInvoice } from '../../../features/billing/use-bill-desk.ts';
import { usePhotos } from '../../../features/complaints/use-photos.ts';
import { FormLine } from '../../../features/register/form.tsx';
import { VoucherPicker } from '../../../features/vouchers/voucher-picker.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';
import { WithReason } from '../staff-bill/with-reason.tsx';

interface DecideProps {
  readonly estateId: string;
  readonly request: InvoiceRequestView;
  readonly onClose: () => void;
}

/** The e-invoice as it came out of the firm's tax system, one file. */
export function Issue({ estateId, request: { id, version }, onClose }: DecideProps) {
  const issue = useIssueInvoice(estateId, id);
  const files = usePhotos('staff', `invoice:${id}`, 1);
  const fileId = files.photoIds[0];
  const close = () => {
    files.discard();
    onClose();
  };
  return (
    <Box className="desk-line">
      <FormLine name="电子发票" hint="税务系统开出的 PDF 或图片，只有这一户看得到"><VoucherPicker id={`invoice-file-${id}`} label="发票" files={files} /></FormLine>
      {issue.error && <Notice id="issue-refusal" tone="bad" title="没有交付">{issue.error.message}</Notice>}
      <Box className="form-buttons">
        <Button
          id={`send-invoice-${id}`} busy={issue.isPending} disabled={fileId === undefined || files.isUnfinished}
          onPress={() => fileId && issue.mutate({ version, fileId }, { onSuccess: () => files.release() })}
        >
          交给住户
        </Button>
        <Button id={`close-invoice-${id}`} kind="quiet" onPress={close}>先不</Button>
      </Box>
    </Box>
  );
}

export function Refuse({ estateId, request: { id, version }, onClose }: DecideProps) {
  const refuse = useRefuseInvoice(estateId, id);
  return (
    <WithReason
      title="不能开这张发票？" confirm="告诉住户" placeholder="如：税号与抬头不符，请核对后重新申请" busy={refuse.isPending} error={refuse.error}
      onConfirm={(reason) => refuse.mutate({ version, reason })} onCancel={onClose}
    >
      住户会收到原因，可以改好以后重新申请。
    </WithReason>
  );
}

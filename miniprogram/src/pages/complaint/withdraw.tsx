import { useComplaintStep } from '../../features/complaints/use-complaint.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Box } from '../../ui/elements.tsx';
import { Notice } from '../../ui/states.tsx';

interface WithdrawProps {
  readonly complaintId: string;
  readonly onDone: (said: string) => void;
  readonly onCancel: () => void;
}

export function Withdraw({ complaintId, onDone, onCancel }: WithdrawProps) {
  const step = useComplaintStep(complaintId, 'withdraw');
  const withdraw = () => step.mutate({ text: '' }, { onSuccess: () => onDone('已撤回，不再处理。') });
  return (
    <Dialog title="撤回这件投诉？" confirm="撤回" kind="danger" busy={step.isPending} onConfirm={withdraw} onCancel={onCancel}>
      <Box>撤回以后不再处理，也不能恢复。以后再遇到，可以重新提交。</Box>
      {step.error && <Box className="gap-above-small"><Notice id="step-refusal" tone="bad" title="没有撤回">{step.error.message}</Notice></Box>}
    </Dialog>
  );
}

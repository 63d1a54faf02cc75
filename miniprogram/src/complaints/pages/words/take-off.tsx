import type { ModerationWordView } from '@linping/shared';
import { useWordChange } from '../../../features/moderation/use-moderation.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';
import { Notice } from '../../../ui/states.tsx';

/** Asked once: what is different from now on, and what stays. */
export function TakeOff({ word: { id, word }, onClose }: { readonly word: ModerationWordView; readonly onClose: () => void }) {
  const change = useWordChange<void>();
  const takeOff = () => change.mutate((api) => api.removeWord(id), { onSuccess: onClose });
  return (
    <Dialog title={`删除“${word}”？`} confirm="删除" kind="danger" busy={change.isPending} onConfirm={takeOff} onCancel={onClose}>
      <Box>以后有这个词的文字，不会因为它先送人工审核。已经在等审核的不变。</Box>
      {change.error && <Notice id="take-off-refusal" tone="bad" title="没有删除">{change.error.message}</Notice>}
    </Dialog>
  );
}

import type { ModerationKind } from '@linping/shared';
import { Dialog } from '../../../ui/dialog.tsx';
import { Box } from '../../../ui/elements.tsx';

interface AskRefusalProps {
  readonly kind: ModerationKind;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asked once, because it cannot be taken back: what happens to the thing, and that the complaint itself goes on. */
export function AskRefusal({ kind, busy, onConfirm, onCancel }: AskRefusalProps) {
  const it = kind === 'photo' ? '这张照片' : '这段文字';
  return (
    <Dialog title={`${it}不通过？`} confirm="不通过" kind="danger" busy={busy} onConfirm={onConfirm} onCancel={onCancel}>
      <Box>{`${it}以后谁也看不到，提交的居民会看到“没有通过审核”。不能再改回来。`}</Box>
      <Box className="muted gap-above-small">投诉本身照常办理。骂人、广告、露出别人隐私的才不通过；话说得重、照片拍得不好，都应当通过。</Box>
    </Dialog>
  );
}

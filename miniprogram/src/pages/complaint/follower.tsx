import type { ComplaintView } from '@linping/shared';
import { useFollow } from '../../features/complaints/use-complaint.ts';
import { backTo, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

/** A neighbour's complaint: progress, and nobody's words. */
export function Follower({ complaint }: { readonly complaint: ComplaintView }) {
  const { unfollow } = useFollow();
  return (
    <Card id="follower" title="您也遇到了这件事">
      <Box>有进展会告诉您。邻居写的内容和照片不公开，只能看到进度。</Box>
      {unfollow.error && <Box className="gap-above-small"><Notice tone="bad" title="没有成功">{unfollow.error.message}</Notice></Box>}
      <Box className="gap-above">
        <Button id="unfollow" kind="quiet" busy={unfollow.isPending} onPress={() => unfollow.mutate(complaint.id, { onSuccess: () => backTo(to.complaints()) })}>不再关注</Button>
      </Box>
    </Card>
  );
}

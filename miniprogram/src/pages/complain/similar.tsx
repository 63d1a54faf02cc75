import type { CategoryOfComplaint, SimilarComplaintView } from '@linping/shared';
import { useApp } from '../../features/app-context.ts';
import type { DraftPlace } from '../../features/complaints/draft.ts';
import { COMPLAINT_STATUS_LABELS } from '../../features/complaints/labels.ts';
import { useFollow, useSimilar } from '../../features/complaints/use-complaint.ts';
import { dateInWords } from '../../features/surveys/days-left.ts';
import { go, replace, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

interface SimilarProps {
  readonly place: DraftPlace;
  readonly category: CategoryOfComplaint;
  /** The neighbour's complaint is followed in place of the one begun here. */
  readonly onFollowed: () => void;
}

/** What somebody of the same building has said already. Their words and photos stay theirs. */
export function Similar({ place, category, onFollowed }: SimilarProps) {
  const { nowMs } = useApp();
  const similar = useSimilar({ ...(place.token ? { token: place.token } : {}), ...(place.householdId ? { householdId: place.householdId } : {}) }, category);
  const { follow } = useFollow();
  const inWords = ({ filedOn, status, followers }: SimilarComplaintView) =>
    `${dateInWords(filedOn, nowMs())}提交 · ${COMPLAINT_STATUS_LABELS[status]}${followers > 0 ? ` · 另有 ${followers} 人遇到` : ''}`;
  if (similar.length === 0) return null;

  const join = ({ id }: SimilarComplaintView) => follow.mutate(id, {
    onSuccess: () => {
      onFollowed();
      replace(to.complaint(id));
    },
  });
  return (
    <Card id="similar" title="这栋楼有人反映过同类问题">
      {follow.error && <Notice id="follow-refusal" tone="bad" title="没有成功">{follow.error.message}</Notice>}
      {similar.map((one) => (
        <Box key={one.id} className="similar">
          <Box className="similar-words">{inWords(one)}</Box>
          {one.isMine
            ? <Button id={`see-${one.id}`} kind="quiet" onPress={() => go(to.complaint(one.id))}>您已经提交或关注了，去看进度</Button>
            : <Button id={`follow-${one.id}`} kind="quiet" busy={follow.isPending} onPress={() => join(one)}>我也遇到了，关注这一件</Button>}
        </Box>
      ))}
      <Box className="note">如果是同一件事，不用再写一遍，有进展会告诉您。不是同一件就接着往下填。</Box>
    </Card>
  );
}

import { SMALLEST_CELL } from '@linping/shared';
import { useRoundComments } from '../../../features/coverage/use-coverage.ts';
import { Button } from '../../../ui/button.tsx';
import { Box, Heading } from '../../../ui/elements.tsx';
import { Card } from '../../../ui/list.tsx';
import { Failed, Skeleton } from '../../../ui/states.tsx';

/** What residents wrote. The order says nothing about who or when, and nothing ties a line to what somebody ticked. */
export function Comments({ roundId }: { readonly roundId: string }) {
  const comments = useRoundComments(roundId);
  return (
    <>
      <Heading level={2} className="section-title">居民留言</Heading>
      <Card id="comments">
        {comments.isPending && <Skeleton lines={[56, 56]} />}
        {comments.isError && <Failed error={comments.error} onRetry={() => void comments.refetch()} />}
        {comments.isSuccess && comments.rows.length === 0 && <Box className="muted">{`没有留言，或者参与的不到 ${SMALLEST_CELL} 户，所以不显示。`}</Box>}
        <Box role="list">
          {comments.rows.map(({ id, comment }) => <Box key={id} className="comment" role="listitem">{comment}</Box>)}
        </Box>
        {comments.hasNextPage && <Button id="more-comments" kind="quiet" busy={comments.isFetchingNextPage} onPress={() => void comments.fetchNextPage()}>{`再看一些（共 ${comments.total} 条）`}</Button>}
        {comments.rows.length > 0 && <Box className="note gap-above-small">已打乱顺序，与谁选了什么没有关系。只给街道和区里看，请不要转给物业。</Box>}
      </Card>
    </>
  );
}

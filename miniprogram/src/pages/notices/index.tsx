import type { NoticeView } from '@linping/shared';
import { useNotices } from '../../features/notices/use-notices.ts';
import { when } from '../../features/complaints/when.ts';
import { useApp } from '../../features/app-context.ts';
import { go } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Press, Txt } from '../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

/** What one was told, the newest first. What has been shown here is read. */
export default function NoticesPage() {
  const { notices, isLoading } = useNotices();
  return (
    <Page title="消息">
      {notices.isError && <Failed error={notices.error} onRetry={() => void notices.refetch()} />}
      {isLoading && !notices.isError && <Skeleton lines={[88, 88, 88]} />}
      {!isLoading && !notices.isError && notices.rows.length === 0 && <Empty title="还没有消息">投诉有进展、物业费出账时，会在这里告诉您。</Empty>}
      {notices.rows.length > 0 && (
        <Box className="links" role="list">
          {notices.rows.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}
        </Box>
      )}
      {notices.hasNextPage && <Button id="more" kind="quiet" busy={notices.isFetchingNextPage} onPress={() => void notices.fetchNextPage()}>再看以前的</Button>}
    </Page>
  );
}

function NoticeLine({ notice }: { readonly notice: NoticeView }) {
  const { nowMs } = useApp();
  return (
    <Box role="listitem">
      <Press id={`notice-${notice.id}`} className="history-row" role="link" onPress={() => go(notice.path)}>
        <Box className="history-main">
          <Box className="lead">{`${notice.isRead ? '' : '新 · '}${notice.title}`}</Box>
          <Box>{notice.text}</Box>
          <Box className="note number">{when(notice.at, nowMs())}</Box>
        </Box>
        <Txt className="chevron-right" />
      </Press>
    </Box>
  );
}

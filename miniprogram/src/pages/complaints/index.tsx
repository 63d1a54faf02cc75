import './index.scss';
import type { MyComplaintRow } from '@linping/shared';
import { useMyComplaints } from '../../features/complaints/use-complaint.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { ComplaintLine } from './complaint-line.tsx';
import { Export } from './export.tsx';
import { Unsent } from './unsent.tsx';

/** What this phone has complained of and what it follows; what waits for its owner stands first. */
export default function ComplaintsPage() {
  const filed = useMyComplaints('filed');
  const followed = useMyComplaints('followed');
  const isLoading = filed.isLoading || followed.isLoading;
  const failed = filed.isError ? filed : followed.isError ? followed : undefined;
  const isEmpty = filed.rows.length + followed.rows.length === 0;

  return (
    <Page title="我的投诉">
      <Unsent />
      {failed?.error && <Failed error={failed.error} onRetry={() => void failed.refetch()} />}
      {isLoading && !failed && <Skeleton lines={[96, 96, 96]} />}
      {!isLoading && !failed && isEmpty && <Empty title="还没有投诉">扫描楼道里的二维码，点「投诉报修」就可以写。</Empty>}
      <Rows id="filed" title="我提交的" pages={filed} />
      <Rows id="followed" title="我也遇到的" pages={followed} />
      {!isEmpty && <Export />}
      <Box className="links">
        <LinkRow id="complain" title={isEmpty ? '提一件投诉' : '再提一件'} onPress={() => go(to.complainSomewhere())} />
      </Box>
    </Page>
  );
}

function Rows({ id, title, pages }: { readonly id: string; readonly title: string; readonly pages: ReturnType<typeof useMyComplaints> }) {
  if (pages.rows.length === 0) return null;
  const waitingFirst: readonly MyComplaintRow[] = [...pages.rows.filter(({ waitsForMe }) => waitsForMe), ...pages.rows.filter(({ waitsForMe }) => !waitsForMe)];
  return (
    <>
      <Heading level={2} className="section-title">{`${title} ${pages.total > 0 ? pages.total : pages.rows.length} 件`}</Heading>
      <Box className="links" role="list">
        {waitingFirst.map((row) => <ComplaintLine key={row.id} row={row} onOpen={() => go(to.complaint(row.id))} />)}
      </Box>
      {pages.hasNextPage && <Button id={`more-${id}`} kind="quiet" busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>再看以前的</Button>}
    </>
  );
}

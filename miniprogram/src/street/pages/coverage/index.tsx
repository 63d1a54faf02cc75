import { mayEver, type CoverageSort, type RoundStatus } from '@linping/shared';
import { useEffect, useState } from 'react';
import { useStaffSession } from '../../../features/app-context.ts';
import { useCoverage, useCoverageSummary } from '../../../features/coverage/use-coverage.ts';
import { STATUS_LABELS } from '../../../features/surveys/labels.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty, Failed, Skeleton } from '../../../ui/states.tsx';
import { StaffPage } from '../../frame.tsx';
import { CoverageFilters } from './filters.tsx';
import { CoverageSummary } from './summary.tsx';
import { CoverageTable } from './table.tsx';
import './index.scss';

const TYPING_MS = 300;

export default function CoveragePage() {
  const me = useStaffSession()?.me;
  return (
    <StaffPage title="问卷覆盖情况">
      {me && (mayEver(me.role, 'coverage.read') ? <Board /> : <Empty title="这个身份看不到覆盖情况" />)}
    </StaffPage>
  );
}

function Board() {
  const [halfYear, setHalfYear] = useState('');
  const [status, setStatus] = useState<RoundStatus | ''>('');
  const [sort, setSort] = useState<CoverageSort>('risk');
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim());
  const summary = useCoverageSummary(halfYear);
  const board = useCoverage({ halfYear: halfYear || undefined, status: status || undefined, search: search || undefined, sort });

  return (
    <>
      {summary.isPending ? <Skeleton lines={[96]} /> : summary.data && <CoverageSummary summary={summary.data} />}
      <CoverageFilters
        halfYears={summary.data?.halfYears ?? []}
        halfYear={halfYear || (summary.data?.halfYear ?? '')}
        status={status}
        byStatus={summary.data?.byStatus}
        sort={sort}
        typed={typed}
        onHalfYear={setHalfYear}
        onStatus={setStatus}
        onSort={setSort}
        onType={setTyped}
      />
      {board.isError && <Failed error={board.error} onRetry={() => void board.refetch()} />}
      {board.isPending && <Skeleton lines={[44, 56, 56, 56, 56, 56, 56, 56]} />}
      {board.isSuccess && board.rows.length === 0 && (
        <Empty title="没有符合条件的小区">{search || status ? `换一个名称或状态试试${status ? `（现在只看「${STATUS_LABELS[status]}」）` : ''}。` : '这个半年还没有开始问卷调查。'}</Empty>
      )}
      {board.rows.length > 0 && <CoverageTable rows={board.rows} />}
      {board.hasNextPage && (
        <Button id="more" kind="quiet" busy={board.isFetchingNextPage} onPress={() => void board.fetchNextPage()}>
          {`再看一些（已显示 ${board.rows.length} / 共 ${board.total}）`}
        </Button>
      )}
    </>
  );
}

/** The text once typing has paused, so that not every letter asks the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

import { halfYearInWords, type EstateResultRowView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useEstate, useResults } from '../../features/estates/use-estates.ts';
import { percent, points } from '../../features/surveys/labels.ts';
import { go, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading, Press, Txt } from '../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

export default function HistoryPage() {
  const { estate: estateId } = useRouter().params;
  const estate = useEstate(estateId);
  const results = useResults(estateId);

  if (results.isError) return <Page title="历次结果"><Failed error={results.error} onRetry={() => void results.refetch()} /></Page>;
  return (
    <Page title="历次结果">
      <Box className="place">
        <Heading level={2} className="page-title">{estate.data?.name ?? ' '}</Heading>
      </Box>
      {results.isPending && <Skeleton lines={[84, 84, 84]} />}
      {results.isSuccess && results.rows.length === 0 && <Empty title="还没有结果">第一次评价认定以后，会在这里公布。</Empty>}
      <Box className="links" role="list">
        {results.rows.map((row) => <HistoryRow key={row.roundId} row={row} />)}
      </Box>
      {results.hasNextPage && <Button id="more" kind="quiet" busy={results.isFetchingNextPage} onPress={() => void results.fetchNextPage()}>再看以前的</Button>}
    </Page>
  );
}

function HistoryRow({ row }: { readonly row: EstateResultRowView }) {
  if (row.status === 'insufficient') {
    return (
      <Box className="history-row" role="listitem">
        <Box className="history-main">
          <Box className="lead">{halfYearInWords(row.halfYear)}</Box>
          <Box className="muted">{`${row.valid} 户参与，户数不够，没有成绩`}</Box>
        </Box>
      </Box>
    );
  }
  return (
    <Box role="listitem">
      <Press id={`result-${row.roundId}`} className="history-row" role="link" onPress={() => go(to.result(row.roundId))}>
        <Box className="history-main">
          <Box className="lead">{halfYearInWords(row.halfYear)}</Box>
          <Box className="muted">{`共 ${row.households} 户，${row.valid} 户参与`}</Box>
        </Box>
        <Box className="history-side">
          {row.ratePerMille !== null && <Box className="lead number">{percent(row.ratePerMille)}</Box>}
          {row.deciPoints !== null && <Box className="muted number">{`得 ${points(row.deciPoints)}`}</Box>}
        </Box>
        <Txt className="chevron-right" />
      </Press>
    </Box>
  );
}

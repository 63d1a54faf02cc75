import { halfYearInWords } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useApp } from '../../features/app-context.ts';
import { useResults } from '../../features/estates/use-estates.ts';
import { dayInWords } from '../../features/surveys/days-left.ts';
import { ResultCards } from '../../features/surveys/result-card.tsx';
import { useResult } from '../../features/surveys/use-round.ts';
import { go, to } from '../../platform/navigate.ts';
import { Box, Heading } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

export default function ResultPage() {
  const { round: roundId = '' } = useRouter().params;
  const { nowMs } = useApp();
  const result = useResult(roundId);
  const history = useResults(result.data?.estateId);

  if (result.isError) return <Page title="评价结果"><Failed error={result.error} onRetry={() => void result.refetch()} /></Page>;
  if (result.isPending) return <Page title="评价结果"><Skeleton lines={[64, 280, 220]} /></Page>;
  if (!result.data) return <Page title="评价结果"><Empty title="结果还没有公布">街道认定以后，会在这里和楼道里公布。</Empty></Page>;

  const { estate, estateId, halfYear, certifiedAt } = result.data;
  return (
    <Page title="评价结果">
      <Box className="place">
        <Heading level={2} className="page-title">{estate}</Heading>
        <Box className="muted">{`${halfYearInWords(halfYear)} · ${dayInWords(certifiedAt, nowMs())}认定`}</Box>
      </Box>
      <ResultCards result={result.data} history={history.isSuccess ? history.rows : undefined} />
      <Box className="links">
        <LinkRow id="history" title="历次结果" onPress={() => go(to.history(estateId))} />
      </Box>
    </Page>
  );
}

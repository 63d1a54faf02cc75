import { useRouter } from '@tarojs/taro';
import { useCollectionRate, useEstateAccounts } from '../../features/disclosures/use-accounts.ts';
import { percent } from '../../features/surveys/labels.ts';
import { Bar } from '../../ui/bar.tsx';
import { Box, Heading } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { BodyAccounts } from './body-accounts.tsx';

const TITLE = '收支公示';

/** What an estate took in and spent (七(四) 「收支帐目定期公布制度」), at one glance, for anybody to read. */
export default function AccountsPage() {
  const { estate: estateId = '' } = useRouter().params;
  const { data: accounts, isError, error, refetch } = useEstateAccounts(estateId);

  if (isError) return <Page title={TITLE}><Failed error={error} onRetry={() => void refetch()} /></Page>;
  if (!accounts) return <Page title={TITLE}><Skeleton lines={[64, 320, 200]} /></Page>;
  return (
    <Page title={TITLE}>
      <Box className="place">
        <Heading level={2} className="page-title">{accounts.estate}</Heading>
        <Box className="muted">物业费和公共收益，收了多少、花在哪里，每一笔都可以问。</Box>
      </Box>
      {accounts.bodies.length === 0 && <Empty title="还没有要公示的账目">有物业或业主委员会管账以后，会在这里公布。</Empty>}
      {accounts.bodies.map((body) => <BodyAccounts key={`${body.body}-${body.name}`} accounts={body} isOnly={accounts.bodies.length === 1} />)}
      <CollectionRate estateId={estateId} />
    </Page>
  );
}

/** Never who: only how much of it came in. */
function CollectionRate({ estateId }: { readonly estateId: string }) {
  const { data: rate } = useCollectionRate(estateId);
  if (!rate || rate.permille === null) return null;
  return (
    <Card id="collection-rate" title="物业费收缴率">
      <Box className="title number">{percent(rate.permille)}</Box>
      <Bar value={rate.permille} max={1000} label={`物业费收缴率 ${percent(rate.permille)}`} />
      <Box className="note">{`${rate.fromMonth} 到 ${rate.untilMonth} 到期的账单。谁家缴没缴，从不公布。`}</Box>
    </Card>
  );
}

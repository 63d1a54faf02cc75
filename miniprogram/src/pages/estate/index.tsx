import { halfYearInWords, PROVIDER_KIND_WORDS } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useApp } from '../../features/app-context.ts';
import { FeeStandards } from '../../features/billing/fee-standards.tsx';
import { PublishedComplaints } from '../../features/complaints/published-figures.tsx';
import { areaInWords, STAGE_LABELS } from '../../features/estates/labels.ts';
import { useEstate } from '../../features/estates/use-estates.ts';
import { roundNote, takesAnswers } from '../../features/surveys/round-words.ts';
import { timeLeft } from '../../features/surveys/days-left.ts';
import { useCurrentRound } from '../../features/surveys/use-round.ts';
import { go, to } from '../../platform/navigate.ts';
import { call } from '../../platform/phone.ts';
import { Box, Heading, Press, Txt } from '../../ui/elements.tsx';
import { Card, Fact, LinkRow } from '../../ui/list.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

/** What anybody may know about an estate (五): who manages it, since when, whom to call. */
export default function EstatePage() {
  const { estate: estateId } = useRouter().params;
  const { nowMs } = useApp();
  const { data: estate, isError, error, refetch } = useEstate(estateId);
  const { data: round } = useCurrentRound(estateId);

  if (isError) return <Page title="小区信息"><Failed error={error} onRetry={() => void refetch()} /></Page>;
  if (!estate) return <Page title="小区信息"><Skeleton lines={[64, 200, 260]} /></Page>;
  const { provider } = estate;
  return (
    <Page title="小区信息">
      <Box className="place">
        <Heading level={2} className="page-title">{estate.name}</Heading>
        <Box className="muted">{`${estate.street} · ${estate.community}`}</Box>
        {estate.isSynthetic && <Box className="note">演示数据，并非真实小区</Box>}
      </Box>

      <Card title="谁在管理">
        {!provider && <Box className="muted">目前没有登记物业服务单位。</Box>}
        {provider && (
          <>
            <Fact name="单位">{provider.name}</Fact>
            <Fact name="性质">{PROVIDER_KIND_WORDS[provider.kind]}</Fact>
            {provider.entryDate && <Fact name="进场日期"><Txt className="number">{provider.entryDate}</Txt></Fact>}
            {provider.phone !== '' && (
              <Fact name="电话">
                <Press id="call" className="inline-link number" role="link" label={`拨打 ${provider.phone}`} onPress={() => call(provider.phone)}>{provider.phone}</Press>
              </Fact>
            )}
          </>
        )}
      </Card>

      <Card title="小区概况">
        <Fact name="地址">{estate.address || '未登记'}</Fact>
        <Fact name="建成年份">{estate.builtYear === null ? '未登记' : `${estate.builtYear} 年`}</Fact>
        <Fact name="楼栋">{`${estate.buildings} 栋`}</Fact>
        <Fact name="住户">{`${estate.households} 户`}</Fact>
        <Fact name="建筑面积">{areaInWords(estate.areaCentiSqm)}</Fact>
        <Fact name="阶段">{STAGE_LABELS[estate.stage]}</Fact>
      </Card>

      {round && (
        <Card title={`${halfYearInWords(round.halfYear)}评价`}>
          {takesAnswers(round, nowMs())
            ? `${timeLeft(round.closesAt, nowMs())}，已参与 ${round.participated} 户 / 至少 ${round.required} 户。`
            : `${roundNote(round, nowMs(), undefined, undefined).title}。`}
        </Card>
      )}
      <FeeStandards estateId={estate.id} />
      <PublishedComplaints estateId={estate.id} />
      <Box className="links">
        <LinkRow id="bills" title="我家的物业费" below="看账单、缴费、收据" onPress={() => go(to.bills())} />
        <LinkRow id="accounts" title="收支公示" below="物业费和公共收益的每一笔" onPress={() => go(to.estateAccounts(estate.id))} />
        <LinkRow id="history" title="历次结果" onPress={() => go(to.history(estate.id))} />
      </Box>
    </Page>
  );
}

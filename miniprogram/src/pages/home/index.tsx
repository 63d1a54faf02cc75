import { useState } from 'react';
import { tokenOfScan } from '../../features/estates/entry.ts';
import { HouseholdRows } from '../../features/estates/household-rows.tsx';
import { useHouseholds } from '../../features/estates/use-estates.ts';
import { go, to } from '../../platform/navigate.ts';
import { isWeapp, scanQr } from '../../platform/phone.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading } from '../../ui/elements.tsx';
import { Card, LinkRow } from '../../ui/list.tsx';
import { Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

/** Opened without a scan: says what to do, and leads to what this phone already has. */
export default function HomePage() {
  const { households, isLoading, isError, error, refetch } = useHouseholds();
  const [isStranger, setStranger] = useState(false);
  const scan = async () => {
    const scanned = await scanQr();
    const token = scanned && tokenOfScan(scanned);
    setStranger(scanned !== undefined && !token);
    if (token) go(to.landing(token));
  };

  return (
    <Page title="邻评 · 小区物业评价" isEntry>
      <Card>
        <Heading level={2} className="page-title">请扫描楼道里的二维码</Heading>
        <Box className="muted">
          {isWeapp ? '每栋楼的门口都贴着邻评的二维码，扫一扫就能给本小区的物业打分，大约1分钟。' : '每栋楼的门口都贴着邻评的二维码，用手机相机或微信扫一扫，就能给本小区的物业打分，大约1分钟。'}
        </Box>
        {isWeapp && <Box className="gap-above"><Button id="scan" onPress={() => void scan()}>扫一扫</Button></Box>}
      </Card>
      {isStranger && <Notice tone="warn" title="这不是邻评的二维码">请扫描楼门口「给物业打分」通知上的二维码。</Notice>}

      {isLoading && <Skeleton lines={[120]} />}
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {households.length > 0 && (
        <>
          <Heading level={2} className="section-title">我的住户</Heading>
          <HouseholdRows households={households} onChoose={(held) => go(to.landingOf(held.estateId, held.householdId))} />
        </>
      )}

      <Box className="links">
        {households.length > 0 && <LinkRow id="bills" title="物业费" note="账单 · 缴费 · 收据" onPress={() => go(to.bills())} />}
        {households[0] && <LinkRow id="accounts" title="收支公示" note="钱花在哪里" onPress={() => go(to.estateAccounts(households[0]!.estateId))} />}
        <LinkRow id="me" title="我的" note="住户 · 大字版" onPress={() => go(to.me())} />
        <LinkRow id="privacy" title="隐私说明" note="谁能看到什么" onPress={() => go(to.privacy())} />
        <LinkRow id="staff" title="工作人员入口" note="街道 · 社区 · 区级" onPress={() => go(to.staffSignIn())} />
      </Box>
    </Page>
  );
}

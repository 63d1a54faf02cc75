import type { HeldHouseholdView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { tokenOfEntry } from '../../features/estates/entry.ts';
import { homeInWords } from '../../features/estates/labels.ts';
import { useHouseholds, useScanned } from '../../features/estates/use-estates.ts';
import { useCurrentRound } from '../../features/surveys/use-round.ts';
import { replace, restart, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { CodeForm } from './code-form.tsx';

/** Which household answers: the one this phone holds, one of several, or a new one by its code. */
export default function CodePage() {
  const { scene, q, next } = useRouter().params;
  const token = tokenOfEntry({ scene, q });
  const scanned = useScanned(token);
  const round = useCurrentRound(scanned.data?.estate.id);
  const { households, isLoading } = useHouseholds({ start: true });
  // From the first touch on the form stays, whatever else becomes known: sending the code starts the session, which
  // asks for households, and what was typed must not vanish behind that.
  const [isAdding, setAdding] = useState(false);

  if (!token) {
    return (
      <Page title="核对住户">
        <Empty title="请先扫描楼道里的二维码">扫码后才知道您家在哪栋楼。</Empty>
        <Button id="home" kind="quiet" onPress={() => restart(to.home())}>回到首页</Button>
      </Page>
    );
  }
  if (scanned.isError) return <Page title="核对住户"><Failed error={scanned.error} onRetry={() => void scanned.refetch()} /></Page>;
  if (round.isError) return <Page title="核对住户"><Failed error={round.error} onRetry={() => void round.refetch()} /></Page>;
  if (!scanned.data || round.data === undefined || (isLoading && !isAdding)) return <Page title="核对住户"><Skeleton lines={[64, 56, 56]} /></Page>;

  const { estate, building, buildingId } = scanned.data;
  const isForBills = next === 'bills';
  const go = (held: HeldHouseholdView) => {
    if (isForBills) replace(to.bills());
    else replace(round.data ? to.answer(round.data.id, held.householdId) : to.landingOf(held.estateId, held.householdId));
  };
  const mine = households.filter((held) => held.buildingId === buildingId);
  if (mine.length > 0 && !isAdding) {
    return (
      <Page title="核对住户">
        <Heading level={2} className="page-title">{isForBills ? '看哪一户的物业费？' : '为哪一户评价？'}</Heading>
        <Box className="muted gap-below">{`${estate.name} ${building}`}</Box>
        <Box className="links">
          {mine.map((held) => (
            <LinkRow key={held.householdId} id={`household-${held.householdId}`} title={homeInWords(held)} onPress={() => go(held)} />
          ))}
          <LinkRow id="other-household" title="另一户" note="要输入户码" onPress={() => setAdding(true)} />
        </Box>
      </Page>
    );
  }
  return <CodeForm token={token} place={`${estate.name} ${building}`} onTouch={() => setAdding(true)} onBound={go} />;
}

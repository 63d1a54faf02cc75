import './index.scss';
import { HouseholdRows } from '../../features/estates/household-rows.tsx';
import { go, replace, restart, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Heading } from '../../ui/elements.tsx';
import { Empty, Failed, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { ComplaintForm } from './form.tsx';
import { usePlace } from './use-place.ts';

const TITLE = '投诉报修';

/** Decides which building is spoken of; the form itself is form.tsx. */
export default function ComplainPage() {
  const { place, providerPhone, gasPhone, error, retry, isNowhere, households } = usePlace();

  if (error) return <Page title={TITLE}><Failed error={error} onRetry={retry} /></Page>;
  if (isNowhere && households.length > 0) {
    return (
      <Page title={TITLE}>
        <Heading level={2} className="page-title gap-below">哪里的问题？</Heading>
        <HouseholdRows households={households} onChoose={(held) => replace(to.complainOf(held.estateId, held.householdId))} />
      </Page>
    );
  }
  if (isNowhere) {
    return (
      <Page title={TITLE}>
        <Empty title="请先扫描楼道里的二维码">扫码后才知道是哪个小区、哪栋楼。也可以打电话或到社区当面反映。</Empty>
        <Button id="home" kind="quiet" onPress={() => restart(to.home())}>回到首页</Button>
      </Page>
    );
  }
  if (!place) return <Page title={TITLE}><Skeleton lines={[64, 320, 120]} /></Page>;
  return <ComplaintForm place={place} providerPhone={providerPhone} gasPhone={gasPhone} onPrivacy={() => go(to.privacy())} />;
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApp, useElderly, useResidentSession } from '../../features/app-context.ts';
import { HouseholdRows } from '../../features/estates/household-rows.tsx';
import { useHouseholds } from '../../features/estates/use-estates.ts';
import { useUnread } from '../../features/notices/use-notices.ts';
import { Unreachable } from '../../api/transport.ts';
import { go, restart, to } from '../../platform/navigate.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Box, Heading, Press, Txt } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';

/** What this phone holds, and how to give it back. */
export default function MePage() {
  const session = useResidentSession();
  const [elderly, setElderly] = useElderly();
  const { households, isLoading, isError, error, refetch } = useHouseholds();
  const unread = useUnread();
  const forgetting = useForget();

  return (
    <Page title="我的">
      <Heading level={2} className="section-title">这部手机的住户</Heading>
      {isLoading && <Skeleton lines={[56]} />}
      {isError && <Failed error={error} onRetry={() => void refetch()} />}
      {!isLoading && !isError && households.length === 0 && <Empty title="还没有住户">扫描楼道里的二维码，输入户码以后，会出现在这里。</Empty>}
      {households.length > 0 && <HouseholdRows households={households} onChoose={(held) => go(to.landingOf(held.estateId, held.householdId))} />}

      <Box className="links">
        <LinkRow id="bills" title="物业费" note="账单 · 缴费 · 收据" onPress={() => go(to.bills())} />
        <LinkRow id="complaints" title="我的投诉" onPress={() => go(to.complaints())} />
        <LinkRow id="notices" title="消息" {...(unread > 0 ? { note: `${unread} 条未读` } : {})} onPress={() => go(to.notices())} />
      </Box>
      <Box className="links">
        <Press id="elderly-row" className="link-row" role="switch" checked={elderly} label="大字版" onPress={() => setElderly(!elderly)}>
          <Txt className="link-row-title">大字版</Txt>
          <Txt className="link-row-note">{elderly ? '已开' : '已关'}</Txt>
        </Press>
        <LinkRow id="privacy" title="隐私说明" onPress={() => go(to.privacy())} />
        <LinkRow id="home" title="邻评首页" onPress={() => restart(to.home())} />
      </Box>
      {session && <Button id="forget" kind="quiet" onPress={forgetting.ask}>删除这部手机的信息</Button>}
      {forgetting.error && <Box className="gap-above"><Notice tone="bad" title="没有删除">{forgetting.error.message}</Notice></Box>}
      {forgetting.isAsking && (
        <Dialog title="删除这部手机的信息？" confirm="删除" kind="danger" busy={forgetting.isBusy} onConfirm={() => void forgetting.confirm()} onCancel={forgetting.cancel}>
          <Box>这部手机和您家的对应会从系统里删掉。已经提交的评价仍然有效，但不能再修改；还没送出的会丢掉。</Box>
          <Box className="gap-above-small">您的投诉会和您脱离关系：联系方式、文字和照片都会删掉，还没办结的会撤回，只留下不含内容的办理次数和时间。想留一份，请先到「我的投诉」导出。</Box>
          <Box className="gap-above-small">以后想再用，请找社区工作人员重新办理户码。</Box>
        </Dialog>
      )}
    </Page>
  );
}

/** On the server first: what only this phone forgot would stay there, and would go on holding the household. */
function useForget() {
  const { resident, residentSession, outbox, complaintOutbox, photos, orders } = useApp();
  const cache = useQueryClient();
  const [step, setStep] = useState<'rest' | 'asking' | 'busy'>('rest');
  const [error, setError] = useState<Error>();

  const confirm = async () => {
    setStep('busy');
    setError(undefined);
    try {
      await resident.sessions.forgetMe();
    } catch (failure) {
      // A server that no longer knows the session has ended it already; one that did not answer has not.
      if (failure instanceof Unreachable) {
        setError(failure);
        setStep('rest');
        return;
      }
    }
    residentSession.clear();
    outbox.clear();
    complaintOutbox.clear();
    photos.resident.clear();
    orders.clear();
    cache.clear();
    restart(to.home());
  };
  return { error, isAsking: step !== 'rest', isBusy: step === 'busy', ask: () => setStep('asking'), cancel: () => setStep('rest'), confirm };
}

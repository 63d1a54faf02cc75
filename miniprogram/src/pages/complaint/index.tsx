import './index.scss';
import type { ComplaintView } from '@linping/shared';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { categoryInWords, placeInWords } from '../../features/complaints/labels.ts';
import { Deadline, Timeline } from '../../features/complaints/timeline.tsx';
import { useComplaint } from '../../features/complaints/use-complaint.ts';
import { go, to } from '../../platform/navigate.ts';
import { call } from '../../platform/phone.ts';
import { scrollToId } from '../../platform/scroll.ts';
import { Button } from '../../ui/button.tsx';
import { Box, Heading, Press } from '../../ui/elements.tsx';
import { Card, Fact, LinkRow } from '../../ui/list.tsx';
import { Empty, Failed, Notice, Skeleton } from '../../ui/states.tsx';
import { Page } from '../frame.tsx';
import { Actions, mainActions, type ResidentAction } from './actions.tsx';
import { Filed } from './filed.tsx';
import { Follower } from './follower.tsx';

const TITLE = '投诉进度';

/** One complaint of the resident's own, or a neighbour's that is followed: how much time is left, what was done, what one may do. */
export default function ComplaintPage() {
  const { id = '', filed } = useRouter().params;
  const complaint = useComplaint('resident', id);

  if (id === '') return <Page title={TITLE}><Empty title="没有找到这件投诉">请从“我的投诉”重新打开。</Empty></Page>;
  if (complaint.isError) return <Page title={TITLE}><Failed error={complaint.error} onRetry={() => void complaint.refetch()} /></Page>;
  if (!complaint.data) return <Page title={TITLE}><Skeleton lines={[64, 140, 280]} /></Page>;
  return <Complaint complaint={complaint.data} isNew={filed === '1'} onExpired={() => void complaint.refetch()} />;
}

function Complaint({ complaint, isNew, onExpired }: { readonly complaint: ComplaintView; readonly isNew: boolean; readonly onExpired: () => void }) {
  const [action, setAction] = useState<ResidentAction>();
  const [said, setSaid] = useState<string>();
  const offered = mainActions(complaint);
  useEffect(() => {
    if (action !== undefined && action !== 'withdraw') scrollToId(`write-${action}`); // the button lies at the bottom, what it opens further up
  }, [action]);
  const choose = (chosen: ResidentAction) => {
    setSaid(undefined);
    setAction(chosen);
  };
  return (
    <Page
      title={TITLE}
      footer={action === undefined && offered.length > 0 ? offered.map(({ action: each, word }, index) => (
        <Button key={each} id={`do-${each}`} kind={index === 0 ? 'main' : 'quiet'} onPress={() => choose(each)}>{word}</Button>
      )) : undefined}
    >
      <Box className="place">
        <Heading level={2} className="page-title">{categoryInWords(complaint.category)}</Heading>
        <Box className="muted">{`${placeInWords(complaint)}${complaint.spot ? ` · ${complaint.spot}` : ''}`}</Box>
        <Box className="note">{[`编号 ${complaint.number}`, ...(complaint.isUrgent ? ['紧急'] : []), ...others(complaint)].join(' · ')}</Box>
      </Box>
      {isNew && complaint.steps.length === 1 && <Filed complaint={complaint} />}
      {said && <Notice id="said" tone="good" title={said} />}
      <Deadline complaint={complaint} />
      {complaint.mergedInto && (
        <Box className="links"><LinkRow id="merged-into" title="去看并入的那一件" below="以后的进展都在那里" onPress={() => go(to.complaint(complaint.mergedInto!))} /></Box>
      )}
      {complaint.viewer === 'follower' && <Follower complaint={complaint} />}
      <Actions
        complaint={complaint}
        chosen={action}
        onChoose={choose}
        onDone={(words) => {
          setAction(undefined);
          setSaid(words);
        }}
        onCancel={() => setAction(undefined)}
      />
      <Heading level={2} className="section-title">办理经过</Heading>
      <Timeline complaint={complaint} onExpired={onExpired} />
      <Card title="谁在办">
        <Fact name="物业">{complaint.provider ?? '没有登记，由街道办理'}</Fact>
        {complaint.providerPhone && (
          <Fact name="电话">
            <Press id="call" className="inline-link number" role="link" label={`拨打 ${complaint.providerPhone}`} onPress={() => call(complaint.providerPhone!)}>{complaint.providerPhone}</Press>
          </Fact>
        )}
        <Fact name="监督">{`${complaint.street} · ${complaint.community}`}</Fact>
      </Card>
    </Page>
  );
}

const others = ({ followers }: ComplaintView): readonly string[] => (followers > 0 ? [`${followers} 位邻居也遇到了`] : []);

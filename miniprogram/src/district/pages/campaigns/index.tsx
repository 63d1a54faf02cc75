import { halfYearInWords, mayEver, ROUND_STATUS_WORDS, ROUND_STATUSES, type CampaignView, type Role } from '@linping/shared';
import { useState } from 'react';
import { queryOf } from '../../../api/transport.ts';
import { useApp, useStaffSession } from '../../../features/app-context.ts';
import { dayInWords, startInWords, timeOfDay } from '../../../features/surveys/days-left.ts';
import { thousands } from '../../../features/surveys/labels.ts';
import { isOpening, useCampaigns } from '../../../features/surveys/use-campaigns.ts';
import { go, to } from '../../../platform/navigate.ts';
import { StaffPage } from '../../../staff/frame.tsx';
import { Paged } from '../../../staff/list.tsx';
import { Bar } from '../../../ui/bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Box, Heading, Press, Txt } from '../../../ui/elements.tsx';
import { Fact } from '../../../ui/list.tsx';
import { Empty, Notice } from '../../../ui/states.tsx';
import { CreateCampaign } from './create.tsx';
import './index.scss';

/** The district's surveys, one a half-year: what became of each, and headquarters' way to the next. */
export default function CampaignsPage() {
  const role = useStaffSession()?.me.role;
  if (role && mayEver(role, 'campaign.list')) return <Campaigns role={role} />;
  return <StaffPage title="问卷活动" entry="campaigns">{role && <Empty title="这个身份看不到问卷活动" />}</StaffPage>;
}

function Campaigns({ role }: { readonly role: Role }) {
  const campaigns = useCampaigns();
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState<CampaignView>();
  const runs = mayEver(role, 'campaign.run');
  const actions = (
    <>
      <Button id="to-questionnaires" kind="quiet" onPress={() => go(to.questionnaires())}>问卷版本</Button>
      {runs && campaigns.isSuccess && !isCreating && <Button id="new-campaign" onPress={() => setCreating(true)}>新建问卷活动</Button>}
    </>
  );
  const done = (campaign: CampaignView) => {
    setCreated(campaign);
    setCreating(false);
  };
  return (
    <StaffPage title="问卷活动" entry="campaigns" actions={actions}>
      {created && !isCreating && <Notice id="created" tone="good" title={`${halfYearInWords(created.halfYear)}的问卷活动建好了`}>{`${thousands(created.rounds.draft)} 个小区各有一轮，到日子自动开始。`}</Notice>}
      {isCreating && <CreateCampaign taken={campaigns.rows.map(({ halfYear }) => halfYear)} onCancel={() => setCreating(false)} onCreated={done} />}
      <Paged list={campaigns} empty={<Empty title="还没有问卷活动">{runs ? '每半年建一次，建好以后每个小区自动开始、自动截止。' : '由区指挥部办公室建立。'}</Empty>}>
        <Box role="list">
          {campaigns.rows.map((campaign) => <Campaign key={campaign.id} campaign={campaign} />)}
        </Box>
      </Paged>
    </StaffPage>
  );
}

function Campaign({ campaign }: { readonly campaign: CampaignView }) {
  const { nowMs } = useApp();
  const { id, halfYear, questionnaireVersion, opensAt, closesAt, supplementUntil, rounds } = campaign;
  const until = (iso: string) => `${dayInWords(iso, nowMs())} ${timeOfDay(iso)}`;
  const all = ROUND_STATUSES.reduce((sum, status) => sum + rounds[status], 0);
  return (
    <Box id={`campaign-${id}`} className="card campaign" role="listitem">
      <Box className="card-head">
        <Heading level={2} className="card-title">{halfYearInWords(halfYear)}</Heading>
        <Txt className="muted">{`第 ${questionnaireVersion} 版问卷 · ${thousands(all)} 个小区`}</Txt>
      </Box>
      {isOpening(campaign, nowMs()) && (
        <Box className="opening" role="status">
          <Bar value={all - rounds.draft} max={Math.max(1, all)} label={`正在开启：${all} 个小区已开 ${all - rounds.draft} 个`} />
          <Box className="muted">{`正在开启，已开 ${thousands(all - rounds.draft)} / ${thousands(all)} 个小区。会自己开完，不用等在这里。`}</Box>
        </Box>
      )}
      <Box className="campaign-days">
        <Fact name="开始">{startInWords(opensAt, nowMs())}</Fact>
        <Fact name="截止">{until(closesAt)}</Fact>
        <Fact name="补充期限">{until(supplementUntil)}</Fact>
      </Box>
      <Box className="campaign-rounds" role="list">
        {ROUND_STATUSES.filter((status) => rounds[status] > 0).map((status) => (
          <Box key={status} role="listitem">
            <Press id={`rounds-${halfYear}-${status}`} className="campaign-count" role="link" href={boardOf(halfYear, status)} onPress={() => go(boardOf(halfYear, status))}>
              <Txt className={`status status-${status}`}>{ROUND_STATUS_WORDS[status]}</Txt>
              <Txt className="number">{`${thousands(rounds[status])} 个`}</Txt>
            </Press>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const boardOf = (halfYear: string, status: string): string => to.coverage(queryOf({ by: 'estate', halfYear, status }));

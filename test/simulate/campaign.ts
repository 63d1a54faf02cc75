import { setTimeout as sleep } from 'node:timers/promises';
import { daysOf, halfYearOf, shanghaiDate, startOfDayMs, type CampaignView, type CoverageSummaryView, type QuestionnaireView } from '@linping/shared';
import type { Client } from './client.ts';

const DAY_MS = 86_400_000;
const SUPPLEMENT_DAYS = 21;
const POLL_MS = 250;
const OPEN_WITHIN_MS = 180_000;

/** Headquarters starts the campaign of the half-year that is running; the rounds open by the server's own clock, a few seconds later. */
export async function startCampaign(headquarters: Client, estates: number): Promise<{ readonly supplementUntil: string }> {
  const questionnaire = await headquarters.ask<QuestionnaireView>('POST', '/questionnaires', {
    scale: 'basically', overall: '总体来看，您对本小区的物业服务满意吗？', intro: '一户一份。',
    topics: [{ topic: 'publicOrder', text: '公共秩序' }, { topic: 'cleaning', text: '保洁绿化' }, { topic: 'facilities', text: '设施设备' }, { topic: 'attitude', text: '服务态度' }, { topic: 'accounts', text: '收支公开' }],
  });
  const nowMs = Date.now();
  const halfYear = halfYearOf(shanghaiDate(nowMs));
  const closesMs = startOfDayMs(daysOf(halfYear).last) + DAY_MS;
  const campaign = await headquarters.ask<CampaignView>('POST', '/campaigns', {
    halfYear, questionnaireVersion: questionnaire.version, opensAt: new Date(nowMs).toISOString(), closesAt: new Date(closesMs).toISOString(),
    supplementUntil: new Date(closesMs + SUPPLEMENT_DAYS * DAY_MS).toISOString(),
  });
  for (const deadline = Date.now() + OPEN_WITHIN_MS; Date.now() < deadline; await sleep(POLL_MS)) {
    const { byStatus } = await headquarters.ask<CoverageSummaryView>('GET', `/coverage/summary?halfYear=${halfYear}`);
    if (byStatus.open >= estates) return { supplementUntil: campaign.supplementUntil };
  }
  throw new Error(`the rounds did not open within ${OPEN_WITHIN_MS / 1000} s`);
}

import type { CampaignView, CreateCampaignBody, Page, PublishQuestionnaireBody } from '@linping/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApp } from '../app-context.ts';
import { keys } from '../query-keys.ts';
import { usePages } from '../use-pages.ts';

const OPENING_MS = 3_000;

/** Rounds whose time has come and which the server is still opening: worth looking again by itself. */
export const isOpening = ({ rounds, opensAt }: CampaignView, nowMs: number): boolean => rounds.draft > 0 && Date.parse(opensAt) <= nowMs;

/** Every half-year's campaign, the newest first; while the newest opens, its numbers are the present ones. */
export function useCampaigns() {
  const { staff } = useApp();
  const campaigns = usePages(keys.campaigns, (page) => staff.campaigns.list(page));
  const newest = useNewestCampaign(true).data?.items[0];
  return { ...campaigns, rows: campaigns.rows.map((campaign) => (campaign.id === newest?.id ? newest : campaign)) };
}

/** The newest one; asks again while its rounds are opening. */
export function useNewestCampaign(enabled: boolean) {
  const { staff, nowMs } = useApp();
  return useQuery({
    queryKey: [...keys.campaigns, 'newest'],
    queryFn: (): Promise<Page<CampaignView>> => staff.campaigns.list({ limit: 1 }),
    refetchInterval: ({ state }) => (state.data?.items.some((campaign) => isOpening(campaign, nowMs())) ? OPENING_MS : false),
    enabled,
  });
}

export function useCreateCampaign() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateCampaignBody) => staff.campaigns.create(body),
    // Also after a refusal: a colleague may have made it first.
    onSettled: () => cache.invalidateQueries({ queryKey: keys.staff }),
  });
}

/** Every version of the questionnaire, the newest first. */
export function useQuestionnaires() {
  const { staff } = useApp();
  return usePages(keys.questionnaires, (page) => staff.campaigns.questionnaires(page));
}

export function usePublishQuestionnaire() {
  const { staff } = useApp();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: PublishQuestionnaireBody) => staff.campaigns.publish(body),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.questionnaires }),
  });
}

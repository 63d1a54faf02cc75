import type { CampaignView, CreateCampaignBody, Page, PageQuery, PublishQuestionnaireBody, QuestionnaireView } from '@linping/shared';
import { queryOf, send, type Transport } from './transport.ts';

/** What headquarters runs: one survey a half-year, and the questionnaire's versions. */
export const campaignsApi = (transport: Transport) => ({
  list: (query: PageQuery = {}) => send<Page<CampaignView>>(transport, { method: 'GET', path: `/campaigns${queryOf(query)}`, session: 'held' }),
  create: (body: CreateCampaignBody) => send<CampaignView>(transport, { method: 'POST', path: '/campaigns', body, session: 'held' }),
  questionnaires: (query: PageQuery = {}) => send<Page<QuestionnaireView>>(transport, { method: 'GET', path: `/questionnaires${queryOf(query)}`, session: 'held' }),
  publish: (body: PublishQuestionnaireBody) => send<QuestionnaireView>(transport, { method: 'POST', path: '/questionnaires', body, session: 'held' }),
});

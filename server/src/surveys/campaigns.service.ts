import {
  can, checkedCampaign,
  type Actor, type CampaignView, type CreateCampaignBody, type Page, type PageQuery, type PublishQuestionnaireBody, type QuestionnaireView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { EstatesService } from '../estates/estates.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { Random } from '../platform/random.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import { CampaignsStore, noRounds } from './campaigns.store.ts';
import { QuestionnairesStore } from './questionnaires.store.ts';
import { RoundsStore } from './rounds.store.ts';
import type { CampaignRow, QuestionnaireRow, RoundRow } from './surveys.entity.ts';
import { campaignView, questionnaireView } from './surveys.views.ts';

const PAGE = 50;

/** What headquarters runs: the questionnaire's versions and one campaign a half-year. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly campaigns: CampaignsStore,
    private readonly questionnaires: QuestionnairesStore,
    private readonly rounds: RoundsStore,
    private readonly estates: EstatesService,
    private readonly audit: AuditLog,
    private readonly random: Random,
    private readonly clock: Clock,
  ) {}

  /** All versions, newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async listQuestionnaires(actor: Actor, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<QuestionnaireView>> {
    if (!can(actor, 'questionnaire.list')) refuse({ code: 'OUT_OF_SCOPE' });
    const [before] = (readCursor(cursor, ['number']) ?? []) as number[];
    return this.unitOfWork.read(async (db) => {
      const found = await this.questionnaires.page(db, before, limit + 1);
      const items = found.slice(0, limit).map(questionnaireView);
      return { items, total: await this.questionnaires.count(db), nextCursor: found.length > limit ? writeCursor([items.at(-1)!.version]) : null };
    });
  }

  /** Publishes the next version; running campaigns keep theirs. Refuses: OUT_OF_SCOPE, CHANGED_BY_SOMEONE_ELSE. */
  async publishQuestionnaire(actor: Actor, body: PublishQuestionnaireBody): Promise<QuestionnaireView> {
    if (!can(actor, 'questionnaire.edit')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.run(async (tx) => {
      const version = (await this.questionnaires.lastVersion(tx)) + 1;
      const { scale, overall, intro, topics } = body;
      const row: QuestionnaireRow = { version, scale, overall, intro, topics: JSON.stringify(topics), publishedMs: this.clock.now().getTime() };
      await this.questionnaires.insert(tx, row);
      await this.audit.append(tx, { actor, action: 'questionnaire.publish', subject: `questionnaire:${version}`, facts: { scale } });
      return questionnaireView(row);
    });
  }

  /** All campaigns with the state of their rounds, newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async list(actor: Actor, { cursor, limit = PAGE }: PageQuery = {}): Promise<Page<CampaignView>> {
    if (!can(actor, 'campaign.list')) refuse({ code: 'OUT_OF_SCOPE' });
    const [before] = (readCursor(cursor, ['string']) ?? []) as string[];
    return this.unitOfWork.read(async (db) => {
      const found = await this.campaigns.page(db, before, limit + 1);
      const shown = found.slice(0, limit);
      const rounds = await this.campaigns.countRounds(db, shown.map(({ id }) => id));
      const items = shown.map((row) => campaignView(row, rounds.get(row.id) ?? noRounds()));
      return { items, total: await this.campaigns.count(db), nextCursor: found.length > limit ? writeCursor([items.at(-1)!.halfYear]) : null };
    });
  }

  /**
   * Creates a half-year's campaign and a draft round for every estate in the register; the rounds open by themselves at
   * `opensAt`, which is when each estate's households are frozen.
   * Refuses: OUT_OF_SCOPE, QUESTIONNAIRE_NOT_FOUND, CAMPAIGN_DATES_WRONG, CAMPAIGN_EXISTS.
   */
  async create(actor: Actor, body: CreateCampaignBody): Promise<CampaignView> {
    if (!can(actor, 'campaign.run')) refuse({ code: 'OUT_OF_SCOPE' });
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.questionnaires.find(tx, body.questionnaireVersion))) refuse({ code: 'QUESTIONNAIRE_NOT_FOUND' });
      const times = { opensMs: Date.parse(body.opensAt), closesMs: Date.parse(body.closesAt), supplementUntilMs: Date.parse(body.supplementUntil) };
      const checked = orRefuse(checkedCampaign(body.halfYear, times, this.clock.now().getTime()));
      const campaign: CampaignRow = { id: this.random.uuid(), questionnaireVersion: body.questionnaireVersion, ...checked };
      await this.campaigns.insert(tx, campaign);
      const estates = await this.estates.estatesInService(tx);
      await this.rounds.insertDrafts(tx, estates.map((estate) => this.draftRound(campaign, estate)));
      const { halfYear } = campaign;
      await this.audit.append(tx, { actor, action: 'campaign.create', subject: `campaign:${campaign.id}`, facts: { halfYear, estates: estates.length } });
      return campaignView(campaign, { ...noRounds(), draft: estates.length });
    });
  }

  private draftRound(campaign: CampaignRow, estate: Awaited<ReturnType<EstatesService['estatesInService']>>[number]): RoundRow {
    const { id: campaignId, halfYear, questionnaireVersion, opensMs, closesMs, supplementUntilMs } = campaign;
    const { estateId, name, streetId, street, communityId, community } = estate;
    return {
      id: this.random.uuid(), campaignId, halfYear, questionnaireVersion, opensMs, closesMs, supplementUntilMs,
      estateId, estate: name, streetId, street, communityId, community,
      status: 'draft', version: 1, isSupplement: false, households: 0, required: 1, participated: 0,
      closedBy: null, certifiedBy: null, certifiedMs: null, valid: null, satisfied: null, strictlySatisfied: null, deciPoints: null, tally: null,
    };
  }
}

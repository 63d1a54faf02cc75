import type { Interval } from '../satisfaction/interval.ts';
import type { Opinion, Scale } from '../satisfaction/opinion.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';
import type { Topic } from '../survey/questionnaire.ts';
import type { Lateness } from '../survey/late.ts';
import type { RoundStatus } from '../survey/round.ts';
import type { MergedOpinion } from '../survey/small-cells.ts';
import type { Channel } from '../survey/submission.ts';
import type { PageQuery } from './paging.ts';

/** One version of the questionnaire (GET /questionnaires, the newest first); a published version never changes. */
export interface QuestionnaireView {
  readonly version: number;
  readonly scale: Scale;
  readonly overall: string;
  readonly topics: readonly { readonly topic: Topic; readonly text: string }[];
  readonly intro: string;
  readonly publishedAt: string;
}
/** POST /questionnaires */
export interface PublishQuestionnaireBody {
  readonly scale: Scale;
  readonly overall: string;
  readonly topics: readonly { readonly topic: Topic; readonly text: string }[];
  readonly intro: string;
}

/** POST /campaigns: one district-wide survey a half-year. Instants in ISO 8601; the rounds open and close by themselves. */
export interface CreateCampaignBody {
  readonly halfYear: string;
  readonly questionnaireVersion: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly supplementUntil: string;
}
/** GET /campaigns, the newest first. */
export interface CampaignView {
  readonly id: string;
  readonly halfYear: string;
  readonly questionnaireVersion: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly supplementUntil: string;
  readonly rounds: Readonly<Record<RoundStatus, number>>;
}

/** GET /estates/:id/round (the current one) and GET /rounds/:id: what anybody may see while a round runs. */
export interface RoundView {
  readonly id: string;
  readonly estateId: string;
  readonly estate: string;
  readonly halfYear: string;
  readonly status: RoundStatus;
  /** It was opened once more, because the sample was not reached the first time. */
  readonly isSupplement: boolean;
  readonly version: number;
  readonly opensAt: string;
  readonly closesAt: string;
  /** By when the result will be known at the latest: certification follows the supplement deadline. */
  readonly supplementUntil: string;
  readonly households: number;
  readonly participated: number;
  readonly required: number;
  readonly needed: number;
  readonly questionnaire: QuestionnaireView;
}

/** GET /rounds/:id/participation?householdId=: what this phone should show for its household. */
export interface ParticipationView {
  readonly householdId: string;
  readonly by: 'nobody' | 'thisPhone' | 'anotherPhone' | 'door';
  /** The stored submission of this phone, so that a change goes on from it. Never what was answered. */
  readonly submissionId: string | null;
  readonly revision: number;
}

/** PUT /rounds/:id/answer. `submissionId` is made once per questionnaire on the phone, `revision` counts changes from 1. */
export interface SubmitAnswerBody {
  readonly submissionId: string;
  readonly revision: number;
  readonly householdId: string;
  readonly questionnaireVersion: number;
  readonly overall: Opinion;
  readonly topics: Readonly<Partial<Record<Topic, Opinion>>>;
  readonly comment: string;
}
/** What an accepted answer answers: durable, with the counts the page shows next. */
export interface SubmittedView {
  readonly revision: number;
}

/** POST /rounds/:id/close and /certify. `version` is the one the officer was looking at. */
export interface MoveRoundBody {
  readonly version: number;
}
/** POST /rounds/:id/extend and /supplement */
export interface RescheduleRoundBody {
  readonly version: number;
  readonly closesAt: string;
}

/** GET /rounds/:id/result, after certification only. Null numbers are hidden because the cell is below five. */
export interface RoundResultView {
  readonly roundId: string;
  readonly estateId: string;
  readonly estate: string;
  readonly halfYear: string;
  readonly certifiedAt: string;
  readonly households: number;
  readonly required: number;
  readonly valid: number;
  readonly deciPoints: DeciPoints;
  readonly satisfied: number | null;
  readonly strictlySatisfied: number | null;
  readonly ratePerMille: number | null;
  readonly strictRatePerMille: number | null;
  readonly interval: Interval | null;
  readonly scale: Scale;
  readonly overall: readonly OptionCount[] | null;
  readonly topics: readonly { readonly topic: Topic; readonly options: readonly OptionCount[] }[];
}
export interface OptionCount {
  readonly option: MergedOpinion;
  readonly count: number | null;
}
/** GET /estates/:id/results: the estate's history, newest first; a round that ended without a sample says so. */
export interface EstateResultRowView {
  readonly roundId: string;
  readonly halfYear: string;
  readonly status: 'certified' | 'insufficient';
  readonly households: number;
  readonly valid: number;
  readonly deciPoints: DeciPoints | null;
  readonly ratePerMille: number | null;
}

export const COVERAGE_SORTS = ['risk', 'name', 'coverage', 'needed', 'closesAt'] as const;
export type CoverageSort = (typeof COVERAGE_SORTS)[number];
/** What the board is cut by; without a half-year the newest. */
export interface CoverageCut {
  readonly halfYear?: string;
  readonly streetId?: string;
  readonly communityId?: string;
  readonly status?: RoundStatus;
  /** Only what is on the late list (survey/late.ts). */
  readonly late?: boolean;
  /** Part of the estate's or the community's name. */
  readonly search?: string;
}
/** GET /coverage */
export interface CoverageQuery extends CoverageCut, PageQuery {
  readonly sort?: CoverageSort;
}
/** How many households took part by one way. */
export interface ChannelCount {
  readonly channel: Channel;
  readonly participated: number;
}
/** How many households took part first on a day of the calendar in Asia/Shanghai; nothing finer is stored. Days without any are left out. */
export interface DayCount {
  readonly day: string;
  readonly participated: number;
}
export interface CoverageRowView {
  readonly roundId: string;
  readonly estateId: string;
  readonly estate: string;
  readonly streetId: string;
  readonly street: string;
  readonly communityId: string;
  readonly community: string;
  readonly halfYear: string;
  readonly status: RoundStatus;
  readonly isSupplement: boolean;
  readonly lateness: Lateness | null;
  readonly version: number;
  readonly households: number;
  readonly participated: number;
  readonly required: number;
  readonly needed: number;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly deciPoints: DeciPoints | null;
  readonly channels: readonly ChannelCount[];
  readonly trend: readonly DayCount[];
}
/** GET /rounds/:id/coverage: one estate's buildings, and whose turn it is. */
export interface RoundCoverageView {
  readonly round: CoverageRowView;
  readonly supplementUntil: string;
  /** True when the clock or another officer closed it, so this officer may certify. */
  readonly mayCertify: boolean;
  /** True when it waits for its certification and this very officer closed it. */
  readonly isClosedByMe: boolean;
  readonly buildings: readonly { readonly buildingId: string; readonly building: string; readonly households: number; readonly participated: number }[];
}
export const ROUND_STEPS = ['open', 'close', 'extend', 'supplement', 'certify', 'insufficient'] as const;
export type RoundStep = (typeof ROUND_STEPS)[number];
/** GET /rounds/:id/steps: what became of a round, the newest first. */
export interface RoundStepView {
  readonly step: RoundStep;
  readonly at: string;
  /** Who did it; null when it came by the calendar. */
  readonly by: string | null;
  /** How many households had taken part by then, where the step says so. */
  readonly participated: number | null;
  /** The new closing time of an extension or a supplement. */
  readonly closesAt: string | null;
}
/** GET /rounds/:id/comments: what residents wrote, in an order that says nothing; after certification, from five answers on. */
export interface CommentView {
  readonly id: string;
  readonly comment: string;
}
export const AREA_SORTS = ['late', 'name', 'coverage', 'needed'] as const;
export type AreaSort = (typeof AREA_SORTS)[number];
/** GET /coverage/areas: the streets of the own scope, or with a street its communities. */
export interface CoverageAreasQuery extends PageQuery {
  readonly halfYear?: string;
  readonly streetId?: string;
  /** Only areas with something on the late list. */
  readonly late?: boolean;
  readonly sort?: AreaSort;
}
export interface CoverageAreaView {
  readonly id: string;
  readonly name: string;
  readonly estates: number;
  /** Estates whose sample is reached. */
  readonly reached: number;
  readonly households: number;
  readonly participated: number;
  /** Households still missing to the samples of estates that may still be helped, open or short. */
  readonly needed: number;
  readonly byStatus: Readonly<Record<RoundStatus, number>>;
  /** Estates on the late list. */
  readonly late: number;
}
/** GET /coverage/due: what waits for somebody now in the own scope, whatever the half-year. */
export interface CoverageDueView {
  readonly short: DueRounds;
  /** Open, below the sample, closing within {@link CLOSING_SOON_DAYS} days. */
  readonly closingSoon: DueRounds;
  /** Open and below the sample, those above included. */
  readonly below: DueRounds;
  /** Closed, and this officer may certify: the clock or a colleague closed them. */
  readonly mineToCertify: number;
  /** Closed, and somebody else has to certify them. */
  readonly othersToCertify: number;
  /** The oldest half-year with one of these two; null without any. */
  readonly toCertifyIn: string | null;
}
export interface DueRounds {
  readonly rounds: number;
  readonly needed: number;
  /** The first deadline: a short round's end of supplement, an open one's closing time. Null without rounds. */
  readonly until: string | null;
  /** The oldest half-year among them. Null without rounds. */
  readonly halfYear: string | null;
}
/** GET /coverage/summary: the board's head. */
export type CoverageSummaryQuery = Pick<CoverageCut, 'halfYear' | 'streetId' | 'communityId'>;
export interface CoverageSummaryView {
  readonly halfYear: string | null;
  readonly halfYears: readonly string[];
  readonly estates: number;
  readonly reached: number;
  readonly households: number;
  readonly participated: number;
  readonly byStatus: Readonly<Record<RoundStatus, number>>;
  /** Estates on the late list. */
  readonly late: number;
}

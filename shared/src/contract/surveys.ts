import type { Interval } from '../satisfaction/interval.ts';
import type { Opinion, Scale } from '../satisfaction/opinion.ts';
import type { DeciPoints } from '../satisfaction/satisfaction.ts';
import type { Topic } from '../survey/questionnaire.ts';
import type { RoundStatus } from '../survey/round.ts';
import type { MergedOpinion } from '../survey/small-cells.ts';
import type { Channel } from '../survey/submission.ts';

/** One version of the questionnaire; a published version never changes. */
export interface QuestionnaireView {
  readonly version: number;
  readonly scale: Scale;
  readonly overall: string;
  readonly topics: readonly { readonly topic: Topic; readonly text: string }[];
  readonly intro: string;
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
/** GET /coverage */
export interface CoverageQuery {
  readonly halfYear?: string;
  readonly status?: RoundStatus;
  readonly search?: string;
  readonly sort?: CoverageSort;
  readonly cursor?: string;
  readonly limit?: number;
}
export interface CoverageRowView {
  readonly roundId: string;
  readonly estateId: string;
  readonly estate: string;
  readonly street: string;
  readonly community: string;
  readonly halfYear: string;
  readonly status: RoundStatus;
  readonly version: number;
  readonly households: number;
  readonly participated: number;
  readonly required: number;
  readonly needed: number;
  readonly closesAt: string;
  readonly deciPoints: DeciPoints | null;
}
/** GET /rounds/:id/coverage: one estate's buildings and channels, for the staff. */
export interface RoundCoverageView {
  readonly round: CoverageRowView;
  readonly supplementUntil: string;
  /** True when the clock or another officer closed it, so this officer may certify. */
  readonly mayCertify: boolean;
  readonly buildings: readonly { readonly buildingId: string; readonly building: string; readonly households: number; readonly participated: number }[];
  readonly channels: readonly { readonly channel: Channel; readonly participated: number }[];
}
/** GET /coverage/summary: the board's head. */
export interface CoverageSummaryView {
  readonly halfYear: string | null;
  readonly halfYears: readonly string[];
  readonly estates: number;
  readonly reached: number;
  readonly households: number;
  readonly participated: number;
  readonly byStatus: Readonly<Record<RoundStatus, number>>;
}

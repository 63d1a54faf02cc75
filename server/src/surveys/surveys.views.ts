import {
  lateness, neededForSample, publishedCount, ratePerMille, requiredSample, satisfactionInterval, SMALLEST_CELL, TOPICS,
  type CampaignView, type CoverageRowView, type EstateResultRowView, type OptionCount, type QuestionnaireView, type RoundResultView,
  type RoundStatus, type RoundStep, type RoundStepView, type RoundView, type Scale,
} from '@linping/shared';
import type { AuditLineRow } from '../platform/audit/audit.entity.ts';
import type { Participation } from './answers.store.ts';
import { shownOptions } from './certification.ts';
import type { CampaignRow, MergedCounts, QuestionnaireRow, RoundRow, StoredTally } from './surveys.entity.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

export const questionnaireView = (row: QuestionnaireRow): QuestionnaireView => ({
  version: row.version,
  scale: row.scale,
  overall: row.overall,
  intro: row.intro,
  topics: JSON.parse(row.topics) as QuestionnaireView['topics'],
  publishedAt: instant(row.publishedMs),
});

export const campaignView = (row: CampaignRow, rounds: Readonly<Record<RoundStatus, number>>): CampaignView => ({
  id: row.id,
  halfYear: row.halfYear,
  questionnaireVersion: row.questionnaireVersion,
  opensAt: instant(row.opensMs),
  closesAt: instant(row.closesMs),
  supplementUntil: instant(row.supplementUntilMs),
  rounds,
});

/** Row to wire, naming every field: a new column is never published by accident. */
export const roundView = (round: RoundRow, questionnaire: QuestionnaireRow): RoundView => ({
  id: round.id,
  estateId: round.estateId,
  estate: round.estate,
  halfYear: round.halfYear,
  status: round.status,
  isSupplement: round.isSupplement,
  version: round.version,
  opensAt: instant(round.opensMs),
  closesAt: instant(round.closesMs),
  supplementUntil: instant(round.supplementUntilMs),
  households: round.households,
  participated: round.participated,
  required: requiredSample(round.households),
  needed: neededForSample(round.households, round.participated),
  questionnaire: questionnaireView(questionnaire),
});

export const coverageRowView = (round: RoundRow, { channels, trend }: Participation, nowMs: number): CoverageRowView => ({
  roundId: round.id,
  estateId: round.estateId,
  estate: round.estate,
  streetId: round.streetId,
  street: round.street,
  communityId: round.communityId,
  community: round.community,
  halfYear: round.halfYear,
  status: round.status,
  isSupplement: round.isSupplement,
  lateness: lateness(round, nowMs) ?? null,
  version: round.version,
  households: round.households,
  participated: round.participated,
  required: requiredSample(round.households),
  needed: neededForSample(round.households, round.participated),
  opensAt: instant(round.opensMs),
  closesAt: instant(round.closesMs),
  deciPoints: round.deciPoints,
  channels,
  trend,
});

/** A certified round as its columns promise it. */
export type CertifiedRound = RoundRow & Record<'valid' | 'satisfied' | 'strictlySatisfied' | 'deciPoints' | 'certifiedMs', number> & { readonly tally: string };

/** What may be published of a certified round: below five answers only the points, and never a cell below five. */
export function roundResultView(round: CertifiedRound, scale: Scale): RoundResultView {
  const { households, valid, satisfied, strictlySatisfied } = round;
  const shown = valid >= SMALLEST_CELL;
  const sidesShown = shown && publishedCount(satisfied) !== null && publishedCount(valid - satisfied) !== null;
  // The strict rate beside the rate gives away how many stand between them.
  const strictShown = shown && publishedCount(satisfied - strictlySatisfied) !== null;
  const tally = JSON.parse(round.tally) as StoredTally;
  return {
    roundId: round.id,
    estateId: round.estateId,
    estate: round.estate,
    halfYear: round.halfYear,
    certifiedAt: instant(round.certifiedMs),
    households,
    required: requiredSample(households),
    valid,
    deciPoints: round.deciPoints,
    satisfied: sidesShown ? satisfied : null,
    strictlySatisfied: sidesShown && strictShown ? strictlySatisfied : null,
    ratePerMille: shown ? ratePerMille(satisfied, valid) : null,
    strictRatePerMille: strictShown ? ratePerMille(strictlySatisfied, valid) : null,
    interval: shown ? satisfactionInterval({ households, valid, satisfied }) : null,
    scale,
    overall: shown ? optionCounts(scale, tally.overall) : null,
    topics: TOPICS.flatMap((topic) => {
      const counts = tally.topics[topic];
      return counts && total(counts) >= SMALLEST_CELL ? [{ topic, options: optionCounts(scale, counts) }] : [];
    }),
  };
}

/** Of a line's facts only these: what certification counted is published by other rules. */
export function roundStepView({ at, facts }: AuditLineRow, step: RoundStep, who: string | undefined): RoundStepView {
  const { participated, closesAt } = JSON.parse(facts) as { readonly participated?: number; readonly closesAt?: string };
  return { step, at: instant(at), by: who ?? null, participated: participated ?? null, closesAt: closesAt ?? null };
}

export const estateResultRowView = (round: RoundRow): EstateResultRowView => ({
  roundId: round.id,
  halfYear: round.halfYear,
  status: round.status === 'certified' ? 'certified' : 'insufficient',
  households: round.households,
  valid: round.valid ?? round.participated,
  deciPoints: round.deciPoints,
  ratePerMille: round.valid !== null && round.satisfied !== null && round.valid >= SMALLEST_CELL ? ratePerMille(round.satisfied, round.valid) : null,
});

const total = (counts: MergedCounts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

const optionCounts = (scale: Scale, counts: MergedCounts): OptionCount[] =>
  shownOptions(scale).flatMap((option) => {
    const count = counts[option];
    return count === undefined ? [] : [{ option, count: publishedCount(count) }];
  });

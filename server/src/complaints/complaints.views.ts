import {
  naturalDaysLeft, shanghaiDate, workingDaysLeft,
  type ComplaintClockView, type ComplaintRow as ComplaintListRow, type ComplaintStepFacts, type ComplaintStepView, type DueView, type MyComplaintRow, type PhotoView,
  type Place, type Role, type SimilarComplaintView, type WorkCalendar,
} from '@linping/shared';
import type { EstateNames } from '../estates/estates.service.ts';
import type { StepFacts } from './complaint-state.ts';
import type { ComplaintRow, ComplaintStepRow } from './complaints.entity.ts';

/** In whose scope a complaint lies. Who filed it is asked apart, and of nobody but the author. */
export const placeOf = ({ streetId, communityId, estateId, providerId }: ComplaintRow): Place => ({ streetId, communityId, estateId, providerId });

export const instant = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms));

export function dueView({ dueClock, dueMs }: ComplaintRow, nowMs: number, calendar: WorkCalendar): DueView | null {
  if (dueClock === null || dueMs === null) return null;
  const daysLeft = dueClock === 'silence' ? naturalDaysLeft(nowMs, dueMs) : workingDaysLeft(nowMs, dueMs, calendar);
  return { clock: dueClock, dueAt: instant(dueMs), daysLeft, isOverdue: nowMs >= dueMs };
}

/** The clocks of the present round, met or not. What ended unmet is late by the day it ended. */
export function clockViews(row: ComplaintRow, nowMs: number): ComplaintClockView[] {
  const view = (clock: ComplaintClockView['clock'], dueMs: number | null, metMs: number | null): ComplaintClockView =>
    ({ clock, dueAt: instantOrNull(dueMs), metAt: instantOrNull(metMs), wasLate: dueMs !== null && (metMs ?? row.closedMs ?? row.referredMs ?? nowMs) >= dueMs });
  const running = (dueMs: number | null) => (row.status === 'referred' ? null : dueMs); // with another department no clock of the firm's runs
  return [
    ...(row.acknowledgeDueMs === null ? [] : [view('acknowledge', row.acknowledgeDueMs, row.acknowledgedMs)]),
    view('accept', running(row.acceptDueMs), row.acceptedMs),
    view('resolve', running(row.resolveDueMs), row.resolvedMs),
    ...(row.supervisedUntilMs === null ? [] : [view('supervise', row.supervisedUntilMs, row.resolvedMs)]),
  ];
}

/** Who reads a step, and what of it that reader may see. */
export interface StepReading {
  readonly isWriter: boolean;
  /** Residents: sides and no names of staff. */
  readonly isStaff: boolean;
  readonly seesWords: boolean;
  readonly photos: readonly PhotoView[];
  readonly beforePhotos: readonly PhotoView[];
}
/** Names as the views need them. */
export interface ComplaintNames extends EstateNames {
  readonly building: string | null;
  readonly provider: string | null;
  /** staffId → display name. */
  readonly staff: ReadonlyMap<string, string>;
}

export function stepView(step: ComplaintStepRow, names: ComplaintNames, reading: StepReading): ComplaintStepView {
  const { id, sequence, kind, atMs, side, actorRole, actorId, text, textCheck } = step;
  const name = reading.isStaff && side !== 'resident' && actorId !== null ? (names.staff.get(actorId) ?? null) : null;
  return {
    id, sequence, kind, at: instant(atMs), textCheck,
    by: { side, word: sideWord(step.side, actorRole, names), name },
    text: text !== '' && (reading.isWriter || reading.seesWords) ? text : null,
    photos: reading.photos, beforePhotos: reading.beforePhotos,
    facts: factsView(JSON.parse(step.facts) as StepFacts, names, reading),
  };
}

function sideWord(side: ComplaintStepRow['side'], role: Role | null, { provider, street, community }: ComplaintNames): string {
  switch (side) {
    case 'resident': return '居民';
    case 'clock': return '系统';
    case 'firm': return provider ?? '物业';
    case 'street': return role === 'streetOfficer' ? street : community;
  }
}

/** Words within the facts (parties, department) are words as any others; who was given the work is staff's affair. */
function factsView({ dueMs, assigneeId, ratingCounts: _, parties, department, ...facts }: StepFacts, { staff }: ComplaintNames, { isStaff, isWriter, seesWords }: StepReading): ComplaintStepFacts {
  return {
    ...facts,
    ...((isWriter || seesWords) && { ...(parties !== undefined && { parties }), ...(department !== undefined && { department }) }),
    ...(dueMs !== undefined && { dueAt: instant(dueMs) }),
    ...(isStaff && assigneeId !== undefined && { assignee: staff.get(assigneeId) ?? '' }),
  };
}

export const similarView = (row: ComplaintRow, isMine: boolean): SimilarComplaintView =>
  ({ id: row.id, category: row.category, status: row.status, filedOn: shanghaiDate(row.filedMs), followers: row.followers, isMine });

export const myRowView = (row: ComplaintRow, names: Pick<ComplaintNames, 'name' | 'building'>, isFollowed: boolean, nowMs: number, calendar: WorkCalendar): MyComplaintRow => ({
  id: row.id, number: row.number, category: row.category, estate: names.name, building: names.building, status: row.status,
  filedAt: instant(row.filedMs), lastStepAt: instant(row.lastStepMs), due: dueView(row, nowMs, calendar), isFollowed,
  waitsForMe: !isFollowed && (row.status === 'awaitingResident' || row.status === 'resolved'),
});

export const listRowView = (row: ComplaintRow, names: Omit<ComplaintNames, 'community'>, nowMs: number, calendar: WorkCalendar): ComplaintListRow => ({
  id: row.id, number: row.number, category: row.category, isUrgent: row.isUrgent, estateId: row.estateId, estate: names.name, building: names.building, street: names.street,
  provider: names.provider, status: row.status, channel: row.channel, filedAt: instant(row.filedMs), due: dueView(row, nowMs, calendar), isSupervised: isSupervised(row),
  timesReopened: row.timesReopened, extension: row.extension, assignee: row.assigneeId === null ? null : (names.staff.get(row.assigneeId) ?? null), followers: row.followers,
});

export const isSupervised = ({ supervisedUntilMs }: ComplaintRow): boolean => supervisedUntilMs !== null;

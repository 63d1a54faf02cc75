import {
  can, complaintMoves, isStaff,
  type Action, type Actor, type ComplaintAction, type ComplaintView, type PhotoView,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { EstatesService } from '../estates/estates.service.ts';
import { FilesService, type PhotoFacts } from '../files/files.service.ts';
import { StaffNames } from '../identity/staff-names.service.ts';
import { Clock } from '../platform/clock.ts';
import { refuse } from '../platform/refused.ts';
import { factsOf, type StepFacts } from './complaint-state.ts';
import type { ComplaintPhotoRow, ComplaintRow, ComplaintStepRow } from './complaints.entity.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { clockViews, type ComplaintNames, dueView, instant, isSupervised, placeOf, stepView } from './complaints.views.ts';
import { FollowersStore } from './followers.store.ts';
import { ACTION_PERMISSIONS } from './step-permissions.ts';
import { StepsStore } from './steps.store.ts';

/** A reader of one complaint: as whom, and what that shows. */
interface Reading {
  readonly actor: Actor;
  readonly viewer: ComplaintView['viewer'];
  /** Neighbours, a committee's members among them, see neither words nor photos: they would know the handwriting. */
  readonly seesWords: boolean;
  readonly isModerator: boolean;
}

/** One complaint as each reader may see it. A firm gets no author, no household and no contact; a neighbour no words and no photos. */
@Injectable()
export class ComplaintReader {
  constructor(
    private readonly complaints: ComplaintsStore, private readonly steps: StepsStore, private readonly followers: FollowersStore, private readonly estates: EstatesService,
    private readonly names: StaffNames, private readonly files: FilesService, private readonly calendars: WorkCalendarService, private readonly clock: Clock,
  ) {}

  /** Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE. */
  async view(db: EntityManager, actor: Actor, complaintId: string): Promise<ComplaintView> {
    const row = (await this.complaints.find(db, complaintId)) ?? refuse({ code: 'COMPLAINT_NOT_FOUND' });
    const reading = await this.readingOf(db, actor, row);
    const steps = await this.steps.ofComplaint(db, complaintId);
    const photosOf = await this.photosOf(db, row, steps, reading);
    const names = await this.namesOf(db, row, steps);
    const nowMs = this.clock.now().getTime();
    const isMine = (step: ComplaintStepRow) => isWriter(actor, step);
    const seesWords = (step: ComplaintStepRow) => reading.seesWords && (step.textCheck === 'passed' || (step.textCheck === 'checking' && reading.isModerator));
    const [filing] = steps;
    return {
      id: row.id, number: row.number, viewer: reading.viewer, estateId: row.estateId, estate: names.name, building: names.building, street: names.street, community: names.community,
      provider: names.provider, providerPhone: row.providerId === null ? null : await this.estates.providerPhone(db, row.estateId, row.providerId),
      category: row.category, spot: filing && (isMine(filing) || seesWords(filing)) ? row.spot : '', isUrgent: row.isUrgent, channel: row.channel,
      externalNumber: !reading.seesWords ? null : row.externalNumber,
      status: row.status, version: row.version, filedAt: instant(row.filedMs), receivedAt: instant(row.receivedMs),
      due: dueView(row, nowMs, await this.calendars.calendar(db)), clocks: clockViews(row, nowMs), isPaused: row.status === 'awaitingResident',
      extension: row.extension, extensionDays: row.extensionDays, isSupervised: isSupervised(row), followers: row.followers,
      assignee: isStaff(actor) && row.assigneeId !== null ? (names.staff.get(row.assigneeId) ?? null) : null,
      rating: row.rating, isVerified: row.authorId === null || !reading.seesWords || HINTS.includes(reading.viewer) ? null : row.isVerified,
      hasContact: mayReadContact(actor, row) && row.contactCipher !== null, mergedInto: row.mergedInto,
      steps: steps.map((step) => stepView(step, names, { isWriter: isMine(step), isStaff: isStaff(actor), seesWords: seesWords(step), ...photosOf(step) })),
      actions: actionsOf(actor, reading.viewer, row),
    };
  }

  /** As whom somebody reads it. Refuses: OUT_OF_SCOPE. */
  private async readingOf(db: EntityManager, actor: Actor, row: ComplaintRow): Promise<Reading> {
    if (actor.role === 'resident') {
      const isAuthor = can(actor, 'complaint.own', { residentId: row.authorId });
      if (!can(actor, 'complaint.read') || !(isAuthor || (await this.followers.isFollowing(db, row.id, actor.residentId)))) refuse({ code: 'OUT_OF_SCOPE' });
      return { actor, viewer: isAuthor ? 'author' : 'follower', seesWords: isAuthor, isModerator: false };
    }
    if (!isStaff(actor) || !can(actor, 'complaint.read', placeOf(row))) return refuse({ code: 'OUT_OF_SCOPE' });
    const viewer = { providerStaff: 'firm', providerManager: 'firm', streetOfficer: 'street', communityWorker: 'street', communityService: 'street' } as const;
    return { actor, viewer: viewer[actor.role as keyof typeof viewer] ?? 'reader', seesWords: actor.role !== 'committee', isModerator: can(actor, 'moderation.decide', placeOf(row)) };
  }

  private async namesOf(db: EntityManager, row: ComplaintRow, steps: readonly ComplaintStepRow[]): Promise<ComplaintNames> {
    const estate = (await this.estates.names(db, [row.estateId])).get(row.estateId) ?? { name: '', street: '', community: '' };
    const building = row.buildingId === null ? null : ((await this.estates.buildingNames(db, [row.buildingId])).get(row.buildingId) ?? null);
    const provider = row.providerId === null ? null : ((await this.estates.providerNames(db, [row.providerId])).get(row.providerId) ?? null);
    const staffIds = steps.flatMap(({ side, actorId, facts }) => [side === 'resident' ? null : actorId, (JSON.parse(facts) as StepFacts).assigneeId ?? null]);
    const staff = await this.names.names(db, [...staffIds, row.assigneeId].filter((id) => id !== null));
    return { ...estate, building, provider, staff };
  }

  /** The photos of each step; for a neighbour there are none. */
  private async photosOf(db: EntityManager, row: ComplaintRow, steps: readonly ComplaintStepRow[], { actor, seesWords, isModerator }: Reading) {
    const rows = !seesWords ? [] : await this.steps.photos(db, row.id);
    const facts = await this.files.photos(db, rows.map(({ photoId }) => photoId));
    const writers = new Map(steps.map((step) => [step.id, isWriter(actor, step)]));
    const viewOf = (photo: PhotoFacts, stepId: string): PhotoView => this.files.view(photo, { mayISee: true, isModerator, ...(writers.get(stepId) && { actor }) });
    const inSlot = (stepId: string, slot: ComplaintPhotoRow['slot']) =>
      rows.filter((photo) => photo.stepId === stepId && photo.slot === slot).flatMap(({ photoId }) => (facts.has(photoId) ? [viewOf(facts.get(photoId)!, stepId)] : []));
    return (step: ComplaintStepRow) => ({ photos: inSlot(step.id, 'after'), beforePhotos: inSlot(step.id, 'before') });
  }
}

const isWriter = (actor: Actor, { side, actorId }: ComplaintStepRow): boolean =>
  actorId !== null && (actor.role === 'resident' ? side === 'resident' && actor.residentId === actorId : isStaff(actor) && side !== 'resident' && actor.staffId === actorId);

/** Whoever has to ring; a firm only where the author said so. */
export const mayReadContact = (actor: Actor, row: ComplaintRow): boolean => {
  const isFirm = actor.role === 'providerManager' || actor.role === 'providerStaff';
  return can(actor, 'complaint.readContact', placeOf(row)) && (!isFirm || row.showContact);
};

/** What the reader may do now: the table of states, and whether it is this reader's to do. */
function actionsOf(actor: Actor, viewer: ComplaintView['viewer'], row: ComplaintRow): readonly ComplaintAction[] {
  const facts = factsOf(row);
  if (viewer === 'author') return complaintMoves(facts, 'resident');
  if (viewer !== 'firm' && viewer !== 'street') return [];
  const mine = (action: ComplaintAction): boolean => {
    const permission: Action | undefined = CALLED_BACK.includes(action) ? 'complaint.callBack' : ACTION_PERMISSIONS[action];
    return permission !== undefined && can(actor, permission, placeOf(row)) && (row.authorId === null || !CALLED_BACK.includes(action));
  };
  return complaintMoves(facts, viewer).filter(mine);
}

/** To whom even the kind of household would be a hint of who it was. */
const HINTS: readonly ComplaintView['viewer'][] = ['firm', 'follower'];

/** What the street writes down for a caller; an author answers for themselves. */
const CALLED_BACK: readonly ComplaintAction[] = ['confirm', 'reopen', 'callBack'];

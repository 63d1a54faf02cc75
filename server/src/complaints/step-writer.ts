import {
  can, isStaff, moveComplaint,
  type Action, type Actor, type AuditFacts, type ComplaintAction, type ComplaintSide, type ComplaintView, type TextCheck, type WorkCalendar,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { FilesService } from '../files/files.service.ts';
import { ModerationService } from '../moderation/moderation.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { orRefuse, refuse } from '../platform/refused.ts';
import { Random } from '../platform/random.ts';
import { ComplaintNotices } from './complaint-notices.ts';
import { ComplaintReader } from './complaint-reader.ts';
import { advanced, clocked, factsOf, nextEvent, type Progress, type StepFacts } from './complaint-state.ts';
import type { ComplaintPhotoRow, ComplaintRow, ComplaintStepRow, PhotoSlot } from './complaints.entity.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { placeOf } from './complaints.views.ts';
import { ContactCipher } from './contact-cipher.ts';
import { StepsStore } from './steps.store.ts';

export const JOB = 'complaint-clock';

/** A complaint behind its gate, with what time did to it already done: from here to the commit it is this request's alone. */
export interface HeldComplaint extends Progress {
  readonly calendar: WorkCalendar;
  readonly nowMs: number;
}
export interface GivenPhoto {
  readonly photoId: string;
  readonly slot: PhotoSlot;
}
/** One step that somebody asks for. */
export interface StepRequest {
  readonly actor: Actor;
  readonly complaintId: string;
  /** What is asked of the permissions; the side follows from it. */
  readonly permission: Action;
  readonly kind: ComplaintAction;
  /** As it came in: its id, and all that a retry has to say again. */
  readonly body: { readonly id: string };
  readonly text?: string | undefined;
  readonly photos?: readonly GivenPhoto[];
  /** What the step decides; may refuse. */
  readonly facts?: (held: HeldComplaint, tx: EntityManager) => StepFacts | Promise<StepFacts>;
  /** What else is written once the step is. */
  readonly also?: (tx: EntityManager, held: HeldComplaint) => Promise<void>;
  /** What this one is merged into. */
  readonly into?: string;
}
/** What a step leaves besides the complaint: who, with what words and pictures. */
export interface Written {
  readonly actor: Actor | { readonly job: string };
  readonly step: ComplaintStepRow;
  readonly photos: readonly ComplaintPhotoRow[];
}

/**
 * The one way by which a complaint moves: the gate, what time has done by then, who may, the table of states, the clocks
 * from the whole history, and with the step its audit line, its notices and its photos, all in one transaction.
 */
@Injectable()
export class StepWriter {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly complaints: ComplaintsStore, private readonly steps: StepsStore, private readonly reader: ComplaintReader,
    private readonly moderation: ModerationService, private readonly files: FilesService, private readonly notices: ComplaintNotices, private readonly audit: AuditLog,
    private readonly calendars: WorkCalendarService, private readonly cipher: ContactCipher, private readonly clock: Clock, private readonly random: Random,
  ) {}

  /**
   * Takes a step and answers the complaint as it is afterwards, for whoever took it. The same request again is the same
   * step, also after others moved the complaint on. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS,
   * COMPLAINT_TEXT_REFUSED, PHOTO_UNKNOWN; moveComplaint: COMPLAINT_ILLEGAL_MOVE and the others.
   */
  async take(request: StepRequest): Promise<ComplaintView> {
    const { actor, complaintId, body, into, photos = [] } = request;
    if (new Set(photos.map(({ photoId }) => photoId)).size !== photos.length) refuse({ code: 'PHOTO_UNKNOWN' }); // one picture is not both of before and of after
    const contentTag = this.cipher.tag(senderOf(actor), request.kind, { ...body, complaintId });
    const known = await this.unitOfWork.read((db) => this.known(db, actor, complaintId, body.id, contentTag));
    if (known) return known;
    await this.unitOfWork.read((db) => this.mayTake(db, request)); // before WeChat is asked about the words of somebody who has no say here
    const textCheck = await this.checkedText(actor, request.text);
    return this.unitOfWork.run(async (tx) => {
      await this.complaints.passGate(tx, complaintId, into);
      const repeated = await this.known(tx, actor, complaintId, body.id, contentTag);
      if (repeated) {
        await this.complaints.leaveGate(tx, complaintId, into); // the same request was faster
        return repeated;
      }
      await this.move(tx, request, contentTag, textCheck);
      return this.reader.view(tx, actor, complaintId);
    }, { idempotent: true });
  }

  /** The verdict on what somebody wants to write; asked before any transaction. Refuses: COMPLAINT_TEXT_REFUSED. */
  async checkedText(actor: Actor, text: string | undefined): Promise<TextCheck> {
    if (text === undefined || !/\S/.test(text)) return 'passed';
    const verdict = await this.moderation.checkText(actor, text);
    if (verdict === 'refused') refuse({ code: 'COMPLAINT_TEXT_REFUSED' });
    return verdict === 'held' ? 'checking' : 'passed';
  }

  /** The view, where this very step is there already. Refuses: OUT_OF_SCOPE, COMPLAINT_DIFFERS. */
  async known(db: EntityManager, actor: Actor, complaintId: string, stepId: string, contentTag: string): Promise<ComplaintView | undefined> {
    const step = await this.steps.find(db, stepId);
    if (!step) return undefined;
    if (step.complaintId !== complaintId || step.contentTag !== contentTag) refuse({ code: 'COMPLAINT_DIFFERS' });
    return this.reader.view(db, actor, complaintId);
  }

  /** Whatever time has done by now, in its order, each at its own deadline. The caller has passed the gate. */
  settled(start: Progress, nowMs: number, calendar: WorkCalendar): { readonly progress: Progress; readonly written: readonly Written[] } {
    let progress = start;
    const written: Written[] = [];
    for (let event = nextEvent(progress.row); event !== null && event.dueMs <= nowMs; event = nextEvent(progress.row)) {
      const { row } = progress;
      const status = orRefuse(moveComplaint(factsOf(row), 'clock', event.kind));
      const facts: StepFacts = event.clock === 'answer' || event.clock === 'silence' ? { dueMs: event.dueMs } : { clock: event.clock, dueMs: event.dueMs };
      const atMs = Math.max(event.dueMs, row.lastStepMs); // where a working day was taken away, the deadline is earlier than what was done since
      const stepId = this.random.uuid();
      progress = advanced(progress, { stepId, kind: event.kind, status, atMs, facts }, calendar);
      const step: ComplaintStepRow = {
        id: stepId, complaintId: row.id, sequence: progress.row.version, kind: event.kind, atMs, side: 'clock', actorRole: null, actorId: null, status,
        text: '', textCheck: 'passed', facts: JSON.stringify(facts), contentTag: null,
      };
      written.push({ actor: { job: JOB }, step, photos: [] });
    }
    return { progress, written };
  }

  /** What the gate is passed for: the row as it was before, so that the fold counts every step itself, by today's calendar. */
  async held(tx: EntityManager, complaintId: string): Promise<HeldComplaint> {
    const row = (await this.complaints.find(tx, complaintId)) ?? refuse({ code: 'COMPLAINT_NOT_FOUND' });
    const pauses = await this.steps.pauses(tx, complaintId);
    const calendar = await this.calendars.calendar(tx);
    return { ...clocked({ row: { ...row, version: row.version - 1 }, pauses }, calendar), calendar, nowMs: this.clock.now().getTime() };
  }

  /** Writes the complaint and its new steps, with a line in the audit log and the notices of each. */
  async write(tx: EntityManager, before: Progress, after: Progress, written: readonly Written[]): Promise<void> {
    await this.complaints.write(tx, after.row);
    await this.steps.insert(tx, written.map(({ step }) => step), written.flatMap(({ photos }) => photos));
    await this.steps.writePauses(tx, before.pauses, after.pauses);
    for (const { actor, step, photos } of written) {
      if (!('job' in actor)) await this.keep(tx, after.row, actor, step, photos);
      await this.notices.tell(tx, after.row, step);
    }
    for (const { actor, step } of written) {
      await this.audit.append(tx, { actor, action: `complaint.${step.kind}`, subject: `complaint:${after.row.id}`, facts: auditFacts(after.row, step) });
    }
  }

  private async move(tx: EntityManager, request: StepRequest, contentTag: string, textCheck: TextCheck): Promise<void> {
    const { actor, complaintId, kind, body, text = '', photos = [] } = request;
    const found = await this.held(tx, complaintId);
    const side = sideOf(actor, request.permission, found.row);
    const { progress, written } = this.settled(found, found.nowMs, found.calendar);
    const status = orRefuse(moveComplaint(factsOf(progress.row), side, kind));
    const held: HeldComplaint = { ...found, ...progress };
    const facts = (await request.facts?.(held, tx)) ?? {};
    const atMs = Math.max(held.nowMs, progress.row.lastStepMs); // clocks of two servers differ by a moment; a history goes forward
    const after = advanced(progress, { stepId: body.id, kind, status, atMs, facts }, held.calendar);
    const step: ComplaintStepRow = {
      id: body.id, complaintId, sequence: after.row.version, kind, atMs, side, actorRole: actor.role, actorId: personOf(actor), status, text, textCheck,
      facts: JSON.stringify(facts), contentTag,
    };
    await this.write(tx, found, after, [...written, { actor, step, photos: photoRows(step, photos) }]);
    await request.also?.(tx, held);
  }

  private async mayTake(db: EntityManager, { actor, complaintId, permission }: StepRequest): Promise<void> {
    sideOf(actor, permission, (await this.complaints.find(db, complaintId)) ?? refuse({ code: 'COMPLAINT_NOT_FOUND' }));
  }

  /** Ties the photos to the complaint, and lets a person see what nobody else may see yet. */
  private async keep(tx: EntityManager, row: ComplaintRow, actor: Actor, step: ComplaintStepRow, photos: readonly ComplaintPhotoRow[]): Promise<void> {
    const photoIds = photos.map(({ photoId }) => photoId);
    const check = isStaff(actor) ? 'passed' : 'checking';
    if (photoIds.length > 0) await this.files.attach(tx, { actor, photoIds, subject: `complaint:${row.id}`, check, onlyPictures: true });
    const about = { subject: `complaintStep:${step.id}`, category: row.category, estateId: row.estateId, streetId: row.streetId, communityId: row.communityId, writer: actor };
    if (step.textCheck === 'checking') await this.moderation.hold(tx, { ...about, kind: 'text', text: wordsOf(row, step) });
    if (check === 'checking') for (const photoId of photoIds) await this.moderation.hold(tx, { ...about, kind: 'photo', photoId });
  }
}

/** As which side somebody acts by a permission. Refuses: OUT_OF_SCOPE. */
export function sideOf(actor: Actor, permission: Action, row: ComplaintRow): ComplaintSide {
  if (permission === 'complaint.own') return can(actor, permission, { residentId: row.authorId }) ? 'resident' : refuse({ code: 'OUT_OF_SCOPE' });
  if (!isStaff(actor) || !can(actor, permission, placeOf(row))) return refuse({ code: 'OUT_OF_SCOPE' });
  return actor.role === 'providerManager' || actor.role === 'providerStaff' ? 'firm' : 'street';
}

export const photoRows = ({ id: stepId, complaintId }: ComplaintStepRow, photos: readonly GivenPhoto[]): ComplaintPhotoRow[] =>
  photos.map(({ photoId, slot }, sort) => ({ stepId, photoId, complaintId, slot, sort }));

export const personOf = (actor: Actor): string | null => (actor.role === 'resident' ? actor.residentId : isStaff(actor) ? actor.staffId : null);
export const senderOf = (actor: Actor): string => `${actor.role}:${personOf(actor) ?? ''}`;

/** What was checked: of a filing the place in words too. */
export const wordsOf = ({ spot }: Pick<ComplaintRow, 'spot'>, { kind, text }: Pick<ComplaintStepRow, 'kind' | 'text'>): string => (kind === 'file' ? `${spot}\n${text}` : text);

/** Of the step only what is decided by choosing, never what somebody wrote, and nothing of a contact. */
function auditFacts({ number, estateId }: ComplaintRow, { sequence, status, facts }: ComplaintStepRow): AuditFacts {
  const { rating, workingDays, until, mergedInto, assigneeId, clock, outcome } = JSON.parse(facts) as StepFacts;
  const chosen = { rating, workingDays, until, mergedInto, assigneeId, clock, outcome };
  return { number, estateId, sequence, status, ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)) } as AuditFacts;
}

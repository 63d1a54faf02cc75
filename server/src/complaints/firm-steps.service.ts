import {
  COMPLAINT_LIMITS, endOfNthWorkingDay, shanghaiDate,
  type Action, type Actor, type AssignBody, type ComplaintAction, type ComplaintView, type RequestExtensionBody, type ResolveBody, type WordsBody,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { refuse } from '../platform/refused.ts';
import { type GivenPhoto, StepWriter } from './step-writer.ts';
import { AssigneesService } from './workbench/assignees.service.ts';

/** The steps of whoever is in charge: the firm, or the street in its place. None of them ends a complaint. */
@Injectable()
export class FirmStepsService {
  constructor(private readonly writer: StepWriter, private readonly assignees: AssigneesService) {}

  /** 「收到」, for what is urgent within two hours. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, COMPLAINT_NOT_YOURS_TO_MOVE, PHOTO_UNKNOWN. */
  acknowledge(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'acknowledge', body);
  }

  /** Takes it on, within a working day. Refuses as {@link acknowledge}. */
  accept(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'accept', body);
  }

  /** What is being done. Refuses as {@link acknowledge}. */
  reply(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'reply', body);
  }

  /** A question to the author: the clock pauses, visibly, three working days at most. Refuses as {@link acknowledge}, QUESTIONS_USED_UP, and NOBODY_TO_ASK where it was written down for a caller. */
  ask(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'ask', body);
  }

  /** What was done, with pictures of before and after; now it is the author's to say whether it was. Refuses as {@link acknowledge}. */
  resolve(actor: Actor, complaintId: string, body: ResolveBody): Promise<ComplaintView> {
    const before: GivenPhoto[] = (body.beforePhotoIds ?? []).map((photoId) => ({ photoId, slot: 'before' }));
    return this.say(actor, complaintId, 'resolve', body, before);
  }

  /** To one of the firm's own people. Refuses as {@link acknowledge}, and ASSIGNEE_UNKNOWN. */
  assign(actor: Actor, complaintId: string, body: AssignBody): Promise<ComplaintView> {
    return this.writer.take({
      actor, complaintId, permission: 'complaint.handle', kind: 'assign', body, text: body.text,
      facts: async ({ row }, tx) => ({ assigneeId: (await this.assignees.one(tx, row.providerId!, body.assigneeId)).staffId }), // a firm is in charge, or it could not have come here
    });
  }

  /** More working days, once, with a reason; the street decides. Refuses as {@link acknowledge}, EXTENSION_ONLY_ONCE, COMPLAINT_DEADLINE_WRONG (more than fifteen in all). */
  requestExtension(actor: Actor, complaintId: string, body: RequestExtensionBody): Promise<ComplaintView> {
    return this.writer.take({
      actor, complaintId, permission: 'complaint.handle', kind: 'requestExtension', body, text: body.text,
      facts: ({ row, calendar }) => {
        const { resolveDays, mostResolveDays } = COMPLAINT_LIMITS;
        const latest = shanghaiDate(endOfNthWorkingDay(row.startMs, mostResolveDays, calendar) - 1);
        return resolveDays + body.workingDays <= mostResolveDays ? { workingDays: body.workingDays } : refuse({ code: 'COMPLAINT_DEADLINE_WRONG', latest });
      },
    });
  }

  private say(actor: Actor, complaintId: string, kind: ComplaintAction, body: WordsBody, before: readonly GivenPhoto[] = []): Promise<ComplaintView> {
    const permission: Action = 'complaint.answer';
    const photos: GivenPhoto[] = [...before, ...(body.photoIds ?? []).map((photoId): GivenPhoto => ({ photoId, slot: 'after' }))];
    return this.writer.take({ actor, complaintId, permission, kind, body, text: body.text, photos });
  }
}

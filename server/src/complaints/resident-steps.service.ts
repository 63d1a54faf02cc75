import type { Actor, ComplaintView, ConfirmBody, WordsBody } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type Allowance, Throttle } from '../platform/throttle/throttle.ts';
import { type StepRequest, StepWriter } from './step-writer.ts';

/** What one phone may write in a day: each text may have to be read by a person. [D] */
const STEPS: Allowance = { attempts: 100, perSeconds: 86_400 };

type ResidentAction = 'add' | 'answer' | 'reopen' | 'withdraw' | 'object';

/** The steps of whoever filed it: nobody else's, and the last word is among them. */
@Injectable()
export class ResidentStepsService {
  constructor(private readonly writer: StepWriter, private readonly throttle: Throttle) {}

  /** More about it, while it is worked on. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, COMPLAINT_TEXT_REFUSED, PHOTO_UNKNOWN, TOO_MANY_ATTEMPTS. */
  add(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'add', body);
  }

  /** The answer to a question: the clock runs again. Refuses as {@link add}. */
  answer(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'answer', body);
  }

  /**
   * It is done: 1–5, once and for good. It counts in the satisfaction only of a phone that held a household of the estate.
   * Refuses as {@link add}.
   */
  async confirm(actor: Actor, complaintId: string, body: ConfirmBody): Promise<ComplaintView> {
    await this.takeAttempt(actor);
    return this.writer.take({
      actor, complaintId, permission: 'complaint.own', kind: 'confirm', body, text: body.text,
      facts: ({ row }) => ({ rating: body.rating, ratingCounts: row.isVerified }),
    });
  }

  /** It is not done: all clocks begin anew. Refuses as {@link add}. */
  reopen(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'reopen', body);
  }

  /** Takes it back. Refuses as {@link add}. */
  withdraw(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'withdraw', body);
  }

  /** Against a rejection, once. Refuses as {@link add}, and OBJECTION_ONLY_ONCE. */
  object(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.say(actor, complaintId, 'object', body);
  }

  private async say(actor: Actor, complaintId: string, kind: ResidentAction, body: WordsBody): Promise<ComplaintView> {
    await this.takeAttempt(actor);
    const request: StepRequest = { actor, complaintId, permission: 'complaint.own', kind, body, text: body.text, photos: (body.photoIds ?? []).map((photoId) => ({ photoId, slot: 'after' })) };
    return this.writer.take(request);
  }

  private async takeAttempt(actor: Actor): Promise<void> {
    if (actor.role === 'resident') await this.throttle.take([{ kind: 'complaint.step', key: actor.residentId, allowance: STEPS }]);
  }
}

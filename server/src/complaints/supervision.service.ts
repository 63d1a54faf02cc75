import {
  COMPLAINT_LIMITS, COMPLAINT_OPEN, endOfNthWorkingDay, shanghaiDate,
  type Actor, type CallBackBody, type ComplaintAction, type ComplaintView, type GrantExtensionBody, type MediateBody, type MergeBody, type ReferBody, type SuperviseBody,
  type WordsBody,
} from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { refuse } from '../platform/refused.ts';
import type { StepFacts } from './complaint-state.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { FollowersStore } from './followers.store.ts';
import { type StepRequest, StepWriter } from './step-writer.ts';

/** The steps of the street and the community (七(三)1): they decide, supervise, mediate, and ring back whoever has no phone here. */
@Injectable()
export class SupervisionService {
  constructor(private readonly writer: StepWriter, private readonly complaints: ComplaintsStore, private readonly followers: FollowersStore) {}

  /** As many working days as asked for, or fewer. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, EXTENSION_NOT_REQUESTED, COMPLAINT_DEADLINE_WRONG (more than asked for). */
  grantExtension(actor: Actor, complaintId: string, body: GrantExtensionBody): Promise<ComplaintView> {
    return this.decide(actor, complaintId, 'grantExtension', body, {
      facts: ({ row, calendar }) => {
        const most = COMPLAINT_LIMITS.resolveDays + row.extensionDays;
        const latest = shanghaiDate(endOfNthWorkingDay(row.startMs, most, calendar) - 1);
        return body.workingDays <= row.extensionDays ? { workingDays: body.workingDays } : refuse({ code: 'COMPLAINT_DEADLINE_WRONG', latest });
      },
    });
  }

  /** Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, EXTENSION_NOT_REQUESTED. */
  refuseExtension(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.decide(actor, complaintId, 'refuseExtension', body);
  }

  /**
   * 督办: a day by whose end it has to be done. It is a clock of its own and moves no other.
   * Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, COMPLAINT_DEADLINE_WRONG (before tomorrow, or past the fifteenth working day from now).
   */
  supervise(actor: Actor, complaintId: string, body: SuperviseBody): Promise<ComplaintView> {
    return this.decide(actor, complaintId, 'supervise', body, {
      facts: ({ nowMs, calendar }) => {
        const latest = shanghaiDate(endOfNthWorkingDay(nowMs, COMPLAINT_LIMITS.mostResolveDays, calendar) - 1);
        return body.until > shanghaiDate(nowMs) && body.until <= latest ? { until: body.until } : refuse({ code: 'COMPLAINT_DEADLINE_WRONG', latest });
      },
    });
  }

  /** 矛盾调解: a record. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, MEDIATION_DATE_WRONG (a day to come). */
  mediate(actor: Actor, complaintId: string, body: MediateBody): Promise<ComplaintView> {
    const { parties, outcome, heldOn } = body;
    return this.decide(actor, complaintId, 'mediate', body, {
      permission: 'complaint.mediate',
      facts: ({ nowMs }) => (heldOn <= shanghaiDate(nowMs) ? { parties, outcome, heldOn } : refuse({ code: 'MEDIATION_DATE_WRONG' })),
    });
  }

  /**
   * Into another one of the same estate that is still open; its author and followers follow that one from then on.
   * Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, COMPLAINT_MERGE_WRONG.
   */
  merge(actor: Actor, complaintId: string, body: MergeBody): Promise<ComplaintView> {
    const { into } = body;
    return this.decide(actor, complaintId, 'merge', body, {
      into,
      facts: async ({ row }, tx) => {
        const target = into === complaintId ? null : await this.complaints.find(tx, into);
        return target && target.estateId === row.estateId && COMPLAINT_OPEN.includes(target.status) ? { mergedInto: into } : refuse({ code: 'COMPLAINT_MERGE_WRONG' });
      },
      also: async (tx, { row, nowMs }) => {
        const target = (await this.complaints.find(tx, into))!;
        const followers = await this.followers.move(tx, complaintId, into, row.authorId, target.authorId, nowMs);
        await this.complaints.setFollowers(tx, into, followers);
        await this.complaints.setFollowers(tx, complaintId, 0);
      },
    });
  }

  /** With a reason; the author may object once. Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE. */
  reject(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.decide(actor, complaintId, 'reject', body);
  }

  /** To a named department, followed by the street to the end. Refuses as {@link reject}. */
  refer(actor: Actor, complaintId: string, body: ReferBody): Promise<ComplaintView> {
    return this.decide(actor, complaintId, 'refer', body, { facts: () => ({ department: body.department }) });
  }

  /** From another department back to the firm, whose clocks begin anew. Refuses as {@link reject}. */
  returnToFirm(actor: Actor, complaintId: string, body: WordsBody): Promise<ComplaintView> {
    return this.decide(actor, complaintId, 'returnToFirm', body);
  }

  /**
   * 回访: what a caller without a phone here said after the resolve, or that nobody answered. A rating told so counts.
   * Refuses: COMPLAINT_NOT_FOUND, OUT_OF_SCOPE, COMPLAINT_DIFFERS, COMPLAINT_ILLEGAL_MOVE, COMPLAINT_CALL_BACK_WRONG (there is an author, who speaks for themselves).
   */
  callBack(actor: Actor, complaintId: string, body: CallBackBody): Promise<ComplaintView> {
    const { outcome, rating } = body;
    const facts: StepFacts = outcome === 'confirmed' && rating !== undefined ? { outcome, rating, ratingCounts: true } : { outcome };
    const kind = ({ confirmed: 'confirm', reopened: 'reopen', notReached: 'callBack' } as const)[outcome];
    return this.decide(actor, complaintId, kind, body, {
      permission: 'complaint.callBack',
      facts: ({ row }) => (row.channel === 'app' ? refuse({ code: 'COMPLAINT_CALL_BACK_WRONG' }) : facts),
    });
  }

  private decide(
    actor: Actor, complaintId: string, kind: ComplaintAction, body: { readonly id: string; readonly text?: string; readonly photoIds?: readonly string[] }, more: Partial<StepRequest> = {},
  ): Promise<ComplaintView> {
    const photos = (body.photoIds ?? []).map((photoId) => ({ photoId, slot: 'after' as const }));
    return this.writer.take({ actor, complaintId, permission: 'complaint.supervise', kind, body, text: body.text, photos, ...more });
  }
}

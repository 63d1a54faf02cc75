import type { Actor, AssignManyBody, ErrorCode } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Refused } from '../../platform/refused.ts';
import { FirmStepsService } from '../firm-steps.service.ts';
import { ownFirm } from '../own-firm.ts';
import { AssigneesService } from './assignees.service.ts';

/** What became of each; a refusal of one is no refusal of the others. */
export interface AssignedMany {
  readonly assigned: readonly string[];
  readonly refused: readonly { readonly complaintId: string; readonly code: ErrorCode }[];
}

/** Many complaints to one of the firm's people. Each is a step of its own, with its own transaction and its own line in the log. */
@Injectable()
export class AssignmentsService {
  constructor(private readonly unitOfWork: UnitOfWork, private readonly assignees: AssigneesService, private readonly steps: FirmStepsService) {}

  /** One after the other, in the order given; sent again with the same step ids it does nothing twice. Refuses: OUT_OF_SCOPE, ASSIGNEE_UNKNOWN. */
  async assign(actor: Actor, { complaintIds, stepIds, assigneeId }: AssignManyBody): Promise<AssignedMany> {
    const { providerId } = ownFirm(actor, 'complaint.handle');
    await this.unitOfWork.read((db) => this.assignees.one(db, providerId, assigneeId));
    const [assigned, refused]: [string[], { complaintId: string; code: ErrorCode }[]] = [[], []];
    for (const [i, complaintId] of complaintIds.entries()) {
      const code = await refusalOf(this.steps.assign(actor, complaintId, { id: stepIds[i]!, assigneeId }));
      if (code === undefined) assigned.push(complaintId);
      else refused.push({ complaintId, code });
    }
    return { assigned, refused };
  }
}

/** What is no refusal is no answer either: the caller asks again, and what was done already is found done. */
const refusalOf = (step: Promise<unknown>): Promise<ErrorCode | undefined> => step.then(() => undefined, (cause: unknown) => {
  if (cause instanceof Refused) return cause.refusal.code;
  throw cause;
});

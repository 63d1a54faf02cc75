import type { Actor, ModerationDecision, StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FilesService } from '../files/files.service.ts';
import { AuditLog } from '../platform/audit/audit-log.ts';
import { Clock } from '../platform/clock.ts';
import { ItemsStore } from './items.store.ts';
import { ModerationSubjects } from './moderation-subjects.service.ts';
import type { ModerationItemRow } from './moderation.entity.ts';

export const WECHAT_CHECK = 'moderation-wechat';

/** A decision and what it does: the item is closed, its copy of the text dropped, the thing itself shown or not. All or nothing. */
@Injectable()
export class Settlements {
  constructor(
    private readonly items: ItemsStore,
    private readonly subjects: ModerationSubjects,
    private readonly files: FilesService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** `by` null: WeChat. False when somebody was first; then nothing has changed. */
  async settle(tx: EntityManager, item: ModerationItemRow, decision: ModerationDecision, by: StaffActor | null): Promise<boolean> {
    const settlement = { state: decision, decidedBy: by?.staffId ?? null, decidedMs: this.clock.now().getTime() };
    if (!(await this.items.settle(tx, item, settlement))) return false;
    if (item.photoId === null) await this.subjects.decided(tx, item.subject, decision);
    else await this.files.setCheck(tx, item.photoId, decision);
    const actor: Actor | { readonly job: string } = by ?? { job: WECHAT_CHECK };
    await this.audit.append(tx, { actor, action: 'moderation.decide', subject: `moderation:${item.id}`, facts: { decision, heldKind: item.kind } });
    return true;
  }
}

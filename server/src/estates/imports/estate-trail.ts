import type { AuditFacts, StaffActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StaffNames } from '../../identity/staff-names.service.ts';
import { AuditLog } from '../../platform/audit/audit-log.ts';

/** What a list changed of one estate that was there: as a hand correction would stand in its history. */
export interface EstateTrailEntry {
  readonly estateId: string;
  /** What differs, as it is and as it was. */
  readonly facts: AuditFacts;
  readonly contracts: readonly { readonly action: 'contract.add' | 'contract.edit'; readonly facts: AuditFacts }[];
}
/** Tells it from a correction by hand. */
const BY_LIST = { source: 'import' } as const;

/** An area moves money, and a date of entry too: each estate's history says what a list made of it, not only that there was a list. */
@Injectable()
export class EstateTrail {
  constructor(private readonly audit: AuditLog, private readonly names: StaffNames) {}

  async write(tx: EntityManager, actor: StaffActor, { estateId, facts, contracts }: EstateTrailEntry): Promise<void> {
    const subject = `estate:${estateId}`;
    if (typeof facts.name === 'string') await this.names.placeRenamed(tx, 'estate', estateId, facts.name);
    if (Object.keys(facts).length > 0) await this.audit.append(tx, { actor, action: 'estate.edit', subject, facts: { ...facts, ...BY_LIST } });
    for (const contract of contracts) await this.audit.append(tx, { actor, action: contract.action, subject, facts: { ...contract.facts, ...BY_LIST } });
  }
}

import { moveComplaint } from '@linping/shared';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HouseholdClaims } from '../estates/household-claims.service.ts';
import { FilesService } from '../files/files.service.ts';
import { ResidentFarewells } from '../identity/resident-farewells.service.ts';
import { ModerationSubjects } from '../moderation/moderation-subjects.service.ts';
import { ModerationService } from '../moderation/moderation.service.ts';
import { Random } from '../platform/random.ts';
import { factsOf, advanced } from './complaint-state.ts';
import type { ComplaintStepRow } from './complaints.entity.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { FollowersStore } from './followers.store.ts';
import { StepWriter } from './step-writer.ts';
import { StepsStore } from './steps.store.ts';

const SUBJECT = 'complaintStep';

/**
 * What becomes of a resident's words: a moderator's decision shows or drops them, and a resident who leaves takes them
 * along (个人信息保护法 47): author, contact, words and photos go, an open complaint is withdrawn, the steps stay without words.
 */
@Injectable()
export class ComplaintWords implements OnModuleInit {
  constructor(
    private readonly complaints: ComplaintsStore, private readonly steps: StepsStore, private readonly followers: FollowersStore, private readonly writer: StepWriter,
    private readonly files: FilesService, private readonly moderation: ModerationService, private readonly subjects: ModerationSubjects,
    private readonly farewells: ResidentFarewells, private readonly claims: HouseholdClaims, private readonly random: Random,
  ) {}

  onModuleInit(): void {
    this.subjects.register(SUBJECT, async (tx, subject, decision) => void (await this.steps.decide(tx, subject.slice(SUBJECT.length + 1), decision)));
    this.farewells.register((tx, residentId) => this.forget(tx, residentId));
    this.claims.registerBuilding((db, buildingId) => this.complaints.isOfBuilding(db, buildingId));
  }

  private async forget(tx: EntityManager, residentId: string): Promise<void> {
    for (const { id } of await this.complaints.ofAuthor(tx, residentId)) await this.withdraw(tx, id);
    for (const { complaintId } of await this.followers.ofResident(tx, residentId)) {
      await this.complaints.countFollowers(tx, complaintId, 1);
      await this.complaints.countFollowers(tx, complaintId, (await this.followers.end(tx, complaintId, residentId)) ? -2 : -1);
    }
    const written = (await this.steps.ofResident(tx, residentId)).map(({ id }) => id);
    await this.files.erase(tx, await this.steps.forget(tx, written));
    for (const id of written) await this.moderation.forget(tx, `${SUBJECT}:${id}`);
  }

  /** Where it is open, by a step like any other; then nothing leads to its author any more. */
  private async withdraw(tx: EntityManager, complaintId: string): Promise<void> {
    await this.complaints.passGate(tx, complaintId);
    const held = await this.writer.held(tx, complaintId);
    const { progress, written } = this.writer.settled(held, held.nowMs, held.calendar);
    const moved = moveComplaint(factsOf(progress.row), 'resident', 'withdraw');
    if (!moved.ok) {
      await this.writer.write(tx, held, progress, written);
    } else {
      const atMs = Math.max(held.nowMs, progress.row.lastStepMs);
      const stepId = this.random.uuid();
      const after = advanced(progress, { stepId, kind: 'withdraw', status: moved.value, atMs, facts: {} }, held.calendar);
      const step: ComplaintStepRow = {
        id: stepId, complaintId, sequence: after.row.version, kind: 'withdraw', atMs, side: 'resident', actorRole: 'resident', actorId: null, status: moved.value,
        text: '', textCheck: 'passed', facts: '{}', contentTag: null,
      };
      const actor = { role: 'resident', residentId: progress.row.authorId!, via: 'h5' } as const;
      await this.writer.write(tx, held, after, [...written, { actor, step, photos: [] }]);
    }
    await this.complaints.forgetAuthor(tx, complaintId);
  }
}

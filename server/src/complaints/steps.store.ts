import type { TextCheck } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { inChunks, insertMany } from '../platform/database/batches.ts';
import { breaksKey } from '../platform/database/driver-errors.ts';
import { refuse } from '../platform/refused.ts';
import { ComplaintPauseRow, ComplaintPhotoRow, ComplaintStepRow, ONE_STEP_PER_ID } from './complaints.entity.ts';

/** SQL of what a complaint's history is made of: steps, their photos, and the pauses they open and end. */
@Injectable()
export class StepsStore {
  find(db: EntityManager, id: string): Promise<ComplaintStepRow | null> {
    return db.findOneBy(ComplaintStepRow, { id });
  }

  /** In their order. */
  ofComplaint(db: EntityManager, complaintId: string): Promise<ComplaintStepRow[]> {
    return db.find(ComplaintStepRow, { where: { complaintId }, order: { sequence: 'ASC' } });
  }

  /** Refuses COMPLAINT_DIFFERS: another complaint has a step of this id. */
  async insert(tx: EntityManager, steps: readonly ComplaintStepRow[], photos: readonly ComplaintPhotoRow[]): Promise<void> {
    try {
      await insertMany(tx, ComplaintStepRow, steps);
    } catch (cause) {
      if (breaksKey(cause, ONE_STEP_PER_ID)) refuse({ code: 'COMPLAINT_DIFFERS' });
      throw cause;
    }
    await insertMany(tx, ComplaintPhotoRow, photos);
  }

  pauses(db: EntityManager, complaintId: string): Promise<ComplaintPauseRow[]> {
    return db.find(ComplaintPauseRow, { where: { complaintId }, order: { fromMs: 'ASC' } });
  }

  /** From what they were to what they are. */
  async writePauses(tx: EntityManager, before: readonly ComplaintPauseRow[], after: readonly ComplaintPauseRow[]): Promise<void> {
    const known = new Map(before.map((pause) => [pause.stepId, pause]));
    await insertMany(tx, ComplaintPauseRow, after.filter(({ stepId }) => !known.has(stepId)));
    for (const { stepId, toMs } of after) {
      if (known.has(stepId) && known.get(stepId)!.toMs !== toMs) await tx.update(ComplaintPauseRow, { stepId }, { toMs });
    }
  }

  /** In the order they were given. */
  photos(db: EntityManager, complaintId: string): Promise<ComplaintPhotoRow[]> {
    return db.find(ComplaintPhotoRow, { where: { complaintId }, order: { stepId: 'ASC', sort: 'ASC' } });
  }

  /** A decision about a text that still waits for one; what was erased meanwhile stays erased. */
  async decide(tx: EntityManager, id: string, decision: TextCheck): Promise<boolean> {
    return (await tx.update(ComplaintStepRow, { id, textCheck: 'checking' }, { textCheck: decision })).affected === 1;
  }

  /** Steps that a resident took, on whosever complaint. */
  async ofResident(db: EntityManager, residentId: string): Promise<ComplaintStepRow[]> {
    return db.findBy(ComplaintStepRow, { actorId: residentId, side: 'resident' });
  }

  /** What a resident wrote, and that it was this one; the photos' own files are erased by whoever keeps them. */
  async forget(tx: EntityManager, stepIds: readonly string[]): Promise<string[]> {
    const photos = await inChunks(stepIds, (ids) => tx.findBy(ComplaintPhotoRow, { stepId: In([...ids]) }));
    for (const id of stepIds) {
      await tx.update(ComplaintStepRow, { id }, { text: '', textCheck: 'erased', actorId: null, contentTag: null });
      await tx.delete(ComplaintPhotoRow, { stepId: id });
    }
    return [...new Set(photos.map(({ photoId }) => photoId))];
  }
}

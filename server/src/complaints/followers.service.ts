import { can, COMPLAINT_OPEN, type Actor, type ComplaintView, type SimilarComplaintView, type SimilarQuery } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { ComplaintReader } from './complaint-reader.ts';
import { ComplaintsStore } from './complaints.store.ts';
import { similarView } from './complaints.views.ts';
import { FilingService } from './filing.service.ts';
import { FollowersStore } from './followers.store.ts';

/** As many as somebody reads before they write their own. */
const MOST_SIMILAR = 10;

/** 「我也遇到了」 instead of a second complaint of the same: by category, stage and day, never by what another wrote. */
@Injectable()
export class FollowersService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly complaints: ComplaintsStore, private readonly followers: FollowersStore, private readonly filing: FilingService,
    private readonly reader: ComplaintReader, private readonly clock: Clock,
  ) {}

  /** Open ones of the same building and category, the newest first. Refuses: OUT_OF_SCOPE, BUILDING_TOKEN_UNKNOWN, COMPLAINT_PLACE_WRONG. */
  async similar(actor: Actor, { category, ...place }: SimilarQuery): Promise<SimilarComplaintView[]> {
    const residentId = residentOf(actor);
    return this.unitOfWork.read(async (db) => {
      const { buildingId } = await this.filing.placeOfResident(db, actor, place);
      const rows = await this.complaints.similar(db, buildingId, category, MOST_SIMILAR);
      const followed = await this.followers.among(db, residentId, rows.map(({ id }) => id));
      return rows.map((row) => similarView(row, row.authorId === residentId || followed.has(row.id)));
    });
  }

  /** Follows an open complaint; its author does already, and twice is once. Refuses: OUT_OF_SCOPE, COMPLAINT_NOT_FOUND (also for one that has ended). */
  async follow(actor: Actor, complaintId: string): Promise<ComplaintView> {
    const residentId = residentOf(actor);
    return this.unitOfWork.run(async (tx) => {
      if (!(await this.complaints.countFollowers(tx, complaintId, 1))) refuse({ code: 'COMPLAINT_NOT_FOUND' });
      const row = (await this.complaints.find(tx, complaintId))!;
      const isNew = row.authorId !== residentId && !(await this.followers.isFollowing(tx, complaintId, residentId));
      if (isNew && !COMPLAINT_OPEN.includes(row.status)) refuse({ code: 'COMPLAINT_NOT_FOUND' });
      const isAdded = isNew && (await this.followers.insert(tx, { complaintId, residentId, sinceMs: this.clock.now().getTime() }));
      if (!isAdded) await this.complaints.countFollowers(tx, complaintId, -1);
      return this.reader.view(tx, actor, complaintId);
    }, { idempotent: true });
  }

  /** No longer; where one did not follow, nothing. Refuses: OUT_OF_SCOPE. */
  async unfollow(actor: Actor, complaintId: string): Promise<void> {
    const residentId = residentOf(actor);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.complaints.countFollowers(tx, complaintId, 1))) return; // upwards first: the gate must not fall below nobody
      await this.complaints.countFollowers(tx, complaintId, (await this.followers.end(tx, complaintId, residentId)) ? -2 : -1);
    }, { idempotent: true });
  }
}

const residentOf = (actor: Actor): string => (actor.role === 'resident' && can(actor, 'complaint.follow') ? actor.residentId : refuse({ code: 'OUT_OF_SCOPE' }));

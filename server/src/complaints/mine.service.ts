import { can, type Actor, type MyComplaintRow, type MyComplaintsExport, type MyComplaintsQuery, type Page, type ResidentActor } from '@linping/shared';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkCalendarService } from '../calendar/work-calendar.service.ts';
import { EstatesService } from '../estates/estates.service.ts';
import { Clock } from '../platform/clock.ts';
import { readCursor, writeCursor } from '../platform/cursor.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { refuse } from '../platform/refused.ts';
import { ComplaintReader } from './complaint-reader.ts';
import type { ComplaintRow } from './complaints.entity.ts';
import { type ComplaintPosition, ComplaintsStore } from './complaints.store.ts';
import { instant, myRowView } from './complaints.views.ts';
import { ContactCipher } from './contact-cipher.ts';
import { FollowersStore } from './followers.store.ts';

const PAGE = 50;

/** What a resident has filed and follows, to look at and to take along. */
@Injectable()
export class MineService {
  constructor(
    private readonly unitOfWork: UnitOfWork, private readonly complaints: ComplaintsStore, private readonly followers: FollowersStore, private readonly reader: ComplaintReader,
    private readonly estates: EstatesService, private readonly calendars: WorkCalendarService, private readonly cipher: ContactCipher, private readonly clock: Clock,
  ) {}

  /** The own ones, or those that one follows, the newest first. Refuses: OUT_OF_SCOPE, INVALID_CURSOR. */
  async page(actor: Actor, { kind = 'filed', cursor, limit = PAGE }: MyComplaintsQuery): Promise<Page<MyComplaintRow>> {
    const { residentId } = residentOf(actor);
    const after = readCursor(cursor, ['number', 'string']) as ComplaintPosition | undefined;
    return this.unitOfWork.read(async (db) => {
      const found = kind === 'filed' ? await this.filed(db, residentId, after, limit + 1) : await this.followed(db, residentId, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: await this.rows(db, shown.map(({ row }) => row), kind === 'followed'),
        total: kind === 'filed' ? await this.complaints.countOfAuthor(db, residentId) : await this.followers.count(db, residentId),
        nextCursor: last && found.length > limit ? writeCursor([last.ms, last.row.id]) : null,
      };
    });
  }

  /** All that is kept of the own complaints (个人信息保护法 45). Refuses: OUT_OF_SCOPE. */
  async export(actor: Actor): Promise<MyComplaintsExport> {
    const { residentId } = residentOf(actor);
    return this.unitOfWork.read(async (db) => {
      const complaints: MyComplaintsExport['complaints'][number][] = [];
      for (const row of await this.complaints.ofAuthor(db, residentId)) {
        const contact = row.contactCipher === null ? null : this.cipher.open(row.id, row.contactCipher);
        const consentedAt = row.consentMs === null ? null : instant(row.consentMs);
        complaints.push({ ...(await this.reader.view(db, actor, row.id)), contact, consentVersion: row.consentVersion, consentedAt });
      }
      const followed = await this.complaints.byIds(db, (await this.followers.ofResident(db, residentId)).map(({ complaintId }) => complaintId));
      return { exportedAt: instant(this.clock.now().getTime()), complaints, followed: await this.rows(db, followed, true) };
    });
  }

  private async filed(db: EntityManager, residentId: string, after: ComplaintPosition | undefined, limit: number): Promise<Placed[]> {
    return (await this.complaints.pageOfAuthor(db, residentId, after, limit)).map((row) => ({ row, ms: row.filedMs }));
  }

  private async followed(db: EntityManager, residentId: string, after: ComplaintPosition | undefined, limit: number): Promise<Placed[]> {
    const follows = await this.followers.page(db, residentId, after, limit);
    const rows = new Map((await this.complaints.byIds(db, follows.map(({ complaintId }) => complaintId))).map((row) => [row.id, row]));
    return follows.map(({ complaintId, sinceMs }) => ({ row: rows.get(complaintId)!, ms: sinceMs }));
  }

  private async rows(db: EntityManager, rows: readonly ComplaintRow[], isFollowed: boolean): Promise<MyComplaintRow[]> {
    const estates = await this.estates.names(db, [...new Set(rows.map(({ estateId }) => estateId))]);
    const buildings = await this.estates.buildingNames(db, rows.flatMap(({ buildingId }) => buildingId ?? []));
    const calendar = await this.calendars.calendar(db);
    const nowMs = this.clock.now().getTime();
    return rows.map((row) => {
      const building = row.buildingId === null ? null : (buildings.get(row.buildingId) ?? null);
      return myRowView(row, { name: estates.get(row.estateId)?.name ?? '', building }, isFollowed, nowMs, calendar);
    });
  }
}

interface Placed {
  readonly row: ComplaintRow;
  /** What the list is sorted by. */
  readonly ms: number;
}

const residentOf = (actor: Actor): ResidentActor =>
  actor.role === 'resident' && can(actor, 'complaint.own', { residentId: actor.residentId }) ? actor : refuse({ code: 'OUT_OF_SCOPE' });
